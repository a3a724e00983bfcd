"""Penalty points: taken with a reason, given back on appeal, never rewritten (rules §4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, cast

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.models import User
from accounts.notices import pack
from common.locking import lock_again
from policies.models import PolicyVersion
from policies.schemas import PointRules
from policies.selectors import in_force
from suppliers.enums import DeductionCause, HoldCause
from suppliers.errors import BadDeduction
from suppliers.models import Deduction, Hold, Supplier
from suppliers.points import Taken, Threshold, crossed, replayed
from suppliers.selectors.points import points_of
from suppliers.services import audit_triggers, holds
from suppliers.services.telling import tell_of_points

REACHED = gettext_noop("%(total)s penalty points: the threshold of %(threshold)s was reached")
FEWER = gettext_noop("Points were given back on appeal; fewer count now")


@transaction.atomic
def deduct(
    *,
    supplier: Supplier,
    points: int,
    cause: str,
    key: str,
    reason: str,
    at: datetime,
    actor: User | None = None,
    policy_version: PolicyVersion | None = None,
    params: Mapping[str, Any] | None = None,
) -> Deduction:
    """Take points, once per supplier and ``key``, and do what the threshold crossed asks for.

    ``reason`` is somebody's own words, or a ``gettext_noop`` sentence with its ``params``;
    ``policy_version`` that of the rules that named the points, else that of the rules of points.
    A deduction never lies before the last one: it counts from when it was taken. Raises
    BadDeduction.
    """
    rules = in_force(PointRules, at)
    _check(points, cause, key, reason, rules.rules)
    lock_again(supplier, "status")
    known = supplier.deductions.filter(key=key).first()
    if known is not None:
        return known
    at = _not_before_the_last(supplier, at)
    before = points_of(supplier, at)
    step = crossed(before, before + points, rules.rules)
    deduction = Deduction.objects.create(
        supplier=supplier,
        points=points,
        cause=cause,
        key=key,
        reason=reason,
        params=pack(params or {}),
        at=at,
        fades_at=at + timedelta(days=rules.rules.count_days),
        total=before + points,
        threshold=step.points if step else 0,
        actor=actor,
        policy_version=policy_version or rules.version,
    )
    tell_of_points(
        supplier=supplier, deduction=deduction, warned=bool(step and not step.moves), at=at
    )
    if step is not None and step.moves:
        _hold(deduction, step, at=at, until=step.until(at), version=rules.version)
    audit_triggers.points_reached(supplier=supplier, before=before, total=deduction.total, at=at)
    return deduction


@transaction.atomic
def give_back(*, deduction: Deduction, reason: str, actor: User, at: datetime) -> Deduction:
    """Take a deduction back by a row of its own; holds that it alone brought about are eased.

    Only for an appeal that was granted. Giving back a second time is harmless. Raises BadDeduction
    for a row that itself gives points back.
    """
    if deduction.reverses_id is not None:
        raise BadDeduction(_("Points that were given back are not given back again."))
    supplier = lock_again(deduction.supplier, "status")
    known = Deduction.objects.filter(reverses=deduction).first()
    if known is not None:
        return known
    at = _not_before_the_last(supplier, at)
    rules = in_force(PointRules, at)
    reversal = Deduction.objects.create(
        supplier=supplier,
        points=-deduction.points,
        cause=DeductionCause.APPEAL,
        key=f"reversal:{deduction.pk}",
        reason=reason,
        at=at,
        fades_at=max(deduction.fades_at, at + timedelta(days=1)),
        total=points_of(supplier, at) - _still_counting(deduction, at),
        actor=actor,
        reverses=deduction,
        policy_version=rules.version,
    )
    _ease_holds(supplier, actor=actor, at=at)
    return reversal


def _check(points: int, cause: str, key: str, reason: str, rules: PointRules) -> None:
    if not 0 < points <= rules.removed:
        raise BadDeduction(
            _("From 1 to %(most)d points are taken at a time, not %(have)d.")
            % {"most": rules.removed, "have": points},
            field="points",
        )
    if cause not in DeductionCause.values or cause == DeductionCause.APPEAL:
        raise BadDeduction(
            _("“%(have)s” is no cause of a deduction.") % {"have": cause}, field="cause"
        )
    if not key.strip():
        raise BadDeduction(_("A deduction has a key."), field="key")
    if not reason.strip():
        raise BadDeduction(_("A deduction needs its reason."), field="reason")


def _not_before_the_last(supplier: Supplier, at: datetime) -> datetime:
    last = supplier.deductions.order_by("-at").values_list("at", flat=True).first()
    return at if last is None else max(at, last)


def _still_counting(deduction: Deduction, at: datetime) -> int:
    return deduction.points if deduction.at <= at < deduction.fades_at else 0


def _hold(
    deduction: Deduction,
    step: Threshold,
    *,
    at: datetime,
    until: datetime | None,
    version: PolicyVersion,
    quiet: bool = False,
) -> Hold:
    return holds.place(
        supplier=deduction.supplier,
        cause=HoldCause.POINTS,
        key=_key(deduction, step),
        standing=step.standing,
        reason=REACHED,
        params={"total": deduction.total, "threshold": step.points},
        at=at,
        until=until,
        deduction=deduction,
        policy_version=version,
        quiet=quiet,
    )


def _key(deduction: Deduction, step: Threshold) -> str:
    return f"points:{deduction.pk}:{step.points}"


def _ease_holds(supplier: Supplier, *, actor: User, at: datetime) -> None:
    """Lift what the points no longer bear out; a milder threshold takes the place of a graver.

    Nothing gets worse by points given back: no hold comes where there was none.
    """
    taken = list(supplier.deductions.taken().filter(reversal=None).order_by("at", "pk"))
    holds_of_points = supplier.holds.open().filter(cause=HoldCause.POINTS)
    for hold in holds_of_points.select_related("deduction", "policy_version").order_by("pk"):
        _ease_hold(hold, supplier, taken, actor=actor, at=at)


def _ease_hold(
    hold: Hold, supplier: Supplier, taken: list[Deduction], *, actor: User, at: datetime
) -> None:
    """By the rules that placed it, as if what was given back had never been taken."""
    deduction, version = hold.deduction, hold.policy_version
    if deduction is None or version is None:  # not placed here
        return
    step = _step_now(deduction, taken, cast("PointRules", version.rules))
    if step is not None and hold.key == _key(deduction, step):
        return
    until = step.until(hold.since) if step else None
    if step is not None and until is not None and until > at:
        _hold(deduction, step, at=at, until=until, version=version, quiet=True)
    holds.lift(supplier=supplier, key=hold.key, reason=FEWER, actor=actor, at=at, on_appeal=True)


def _step_now(deduction: Deduction, taken: list[Deduction], rules: PointRules) -> Threshold | None:
    """The threshold that it crosses without what was given back, if that moves the standing."""
    if deduction not in taken:
        return None
    steps = replayed([Taken(one.points, one.at, one.fades_at) for one in taken], rules)
    step = steps[taken.index(deduction)]
    return step if step is not None and step.moves else None
