"""Appeals against a hold or a deduction: in time, once, decided by somebody else (rules §4)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.models import User
from common.errors import NotAllowed
from common.locking import lock_again
from common.working_days import working_days_later
from policies.schemas import StandingRules, VettingRules
from policies.selectors import in_force
from suppliers.enums import AppealStatus, HoldCause
from suppliers.errors import AppealRefused, BadAppeal
from suppliers.models import Appeal, AppealEvent, Deduction, Hold, Supplier
from suppliers.selectors.standing import appeal_ends, deciders_of
from suppliers.services import holds, points
from suppliers.services.appeal_ends import end
from suppliers.services.appeal_words import checked_words
from suppliers.services.staff import refuse_own_company

GRANTED = gettext_noop("The appeal was granted")


@transaction.atomic
def appeal(*, against: Hold | Deduction, text: str, actor: User, at: datetime) -> Appeal:
    """Appeal against a decision.

    Raises BadAppeal for a text that is too short or long, AppealRefused too late, a second time,
    or against what is over.
    """
    words = checked_words(text, BadAppeal)
    lock_again(against.supplier, "status")
    _check_open(against, at)
    made = Appeal.objects.create(
        supplier=against.supplier,
        hold=against if isinstance(against, Hold) else None,
        deduction=against if isinstance(against, Deduction) else None,
        text=words,
        made_by=actor,
        made_at=at,
        expected_at=_answer_expected(at),
    )
    AppealEvent.objects.create(subject=made, at=at, actor=actor, target=AppealStatus.OPEN)
    return made


def _answer_expected(at: datetime) -> datetime:
    """Nobody answers on a day on which no application is answered either."""
    days = in_force(StandingRules, at).rules.appeal_answer_days
    return working_days_later(at, days, in_force(VettingRules, at).rules.holidays)


@transaction.atomic
def grant(*, appeal: Appeal, answer: str, actor: User, at: datetime) -> Appeal:
    """The supplier is right: the hold is lifted, or the points are given back.

    Raises NotAllowed for who decided it first or belongs to the company, BadAppeal without an
    answer, WrongStatus where the appeal was decided already.
    """
    _decide(appeal, AppealStatus.GRANTED, answer, actor, at)
    if appeal.deduction is not None:
        points.give_back(deduction=appeal.deduction, reason=GRANTED, actor=actor, at=at)
    elif appeal.hold is not None:
        holds.lift(
            supplier=appeal.supplier,
            key=appeal.hold.key,
            reason=GRANTED,
            actor=actor,
            at=at,
            on_appeal=True,
        )
    return appeal


@transaction.atomic
def refuse(*, appeal: Appeal, answer: str, actor: User, at: datetime) -> Appeal:
    """The decision stands, for good. Raises as ``grant`` does."""
    return _decide(appeal, AppealStatus.REFUSED, answer, actor, at)


@transaction.atomic
def grant_what_came(*, deduction: Deduction, answer: str, actor: User, at: datetime) -> None:
    """Grant an open appeal whose points were given back by another way; none is harmless.

    Nobody decides anything here, so that whoever took the points may do it.
    """
    appeal = Appeal.objects.filter(deduction=deduction, status=AppealStatus.OPEN).first()
    if appeal is not None:
        lock_again(appeal.supplier, "status")
        end(appeal=appeal, to=AppealStatus.GRANTED, answer=answer, actor=actor, at=at)


def may_appeal(*, against: Hold | Deduction, at: datetime) -> bool:
    """Whether there is still an appeal against it: what the page asks before it shows a button."""
    try:
        _check_open(against, at)
    except AppealRefused:
        return False
    return True


def _check_open(against: Hold | Deduction, at: datetime) -> None:
    until = appeal_ends(against)
    if hasattr(against, "appeal"):
        raise AppealRefused(_("There was an appeal against this; there is one only."), code="again")
    if isinstance(against, Hold) and against.cause == HoldCause.UNVETTED:
        raise AppealRefused(_("A shop is opened by an application, not by an appeal."), code="new")
    if _is_over(against):
        raise AppealRefused(_("This is over already; nothing is left to appeal."), code="over")
    if at >= until:
        raise AppealRefused(
            _("The time for an appeal is over."), code="too_late", until=until.isoformat()
        )


def _is_over(against: Hold | Deduction) -> bool:
    if isinstance(against, Hold):
        return not against.is_open
    return against.reverses_id is not None or hasattr(against, "reversal")


def _decide(appeal: Appeal, to: AppealStatus, answer: str, actor: User, at: datetime) -> Appeal:
    supplier: Supplier = lock_again(appeal.supplier, "status")
    refuse_own_company(supplier=supplier, actor=actor)
    if actor in (*deciders_of(appeal.subject), appeal.made_by):
        raise NotAllowed(
            _("You had a part in the decision or made the appeal: someone else must answer it.")
        )
    if not answer.strip():
        raise BadAppeal(_("An appeal is answered in words."), field="answer")
    return end(appeal=appeal, to=to, answer=answer, actor=actor, at=at)
