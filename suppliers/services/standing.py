"""Standing: what a supplier may still do (rules §4). Each move has a cause."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.status import Transitions, move
from suppliers.enums import RETURN_TRANSITIONS, STANDING_TRANSITIONS, Standing
from suppliers.errors import BadShop
from suppliers.models import StandingEvent, Supplier
from suppliers.services.hooks import shop_changed


@transaction.atomic
def move_standing(
    *,
    supplier: Supplier,
    to: Standing,
    reason: str,
    actor: User | None,
    at: datetime,
    policy_version: Any = None,
    data: Mapping[str, Any] | None = None,
) -> Supplier:
    """Move a supplier's standing; what the new one switches off is off when this returns.

    Open orders go on. ``services.holds`` calls this as holds come and go. Raises BadShop without a
    reason, WrongStatus where the move is not allowed.
    """
    return _move(supplier, to, STANDING_TRANSITIONS, reason, actor, at, policy_version, data)


@transaction.atomic
def return_removed(
    *,
    supplier: Supplier,
    to: Standing,
    reason: str,
    actor: User | None,
    at: datetime,
    policy_version: Any = None,
    data: Mapping[str, Any] | None = None,
) -> Supplier:
    """Bring a removed supplier back: where its appeal was granted, and nowhere else."""
    return _move(supplier, to, RETURN_TRANSITIONS, reason, actor, at, policy_version, data)


def _move(
    supplier: Supplier,
    to: Standing,
    table: Transitions,
    reason: str,
    actor: User | None,
    at: datetime,
    policy_version: Any,
    data: Mapping[str, Any] | None,
) -> Supplier:
    if not reason.strip():
        raise BadShop(_("A move of standing needs its cause."), field="reason")
    move(
        supplier,
        to,
        table=table,
        events=StandingEvent,
        at=at,
        actor=actor,
        reason=reason,
        policy_version=policy_version,
        data=dict(data or {}),
    )
    shop_changed(supplier)
    return supplier
