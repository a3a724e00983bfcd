"""Buy again: what an order held goes into the cart once more."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from catalog.enums import BuyMode
from common.errors import DomainError
from common.formats import in_language
from orders.models import CartLine, Order, OrderLine
from orders.selectors.basket import Item, items_of, terms_for
from orders.selectors.cart import cart_lines, chosen_of, pieces_by_sku, wants_of
from orders.services.cart import add, lock_cart

#: Order lines, each with the pieces of it that go into the cart.
Pieces = list[tuple[OrderLine, int]]


@dataclass(frozen=True, slots=True)
class Short:
    """So many pieces of a line went into the cart instead of those that were ordered."""

    title: str
    added: int
    ordered: int


@dataclass(frozen=True, slots=True)
class BoughtAgain:
    """The cart's lines, the titles of what can be bought no more, or not now, and what is short."""

    lines: list[CartLine]
    gone: list[str]
    sold_out: list[str]
    short: list[Short]


@transaction.atomic
def buy_again(*, membership: Membership, order: Order, at: datetime) -> BoughtAgain:
    """Put the lines of ``order`` into the member's cart at today's prices; samples stay out.

    Where fewer are left beside those in the cart than were ordered, it is those that are left.
    Raises DomainError where nothing of it is on sale and in stock.
    """
    lines = [line for line in order.lines.all() if line.mode != BuyMode.SAMPLE]
    items = items_of({line.sku_id for line in lines}, buyer=membership.company, at=at)
    on_sale = [line for line in lines if line.sku_id in items and items[line.sku_id].buyable]
    buyable = [line for line in on_sale if not items[line.sku_id].is_sold_out]
    if not buyable:
        raise DomainError(_("Nothing of this order is on sale and in stock."))
    lock_cart(membership, at=at)
    pieces = _as_far_as_left(buyable, items, _held(buyable, membership, at))
    return BoughtAgain(
        _put_in(membership, pieces, at),
        gone=[in_language(line, "title") for line in lines if line not in on_sale],
        sold_out=[in_language(line, "title") for line in on_sale if line not in buyable],
        short=[
            Short(in_language(line, "title"), count, line.quantity)
            for line, count in pieces
            if count < line.quantity
        ],
    )


def _held(lines: Iterable[OrderLine], membership: Membership, at: datetime) -> Counter[int]:
    """Pieces in the cart that would be ordered with ``lines``, by SKU."""
    there = cart_lines(membership)
    terms = terms_for(buyer=membership.company, wants=wants_of(there), at=at)
    chosen, again = chosen_of(there, terms, at), {(line.sku_id, line.mode) for line in lines}
    return pieces_by_sku(ln for ln in there if ln in chosen or (ln.sku_id, ln.mode) in again)


def _as_far_as_left(
    lines: Iterable[OrderLine], items: Mapping[int, Item], held: Counter[int]
) -> Pieces:
    """How many of each line there still are, beside those ``held`` in the cart."""
    found, taken = [], held.copy()
    for line in lines:
        left = max(items[line.sku_id].available - taken[line.sku_id], 0)
        found.append((line, min(line.quantity, left)))
        taken[line.sku_id] += min(line.quantity, left)
    return found


def _put_in(membership: Membership, pieces: Pieces, at: datetime) -> list[CartLine]:
    wants: dict[str, dict[int, int]] = defaultdict(dict)
    for line, count in pieces:
        if count:
            wants[line.mode][line.sku_id] = count
    added: list[CartLine] = []
    for mode in sorted(wants):
        added += add(membership=membership, wants=wants[mode], mode=mode, at=at)
    return added
