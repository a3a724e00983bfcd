"""Reads of site visits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import PermissionsMixin
from django.db.models import QuerySet
from django.utils.translation import gettext

from accounts.models import Company, User
from policies.schemas import VisitRules
from policies.selectors import in_force
from suppliers.enums import DocumentKind
from suppliers.enums.visits import (
    AHEAD,
    PREMISES,
    REPORTED,
    Answer,
    ItemPart,
    MatchPoint,
    VisitStatus,
)
from suppliers.models import Application, DocumentRevision, SiteVisit, Supplier, VisitItem
from suppliers.selectors.documents import newest

Point = MatchPoint


def valid_visit(company: Company, at: datetime) -> SiteVisit | None:
    """The visit that vouches for the company at ``at``: its newest report, where that is a pass.

    A visit that failed afterwards takes the earlier one's word away, and so does a move.
    """
    return valid_visits([company.pk], at).get(company.pk)


def valid_visits(company_ids: Iterable[int], at: datetime) -> dict[int, SiteVisit]:
    """``valid_visit`` of many companies; one query."""
    newest = last_visits(company_ids, at)
    return {pk: visit for pk, visit in newest.items() if vouches(visit, at)}


def last_visits(company_ids: Iterable[int], at: datetime) -> dict[int, SiteVisit]:
    """The newest report of each company up to ``at``; one query."""
    reported = (
        SiteVisit.objects.filter(company__in=set(company_ids), finished_at__lte=at)
        .filter(status__in=REPORTED)
        .order_by("company_id", "-finished_at", "-pk")
        .distinct("company_id")
    )
    return {visit.company_id: visit for visit in reported}


def vouches(visit: SiteVisit, at: datetime) -> bool:
    """Whether a report is a pass that still holds, of the place where the company still is."""
    stays = visit.left_at is None or at < visit.left_at
    return visit.valid_until is not None and at < visit.valid_until and stays


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where a visit was made, as its company said then, and where it says that it is now."""

    seen: str
    said: str


def visited_elsewhere(visit: SiteVisit, kind: str) -> Elsewhere | None:
    """Whether the premises that its documents name now are others than those visited; two queries.

    Where the inspector wrote down that something is there otherwise, the documents may have been
    corrected to that.
    """
    said = _worded(_of_documents(newest(visit.company)))
    seen = {item.code: item for item in visit.items.filter(part=ItemPart.MATCH)}
    points = PREMISES.get(kind, (Point.ADDRESS,))
    if all(_was_seen(seen.get(point), said.get(point, "")) for point in points):
        return None
    were = [seen[point].online if point in seen else "–" for point in points]
    return Elsewhere(" · ".join(were), " · ".join(said.get(point, "–") for point in points))


def _was_seen(item: VisitItem | None, said: str) -> bool:
    if item is None:
        return not said
    corrected = item.answer == Answer.DIFFERS and bool(said) and said in item.note
    return item.online == said[:300] or corrected


def visits_of_inspector(user: PermissionsMixin) -> QuerySet[SiteVisit]:
    """The person's own visits, and nobody else's."""
    return SiteVisit.objects.filter(inspector=user.pk).select_related("company", "supplier")


def visits_to_make(user: User) -> list[SiteVisit]:
    """Those not yet reported, in the order of their dates."""
    open_ones = [*AHEAD, VisitStatus.UNDER_WAY]
    return list(
        visits_of_inspector(user).filter(status__in=open_ones).order_by("scheduled_for", "pk")
    )


def visits_now(user: User, company: Company) -> bool:
    """Whether the person is to visit the company, or is there: the report ends it."""
    mine = visits_of_inspector(user).filter(company=company)
    is_staff = user.is_active and user.is_staff
    return is_staff and mine.filter(status__in=[*AHEAD, VisitStatus.UNDER_WAY]).exists()


def visits_of_company(company: Company) -> QuerySet[SiteVisit]:
    """The company's visits, newest first."""
    return SiteVisit.objects.filter(company=company).order_by("-scheduled_for", "-pk")


def address_to_visit(company: Company) -> str:
    """Where its documents say that it is: the stall, else the plant, else the licence."""
    said = _of_documents(newest(company))
    if said[Point.MARKET]:
        return gettext("%(market)s, floor %(floor)s, stall %(stall_number)s") % said
    return str(said[Point.ADDRESS] or "")


def said_online(visit: SiteVisit) -> dict[MatchPoint, str]:
    """What application, documents and shop say of themselves, by point; empty ones left out."""
    said: dict[MatchPoint, object] = {Point.COMPANY: visit.company.name}
    said |= _of_documents(newest(visit.company))
    if visit.application:
        said |= _of_application(visit.application)
    if visit.supplier:
        said |= _of_shop(visit.supplier)
    return _worded(said)


def _of_documents(shown: Mapping[tuple[str, str], DocumentRevision]) -> dict[MatchPoint, object]:
    of_kind = {kind: revision.data for (kind, _goods), revision in shown.items()}
    plant, lease = (of_kind.get(kind, {}) for kind in (DocumentKind.PLANT, DocumentKind.LEASE))
    licence = of_kind.get(DocumentKind.LICENCE, {})
    return {
        Point.ADDRESS: plant.get("address") or licence.get("address"),
        Point.PLANT_AREA: plant.get("area"),
        Point.HEADCOUNT: plant.get("headcount"),
        Point.LINES: plant.get("lines"),
        Point.MARKET: lease.get("market"),
        Point.FLOOR: lease.get("floor"),
        Point.STALL_NUMBER: lease.get("stall"),
    }


def _of_application(application: Application) -> dict[MatchPoint, object]:
    return {
        Point.SHOP_NAME: application.shop_name,
        Point.KIND: application.get_kind_display(),
        Point.TRADE: application.belt.trade if application.belt else "",
        Point.FOUNDED: application.founded_year,
    }


def _of_shop(supplier: Supplier) -> dict[MatchPoint, object]:
    shown: dict[MatchPoint, object] = {
        Point.SHOP_NAME: supplier.name,
        Point.KIND: supplier.get_kind_display(),
        Point.TRADE: supplier.belt.trade if supplier.belt else "",
        Point.PLANT_AREA: supplier.plant_area,
        Point.HEADCOUNT: supplier.headcount,
        Point.FOUNDED: supplier.founded_year,
    }
    return {point: value for point, value in shown.items() if value not in (None, "")}


def _worded(said: Mapping[MatchPoint, object]) -> dict[MatchPoint, str]:
    return {point: str(value) for point, value in said.items() if value not in (None, "")}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a visit is: points answered, photographs that prove place and day."""

    points: int
    answered: int
    photos: int
    proofs: int
    proofs_needed: int

    @property
    def is_whole(self) -> bool:
        return self.points > 0 and self.answered == self.points


def progress_of(visit: SiteVisit, at: datetime) -> Progress:
    """Two queries."""
    answers = list(visit.items.values_list("answer", flat=True))
    flags = list(visit.photos.values_list("flags", flat=True))
    needed = in_force(VisitRules, at).rules.photos_min
    answered, proofs = sum(map(bool, answers)), sum(not flag for flag in flags)
    return Progress(len(answers), answered, len(flags), proofs, needed)
