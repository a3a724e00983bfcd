"""Buy again: what an order held goes into the cart once more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from catalog.enums import BuyMode
from common.errors import DomainError
from common.formats import in_language
from orders.models import CartLine, Order
from orders.selectors.basket import items_of
from orders.services.cart import add


@dataclass(frozen=True, slots=True)
class BoughtAgain:
    """The cart's lines, and the titles of what can be bought no more, or not now."""

    lines: list[CartLine]
    gone: list[str]
    sold_out: list[str]


@transaction.atomic
def buy_again(*, membership: Membership, order: Order, at: datetime) -> BoughtAgain:
    """Put the lines of ``order`` into the member's cart at today's prices; samples stay out.

    Raises DomainError where nothing of it is on sale and in stock.
    """
    lines = [line for line in order.lines.all() if line.mode != BuyMode.SAMPLE]
    items = items_of({line.sku_id for line in lines}, buyer=membership.company, at=at)
    on_sale = [line for line in lines if line.sku_id in items and items[line.sku_id].buyable]
    buyable = [line for line in on_sale if not items[line.sku_id].is_sold_out]
    if not buyable:
        raise DomainError(_("Nothing of this order is on sale and in stock."))
    added: list[CartLine] = []
    for mode in sorted({line.mode for line in buyable}):
        wants = {line.sku_id: line.quantity for line in buyable if line.mode == mode}
        added += add(membership=membership, wants=wants, mode=mode, at=at)
    return BoughtAgain(
        added,
        gone=[in_language(line, "title") for line in lines if line not in on_sale],
        sold_out=[in_language(line, "title") for line in on_sale if line not in buyable],
    )
