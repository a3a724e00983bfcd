"""Small helps for lists of orders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import template

from catalog.pictures import picture_url
from common.formats import in_chinese
from orders.enums import OrderStatus
from orders.models import OrderLine

register = template.Library()

SHOWN = 4
THUMB = 160


@register.filter
def line_pictures(lines: Sequence[OrderLine]) -> list[dict[str, str]]:
    """The first pictures of an order's lines, as ``order_card`` takes them."""
    return [{"src": picture_url(line.picture, THUMB), "alt": line.title} for line in lines[:SHOWN]]


@register.filter
def more_than(lines: Sequence[OrderLine], shown: int) -> int:
    """How many lines are not among the first ``shown``."""
    return max(0, len(lines) - shown)


@register.filter
def address_line(address: Mapping[str, str]) -> str:
    """An order's address on one line, in the order that the reader's language writes it."""
    if in_chinese():
        parts = [address[name] for name in ("province", "city", "district", "street", "postcode")]
        return " ".join(part for part in parts if part)
    names = ("street", "district_en", "city_en", "province_en", "postcode", "country")
    return ", ".join(address[name] for name in names if address[name])


@register.filter
def city_of(address: Mapping[str, str]) -> str:
    """The city that an order goes to, in the reader's language."""
    return address["city" if in_chinese() else "city_en"]


@register.filter
def order_status(status: str) -> str:
    """The name of a status that an order had."""
    return str(OrderStatus(status).label)
