"""Making a visit: beginning it on the spot, answering point by point, photographs, the report."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.errors import NotAllowed
from common.locking import lock_one
from common.status import move
from common.working_days import day_of
from policies.schemas import VisitRules
from policies.selectors import in_force
from suppliers.calendar import months_later
from suppliers.enums.visits import (
    CHECKLISTS,
    COUNTED,
    ESSENTIAL,
    IDENTITY,
    PLACE,
    VISIT_TRANSITIONS,
    Answer,
    ItemPart,
    MatchPoint,
    VisitStatus,
)
from suppliers.errors import BadVisit
from suppliers.models import SiteVisit, VisitEvent, VisitItem
from suppliers.paperwork.typed import WHOLE
from suppliers.places import Place, metres_between
from suppliers.selectors.visits import said_online
from suppliers.services import applications, audit_items, audit_triggers, tell_visits

#: Letters of what was typed that a refusal repeats.
_LONGEST_SHOWN = 20


@transaction.atomic
def begin(
    *, visit: SiteVisit, inspector: User, at: datetime, place: Place | None = None
) -> SiteVisit:
    """Begin on the spot, on the day agreed. ``place`` is the phone's, where its owner consents.

    It has to lie near the visit's position; where nobody knew that, it becomes the position.
    Raises BadVisit on another day or elsewhere, NotAllowed for another inspector.
    """
    visit = own(visit, inspector)
    _refuse_other_day(visit, at)
    learned = _position(visit, place, at)
    _move(visit, VisitStatus.UNDER_WAY, at, inspector, started_at=at, **learned)
    _lay_out(visit)
    return visit


@transaction.atomic
def answer(
    *,
    item: VisitItem,
    inspector: User,
    answer: str,
    at: datetime,
    note: str = "",
) -> VisitItem:
    """Write down what was seen of one point; it may be corrected until the report is in.

    Raises BadVisit with the field, also for a point that is counted, and once the visit is over.
    """
    refuse_unless_under_way(own(item.visit, inspector))
    _check_answer(item, answer, note)
    return _write(item, at, answer=answer, note=note.strip())


@transaction.atomic
def count(
    *, item: VisitItem, inspector: User, counted: int | str | None, at: datetime, note: str = ""
) -> VisitItem:
    """Write down the number that was counted; whether it is as said online follows from it.

    Raises BadVisit with the field, the least and the most, for what is no such number, for a point
    that is not counted, and once the visit is over.
    """
    refuse_unless_under_way(own(item.visit, inspector))
    number = _checked_count(item, counted)
    return _write(
        item, at, counted=number, answer=_held_against(item.online, number), note=note.strip()
    )


def _write(item: VisitItem, at: datetime, **seen: Any) -> VisitItem:
    for name, value in seen.items():
        setattr(item, name, value)
    item.answered_at = at
    item.save(update_fields=[*seen, "answered_at"])
    return item


def _held_against(online: str, counted: int) -> Answer:
    """None at all is a no, whatever is said; another number than the one said online differs."""
    if counted == 0:
        return Answer.NO
    return Answer.YES if online in ("", str(counted)) else Answer.DIFFERS


@transaction.atomic
def finish(
    *, visit: SiteVisit, inspector: User, passed: bool, report: str, at: datetime
) -> SiteVisit:
    """Hand the report in, once. A passed visit is valid for the months of the rules.

    Raises BadVisit where points are open, where a pass contradicts the checklist or lacks
    photographs of proven place and day, WrongStatus the second time.
    """
    visit = own(visit, inspector)
    refuse_unless_under_way(visit)
    rules = in_force(VisitRules, at)
    _refuse_unfinished(visit, report)
    if passed:
        _refuse_pass(visit, rules.rules)
    until = months_later(at, rules.rules.valid_months, visit.time_zone) if passed else None
    _move(
        visit,
        VisitStatus.PASSED if passed else VisitStatus.FAILED,
        at,
        inspector,
        finished_at=at,
        valid_until=until,
        report=report.strip(),
        policy_version=rules.version,
    )
    tell_visits.reported(visit, at=at)
    _correct(visit, at)
    if visit.application:
        applications.visit_done(application=visit.application, actor=inspector, at=at)
    if visit.audit:
        audit_items.refill(audit=visit.audit, at=at)
    return visit


def own(visit: SiteVisit, inspector: User) -> SiteVisit:
    """The visit, locked; raises NotAllowed where it is another inspector's."""
    rows = SiteVisit.objects.filter(pk=visit.pk)
    visit = lock_one(
        rows.select_related(
            "company", "inspector", "supplier__belt", "audit__supplier", "application"
        )
    )
    if visit.inspector_id != inspector.pk:
        raise NotAllowed(_("This visit is another inspector's."))
    return visit


def refuse_unless_under_way(visit: SiteVisit) -> None:
    if visit.status != VisitStatus.UNDER_WAY:
        raise BadVisit(
            _("The visit is %(status)s; only one under way is written to.")
            % {"status": visit.get_status_display()},
            code="not_under_way",
        )


def _move(visit: SiteVisit, to: VisitStatus, at: datetime, inspector: User, **given: Any) -> None:
    move(
        visit,
        to,
        table=VISIT_TRANSITIONS,
        events=VisitEvent,
        at=at,
        actor=inspector,
        **given,
    )


def _refuse_other_day(visit: SiteVisit, at: datetime) -> None:
    day, today = (day_of(moment, visit.time_zone) for moment in (visit.scheduled_for, at))
    if day != today:
        raise BadVisit(
            _("The visit is on %(day)s; today is %(today)s.") % {"day": day, "today": today},
            code="another_day",
        )


def _position(visit: SiteVisit, place: Place | None, at: datetime) -> dict[str, Any]:
    """What the phone's position changes; raises BadVisit where it is too far off."""
    if place is None:
        return {}
    if visit.latitude is None or visit.longitude is None:
        stored = place.rounded()
        return {
            "latitude": stored.latitude,
            "longitude": stored.longitude,
            "position_from_phone": True,
        }
    most = in_force(VisitRules, at).rules.photo_distance_m
    away = metres_between(Place(visit.latitude, visit.longitude), place)
    if away > most:
        raise BadVisit(
            _("You are %(away)d m from the address; a visit begins within %(most)d m of it.")
            % {"away": away, "most": most},
            code="too_far",
            away=away,
            most=most,
        )
    return {}


def _lay_out(visit: SiteVisit) -> None:
    """The points: the checklist of its kind, and what is said online at this moment."""
    online = said_online(visit)
    checks = [
        VisitItem(
            visit=visit,
            part=ItemPart.CHECK,
            code=code,
            position=position,
            online=online.get(MatchPoint(code), "") if code in COUNTED else "",
        )
        for position, code in enumerate(CHECKLISTS[visit.kind])
    ]
    matches = [
        VisitItem(visit=visit, part=ItemPart.MATCH, code=code, position=position, online=said[:300])
        for position, (code, said) in enumerate(online.items())
    ]
    VisitItem.objects.bulk_create(checks + matches)


def _checked_count(item: VisitItem, counted: int | str | None) -> int:
    if not item.is_counted:
        raise BadVisit(_("This point is answered, not counted."), field="answer")
    if counted is None or counted == "":
        raise _uncounted()
    least, most = 0, WHOLE[COUNTED[item.code]][1]
    if not isinstance(counted, int) or not least <= counted <= most:
        have = str(counted)[:_LONGEST_SHOWN]
        raise BadVisit(
            _("A whole number from %(least)d to %(most)d, not %(have)s.")
            % {"least": least, "most": most, "have": have},
            field="counted",
            code="out_of_range",
            least=least,
            most=most,
        )
    return counted


def _uncounted() -> BadVisit:
    return BadVisit(_("Write down the number that you counted."), field="counted")


def _check_answer(item: VisitItem, answer: str, note: str) -> None:
    if item.is_counted:
        raise _uncounted()
    if answer not in Answer.values:
        raise BadVisit(_("Answer with yes, no, differs or does not apply."), field="answer")
    if answer == Answer.NOT_HERE and _must_apply(item):
        raise BadVisit(
            _("This point always applies: answer yes, no or differs."),
            field="answer",
            code="applies",
        )
    if answer == Answer.NOT_HERE and not note.strip():
        raise BadVisit(_("Say why it does not apply."), field="note")
    if answer in (Answer.NO, Answer.DIFFERS) and not note.strip():
        raise BadVisit(_("Say what is there instead."), field="note")


def _correct(visit: SiteVisit, at: datetime) -> None:
    """The company is asked to correct what it says online; another place is audited at once."""
    items = list(visit.items.unlike())
    if items:
        tell_visits.unlike(visit, items=items, at=at)
    moved = [item for item in items if item.code in PLACE]
    if moved and visit.supplier and visit.audit is None:
        audit_triggers.found_elsewhere(visit=visit, items=moved, at=at)


def _must_apply(item: VisitItem) -> bool:
    """What makes the supplier's kind, and who and where it says that it is."""
    if item.part == ItemPart.MATCH:
        return item.code in IDENTITY
    return item.code in ESSENTIAL.get(item.visit.kind, frozenset())


def _refuse_unfinished(visit: SiteVisit, report: str) -> None:
    left = visit.items.filter(answer="").count()
    if left:
        raise BadVisit(
            _("%(left)d points have no answer yet.") % {"left": left},
            code="points_open",
            left=left,
        )
    if not report.strip():
        raise BadVisit(_("A report says in words what was found."), field="report")


def _refuse_pass(visit: SiteVisit, rules: VisitRules) -> None:
    against = visit.items.filter(part=ItemPart.CHECK, answer=Answer.NO).count()
    if against:
        raise BadVisit(
            _("%(against)d points of the checklist say no; with one, a visit does not pass.")
            % {"against": against},
            field="passed",
            code="points_against",
            against=against,
        )
    others = visit.items.filter(part=ItemPart.MATCH, answer=Answer.NO, code__in=IDENTITY)
    if others:
        raise BadVisit(
            _("A visit passes only where this is there as it is said online: %(points)s.")
            % {"points": ", ".join(item.title for item in others)},
            field="passed",
            code="not_as_said",
        )
    proofs = sum(photo.is_proof for photo in visit.photos.all())
    if proofs < rules.photos_min:
        raise BadVisit(
            _("A passed visit needs %(min)d photographs of proven place and day; it has %(have)d.")
            % {"min": rules.photos_min, "have": proofs},
            code="photos_missing",
            min=rules.photos_min,
            have=proofs,
        )
