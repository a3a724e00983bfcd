"""Cards of products as pages show them."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from catalog.pictures import picture_url
from catalog.selectors.cards import Card
from catalog.units import unit_name
from common.markup import ProductCard

CARD_PICTURE = 480
#: So many pictures are in sight when a page opens; the others load when they come near.
IN_SIGHT = 4


def card_inputs(cards: Iterable[Card]) -> list[ProductCard]:
    """Addresses are made by joining: a listing needs 48 of them."""
    product, shop = _prefix("catalog:product"), _prefix("catalog:shop")
    return [_inputs(card, product, shop, place) for place, card in enumerate(cards)]


def _inputs(card: Card, product: str, shop: str, place: int) -> ProductCard:
    return ProductCard(
        url=f"{product}{card.slug}/",
        title=card.title,
        ladder=card.steps,
        currency=card.currency,
        picture=picture_url(card.picture, CARD_PICTURE),
        unit=unit_name(card.unit),
        moq=card.moq,
        supplier=card.supplier,
        supplier_url=f"{shop}{card.supplier_slug}/",
        pickup_rate=card.pickup_rate,
        repeat_rate=card.repeat_rate,
        sold=card.sold,
        promise_hours=card.promise_hours,
        eager=place < IN_SIGHT,
    )


def _prefix(name: str) -> str:
    return reverse(name, args=["-"]).removesuffix("-/")
