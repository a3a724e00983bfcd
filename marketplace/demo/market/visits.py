"""Visits that the demo's inspector made, one that is to be made today, and one that is ahead."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_noop

from accounts.models import User
from marketplace.demo.drawing.papers import premises
from suppliers.enums.visits import Answer, CheckPoint
from suppliers.models import Application, SiteVisit, Supplier, VisitItem
from suppliers.places import Place
from suppliers.services import inspection, visit_photos
from suppliers.services import visits as planning
from suppliers.services.visit_photos import Phone

if TYPE_CHECKING:
    from marketplace.demo.market.trust import Cast

DAY, PHOTOS = timedelta(days=1), 3
#: Days ago of visits that passed: good for long, and soon to run out.
GOOD, RUNNING_OUT = (20, 60, 95, 130, 170, 210, 45, 250), 352
WHY = gettext_noop("Demo: to see the premises")
HERE = Place(Decimal("29.334000"), Decimal("120.106000"))


def make(cast: Cast, *, inspector: User, actor: User, at: datetime) -> list[SiteVisit]:
    """Visits that passed, one soon over, one that failed, one to make today, one to come."""
    who = [cast.factory, *cast.others[2:8], cast.others[11]]
    days = dict(zip([one.pk for one in who], GOOD, strict=True)) | {cast.stall.pk: RUNNING_OUT}
    made = [
        visit(one, inspector=inspector, actor=actor, at=at - days[one.pk] * DAY)
        for one in (*who, cast.stall)
    ]
    failed, ahead, today = cast.others[8:11]
    made.append(visit(failed, inspector=inspector, actor=actor, at=at - 33 * DAY, passes=False))
    made.append(plan(today, inspector=inspector, actor=actor, at=at - 4 * DAY, on=noon(at)))
    planning.agree(visit=made[-1], actor=actor, at=at - 3 * DAY)
    made.append(plan(ahead, inspector=inspector, actor=actor, at=at - DAY, on=noon(at) + 3 * DAY))
    return made


def noon(at: datetime) -> datetime:
    """Noon of that day on the market's clock."""
    return timezone.localtime(at).replace(hour=12, minute=0, second=0, microsecond=0)


def plan(
    supplier: Supplier | None,
    *,
    inspector: User,
    actor: User,
    at: datetime,
    on: datetime,
    application: Application | None = None,
) -> SiteVisit:
    """Propose a visit for ``on``."""
    subject = supplier or application
    assert subject is not None
    return planning.schedule(
        company=subject.company,
        supplier=supplier,
        application=application,
        inspector=inspector,
        scheduled_for=on,
        address="示例市场 2 楼",
        kind=subject.kind,
        reason=WHY,
        place=HERE,
        region=supplier.ships_from if supplier else None,
        actor=actor,
        at=at,
    )


def visit(
    supplier: Supplier, *, inspector: User, actor: User, at: datetime, passes: bool = True
) -> SiteVisit:
    """Plan and make a visit; what does not pass has goods of somebody else on its shelves."""
    at = noon(at)
    planned = plan(supplier, inspector=inspector, actor=actor, at=at - 5 * DAY, on=at)
    planning.agree(visit=planned, actor=actor, at=at - 4 * DAY)
    begun = inspection.begin(visit=planned, inspector=inspector, at=at, place=HERE)
    _answer(begun, at, passes=passes)
    for number in range(PHOTOS):
        _photograph(begun, inspector, number, at)
    report = "演示：与申报一致" if passes else "演示：现场不符"
    return inspection.finish(
        visit=begun, inspector=inspector, passed=passes, report=report, at=at + timedelta(hours=2)
    )


def _answer(visit: SiteVisit, at: datetime, *, passes: bool) -> None:
    items = list(visit.items.all())
    for item in items:
        item.answer, item.answered_at = Answer.YES, at
        item.counted = _counted(item)
    if not passes:
        wrong = next(item for item in items if item.code == CheckPoint.SIGN)
        wrong.answer, wrong.note = Answer.NO, "演示：门头为另一家公司"
    VisitItem.objects.bulk_update(items, ["answer", "answered_at", "counted", "note"])


def _counted(item: VisitItem) -> int | None:
    return int(item.online or 4) if item.is_counted else None


def _photograph(visit: SiteVisit, inspector: User, number: int, at: datetime) -> None:
    file = io.BytesIO()
    premises(f"{visit.company.name}:{number}:{visit.kind}").save(file, "JPEG")
    moment = at + timedelta(minutes=10 * (number + 1))
    phone = Phone(at=moment, place=HERE)
    visit_photos.add(visit=visit, inspector=inspector, file=file, phone=phone, at=moment)
