"""What an order says of its supplier's service (rules §5): facts, each under a key of its own.

A parcel falls due at the order's ``due_at``; what was not sent by then is a parcel that is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from orders.enums import STAGE_PLANS, OrderStatus, StageDue, StageStatus
from orders.models import Order, PaymentStage
from policies.schemas import FulfilmentRules, ScoreRules
from policies.selectors import in_force
from suppliers.enums import MOST_HOURS, FactKind
from suppliers.services.facts import NewFact

HOUR = timedelta(hours=1)


def to_judge(at: datetime) -> QuerySet[Order]:
    """Orders whose parcels fell due so long ago that late scans are in, and were not judged yet.

    While a stage that shipping needs is not paid, nothing falls due: the supplier may not ship.
    """
    grace = timedelta(hours=in_force(FulfilmentRules, at).rules.late_after_hours)
    unpaid = (StageStatus.LOCKED, StageStatus.OPEN)
    waiting = PaymentStage.objects.filter(_NEEDED, order=OuterRef("pk"), status__in=unpaid)
    return Order.objects.filter(~Exists(waiting), judged_at__isnull=True, due_at__lte=at - grace)


def _stages_before_shipping() -> Q:
    found = Q(pk__in=[])
    for plan, stages in STAGE_PLANS.items():
        for number, (_percent, due) in enumerate(stages, 1):
            if due == StageDue.BEFORE_SHIPPING:
                found |= Q(order__stage_plan=plan, number=number)
    return found


_NEEDED = _stages_before_shipping()


def parcel_keys(order: Order) -> list[str]:
    """The keys of all that may ever be told of the order's parcels."""
    things = [*(f"parcel:{parcel.pk}" for parcel in order.shipments.all()), _missing(order)]
    return [f"{kind}:{it}" for it in things for kind in (FactKind.PICKUP, FactKind.PROMISE)]


def parcel_facts(order: Order) -> Iterator[NewFact]:
    """Pickup and promise of each parcel of an order that fell due; none of one closed by then.

    What came back and is sent again fell due the first time.
    """
    if order.closed_at and order.due_at and order.closed_at <= order.due_at:
        return
    for parcel in (parcel for parcel in order.shipments.all() if not parcel.replaces_id):
        yield from _of_parcel(order, f"parcel:{parcel.pk}", parcel.picked_up_at)
    if any(line.shipped_quantity < line.quantity for line in order.lines.all()):
        yield from _of_parcel(order, _missing(order), None)


def _missing(order: Order) -> str:
    return f"order:{order.pk}"


def _of_parcel(order: Order, thing: str, picked_up_at: datetime | None) -> Iterable[NewFact]:
    due_at, paid_at = order.due_at, order.paid_at
    assert due_at is not None
    assert paid_at is not None
    hours = None if picked_up_at is None else _hours(picked_up_at - paid_at)
    kept = float(picked_up_at is not None and picked_up_at <= due_at)
    for kind, value in ((FactKind.PICKUP, hours), (FactKind.PROMISE, kept)):
        yield NewFact(order.supplier_id, kind, due_at, f"{kind}:{thing}", value)


def _hours(waited: timedelta) -> float:
    return min(max(waited / HOUR, 0.0), float(MOST_HOURS))


def signed_fact(order: Order, signed_at: datetime) -> NewFact:
    return NewFact(
        order.supplier_id, FactKind.SIGNED, signed_at, f"{FactKind.SIGNED}:order:{order.pk}"
    )


def purchase_key(order: Order) -> str:
    return f"{FactKind.PURCHASE}:order:{order.pk}"


def purchase_facts(orders: Iterable[Order], at: datetime) -> list[NewFact]:
    """Of paid orders: bought again within the days of the policy, or for the first time."""
    paid = {order.pk: order for order in orders if order.paid_at}
    before = Order.objects.filter(
        buyer=OuterRef("buyer"),
        supplier=OuterRef("supplier"),
        paid_at__lt=OuterRef("paid_at"),
        paid_at__gt=OuterRef("since"),
    ).exclude(status=OrderStatus.CLOSED)
    window = timedelta(days=in_force(ScoreRules, at).rules.repeat_days)
    again = set(
        Order.objects.filter(pk__in=paid)
        .annotate(since=F("paid_at") - window)
        .filter(Exists(before))
        .values_list("pk", flat=True)
    )
    return [
        NewFact(
            order.supplier_id,
            FactKind.PURCHASE,
            order.paid_at,  # type: ignore[arg-type]
            purchase_key(order),
            float(pk in again),
        )
        for pk, order in paid.items()
    ]
