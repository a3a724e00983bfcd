"""Both clocks, across midnight, the end of February, and to the second."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from catalog.tests.factories import CategoryFactory, ProductFactory
from orders.enums import OrderStatus
from orders.errors import CannotComplete
from orders.selectors.clock import complete_at, due_at
from orders.services.complete import complete_due, extend
from orders.tests.factories import (
    NOW,
    paid_order,
    picked_up_order,
    scan,
    shipped_order,
    sku_of,
    want,
)
from policies.schemas import OrderRules

RULES = OrderRules()
SHIPPED = datetime(2026, 2, 20, 15, 59, 59, tzinfo=UTC)  # a second before midnight in Shanghai
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@pytest.mark.parametrize(
    ("paid", "hours", "due"),
    [
        ("2026-02-27T23:30+08:00", 24, "2026-02-28T23:30+08:00"),
        ("2026-02-28T12:00+08:00", 24, "2026-03-01T12:00+08:00"),
        ("2028-02-28T12:00+08:00", 24, "2028-02-29T12:00+08:00"),
        ("2026-12-31T23:59:59+08:00", 48, "2027-01-02T23:59:59+08:00"),
        ("2026-02-20T00:00+08:00", 360, "2026-03-07T00:00+08:00"),
    ],
)
def test_a_promise_is_in_clock_hours(paid: str, hours: int, due: str) -> None:
    found = due_at(paid_at=datetime.fromisoformat(paid), promise_hours=hours)
    assert found == datetime.fromisoformat(due)


@pytest.mark.parametrize(
    ("signed_after", "completes_after"),
    [
        (None, 30 * DAY),
        (timedelta(0), 10 * DAY),
        (8 * DAY, 10 * DAY),
        (8 * DAY + SECOND, 10 * DAY + SECOND),
        (20 * DAY, 22 * DAY),
        (28 * DAY, 30 * DAY),
        (28 * DAY + SECOND, 30 * DAY),
        (29 * DAY, 30 * DAY),
    ],
)
@pytest.mark.parametrize("extended", [False, True])
def test_completion(
    signed_after: timedelta | None, completes_after: timedelta, extended: bool
) -> None:
    found = complete_at(
        picked_up_at=SHIPPED,
        signed_at=None if signed_after is None else SHIPPED + signed_after,
        is_extended=extended,
        rules=RULES,
    )
    assert found == SHIPPED + completes_after + (3 * DAY if extended else timedelta(0))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("terms", "hours"),
    [
        ({"promise_hours": 72}, 72),
        ({"promise_hours": None, "lead_days": 20}, 480),
        ({"promise_hours": None}, 360),
        ({"promise_hours": None, "industrial": True}, 720),
    ],
)
def test_what_is_promised(terms: dict, hours: int) -> None:
    category = CategoryFactory(is_industrial=terms.pop("industrial", False))
    order = paid_order(product=ProductFactory(category=category, **terms))
    assert order.due_at == NOW + timedelta(hours=hours)


@pytest.mark.django_db
def test_the_shortest_promise_of_its_lines_binds_the_order() -> None:
    slow = ProductFactory(promise_hours=240)
    quick = ProductFactory(promise_hours=24, supplier=slow.supplier)
    order = paid_order(want(sku_of(slow)), want(sku_of(quick)))
    assert order.promise_hours == 24
    assert sorted(order.lines.values_list("promise_hours", flat=True)) == [24, 240]


@pytest.mark.django_db
def test_time_completes_to_the_second() -> None:
    order = picked_up_order()
    due = order.complete_at
    assert complete_due(at=due - SECOND, limit=10) == []
    assert complete_due(at=due, limit=10) == [order.pk]
    order.refresh_from_db()
    assert (order.status, order.completed_at) == (OrderStatus.COMPLETED, due)


@pytest.mark.django_db
def test_the_supplier_s_word_alone_completes_nothing() -> None:
    order = shipped_order()
    assert order.complete_at is None
    assert complete_due(at=NOW + 400 * DAY, limit=10) == []
    with pytest.raises(CannotComplete, match="first scan"):
        extend(order=order, actor=order.group.placed_by, at=NOW + 29 * DAY)
    scan(order.shipments.get(), "accepted", NOW + 400 * DAY)
    order.refresh_from_db()
    assert order.complete_at == NOW + 430 * DAY
    assert complete_due(at=NOW + 430 * DAY, limit=10) == [order.pk]


@pytest.mark.django_db
def test_a_time_that_was_counted_from_the_button_is_not_acted_on() -> None:
    """As an earlier version wrote it."""
    order = shipped_order()
    order.complete_at = NOW + 30 * DAY
    order.save(update_fields=["complete_at"])
    assert complete_due(at=NOW + 31 * DAY, limit=10) == []


@pytest.mark.django_db
def test_the_buyer_extends_once_in_the_last_days() -> None:
    order = picked_up_order()
    due, person = order.complete_at, order.group.placed_by
    with pytest.raises(CannotComplete, match="last 3 days"):
        extend(order=order, actor=person, at=due - 3 * DAY - SECOND)
    order = extend(order=order, actor=person, at=due - 3 * DAY)
    assert order.complete_at == due + 3 * DAY
    with pytest.raises(CannotComplete, match="once already"):
        extend(order=order, actor=person, at=due)
    scan(order.shipments.get(), "signed", NOW + DAY)
    order.refresh_from_db()
    assert order.complete_at == NOW + timedelta(hours=2) + 13 * DAY
