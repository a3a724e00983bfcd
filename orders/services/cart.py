"""The cart of a member: put in, count, choose, take out. Nothing is reserved by it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from catalog.enums import BuyMode
from catalog.pricing import MOST_PIECES, Problem
from orders.errors import OWN_GOODS, CannotOrder, Refusal
from orders.models import Cart, CartLine
from orders.selectors.basket import Terms, terms_for
from orders.selectors.cart import cart_lines, chosen_of, pieces_by_sku, problems_by_line, wants_of
from orders.services.checks import over_stock


@dataclass(frozen=True, slots=True)
class Added:
    """The lines, and what keeps them from being ordered as they stand."""

    lines: list[CartLine]
    problems: list[Problem]


def add(
    *, membership: Membership, wants: Mapping[int, int], mode: str = BuyMode.BATCH, at: datetime
) -> list[CartLine]:
    """Put pieces by SKU into the cart, on top of what lies there in that ``mode``.

    Below the MOQ is no fault yet: the cart says what is missing. Raises CannotOrder for what is not
    on sale or the company's own, for a quantity that is none, and for more pieces than are left
    beside those that the cart would order with them. Where the stock falls later, the cart says so.
    """
    return put_in(membership=membership, wants=wants, mode=mode, at=at).lines


@transaction.atomic
def put_in(*, membership: Membership, wants: Mapping[int, int], mode: str, at: datetime) -> Added:
    """The same, and say what is missing."""
    _refuse_bad(wants)
    cart = lock_cart(membership, at=at)
    lines = {(line.sku_id, line.mode): line for line in cart_lines(membership)}
    added = [
        _with_more(cart, lines.get((sku_id, mode)), sku_id, mode, quantity, at)
        for sku_id, quantity in wants.items()
    ]
    lines |= {(line.sku_id, line.mode): line for line in added}
    terms = _terms(membership, lines.values(), at)
    going = _going(added, lines.values(), terms, at)
    _refuse_unsold(wants, pieces_by_sku(going), terms)
    repriced = _note_prices(lines.values(), terms, wants)
    CartLine.objects.bulk_create(
        added,
        update_conflicts=True,
        unique_fields=["cart", "sku", "mode"],
        update_fields=["quantity", "added_at", "is_chosen", "seen_price"],
    )
    CartLine.objects.bulk_update([ln for ln in repriced if ln not in added], ["seen_price"])
    quote = terms.basket(wants_of(going)).quote
    found = problems_by_line(added, terms, quote)
    return Added(added, [problem for line in added for problem in found[line.pk]])


def _going(
    added: Iterable[CartLine], lines: Iterable[CartLine], terms: Terms, at: datetime
) -> list[CartLine]:
    """What would be ordered with the lines that were put in, and these, offered so or not."""
    beside = [line for line in chosen_of(lines, terms, at) if line not in added]
    return [*beside, *added]


def change_line(
    *, line: CartLine, quantity: int | None = None, is_chosen: bool | None = None, at: datetime
) -> None:
    """Set its pieces, or whether it goes into the next checkout; None leaves that as it is.

    Raises CannotOrder for a quantity that is none, or more than a cart can hold.
    """

    def choice(one: CartLine) -> bool:
        return one.is_chosen if is_chosen is None or one != line else is_chosen

    quantities = {} if quantity is None else {line.pk: quantity}
    _change(line.cart.membership, quantities, choice, at)


def update(
    *,
    membership: Membership,
    quantities: Mapping[int, int],
    chosen: Collection[int] | None = None,
    at: datetime,
) -> None:
    """Set quantities by line, and which lines go into the next checkout, all in one.

    Lines of other carts are passed over. Raises CannotOrder for a quantity that is none, or more
    than a cart can hold.
    """

    def choice(line: CartLine) -> bool:
        return line.is_chosen if chosen is None else line.pk in chosen

    _change(membership, quantities, choice, at)


@transaction.atomic
def _change(
    membership: Membership,
    quantities: Mapping[int, int],
    choice: Callable[[CartLine], bool],
    at: datetime,
) -> None:
    """Set quantities by line, and by ``choice`` whether each goes into the next checkout."""
    lock_cart(membership, at=at)
    lines, changed = cart_lines(membership), []
    _refuse_unheld(membership, [ln for ln in lines if ln.pk in quantities], quantities, at)
    for line in lines:
        quantity = quantities.get(line.pk, line.quantity)
        is_chosen = choice(line)
        if (quantity, is_chosen) != (line.quantity, line.is_chosen):
            line.quantity, line.is_chosen = quantity, is_chosen
            changed.append(line)
    if changed:
        repriced = _note_prices(lines, _terms(membership, lines, at), [ln.sku_id for ln in changed])
        touched = {line.pk: line for line in [*changed, *repriced]}
        CartLine.objects.bulk_update(touched.values(), ["quantity", "is_chosen", "seen_price"])


@transaction.atomic
def remove(*, membership: Membership, line_ids: Collection[int], at: datetime) -> int:
    """Take lines out of the member's cart; returns how many there were."""
    lock_cart(membership, at=at)
    lines = cart_lines(membership)
    gone = [line for line in lines if line.pk in line_ids]
    kept = [line for line in lines if line.pk not in line_ids]
    terms = _terms(membership, lines, at)
    repriced = _note_prices(kept, terms, [line.sku_id for line in gone])
    CartLine.objects.bulk_update(repriced, ["seen_price"])
    CartLine.objects.filter(pk__in=[line.pk for line in gone]).delete()
    return len(gone)


def choose(*, membership: Membership, line_ids: Collection[int], at: datetime) -> None:
    """Exactly these lines of the member's cart go into the next checkout."""
    update(membership=membership, quantities={}, chosen=line_ids, at=at)


@transaction.atomic
def accept_prices(*, membership: Membership, at: datetime) -> None:
    """The buyer has seen what everything in the cart costs now."""
    lock_cart(membership, at=at)
    lines = cart_lines(membership)
    repriced = _note_prices(lines, _terms(membership, lines, at), [line.sku_id for line in lines])
    CartLine.objects.bulk_update(repriced, ["seen_price"])


def clear_bought(*, bought: Sequence[CartLine]) -> None:
    """Take out what was ordered, from a cart that is locked since it was read."""
    CartLine.objects.filter(pk__in=[line.pk for line in bought]).delete()


def lock_cart(membership: Membership, *, at: datetime) -> Cart:
    """The member's cart, locked; what happens to it happens one after the other."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_CART, [membership.pk, at])
        (pk,) = cursor.fetchone()
    return Cart(pk=pk, membership=membership, changed_at=at)


_LOCK_CART = """
    INSERT INTO orders_cart (membership_id, changed_at) VALUES (%s, %s)
    ON CONFLICT (membership_id) DO UPDATE SET changed_at = excluded.changed_at RETURNING id
"""


def _with_more(
    cart: Cart, there: CartLine | None, sku_id: int, mode: str, quantity: int, at: datetime
) -> CartLine:
    """The line of that SKU and mode with ``quantity`` on top, chosen, as if put in now."""
    line = there or CartLine(cart=cart, sku_id=sku_id, mode=mode, quantity=0)
    line.quantity += quantity
    line.added_at, line.is_chosen = at, True
    return line


def _refuse_unheld(
    membership: Membership, lines: Sequence[CartLine], quantities: Mapping[int, int], at: datetime
) -> None:
    """Raise CannotOrder for quantities by line that are none, or more than a cart can hold."""
    refusals = [_no_pieces(ln.sku_id, ln.pk) for ln in lines if quantities[ln.pk] < 1]
    if huge := [line for line in lines if quantities[line.pk] > MOST_PIECES]:
        items = _terms(membership, huge, at).items
        refusals += [
            replace(over_stock(items[line.sku_id], quantities[line.pk]), line_id=line.pk)
            for line in huge
        ]
    if refusals:
        raise CannotOrder(refusals)


def _no_pieces(sku_id: int | None = None, line_id: int | None = None) -> Refusal:
    said = _("The quantity must be at least 1 piece.")
    return Refusal("no_pieces", said, sku_id=sku_id, line_id=line_id)


def _refuse_bad(wants: Mapping[int, int]) -> None:
    refusals = [_no_pieces(sku_id) for sku_id, quantity in wants.items() if quantity < 1]
    if refusals or not wants:
        raise CannotOrder(refusals or [_no_pieces()])


def _refuse_unsold(wants: Mapping[int, int], going: Mapping[int, int], terms: Terms) -> None:
    """Raise CannotOrder for what is not on sale, of the buyer's own shop, or over the stock.

    ``going`` are the pieces that would be ordered with ``wants``, and these, by SKU.
    """
    refusals = []
    for sku_id, quantity in wants.items():
        item = terms.items.get(sku_id)
        if item and item.is_own:
            refusals.append(Refusal("own_goods", str(OWN_GOODS), sku_id=sku_id))
        elif item is None or not item.buyable:
            refusals.append(Refusal("not_on_sale", _("This is no longer on sale."), sku_id=sku_id))
        elif going[sku_id] > item.available:
            refusals.append(over_stock(item, quantity, going[sku_id] - quantity))
    if refusals:
        raise CannotOrder(refusals)


def _terms(membership: Membership, lines: Iterable[CartLine], at: datetime) -> Terms:
    return terms_for(buyer=membership.company, wants=wants_of(lines), at=at)


def _note_prices(lines: Iterable[CartLine], terms: Terms, sku_ids: Iterable[int]) -> list[CartLine]:
    """Give lines the prices that the answer shows: all those whose price these SKUs may have moved.

    Returns the lines whose price is another than before; they are not saved yet.
    """
    lines = list(lines)
    moved = {terms.items[sku_id].product_id for sku_id in sku_ids}
    prices = terms.basket(wants_of(lines)).lines
    chosen = [line for line in lines if line.is_chosen]
    if len(chosen) < len(lines):
        prices |= terms.basket(wants_of(chosen)).lines
    repriced = []
    for line in lines:
        quoted = prices.get((line.sku_id, line.mode))
        if quoted is None or terms.items[line.sku_id].product_id not in moved:
            continue
        if line.seen_price != quoted.unit_price:
            line.seen_price = quoted.unit_price
            repriced.append(line)
    return repriced
