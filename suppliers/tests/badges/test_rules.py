"""What each badge takes, at its edges (rules §5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.schemas import BadgeRules
from suppliers.badges import Known, judge, most_cases
from suppliers.enums import Badge, SupplierKind

AT = datetime(2026, 6, 1, tzinfo=UTC)
RULES = BadgeRules()
GOOD = Known(
    kind=SupplierKind.FACTORY,
    at=AT,
    days=90,
    composite=Decimal("4.0"),
    points=35,
    cases=1,
    orders=20,
    visited_at=AT - timedelta(days=30),
    visit_until=AT + timedelta(seconds=1),
    deposit=Decimal(16000),
    area=1000,
    is_known=True,
    belt="诸暨袜业",
    in_belt=True,
)


def test_all_that_it_takes_and_no_more() -> None:
    assert all(verdict.earned for verdict in judge(GOOD, RULES).values())
    pro = judge(GOOD, RULES)[Badge.PRO]
    assert (pro.met, pro.total) == (8, 8)


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("company", {"kind": SupplierKind.SOLE_TRADER}),
        ("days", {"days": 89}),
        ("composite", {"composite": Decimal("3.99")}),
        ("composite", {"composite": None}),
        ("orders", {"orders": 19}),
        ("orders", {"orders": 0}),
        ("points", {"points": 36}),
        ("cases", {"cases": 2}),
        ("visit", {"visit_until": AT}),
        ("visit", {"visit_until": None}),
        ("deposit", {"deposit": Decimal("15999.99")}),
    ],
)
def test_each_condition_of_a_pro_is_needed(code: str, change: dict) -> None:
    pro = judge(replace(GOOD, **change), RULES)[Badge.PRO]
    assert not pro.earned
    assert (pro.met, pro.total) == (7, 8)
    assert [condition.code for condition in pro.missing] == [code]


@pytest.mark.parametrize(("orders", "most"), [(0, 1), (6666, 1), (6667, 2), (10_000, 3)])
def test_many_orders_may_have_a_few_cases(orders: int, most: int) -> None:
    assert most_cases(orders, RULES) == most


@pytest.mark.parametrize(
    ("change", "earned"),
    [
        ({}, False),
        ({"revenue": Decimal(20_000_000)}, True),
        ({"revenue": Decimal("19999999.99")}, False),
        ({"has_certificate": True}, True),
        ({"area": 1000, "is_known": True}, True),
        ({"area": 999, "is_known": True}, False),
        ({"area": 5000}, False),
        ({"area": 2000, "sells_online": True}, True),
        ({"area": 1999, "sells_online": True}, False),
        ({"has_certificate": True, "visit_until": None}, False),
        ({"has_certificate": True, "kind": SupplierKind.TRADER}, False),
    ],
)
def test_a_super_factory_takes_one_of_three(change: dict, earned: bool) -> None:
    known = replace(GOOD, area=None, is_known=False)
    verdict = judge(replace(known, **change), RULES)[Badge.SUPER_FACTORY]
    assert (verdict.earned, verdict.total) == (earned, 2)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": SupplierKind.TRADER},
        {"in_belt": False},
        {"visit_until": AT},
        {"visited_at": AT - timedelta(days=366), "visit_until": AT + timedelta(days=1)},
    ],
)
def test_the_belt_is_for_its_own_stalls_and_factories(change: dict) -> None:
    assert not judge(replace(GOOD, **change), RULES)[Badge.BELT].earned


@given(
    composite=st.decimals(0, 5, places=2),
    points=st.integers(0, 60),
    deposit=st.decimals(0, 50_000, places=2),
    days=st.integers(0, 200),
)
def test_more_never_loses_a_badge(
    composite: Decimal, points: int, deposit: Decimal, days: int
) -> None:
    known = replace(GOOD, composite=composite, points=points, deposit=deposit, days=days)
    better = replace(known, composite=Decimal(5), points=0, deposit=deposit + 1, days=days + 1)
    before, after = judge(known, RULES)[Badge.PRO], judge(better, RULES)[Badge.PRO]
    assert after.met >= before.met
