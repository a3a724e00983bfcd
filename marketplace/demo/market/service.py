"""What orders do not tell of a supplier's service: answers, reviews, cases, returns (rules §5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from orders.models import Order
from suppliers.enums import FactKind
from suppliers.models import Supplier
from suppliers.services.facts import NewFact, record

MONTHS = 12
MONTH = timedelta(days=30)
#: Of a year's orders: how many are reviewed, and have a case that is not about quality.
REVIEWED, OTHER_CASES = 0.6, 0.012
#: One supplier in so many sells goods that come back more often.
CARELESS_EVERY = 11
STARS = (5, 5, 5, 4, 4, 3)


@dataclass(frozen=True, slots=True)
class Character:
    """How a supplier is: shares from 0 to 1 of what it does well, and of orders with a case."""

    quick: float
    diligent: float
    pleasing: float
    faulty: float
    busy: int


def tell(suppliers: Iterable[Supplier], at: datetime, random: Random) -> int:
    """Record a year of it, by each supplier's character; returns how many facts."""
    characters = {
        supplier.pk: _character(number, random) for number, supplier in enumerate(suppliers)
    }
    facts = list(_answers(characters, at, random))
    signed = Order.objects.filter(supplier__in=characters, delivered_at__isnull=False)
    rows = signed.order_by("pk").values_list("supplier_id", "delivered_at")
    for number, (supplier_id, delivered_at) in enumerate(rows):
        if delivered_at is not None:
            order = _Order(number, supplier_id, delivered_at)
            facts += _of_order(order, characters[supplier_id], random)
    return record(facts=[fact for fact in facts if fact.at < at])


@dataclass(frozen=True, slots=True)
class _Order:
    number: int
    supplier_id: int
    delivered_at: datetime

    def fact(self, kind: str, after: timedelta, value: float | None = None) -> NewFact:
        key = f"demo:{kind}:{self.number}"
        return NewFact(self.supplier_id, kind, self.delivered_at + after, key, value)


def _character(number: int, random: Random) -> Character:
    careless = number % CARELESS_EVERY == CARELESS_EVERY - 1
    return Character(
        quick=random.betavariate(6, 2),
        diligent=random.betavariate(8, 1.2),
        pleasing=random.betavariate(7, 1.5),
        faulty=random.uniform(0.06, 0.1) if careless else random.uniform(0.002, 0.02),
        busy=random.randint(4, 22),
    )


def _answers(characters: dict[int, Character], at: datetime, random: Random) -> Iterator[NewFact]:
    for supplier_id, character in characters.items():
        for number in range(character.busy * MONTHS):
            moment = at - MONTHS * MONTH * random.random()
            value = float(random.random() < character.quick)
            key = f"demo:answer:{supplier_id}:{number}"
            yield NewFact(supplier_id, FactKind.ANSWER, moment, key, value)


def _of_order(order: _Order, character: Character, random: Random) -> Iterator[NewFact]:
    """Its review, and what came of it where something was wrong."""
    if random.random() < REVIEWED:
        pleased = random.random() < character.pleasing
        stars = random.choice(STARS if pleased else (1, 2, 3))
        yield order.fact(FactKind.REVIEW, timedelta(days=random.uniform(0.5, 12)), stars)
    is_faulty = random.random() < character.faulty
    if is_faulty:
        yield order.fact(FactKind.QUALITY_CASE, timedelta(days=1.5))
    if is_faulty or random.random() < OTHER_CASES:
        yield from _case(order, character, random)


def _case(order: _Order, character: Character, random: Random) -> Iterator[NewFact]:
    in_time = float(random.random() < character.diligent)
    yield order.fact(FactKind.CASE_ANSWER, timedelta(days=3), in_time)
    lost = float(random.random() < (0.35 if in_time else 0.8))
    yield order.fact(FactKind.CASE_OUTCOME, timedelta(days=7), lost)
    if lost:
        handled = float(random.random() < character.diligent)
        yield order.fact(FactKind.RETURN, timedelta(days=12), handled)
