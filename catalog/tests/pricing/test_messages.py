from __future__ import annotations

from decimal import Decimal

import pytest

from catalog.pricing import describe
from catalog.tests.pricing.make import offer, quote, variant, want


def sentences(answer) -> list[str]:
    return [describe(problem) for problem in answer.problems]


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (want(38, variant(offer(moq=50))), "MOQ is 50 pieces: add 12 more."),
        (
            want(10, variant(offer(order_multiple=6))),
            "Sold in packs of 6: add 2 more or take 4 off.",
        ),
        (want(4, variant(offer(order_multiple=6))), "Sold in packs of 6: add 2 more."),
        (
            want(12, variant(offer(max_per_order=10))),
            "At most 10 pieces of this product in an order: take 2 off.",
        ),
        (want(12, variant(available=10)), "Only 10 pieces are in stock: take 2 off."),
        (want(12, variant(available=1)), "Only 1 piece is in stock: take 11 off."),
        (want(12, variant(available=0)), "Sold out."),
        (want(0), "The quantity must be at least 1 piece."),
        (want(1, mode="sample"), "The supplier offers no sample of this product."),
        (want(1, mode="consign"), "The supplier does not dropship this product."),
        (want(1, variant(offer(""))), "The supplier has set no price for this SKU."),
        (
            want(4, variant(offer(sample_price=Decimal(1))), "sample"),
            "At most 3 samples of a product: take 1 off.",
        ),
        (
            want(3, variant(offer(consign_price=Decimal(1))), "consign"),
            "Dropship takes 1 piece of a SKU at a time: take 2 off.",
        ),
    ],
)
def test_a_problem_in_words_and_numbers(wanted, sentence):
    assert sentences(quote(wanted)) == [sentence]


def test_a_second_sample_in_words():
    sample = want(1, variant(offer(sample_price=Decimal(1))), "sample")
    assert sentences(quote(sample, sampled=[1])) == [
        "You have had a sample of this product lately; order it as a batch."
    ]


def test_too_many_skus_in_words():
    answer = quote(*[want(1, variant(offer(), sku)) for sku in range(53)])
    assert sentences(answer) == ["An order holds at most 50 SKUs: take 3 off or order in parts."]
