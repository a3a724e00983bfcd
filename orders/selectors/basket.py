"""What somebody wants to buy, with all that a cart, a checkout and an order need to know of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from accounts.models import Company
from catalog.enums import BuyMode
from catalog.pricing import (
    MixRule,
    PriceLimits,
    Quote,
    QuotedLine,
    Variant,
    Want,
    resolve,
    tiers_of,
)
from catalog.selectors.offers import limits
from catalog.selectors.wares import Ware, wares
from orders.enums import OrderStatus
from orders.models import OrderLine
from payments.selectors.rates import Convert, converter
from policies.schemas import FulfilmentRules, PriceRules
from policies.selectors import in_force

HOURS_A_DAY = 24


@dataclass(frozen=True, slots=True)
class WantedLine:
    """So many pieces of a SKU; ``seen_price`` is the unit price that the buyer was shown."""

    sku_id: int
    quantity: int
    mode: str = BuyMode.BATCH
    seen_price: Decimal | None = None

    @property
    def key(self) -> tuple[int, str]:
        return self.sku_id, self.mode


@dataclass(frozen=True, slots=True)
class Item:
    """A SKU as it stands now: what an order line keeps of it, and what freight and promise need.

    ``freight_template_id`` is the product's, else its supplier's default; None sends for nothing.
    ``is_own``: the buyer's company is who sells it, so it is not ``buyable`` for them.
    ``available`` pieces of it are left.
    """

    sku_id: int
    sku_code: str
    options: list[str]
    product_id: int
    slug: str
    revision: int
    title: str
    title_en: str
    unit: str
    picture: str
    currency: str
    stage_plan: str
    promise_hours: int
    weight_g: int
    volume_cm3: int
    freight_template_id: int | None
    supplier_id: int
    is_own: bool
    buyable: bool
    available: int

    @property
    def is_sold_out(self) -> bool:
        return self.buyable and self.available < 1


@dataclass(frozen=True, slots=True)
class Basket:
    """Wants with their items and the engine's answer. Wants of SKUs that are gone have no item."""

    wants: tuple[WantedLine, ...]
    items: dict[int, Item]
    quote: Quote

    @property
    def lines(self) -> dict[tuple[int, str], QuotedLine]:
        """The priced lines by SKU and mode."""
        return {(line.want.variant.sku_id, line.want.mode): line for line in self.quote.lines}


@dataclass(frozen=True, slots=True)
class Terms:
    """All that prices are decided by, read once; the engine is then asked as often as needed."""

    items: dict[int, Item]
    variants: dict[int, Variant]
    mix_rules: dict[int, MixRule]
    limits: PriceLimits
    convert: Convert
    sampled: set[int]

    def offers(self, sku_id: int, mode: str) -> bool:
        """Whether the buyer can have it in that way now, leaving aside how many."""
        item = self.items.get(sku_id)
        return bool(item and item.buyable and tiers_of(self.variants[sku_id], mode))

    def basket(self, wants: Iterable[WantedLine]) -> Basket:
        """``wants`` priced together; those of one SKU and mode are merged, and what cannot be
        bought now is left out of the quote."""
        merged = merge(wants)
        buyable = [w for w in merged if w.sku_id in self.items and self.items[w.sku_id].buyable]
        quote = resolve(
            [Want(self.variants[want.sku_id], want.quantity, want.mode) for want in buyable],
            self.mix_rules,
            self.limits,
            convert=self.convert,
            sampled=self.sampled,
        )
        return Basket(tuple(merged), self.items, quote)


def terms_for(*, buyer: Company, wants: Collection[WantedLine], at: datetime) -> Terms:
    """What the prices of ``wants`` depend on for ``buyer`` at ``at``; a fixed number of queries."""
    found = wares({want.sku_id for want in wants})
    items = _items(found, buyer, at)
    samples = {
        items[want.sku_id].product_id
        for want in wants
        if want.mode == BuyMode.SAMPLE and want.sku_id in items
    }
    return Terms(
        items=items,
        variants={sku_id: ware.variant for sku_id, ware in found.items()},
        mix_rules={
            ware.variant.offer.supplier_id: ware.mix_rule
            for ware in found.values()
            if ware.mix_rule is not None
        },
        limits=limits(at),
        convert=converter(at),
        sampled=sampled_lately(buyer, samples, at),
    )


def basket_of(*, buyer: Company, wants: Collection[WantedLine], at: datetime) -> Basket:
    """``wants`` priced together for ``buyer`` as things stand at ``at``."""
    return terms_for(buyer=buyer, wants=wants, at=at).basket(wants)


def merge(wants: Iterable[WantedLine]) -> list[WantedLine]:
    """One want for each SKU and mode, in the order of their first; quantities added up."""
    merged: dict[tuple[int, str], WantedLine] = {}
    for want in wants:
        first = merged.get(want.key)
        quantity = want.quantity + (first.quantity if first else 0)
        seen = first.seen_price if first else want.seen_price
        merged[want.key] = WantedLine(want.sku_id, quantity, want.mode, seen)
    return list(merged.values())


def items_of(sku_ids: Collection[int], *, buyer: Company, at: datetime) -> dict[int, Item]:
    """The items of these SKUs as ``buyer`` finds them, on sale or not; one query."""
    return _items(wares(sku_ids), buyer, at)


def _items(found: Mapping[int, Ware], buyer: Company, at: datetime) -> dict[int, Item]:
    rules = in_force(FulfilmentRules, at).rules
    return {sku_id: _item(ware, buyer, rules) for sku_id, ware in found.items()}


def _item(ware: Ware, buyer: Company, rules: FulfilmentRules) -> Item:
    offer, is_own = ware.variant.offer, ware.seller_id == buyer.pk
    return Item(
        sku_id=ware.variant.sku_id,
        sku_code=ware.code,
        options=ware.options,
        product_id=offer.product_id,
        slug=ware.slug,
        revision=ware.revision,
        title=ware.title,
        title_en=ware.title_en,
        unit=ware.unit,
        picture=ware.picture,
        currency=offer.currency,
        stage_plan=ware.stage_plan,
        promise_hours=_promise_hours(ware, rules),
        weight_g=ware.weight_g,
        volume_cm3=ware.volume_cm3,
        freight_template_id=ware.freight_template_id,
        supplier_id=offer.supplier_id,
        is_own=is_own,
        buyable=ware.buyable and not is_own,
        available=ware.variant.available,
    )


def _promise_hours(ware: Ware, rules: FulfilmentRules) -> int:
    """Clock hours from payment to pickup (rules §8): promised, custom lead days, or the default."""
    if ware.promise_hours is not None:
        return ware.promise_hours
    if ware.lead_days is not None:
        return ware.lead_days * HOURS_A_DAY
    if ware.is_industrial:
        return rules.no_promise_industrial_days * HOURS_A_DAY
    return rules.no_promise_days * HOURS_A_DAY


def sampled_lately(buyer: Company, product_ids: Collection[int], at: datetime) -> set[int]:
    """Those of the products that ``buyer`` had a sample of too lately for another (rules §6)."""
    if not product_ids:
        return set()
    since = at - timedelta(days=in_force(PriceRules, at).rules.sample_interval_days)
    taken = OrderLine.objects.filter(
        product_id__in=product_ids,
        mode=BuyMode.SAMPLE,
        order__buyer=buyer,
        order__placed_at__gt=since,
    ).exclude(order__status=OrderStatus.CLOSED)
    return set(taken.values_list("product_id", flat=True))
