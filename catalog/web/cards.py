"""Cards of products as pages show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from catalog.pictures import picture_url
from catalog.selectors.cards import Card
from catalog.units import unit_name
from common.formats import in_chinese
from common.markup import ProductCard
from common.web.links import addresses
from suppliers.enums import Badge

CARD_PICTURE = 480
#: So many pictures are in sight when a page opens; the others load when they come near.
IN_SIGHT = 4


def card_inputs(cards: Iterable[Card]) -> list[ProductCard]:
    """Addresses are made by joining: a listing needs 48 of them."""
    found, chinese = list(cards), in_chinese()
    product, shop = addresses("catalog:product"), addresses("catalog:shop")
    units = {unit: unit_name(unit) for unit in {card.unit for card in found}}
    badges = {bits: badge_names(bits) for bits in {card.badges for card in found}}
    return [
        _inputs(card, product, shop, units, chinese, badges, place < IN_SIGHT)
        for place, card in enumerate(found)
    ]


def badge_names(bits: int) -> tuple[str, ...]:
    """The badges of a card in words."""
    return tuple(str(badge.label) for badge in Badge if bits & badge.bit)


def _inputs(
    card: Card,
    product: Callable[[str], str],
    shop: Callable[[str], str],
    units: dict[str, str],
    chinese: bool,
    badges: dict[int, tuple[str, ...]],
    eager: bool,
) -> ProductCard:
    return ProductCard(
        url=product(card.slug),
        title=card.title(chinese),
        ladder=card.steps,
        currency=card.currency,
        picture=picture_url(card.picture, CARD_PICTURE),
        unit=units[card.unit],
        moq=card.moq,
        supplier=card.supplier(chinese),
        supplier_url=shop(card.supplier_slug),
        pickup_rate=card.pickup_rate,
        repeat_rate=card.repeat_rate,
        sold=card.sold,
        promise_hours=card.promise_hours,
        badges=badges[card.badges],
        eager=eager,
    )
