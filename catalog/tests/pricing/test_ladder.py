from __future__ import annotations

from decimal import Decimal

from catalog.pricing import LadderStep, ladder
from catalog.tests.pricing.make import offer, sku_priced, sku_tiered


def test_tiers_of_a_product():
    assert ladder(offer("2:1.50 20:1.30 200:1.10", moq=2)) == [
        LadderStep(2, 19, Decimal("1.50"), Decimal("1.50")),
        LadderStep(20, 199, Decimal("1.30"), Decimal("1.30")),
        LadderStep(200, None, Decimal("1.10"), Decimal("1.10")),
    ]


def test_prices_by_sku_are_one_step_from_the_moq():
    skus = [sku_priced("3.30", 1, moq=12), sku_priced("3.10", 2, moq=12)]
    assert ladder(skus[0].offer, skus) == [LadderStep(12, None, Decimal("3.10"), Decimal("3.30"))]


def test_tiers_by_sku_are_laid_over_one_another():
    skus = [sku_tiered("1:5 50:4", 1, moq=10), sku_tiered("10:9 50:3", 2, moq=10)]
    assert ladder(skus[0].offer, skus) == [
        LadderStep(1, 9, Decimal(5), Decimal(9)),
        LadderStep(10, 49, Decimal(5), Decimal(9)),
        LadderStep(50, None, Decimal(3), Decimal(4)),
    ]


def test_a_first_tier_above_the_moq_begins_at_the_moq():
    assert ladder(offer("20:14.50 200:13", moq=12)) == [
        LadderStep(12, 199, Decimal("14.50"), Decimal("14.50")),
        LadderStep(200, None, Decimal(13), Decimal(13)),
    ]
    skus = [sku_tiered("20:9 50:3", 1, moq=12), sku_tiered("12:5 50:4", 2, moq=12)]
    assert [(step.from_quantity, step.low, step.high) for step in ladder(skus[0].offer, skus)] == [
        (12, 5, 9),
        (50, 3, 4),
    ]


def test_a_first_tier_below_the_moq_stays_as_it_was_set():
    """Mixed batch lifts the MOQ, so fewer pieces can be bought at it."""
    assert ladder(offer("1:2", moq=12)) == [LadderStep(1, None, Decimal(2), Decimal(2))]


def test_a_product_without_prices_has_no_ladder():
    assert ladder(offer("")) == []
    assert ladder(offer("", quote_type="by_sku"), []) == []
