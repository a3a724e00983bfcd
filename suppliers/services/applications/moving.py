"""What the moves of an application have in common."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.locking import lock_one
from common.status import move
from suppliers.enums import APPLICATION_TRANSITIONS, ApplicationStatus
from suppliers.errors import BadApplication, NotYours
from suppliers.models import Application, ApplicationEvent
from suppliers.services.reviewers import check_reviewer

UNCLAIMED: dict[str, None] = {"claimed_by": None, "claimed_at": None}


def locked(application: Application) -> Application:
    """The row as it is now, held for this transaction."""
    return lock_one(Application.objects.filter(pk=application.pk).select_related("company"))


def move_to(
    application: Application,
    to: ApplicationStatus,
    *,
    actor: User | None,
    at: datetime,
    **given: Any,
) -> Application:
    return move(
        application,
        to,
        table=APPLICATION_TRANSITIONS,
        events=ApplicationEvent,
        at=at,
        actor=actor,
        **given,
    )


def noted(
    application: Application, what: str, *, actor: User, at: datetime, reason: str = ""
) -> None:
    """Something was done that moves no status: it stands in the history all the same."""
    ApplicationEvent.objects.create(
        subject=application,
        at=at,
        actor=actor,
        source=application.status,
        target=application.status,
        reason=reason[:500],
        data={"what": what},
    )


def claimed(application: Application, actor: User) -> Application:
    """The row, held, where ``actor`` is the one who claimed it. Raises NotYours."""
    held = locked(application)
    check_reviewer(actor, held.company)
    if held.claimed_by_id != actor.pk:
        raise NotYours(_("Claim the application first."), code="not_claimed")
    return held


def need_reason(reason: str) -> str:
    """The reason without space around it. Raises BadApplication where it is empty."""
    if not reason.strip():
        raise BadApplication(_("A decision needs its reason."), field="reason", code="no_reason")
    return reason.strip()
