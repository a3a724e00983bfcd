"""Cards of products as pages show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from catalog.pictures import picture_url
from catalog.selectors.cards import Card
from catalog.units import unit_name
from catalog.web.badges import marks_of_bits
from common.formats import in_chinese
from common.markup import BadgeMark, ProductCard
from common.web.links import addresses

CARD_PICTURE = 480
#: So many pictures are in sight when a page opens; the others load when they come near.
IN_SIGHT = 4


def card_inputs(cards: Iterable[Card]) -> list[ProductCard]:
    """Addresses are made by joining: a listing needs 48 of them."""
    found, chinese = list(cards), in_chinese()
    product, shop = addresses("catalog:product"), addresses("catalog:shop")
    units = {unit: unit_name(unit) for unit in {card.unit for card in found}}
    badges = {bits: marks_of_bits(bits) for bits in {card.badges for card in found}}
    return [
        _inputs(card, product, shop, units, chinese, badges, place < IN_SIGHT)
        for place, card in enumerate(found)
    ]


def _inputs(
    card: Card,
    product: Callable[[str], str],
    shop: Callable[[str], str],
    units: dict[str, str],
    chinese: bool,
    badges: dict[int, tuple[BadgeMark, ...]],
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
