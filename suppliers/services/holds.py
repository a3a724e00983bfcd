"""Holds: each reason for which a supplier is worse than active (rules §4).

The supplier's standing is the worst of its open holds. Whoever has a reason places a hold and
lifts that one again; none of them needs to know of the others. All of it happens under the lock
of the supplier's row.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.models import User
from accounts.notices import pack
from common.locking import lock_again, lock_one
from common.sweep import sweep
from policies.models import PolicyVersion
from policies.schemas import StandingRules
from policies.selectors import in_force
from suppliers.enums import BY_GRAVITY, HELD_AT, HoldCause, Standing
from suppliers.errors import BadHold, Final
from suppliers.models import Deduction, Hold, Supplier
from suppliers.selectors.audits import overdue_key
from suppliers.services import audit_plans, settlements
from suppliers.services.appeal_ends import close_against
from suppliers.services.standing import move_standing, return_removed
from suppliers.services.telling import tell_of_hold, tell_of_lift

ENDED = gettext_noop("Its time is over")


@transaction.atomic
def place(
    *,
    supplier: Supplier,
    cause: str,
    key: str,
    standing: str,
    reason: str,
    at: datetime,
    until: datetime | None = None,
    actor: User | None = None,
    policy_version: PolicyVersion | None = None,
    params: Mapping[str, Any] | None = None,
    deduction: Deduction | None = None,
    quiet: bool = False,
) -> Hold:
    """Hold the supplier at ``standing``, or return the hold that is open under ``key``.

    ``reason`` is somebody's own words, or a ``gettext_noop`` sentence with its ``params``. With
    ``until`` it ends by itself. ``quiet`` tells nobody, where a graver one follows at once. Without
    ``policy_version`` the rules of standing in force are stored. Raises BadHold.
    """
    _check(cause, key, standing, reason, at, until)
    lock_again(supplier, "status")
    known = supplier.holds.open().filter(key=key).first()
    if known is not None:
        return known
    hold = Hold.objects.create(
        supplier=supplier,
        cause=cause,
        key=key,
        standing=standing,
        reason=reason,
        params=pack(params or {}),
        since=at,
        until=until,
        placed_by=actor,
        deduction=deduction,
        policy_version=policy_version or in_force(StandingRules, at).version,
    )
    if standing == Standing.REMOVED:
        settlements.begin(hold=hold, at=at)
    _worsen(supplier, hold, at, quiet=quiet)
    if standing == Standing.REMOVED:
        _end_audit(supplier, actor, at)
    return hold


def remove(
    *,
    supplier: Supplier,
    cause: str,
    key: str,
    reason: str,
    at: datetime,
    actor: User | None = None,
    policy_version: PolicyVersion | None = None,
    params: Mapping[str, Any] | None = None,
    deduction: Deduction | None = None,
) -> Hold:
    """Remove the supplier: final, but for an appeal that is granted. Raises BadHold."""
    return place(
        supplier=supplier,
        cause=cause,
        key=key,
        standing=Standing.REMOVED,
        reason=reason,
        at=at,
        actor=actor,
        policy_version=policy_version,
        params=params,
        deduction=deduction,
    )


@transaction.atomic
def lift(
    *,
    supplier: Supplier,
    key: str,
    reason: str,
    at: datetime,
    actor: User | None = None,
    on_appeal: bool = False,
    on_approval: bool = False,
    quiet: bool = False,
) -> Hold | None:
    """End the hold that is open under ``key``; None where there is none.

    ``quiet`` tells nobody, where another is lifted with it.

    Raises BadHold without a reason, and where a shop was never vetted, unless its application was
    approved; Final for a removal, unless an appeal was granted.
    """
    lock_again(supplier, "status")
    hold = supplier.holds.open().filter(key=key).first()
    if hold is None:
        return None
    if hold.cause == HoldCause.UNVETTED and not on_approval:
        raise BadHold(_("This shop was never vetted: only an approved application ends it."))
    return _lift(
        hold, supplier, reason=reason, at=at, actor=actor, on_appeal=on_appeal, quiet=quiet
    )


def end_due(*, at: datetime, limit: int) -> list[int]:
    """Lift up to ``limit`` holds whose time is over; returns their ids."""

    def lock_supplier(pk: int) -> None:
        lock_one(Supplier.objects.filter(holds=pk))

    def end(hold: Hold) -> None:
        _lift(hold, hold.supplier, reason=ENDED, at=at)

    return sweep(Hold.objects.ending(at), end, limit=limit, lock_first=lock_supplier)


def _check(
    cause: str, key: str, standing: str, reason: str, at: datetime, until: datetime | None
) -> None:
    if cause not in HoldCause.values:
        raise BadHold(_("“%(have)s” is no cause of a hold.") % {"have": cause}, field="cause")
    if not key.strip():
        raise BadHold(_("A hold has a key."), field="key")
    if standing not in HELD_AT:
        raise BadHold(
            _("A hold is at restricted, suspended or removed, not at “%(have)s”.")
            % {"have": standing},
            field="standing",
        )
    if not reason.strip():
        raise BadHold(_("A hold needs its reason."), field="reason")
    if until is not None and standing == Standing.REMOVED:
        raise BadHold(_("A removal has no end."), field="until")
    if until is not None and until <= at:
        raise BadHold(_("A hold ends after it began."), field="until")


def _lift(
    hold: Hold,
    supplier: Supplier,
    *,
    reason: str,
    at: datetime,
    actor: User | None = None,
    on_appeal: bool = False,
    quiet: bool = False,
) -> Hold:
    """The supplier is locked."""
    if not reason.strip():
        raise BadHold(_("A hold is lifted with a reason."), field="reason")
    if hold.standing == Standing.REMOVED and not on_appeal:
        raise Final(_("A removal is final: only an appeal that is granted ends it."))
    hold.lifted_at, hold.lifted_by, hold.lift_reason = max(at, hold.since), actor, reason
    hold.save(update_fields=["lifted_at", "lifted_by", "lift_reason"])
    settlements.call_off(hold=hold, at=at)
    _ease(supplier, hold, at, actor)
    if not quiet:
        tell_of_lift(supplier=supplier, hold=hold, at=at)
    close_against(hold=hold, at=at)
    return hold


def _worsen(supplier: Supplier, hold: Hold, at: datetime, *, quiet: bool) -> None:
    if _gravity(hold.standing) > _gravity(supplier.status):
        move_standing(
            supplier=supplier,
            to=Standing(hold.standing),
            reason=hold.reason,
            actor=hold.placed_by,
            at=at,
            policy_version=hold.policy_version,
            data=_data(hold) | {"params": hold.params},
        )
    if not quiet:
        tell_of_hold(supplier=supplier, hold=hold, at=at)


def _ease(supplier: Supplier, hold: Hold, at: datetime, actor: User | None) -> None:
    to = _worst_of(supplier)
    if _gravity(to) < _gravity(supplier.status):
        comes_back = supplier.status == Standing.REMOVED
        (return_removed if comes_back else move_standing)(
            supplier=supplier,
            to=to,
            reason=hold.lift_reason,
            actor=actor,
            at=at,
            policy_version=hold.policy_version,
            data=_data(hold),
        )
        if comes_back:
            audit_plans.replan(supplier=supplier, at=at)


def _end_audit(supplier: Supplier, actor: User | None, at: datetime) -> None:
    """Nothing of a removed supplier is audited; nor does an audit that was overdue hold it on."""
    audit = audit_plans.end_for_removed(supplier=supplier, actor=actor, at=at)
    if audit is not None:
        lift(supplier=supplier, key=overdue_key(audit), reason=audit.summary, at=at, quiet=True)


def _worst_of(supplier: Supplier) -> Standing:
    held = supplier.holds.open().values_list("standing", flat=True)
    return max(map(Standing, held), key=_gravity, default=Standing.ACTIVE)


def _gravity(standing: str) -> int:
    return BY_GRAVITY.index(Standing(standing))


def _data(hold: Hold) -> dict[str, Any]:
    return {"hold": hold.pk, "cause": hold.cause}
