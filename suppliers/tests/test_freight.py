"""Freight, each row against a sum done by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from suppliers.enums import FreightBasis
from suppliers.freight import Destination, Load, Tariff, Zone, fee

D = Decimal
REST = Zone(frozenset(), False, D(10), D(8), D(5), D(2))
ZHEJIANG = Zone(frozenset({"330000"}), False, D(10), D(5), D(5), D(1), free_above=D(300))
YIWU = Zone(frozenset({"330782"}), False, D(10), D(0), D(5), D("0.5"))
ABROAD = Zone(frozenset(), True, D(1), D(90), D(1), D(40))
ALL = (REST, ZHEJIANG, YIWU, ABROAD)


def by(basis: str = FreightBasis.PIECE, *zones: Zone) -> Tariff:
    return Tariff(basis, "CNY", list(zones or ALL))


@pytest.mark.parametrize(
    ("pieces", "cost"), [(1, "8.00"), (10, "8.00"), (11, "10.00"), (15, "10.00"), (16, "12.00")]
)
def test_first_and_next_pieces(pieces: int, cost: str) -> None:
    assert fee(by(), Load(pieces), Destination("CN", "110101")) == D(cost)


@pytest.mark.parametrize(
    ("basis", "load", "cost"),
    [
        (FreightBasis.WEIGHT, Load(3, grams=10_000), "8.00"),
        (FreightBasis.WEIGHT, Load(3, grams=10_001), "10.00"),
        (FreightBasis.VOLUME, Load(3, cm3=20_000_000), "12.00"),
    ],
)
def test_by_weight_and_volume(basis: str, load: Load, cost: str) -> None:
    assert fee(by(basis), load, Destination("CN", "110101")) == D(cost)


@pytest.mark.parametrize(
    ("destination", "cost"),
    [
        (Destination("CN", "330782"), "0.50"),
        (Destination("CN", "330702"), "6.00"),
        (Destination("CN", "110101"), "10.00"),
        (Destination("CN"), "10.00"),
        (Destination("DE"), "490.00"),
    ],
)
def test_the_narrowest_region_decides(destination: Destination, cost: str) -> None:
    assert fee(by(), Load(11), destination) == D(cost)


@pytest.mark.parametrize(("amount", "cost"), [("299.99", "5.00"), ("300", "0")])
def test_free_from_an_amount(amount: str, cost: str) -> None:
    assert fee(by(), Load(1, amount=D(amount)), Destination("CN", "330100")) == D(cost)


def test_no_zone_no_delivery() -> None:
    assert fee(by(FreightBasis.PIECE, ZHEJIANG), Load(1), Destination("CN", "110101")) is None
    assert fee(by(FreightBasis.PIECE, REST), Load(1), Destination("FR")) is None


def test_loads_add_up() -> None:
    assert Load(1, 2, 3, D(4)) + Load(10, 20, 30, D(40)) == Load(11, 22, 33, D(44))
