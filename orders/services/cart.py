"""The cart of a member: put in, count, choose, take out. Nothing is reserved by it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from catalog.enums import BuyMode
from catalog.models import Sku
from common.locking import lock_one
from orders.errors import CannotOrder, Refusal
from orders.models import Cart, CartLine
from orders.selectors.basket import items_of, terms_for
from orders.selectors.cart import cart_lines, wants_of

#: What a column of quantities holds.
MOST_PIECES = 2_000_000_000


@transaction.atomic
def add(
    *, membership: Membership, wants: Mapping[int, int], mode: str = BuyMode.BATCH, at: datetime
) -> list[CartLine]:
    """Put pieces by SKU into the cart, on top of what lies there in that ``mode``.

    Below the MOQ is no fault yet: the cart says what is missing. Raises CannotOrder for what is
    not on sale and for a quantity that is none.
    """
    _refuse_bad(wants)
    _refuse_gone(wants, at)
    cart = lock_cart(membership, at=at)
    there = {line.sku_id: line.quantity for line in cart.lines.filter(sku__in=wants, mode=mode)}
    CartLine.objects.bulk_create(
        [
            CartLine(
                cart=cart,
                sku_id=sku_id,
                mode=mode,
                quantity=min(there.get(sku_id, 0) + quantity, MOST_PIECES),
                added_at=at,
            )
            for sku_id, quantity in wants.items()
        ],
        update_conflicts=True,
        unique_fields=["cart", "sku", "mode"],
        update_fields=["quantity", "added_at", "is_chosen"],
    )
    _note_prices(membership, wants, at)
    return list(cart.lines.filter(sku__in=wants, mode=mode))


def set_quantity(*, line: CartLine, quantity: int, at: datetime) -> CartLine:
    """Make it so many pieces; raises CannotOrder for a quantity that is none."""
    update(membership=line.cart.membership, quantities={line.pk: quantity}, at=at)
    line.refresh_from_db()
    return line


@transaction.atomic
def update(
    *,
    membership: Membership,
    quantities: Mapping[int, int],
    chosen: Collection[int] | None = None,
    at: datetime,
) -> None:
    """Set quantities by line, and which lines go into the next checkout, all in one.

    Lines of other carts are passed over. Raises CannotOrder for a quantity that is none.
    """
    if quantities:
        _refuse_bad(quantities)
    cart = lock_cart(membership, at=at)
    changed = []
    for line in cart.lines.all():
        quantity = quantities.get(line.pk, line.quantity)
        is_chosen = line.is_chosen if chosen is None else line.pk in chosen
        if (quantity, is_chosen) != (line.quantity, line.is_chosen):
            line.quantity, line.is_chosen = quantity, is_chosen
            changed.append(line)
    CartLine.objects.bulk_update(changed, ["quantity", "is_chosen"])
    _note_prices(membership, [line.sku_id for line in changed], at)


@transaction.atomic
def remove(*, membership: Membership, line_ids: Collection[int], at: datetime) -> int:
    """Take lines out of the member's cart; returns how many there were."""
    cart = lock_cart(membership, at=at)
    lines = cart.lines.filter(pk__in=line_ids)
    sku_ids = list(lines.values_list("sku_id", flat=True))
    count, _by_model = lines.delete()
    _note_prices(membership, sku_ids, at)
    return count


def choose(*, membership: Membership, line_ids: Collection[int], at: datetime) -> None:
    """Exactly these lines of the member's cart go into the next checkout."""
    update(membership=membership, quantities={}, chosen=line_ids, at=at)


@transaction.atomic
def accept_prices(*, membership: Membership, at: datetime) -> None:
    """The buyer has seen what everything in the cart costs now."""
    lock_cart(membership, at=at)
    _note_prices(membership, [line.sku_id for line in cart_lines(membership)], at)


def clear_bought(*, membership: Membership, bought: Sequence[CartLine]) -> None:
    """Take out what was ordered; pieces that were added meanwhile stay."""
    for line in bought:
        CartLine.objects.filter(
            cart__membership=membership, pk=line.pk, quantity=line.quantity
        ).delete()


def _refuse_bad(wants: Mapping[int, int]) -> None:
    refusals = [
        Refusal("no_pieces", _("The quantity must be at least 1 piece."), sku_id=sku_id)
        for sku_id, quantity in wants.items()
        if not 1 <= quantity <= MOST_PIECES
    ]
    if refusals or not wants:
        raise CannotOrder(
            refusals or [Refusal("no_pieces", _("The quantity must be at least 1 piece."))]
        )


def _refuse_gone(wants: Mapping[int, int], at: datetime) -> None:
    items = items_of(wants.keys(), at)
    gone = [sku_id for sku_id in wants if sku_id not in items or not items[sku_id].buyable]
    if gone:
        raise CannotOrder(
            [Refusal("not_on_sale", _("This is no longer on sale."), sku_id=pk) for pk in gone]
        )


def lock_cart(membership: Membership, *, at: datetime) -> Cart:
    """The member's cart, locked; what happens to it happens one after the other."""
    cart, is_new = Cart.objects.get_or_create(membership=membership, defaults={"changed_at": at})
    if not is_new:
        cart = lock_one(Cart.objects.filter(pk=cart.pk))
        cart.changed_at = at
        cart.save(update_fields=["changed_at"])
    return cart


def _note_prices(membership: Membership, sku_ids: Collection[int], at: datetime) -> None:
    """Keep the prices that the answer shows, of all lines whose price these SKUs may have moved."""
    if not sku_ids:
        return
    lines = cart_lines(membership)
    terms = terms_for(buyer=membership.company, wants=wants_of(lines), at=at)
    moved = set(Sku.objects.filter(pk__in=sku_ids).values_list("product_id", flat=True))
    everything = terms.basket(wants_of(lines)).lines
    prices = everything | terms.basket(wants_of(ln for ln in lines if ln.is_chosen)).lines
    touched = []
    for line in lines:
        quoted = prices.get((line.sku_id, line.mode))
        if quoted and terms.items[line.sku_id].product_id in moved:
            line.seen_price = quoted.unit_price
            touched.append(line)
    CartLine.objects.bulk_update(touched, ["seen_price"])
