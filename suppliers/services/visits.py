"""Planning site visits: a date is proposed, the company agrees or asks for another (rules §3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Company, Region, User
from accounts.selectors.private_data import belongs_to
from accounts.selectors.regions import regions_named
from common.locking import lock_one
from common.status import move
from policies.schemas import VisitRules
from policies.selectors import InForce, in_force
from suppliers.enums.visits import AHEAD, VISIT_TRANSITIONS, VisitStatus
from suppliers.errors import BadVisit
from suppliers.models import Application, Audit, SiteVisit, Supplier, VisitEvent
from suppliers.places import Place
from suppliers.selectors.staff import INSPECTOR
from suppliers.selectors.zones import home_zone
from suppliers.services import tell_visits


@transaction.atomic
def schedule(
    *,
    company: Company,
    inspector: User,
    scheduled_for: datetime,
    address: str,
    kind: str,
    reason: str,
    at: datetime,
    supplier: Supplier | None = None,
    application: Application | None = None,
    audit: Audit | None = None,
    place: Place | None = None,
    region: Region | None = None,
    time_zone: str = "",
    actor: User | None = None,
) -> SiteVisit:
    """Propose a visit to the company. ``place`` is where photographs will have to be taken.

    Without a ``region``, it is the one that the address names, if it names one; without a
    ``time_zone``, the company's own.
    Raises BadVisit: too soon, no inspector, one of the company's own, not of the application's
    kind, or a visit is ahead already.
    """
    _refuse_inspector(inspector, company)
    _refuse_other_kind(kind, application)
    _refuse_too_soon(scheduled_for, at)
    zone = time_zone or home_zone(company)
    _refuse_hour("scheduled_for", scheduled_for, zone, at)
    if not address.strip():
        raise BadVisit(_("A visit has an address."), field="address")
    visit = _create(
        company=company,
        supplier=supplier,
        application=application,
        audit=audit,
        kind=kind,
        reason=reason,
        inspector=inspector,
        planned_by=actor,
        planned_at=at,
        scheduled_for=scheduled_for,
        time_zone=zone,
        address=address.strip(),
        region=region or regions_named([address]).get(address),
        **_degrees(place),
    )
    VisitEvent.objects.create(
        subject=visit, at=at, actor=actor, target=VisitStatus.PROPOSED, reason=reason
    )
    tell_visits.proposed(visit, at=at)
    return visit


@transaction.atomic
def agree(*, visit: SiteVisit, actor: User, at: datetime) -> SiteVisit:
    """The company agrees to the date. Raises WrongStatus where nothing is proposed any more."""
    visit = _locked(visit)
    _move(visit, VisitStatus.AGREED, at, actor, wished_for=None, wish_reason="")
    tell_visits.agreed(visit, at=at)
    return visit


@transaction.atomic
def wish(
    *, visit: SiteVisit, wished_for: datetime, reason: str, actor: User, at: datetime
) -> SiteVisit:
    """The company asks for another date, within the limits. Raises BadVisit with field and number.

    The date proposed stands until staff have answered.
    """
    visit = _locked(visit)
    _refuse_wish(visit, wished_for, reason, at)
    _move(
        visit,
        VisitStatus.PROPOSED,
        at,
        actor,
        reason=reason,
        wished_for=wished_for,
        wish_reason=reason,
        wishes=visit.wishes + 1,
    )
    tell_visits.wished(visit, at=at)
    return visit


@transaction.atomic
def repropose(
    *,
    visit: SiteVisit,
    scheduled_for: datetime,
    reason: str,
    actor: User | None,
    at: datetime,
    inspector: User | None = None,
) -> SiteVisit:
    """Staff move a visit that has not begun, to the date wished for or another. Raises BadVisit."""
    visit = _locked(visit)
    new = inspector or visit.inspector
    _refuse_inspector(new, visit.company)
    agreed = visit.wished_for == scheduled_for
    if not agreed:
        _refuse_too_soon(scheduled_for, at)
        _refuse_hour("scheduled_for", scheduled_for, visit.time_zone, at)
    changes: dict[str, Any] = {"wished_for": None, "wish_reason": "", "inspector": new}
    _move(
        visit,
        VisitStatus.PROPOSED,
        at,
        actor,
        reason=reason,
        data={"from": visit.scheduled_for.isoformat()},
        scheduled_for=scheduled_for,
        **changes,
    )
    if agreed:
        _move(visit, VisitStatus.AGREED, at, actor)
    tell_visits.moved(visit, at=at)
    return visit


@transaction.atomic
def keep_date(*, visit: SiteVisit, reason: str, actor: User | None, at: datetime) -> SiteVisit:
    """Staff refuse the other date; the one proposed stands. Raises BadVisit without a wish."""
    visit = _locked(visit)
    if visit.wished_for is None:
        raise BadVisit(_("The company asked for no other date."))
    _move(visit, VisitStatus.PROPOSED, at, actor, reason=reason, wished_for=None, wish_reason="")
    tell_visits.kept(visit, reason=reason, at=at)
    return visit


@transaction.atomic
def cancel(*, visit: SiteVisit, reason: str, actor: User | None, at: datetime) -> SiteVisit:
    """Call a visit off that is not reported, also one that its inspector began and left.

    When it began stays in its history, and what he saw on its page; it vouches for nothing. Raises
    BadVisit without a reason, WrongStatus.
    """
    visit = _locked(visit)
    if not reason.strip():
        raise BadVisit(_("Say why the visit is called off."), field="reason")
    _move(visit, VisitStatus.CANCELLED, at, actor, reason=reason, started_at=None)
    tell_visits.cancelled(visit, reason=reason, at=at)
    return visit


def _locked(visit: SiteVisit) -> SiteVisit:
    rows = SiteVisit.objects.filter(pk=visit.pk)
    return lock_one(rows.select_related("company", "inspector"))


def _move(
    visit: SiteVisit,
    to: VisitStatus,
    at: datetime,
    actor: User | None,
    *,
    reason: str = "",
    data: dict[str, Any] | None = None,
    **changes: Any,
) -> None:
    move(
        visit,
        to,
        table=VISIT_TRANSITIONS,
        events=VisitEvent,
        at=at,
        actor=actor,
        reason=reason,
        data=data,
        **changes,
    )


def _create(**fields: Any) -> SiteVisit:
    try:
        with transaction.atomic():
            return SiteVisit.objects.create(**fields)
    except IntegrityError as error:
        if "visit_one_at_a_time" not in str(error):
            raise
        raise BadVisit(
            _("A visit to %(company)s is planned already.") % {"company": fields["company"]},
            code="visit_ahead",
        ) from error


def _degrees(place: Place | None) -> Mapping[str, Any]:
    if place is None:
        return {}
    stored = place.rounded()
    return {"latitude": stored.latitude, "longitude": stored.longitude}


def _refuse_inspector(inspector: User, company: Company) -> None:
    if not (inspector.is_active and inspector.is_staff and inspector.has_perm(INSPECTOR)):
        raise BadVisit(_("%(person)s is no inspector.") % {"person": inspector}, field="inspector")
    if belongs_to(inspector, company):
        raise BadVisit(
            _("%(person)s belongs to %(company)s and cannot inspect it.")
            % {"person": inspector, "company": company},
            field="inspector",
            code="own_company",
        )


def _refuse_other_kind(kind: str, application: Application | None) -> None:
    """A visit that looked at something else vouches for no application."""
    if application is not None and kind != application.kind:
        raise BadVisit(
            _("The application is that of a %(kind)s; so is the visit.")
            % {"kind": application.get_kind_display()},
            field="kind",
            code="other_kind",
        )


def _refuse_too_soon(scheduled_for: datetime, at: datetime) -> None:
    hours = _rules(at).rules.notice_hours
    if scheduled_for < at + timedelta(hours=hours):
        raise BadVisit(
            _("A visit is proposed at least %(hours)d hours ahead.") % {"hours": hours},
            field="scheduled_for",
            hours=hours,
        )


def _refuse_hour(field: str, moment: datetime, time_zone: str, at: datetime) -> None:
    """People are there by day, on the clock of the place that is visited."""
    rules = _rules(at).rules
    clock = moment.astimezone(ZoneInfo(time_zone)).time()
    if not time(rules.from_hour) <= clock <= time(rules.until_hour):
        raise BadVisit(
            _("A visit begins between %(first)d:00 and %(last)d:00 in %(zone)s, not at %(clock)s.")
            % {
                "first": rules.from_hour,
                "last": rules.until_hour,
                "zone": time_zone,
                "clock": f"{clock:%H:%M}",
            },
            field=field,
            first=rules.from_hour,
            last=rules.until_hour,
        )


def _refuse_wish(visit: SiteVisit, wished_for: datetime, reason: str, at: datetime) -> None:
    rules = _rules(at).rules
    if visit.status not in AHEAD:
        raise BadVisit(_("The visit is not ahead any more."), code="not_ahead")
    if not reason.strip():
        raise BadVisit(_("Say why another date is needed."), field="reason")
    if visit.wishes >= rules.wishes:
        raise BadVisit(
            _("Another date can be asked for %(times)d times a visit.") % {"times": rules.wishes},
            code="wished_before",
            times=rules.wishes,
        )
    if at > visit.scheduled_for - timedelta(hours=rules.wish_hours):
        raise BadVisit(
            _("Another date can be asked for until %(hours)d hours before the visit.")
            % {"hours": rules.wish_hours},
            code="too_late",
            hours=rules.wish_hours,
        )
    _refuse_too_far_off(visit, wished_for, rules, at)
    _refuse_hour("wished_for", wished_for, visit.time_zone, at)


def _refuse_too_far_off(
    visit: SiteVisit, wished_for: datetime, rules: VisitRules, at: datetime
) -> None:
    days = timedelta(days=rules.wish_days)
    if not at + timedelta(hours=rules.wish_hours) <= wished_for:
        raise BadVisit(
            _("The other date lies at least %(hours)d hours ahead.") % {"hours": rules.wish_hours},
            field="wished_for",
            hours=rules.wish_hours,
        )
    if abs(wished_for - visit.scheduled_for) > days:
        raise BadVisit(
            _("The other date lies at most %(days)d days from the one proposed.")
            % {"days": rules.wish_days},
            field="wished_for",
            days=rules.wish_days,
        )


def _rules(at: datetime) -> InForce[VisitRules]:
    return in_force(VisitRules, at)
