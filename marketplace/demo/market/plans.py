"""Which orders were placed in the past year: by whom, of what, when, and for how much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from catalog.enums import StagePlan
from catalog.models import Product, Sku
from common.money import ZERO
from marketplace.demo.content.goods import Good
from marketplace.demo.market.people import Buyer
from orders.selectors.basket import Terms, WantedLine, terms_for
from orders.selectors.delivery import AddressSnapshot, delivery_of
from orders.selectors.drafts import OrderDraft, drafts_of

ORDERS = 2600
#: The past ends here before now; what is younger is made by the services.
UNTIL = timedelta(days=22)
YEAR = timedelta(days=365)
TIMES = (1, 1, 1, 2, 2, 3, 5, 8)
#: So many shops, the first that opened, sell that many times what each of the others does.
BUSY_SHOPS, BUSY = 12, 3


@dataclass(frozen=True, slots=True)
class Plan:
    """An order as it was agreed."""

    buyer: Buyer
    snapshot: AddressSnapshot
    placed_at: datetime
    draft: OrderDraft
    freight: Decimal


@dataclass(frozen=True, slots=True)
class _Shelf:
    """A supplier's goods that a past order may hold, and how much each is liked."""

    skus: Sequence[tuple[Product, Sequence[Sku]]]
    appeal: Sequence[float]


def plans(
    buyers: Sequence[Buyer], listed: Sequence[tuple[Product, Good]], at: datetime, random: Random
) -> list[Plan]:
    """The past year's orders, oldest first."""
    shelves = _shelves(listed)
    terms = _terms(buyers[0], shelves, at)
    trade = [BUSY if n < BUSY_SHOPS else 1 for n in range(len(shelves))]
    by_buyer: dict[int, list[tuple[datetime, OrderDraft]]] = defaultdict(list)
    for number, moment in _pick_buyers(len(buyers), at, random):
        shelf = random.choices(shelves, trade)[0]
        for draft in drafts_of(terms.basket(_wants(shelf, random))):
            by_buyer[number].append((moment, draft))
    made = [
        plan for number, drafts in by_buyer.items() for plan in _delivered(buyers[number], drafts)
    ]
    return sorted(made, key=lambda plan: plan.placed_at)


def _shelves(listed: Sequence[tuple[Product, Good]]) -> list[_Shelf]:
    skus: dict[int, list[Sku]] = defaultdict(list)
    whole = [(p, good) for p, good in listed if p.stage_plan == StagePlan.WHOLE]
    for sku in Sku.objects.filter(product__in=[p for p, _ in whole]).order_by("pk"):
        skus[sku.product_id].append(sku)
    by_shop: dict[int, list[tuple[Product, Good]]] = defaultdict(list)
    for product, good in whole:
        by_shop[product.supplier_id].append((product, good))
    return [
        _Shelf([(p, skus[p.pk]) for p, _ in goods], [good.appeal for _, good in goods])
        for _, goods in sorted(by_shop.items())
    ]


def _terms(buyer: Buyer, shelves: Sequence[_Shelf], at: datetime) -> Terms:
    every = [WantedLine(sku.pk, 1) for shelf in shelves for _, skus in shelf.skus for sku in skus]
    return terms_for(buyer=buyer.company, wants=every, at=at)


def _pick_buyers(count: int, at: datetime, random: Random) -> Iterator[tuple[int, datetime]]:
    """Who ordered when: rising through the year, the first company more often, by day."""
    weights = [4.0] + [random.uniform(0.4, 1.6) for _ in range(count - 1)]
    for number in random.choices(range(count), weights, k=ORDERS):
        age = UNTIL + (YEAR - UNTIL) * random.betavariate(1, 1.5)
        day = (at - age).replace(hour=random.choice((1, 2, 3, 5, 6, 7, 8, 12, 13)))
        yield number, day.replace(minute=random.randrange(60), second=random.randrange(60))


def _wants(shelf: _Shelf, random: Random) -> list[WantedLine]:
    """One to four products, each in a few of its SKUs, at or above the MOQ and in whole packs."""
    count = random.choice((1, 1, 2, 2, 3, 4))
    wants = []
    for product, skus in dict.fromkeys(_liked(shelf, count, random)):
        in_stock = [sku for sku in skus if sku.available >= product.moq]
        for sku in random.sample(in_stock, min(len(in_stock), random.choice((1, 1, 2, 3)))):
            most = max(1, sku.available // product.moq)
            wants.append(WantedLine(sku.pk, product.moq * min(most, random.choice(TIMES))))
    return wants


def _liked(shelf: _Shelf, count: int, random: Random) -> Iterator[tuple[Product, tuple[Sku, ...]]]:
    for product, skus in random.choices(shelf.skus, shelf.appeal, k=count):
        yield product, tuple(skus)


def _delivered(buyer: Buyer, drafts: Sequence[tuple[datetime, OrderDraft]]) -> Iterator[Plan]:
    """With the freight to the buyer's address; what is not sold there was never ordered."""
    snapshot = AddressSnapshot.of(buyer.address)
    delivery = delivery_of(
        [draft for _, draft in drafts], destination=snapshot.destination, at=drafts[0][0]
    )
    for (moment, draft), fee in zip(drafts, delivery.fees, strict=True):
        if fee is not None and draft.goods_amount + fee > ZERO:
            yield Plan(buyer, snapshot, moment, draft, fee)
