"""Standing: what a supplier may still do (rules §4). Each move has a cause."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.status import move
from suppliers.enums import STANDING_TRANSITIONS, Standing
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
) -> Supplier:
    """Move a supplier's standing; what the new one switches off is off when this returns.

    Open orders go on. Raises BadShop without a reason, WrongStatus where the move is not allowed.
    """
    if not reason.strip():
        raise BadShop(_("A move of standing needs its cause."), field="reason")
    move(
        supplier,
        to,
        table=STANDING_TRANSITIONS,
        events=StandingEvent,
        at=at,
        actor=actor,
        reason=reason,
        policy_version=policy_version,
    )
    shop_changed(supplier)
    return supplier
