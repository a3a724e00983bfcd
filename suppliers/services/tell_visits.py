"""What company, inspector and planner are told of a visit; sentences: suppliers.audit_sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from accounts.enums import Right
from accounts.models import User
from accounts.services.notices import tell
from common.formats import AtPlace
from suppliers.models import SiteVisit, VisitItem


def proposed(visit: SiteVisit, *, at: datetime) -> None:
    _tell_company(visit, "visit_proposed", at, address=visit.address, why=visit.said)
    _tell_inspector(visit, "visit_assigned", at)


def agreed(visit: SiteVisit, *, at: datetime) -> None:
    _tell_inspector(visit, "visit_agreed", at)


def wished(visit: SiteVisit, *, at: datetime) -> None:
    """The one who planned it answers; where nobody did, the inspector passes it on."""
    _tell_people(
        visit,
        visit.planned_by or visit.inspector,
        "visit_wished",
        at,
        reverse("admin:suppliers_sitevisit_change", args=[visit.pk]),
        wish=AtPlace(visit.wished_for, visit.time_zone) if visit.wished_for else "",
        why=visit.wish_reason,
    )


def moved(visit: SiteVisit, *, at: datetime) -> None:
    _tell_company(visit, "visit_moved", at, address=visit.address)
    _tell_inspector(visit, "visit_assigned", at)


def kept(visit: SiteVisit, *, reason: str, at: datetime) -> None:
    _tell_company(visit, "visit_kept", at, why=reason)


def cancelled(visit: SiteVisit, *, reason: str, at: datetime) -> None:
    _tell_company(visit, "visit_cancelled", at, why=reason)
    _tell_inspector(visit, "visit_called_off", at)


def reported(visit: SiteVisit, *, at: datetime) -> None:
    """Passed or failed; the kind says which."""
    if visit.valid_until:
        _tell_company(visit, "visit_passed", at, until=visit.valid_until)
    else:
        _tell_company(visit, "visit_failed", at, why=visit.report)


def unlike(visit: SiteVisit, *, items: Sequence[VisitItem], at: datetime) -> None:
    """What the inspector saw otherwise than it is said online: the company corrects it."""
    seen = "; ".join(f"{item.online} → {item.note}" for item in items)
    _tell_company(visit, "visit_unlike", at, seen=seen)


def _tell_company(visit: SiteVisit, kind: str, at: datetime, **params: Any) -> None:
    tell(
        kind=kind,
        params={"when": AtPlace(visit.scheduled_for, visit.time_zone), **params},
        url=reverse("suppliers:audits"),
        key=_key(visit, kind),
        at=at,
        company=visit.company,
        rights=[Right.MANAGE_COMPANY, Right.SELL],
    )


def _tell_inspector(visit: SiteVisit, kind: str, at: datetime) -> None:
    page = reverse("suppliers:inspect_visit", args=[visit.pk])
    _tell_people(visit, visit.inspector, kind, at, page, address=visit.address)


def _tell_people(
    visit: SiteVisit, person: User, kind: str, at: datetime, url: str, **params: Any
) -> None:
    tell(
        kind=kind,
        params={
            "when": AtPlace(visit.scheduled_for, visit.time_zone),
            "company": visit.company,
            **params,
        },
        url=url,
        key=_key(visit, kind),
        at=at,
        users=[person],
    )


def _key(visit: SiteVisit, kind: str) -> str:
    """A visit that is moved is told of anew."""
    return f"{kind}:{visit.pk}:{visit.scheduled_for.isoformat()}:{visit.wishes}"
