from __future__ import annotations

from decimal import Decimal

import pytest

from catalog.pricing import BadOffer, BadTiers, validate_offer, validate_tiers
from catalog.tests.pricing.make import LIMITS, offer, tiers


@pytest.mark.parametrize(
    "ladder", ["1:2", "2:2 20:1.9 200:1.8999", " ".join(f"{n}:{20 - n}" for n in range(1, 11))]
)
def test_good_tiers(ladder):
    validate_tiers(tiers(ladder), LIMITS)


@pytest.mark.parametrize(
    ("ladder", "code", "field", "message"),
    [
        ("", "tier_count", "tiers", "A price has 1 to 10 steps, not 0."),
        (
            " ".join(f"{n}:{20 - n}" for n in range(1, 12)),
            "tier_count",
            "tiers",
            "1 to 10 steps, not 11.",
        ),
        ("0:2", "too_small", "from_quantity", "at least 1 piece, not 0."),
        ("5:2 5:1", "not_rising", "from_quantity", "Step 2 must begin above 5 pieces, not at 5."),
        (
            "5:2 9:1 7:0.5",
            "not_rising",
            "from_quantity",
            "Step 3 must begin above 9 pieces, not at 7.",
        ),
        ("5:2 9:2", "not_falling", "unit_price", "Step 2 must cost less than 2 a piece, not 2."),
        ("5:0", "bad_price", "unit_price", "above 0"),
        ("5:-1", "bad_price", "unit_price", "above 0"),
        ("5:NaN", "bad_price", "unit_price", "above 0"),
        ("5:Infinity", "bad_price", "unit_price", "above 0"),
        ("5:10000000000", "bad_price", "unit_price", "below 10000000000"),
        ("5:1.00001", "bad_price", "unit_price", "at most 4 decimals; not 1.00001."),
    ],
)
def test_bad_tiers_name_field_rule_and_number(ladder, code, field, message):
    with pytest.raises(BadTiers) as refused:
        validate_tiers(tiers(ladder), LIMITS)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"quote_type": "by_weight"}, "quote_type"),
        ({"moq": 0}, "moq"),
        ({"order_multiple": 0}, "order_multiple"),
        ({"sample_price": Decimal(0)}, "sample_price"),
        ({"consign_price": Decimal(-1)}, "consign_price"),
        ({"moq": 50, "max_per_order": 49}, "max_per_order"),
        ({"moq": 50, "order_multiple": 26, "max_per_order": 51}, "max_per_order"),
    ],
)
def test_bad_terms_name_their_field(terms, field):
    with pytest.raises(BadOffer) as refused:
        validate_offer(offer(**terms), LIMITS)
    assert refused.value.field == field


def test_good_terms():
    validate_offer(
        offer(moq=50, order_multiple=25, max_per_order=50, sample_price=Decimal("9.9")), LIMITS
    )


def test_the_tiers_of_an_offer_are_checked():
    with pytest.raises(BadTiers):
        validate_offer(offer("5:1 9:2"), LIMITS)


def test_all_that_is_wrong_with_an_offer_is_named():
    with pytest.raises(BadTiers) as refused:
        validate_offer(offer("5:1 4:2", order_multiple=0, sample_price=Decimal(0)), LIMITS)
    named = [refused.value.field, *(other.field for other in refused.value.others)]
    assert named == ["from_quantity", "unit_price", "order_multiple", "sample_price"]
