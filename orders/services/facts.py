"""Telling of orders what counts for or against their suppliers (rules §5, §8).

Parcels are judged by the clock, some hours after they fell due; what becomes known later, or is
put right, corrects what was told. The caller has locked the orders.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db.models import prefetch_related_objects

from common.sweep import sweep_at_once
from orders.enums import OrderStatus
from orders.models import Order
from orders.selectors.facts import (
    parcel_facts,
    parcel_keys,
    purchase_facts,
    purchase_key,
    signed_fact,
    to_judge,
)
from policies.schemas import FulfilmentRules
from policies.selectors import in_force
from suppliers.services.facts import correct, record


def judge_due(*, at: datetime, limit: int) -> list[int]:
    """Judge the parcels of up to ``limit`` orders that are due; returns their ids."""
    return sweep_at_once(to_judge(at), lambda orders: judge(orders=orders, at=at), limit=limit)


def judge(*, orders: Sequence[Order], at: datetime, exempt: Collection[int] = ()) -> int:
    """Have the log say of these orders' parcels what is known now; returns how many facts changed.

    Orders whose ids are in ``exempt`` count neither for nor against. One whose time was put off
    meanwhile is told nothing of, and is judged again when it is over.
    """
    prefetch_related_objects(orders, "shipments", "lines")
    grace = timedelta(hours=in_force(FulfilmentRules, at).rules.late_after_hours)
    over = [order for order in orders if order.due_at and order.due_at + grace <= at]
    facts = [fact for order in over if order.pk not in exempt for fact in parcel_facts(order)]
    told = {fact.key for fact in facts}
    keys = {key for order in orders for key in parcel_keys(order)}
    changed = correct(facts=facts, withdrawn=keys - told)
    signed = [signed_fact(order, order.delivered_at) for order in over if order.delivered_at]
    live = [order for order in over if order.status != OrderStatus.CLOSED]
    changed += record(facts=[*signed, *purchase_facts(live, at)])
    _mark(orders, over, at)
    return changed


def _mark(orders: Sequence[Order], over: Collection[Order], at: datetime) -> None:
    for order in orders:
        order.judged_at = at if order in over else None
    Order.objects.bulk_update(orders, ["judged_at"])


def judge_again(*, order: Order, at: datetime) -> None:
    """What became known of an order corrects what was judged; one not judged yet waits for that."""
    if order.judged_at is not None:
        judge(orders=[Order.objects.get(pk=order.pk)], at=at)
        order.refresh_from_db(fields=["judged_at"])


def tell_signed(*, order: Order, signed_at: datetime) -> None:
    """The order was signed for then; said again with another time, that one counts."""
    correct(facts=[signed_fact(order, signed_at)])


def tell_purchase(*, order: Order, at: datetime) -> None:
    """The order was paid."""
    record(facts=purchase_facts([order], at))


def take_back_purchase(*, order: Order) -> None:
    """The order was refunded in full: it was no purchase."""
    correct(facts=[], withdrawn=[purchase_key(order)])
