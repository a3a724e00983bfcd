"""How an appeal ends: decided by somebody, or closed because what it was against is over."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_noop

from accounts.models import User
from accounts.notices import Phrase
from common.status import move
from suppliers.enums import APPEAL_TRANSITIONS, AppealStatus
from suppliers.models import Appeal, AppealEvent, Hold
from suppliers.services.telling import tell_owners

OVER = gettext_noop("The hold has ended before the appeal was decided")


def end(
    *, appeal: Appeal, to: AppealStatus, answer: str, actor: User | None, at: datetime
) -> Appeal:
    """Move it, answered, and tell the owners; the supplier is locked. Raises WrongStatus."""
    move(
        appeal,
        to,
        table=APPEAL_TRANSITIONS,
        events=AppealEvent,
        at=at,
        actor=actor,
        reason=answer,
        decided_by=actor,
        decided_at=at,
        answer=answer,
    )
    tell_owners(
        supplier=appeal.supplier,
        kind="appeal_closed" if to == AppealStatus.CLOSED else "appeal_decided",
        key=f"appeal:{appeal.pk}",
        at=at,
        outcome=to,
        subject=appeal.subject.said,
        answer=Phrase(answer),
    )
    return appeal


def close_against(*, hold: Hold, at: datetime) -> None:
    """Nothing is left to decide of a hold that was lifted; where no appeal waits, do nothing."""
    appeal = Appeal.objects.filter(hold=hold, status=AppealStatus.OPEN).first()
    if appeal is not None:
        ended = max(at, appeal.made_at)
        end(appeal=appeal, to=AppealStatus.CLOSED, answer=OVER, actor=None, at=ended)
