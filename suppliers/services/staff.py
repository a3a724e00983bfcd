"""What staff decide about a supplier's standing: holds of their own, and their end (rules §4)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.selectors.private_data import belongs_to
from common.errors import NotAllowed, refuse_reused
from common.formats import day
from common.locking import lock_again
from suppliers.enums import AppealStatus, DeductionCause, HoldCause, Standing
from suppliers.errors import BadHold
from suppliers.models import Appeal, Deduction, Hold, Supplier
from suppliers.services import holds
from suppliers.services.points import deduct as take_points


@transaction.atomic
def hold(
    *,
    supplier: Supplier,
    standing: str,
    reason: str,
    actor: User,
    at: datetime,
    until: datetime | None = None,
) -> Hold:
    """Hold a supplier at ``standing``. Staff have one hold at a time: a new one takes its place.

    Raises NotAllowed for a member of the company, BadHold, also while an appeal against the hold
    that it would replace waits, and Final where staff removed it.
    """
    refuse_own_company(supplier=supplier, actor=actor)
    lock_again(supplier, "status")
    before = _own(supplier)
    _refuse_appealed(before)
    placed = holds.place(
        supplier=supplier,
        cause=HoldCause.STAFF,
        key=f"staff:{at.timestamp():.6f}",
        standing=standing,
        reason=reason,
        at=at,
        until=until,
        actor=actor,
    )
    for old in before:
        holds.lift(supplier=supplier, key=old.key, reason=reason, actor=actor, at=at)
    return placed


@transaction.atomic
def lift_own(*, supplier: Supplier, reason: str, actor: User, at: datetime) -> list[Hold]:
    """Lift the holds that staff placed; those of other causes go on.

    Raises NotAllowed for a member of the company, BadHold where there is none, Final for a removal.
    """
    refuse_own_company(supplier=supplier, actor=actor)
    lock_again(supplier, "status")
    found = [
        holds.lift(supplier=supplier, key=one.key, reason=reason, actor=actor, at=at)
        for one in _own(supplier)
    ]
    if not found:
        raise BadHold(
            _("Staff hold this supplier at nothing: it is %(standing)s by other holds.")
            % {"standing": Standing(supplier.status).label}
        )
    return [one for one in found if one is not None]


@transaction.atomic
def lift(*, hold: Hold, reason: str, actor: User, at: datetime) -> Hold:
    """Lift one hold before its time, whatever its cause.

    Raises NotAllowed for a member of the company, BadHold where it is lifted, Final for a removal.
    """
    refuse_own_company(supplier=hold.supplier, actor=actor)
    lock_again(hold.supplier, "status")
    hold.refresh_from_db(fields=["lifted_at"])
    if not hold.is_open:
        raise BadHold(_("It is lifted already."))
    lifted = holds.lift(supplier=hold.supplier, key=hold.key, reason=reason, actor=actor, at=at)
    return lifted or hold


@transaction.atomic
def deduct(
    *, supplier: Supplier, points: int, reason: str, key: str, actor: User, at: datetime
) -> Deduction:
    """Take points by hand, once per ``key``.

    Raises NotAllowed for a member, BadDeduction, KeyReused where the key took others.
    """
    refuse_own_company(supplier=supplier, actor=actor)
    taken = take_points(
        supplier=supplier,
        points=points,
        cause=DeductionCause.STAFF,
        key=f"staff:{key}",
        reason=reason,
        actor=actor,
        at=at,
    )
    refuse_reused(taken, points=points, reason=reason)
    return taken


def refuse_own_company(*, supplier: Supplier, actor: User) -> None:
    """Nobody decides about a company that he belongs to. Raises NotAllowed."""
    if belongs_to(actor, supplier.company):
        raise NotAllowed(_("You belong to this company; somebody else decides."))


def _refuse_appealed(found: list[Hold]) -> None:
    """What is appealed against is answered, and not put beyond the appeal by another hold."""
    waiting = Appeal.objects.filter(hold__in=found, status=AppealStatus.OPEN).first()
    if waiting is not None:
        raise BadHold(
            _("An appeal of %(day)s against the hold of staff waits: it is decided first.")
            % {"day": day(waiting.made_at)},
            code="appealed",
        )


def _own(supplier: Supplier) -> list[Hold]:
    return list(supplier.holds.open().filter(cause=HoldCause.STAFF).order_by("pk"))
