"""Inspection of a supplier's lots is discontinued, and resumed when it has mended what was wrong
(ISO 2859-1, 9.4). Nothing else of the supplier changes: rules §4 say what a failed check brings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.models import User
from common.locking import lock_again
from common.status import move
from policies.schemas import SpotCheckRules
from policies.selectors import in_force
from suppliers.enums.spot_checks import DISCONTINUATION_TRANSITIONS, DiscontinuationStatus
from suppliers.errors import BadSpotCheck
from suppliers.models import Discontinuation, DiscontinuationEvent, SpotCheck, Supplier
from suppliers.selectors.spot_checks import discontinued, series_of
from suppliers.services import tell_spot_checks as telling
from suppliers.services.staff import refuse_own_company

S = DiscontinuationStatus
#: Five characters are a sentence in Chinese; staff read and judge what it says.
SHORTEST_ACTION, LONGEST_ACTION = 5, 2000
TOO_MANY = gettext_noop("Five lots failed under tightened inspection")
RETEST_PASSED = gettext_noop("A lot that counted passed its retest")


def settle(*, check: SpotCheck, at: datetime) -> None:
    """Discontinue inspection where this verdict was one too many, and take back what a retest
    undid; the supplier is locked."""
    going_on, stopped = discontinued(check.supplier), series_of(check.supplier).stopped
    if stopped and going_on is None:
        _discontinue(check, at)
    elif going_on is not None and not stopped:
        _move(going_on, S.WITHDRAWN, actor=None, at=at, reason=RETEST_PASSED, ended_at=at)
        telling.discontinuation_withdrawn(going_on, at=at)


def refuse_discontinued(supplier: Supplier) -> None:
    """Raises BadSpotCheck where no lot of the supplier is inspected; the supplier is locked."""
    if series_of(supplier).stopped:
        raise BadSpotCheck(
            _(
                "Inspection of lots of %(shop)s is discontinued: it states what it has mended, and"
                " staff resume inspection. Pieces may be bought."
            )
            % {"shop": supplier},
            field="kind",
            code="discontinued",
        )


@transaction.atomic
def state_action(
    *, discontinuation: Discontinuation, action: str, actor: User, at: datetime
) -> Discontinuation:
    """The supplier says what it has mended; from then on it is for staff to resume inspection.

    Raises BadSpotCheck for words that are too short or long, WrongStatus while staff read it, and
    once inspection goes on.
    """
    words = action.strip()
    if not SHORTEST_ACTION <= len(words) <= LONGEST_ACTION:
        raise BadSpotCheck(
            _("Say in %(least)d to %(most)d characters what you have mended, not %(have)d.")
            % {"least": SHORTEST_ACTION, "most": LONGEST_ACTION, "have": len(words)},
            field="action",
        )
    said = {"action": words, "stated_at": at, "stated_by": actor}
    return _move(discontinuation, S.STATED, actor=actor, at=at, reason=words[:500], **said)


@transaction.atomic
def send_back(
    *, discontinuation: Discontinuation, reason: str, actor: User, at: datetime
) -> Discontinuation:
    """What was mended is not likely to help; the supplier may state more.

    Raises NotAllowed for a member of the company, BadSpotCheck without a reason, WrongStatus.
    """
    _decide(discontinuation, S.OPEN, reason, actor, at)
    telling.action_sent_back(discontinuation, at=at)
    return discontinuation


@transaction.atomic
def resume(
    *, discontinuation: Discontinuation, reason: str, actor: User, at: datetime
) -> Discontinuation:
    """What was mended is likely to help: lots are inspected again, tightened.

    Raises NotAllowed for a member of the company, BadSpotCheck without a reason, WrongStatus
    before the supplier stated anything, and the second time.
    """
    _decide(discontinuation, S.RESUMED, reason, actor, at, ended_at=at)
    telling.inspection_resumed(discontinuation, at=at)
    return discontinuation


def _decide(
    discontinuation: Discontinuation,
    to: str,
    reason: str,
    actor: User,
    at: datetime,
    **changes: Any,
) -> None:
    refuse_own_company(supplier=discontinuation.supplier, actor=actor)
    if not reason.strip():
        raise BadSpotCheck(_("Say why."), field="reason")
    lock_again(discontinuation.supplier, "status")
    _move(discontinuation, to, actor=actor, at=at, reason=reason, answer=reason, **changes)


def _discontinue(check: SpotCheck, at: datetime) -> None:
    version = in_force(SpotCheckRules, at).version
    made = Discontinuation.objects.create(
        supplier=check.supplier, last_lot=check, since=at, policy_version=version
    )
    DiscontinuationEvent.objects.create(
        subject=made, at=at, target=S.OPEN, reason=TOO_MANY, policy_version=version
    )
    telling.inspection_discontinued(made, at=at)


def _move(discontinuation: Discontinuation, to: str, **given: Any) -> Discontinuation:
    return move(
        discontinuation,
        to,
        table=DISCONTINUATION_TRANSITIONS,
        events=DiscontinuationEvent,
        policy_version=in_force(SpotCheckRules, given["at"]).version,
        **given,
    )
