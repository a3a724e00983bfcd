"""From the cart to orders; over the company's limit, to an approver first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from accounts.enums import Right
from accounts.models import Address, Membership
from catalog.models import Sku
from common.errors import refuse_all
from orders.errors import NoteToNobody, NothingChosen
from orders.models import CartLine, OrderGroup, PurchaseRequest
from orders.selectors.basket import WantedLine
from orders.selectors.cart import wants_of
from orders.selectors.checkout import chosen_lines, total_over_limit, view_of
from orders.selectors.delivery import AddressSnapshot, Totals
from orders.services import requests
from orders.services.cart import clear_bought, lock_cart
from orders.services.checks import refuse_stale, refuse_undeliverable, refuse_unorderable
from orders.services.place import place, refuse_other
from suppliers.models import Supplier


@transaction.atomic
def checkout(
    *,
    membership: Membership,
    address: Address,
    notes: Mapping[int, str],
    key: str,
    at: datetime,
    seen: Mapping[tuple[int, str], Decimal] | None = None,
    seen_totals: Totals | None = None,
) -> OrderGroup | PurchaseRequest:
    """Order what is chosen in the member's cart, or ask an approver to let it be ordered.

    ``seen`` are the unit prices that the checkout page showed, by SKU and mode; without it, those
    that the cart showed. ``seen_totals`` are what it showed with freight, of every supplier.
    What cannot be had any more stays in the cart, unless the page showed it: then it is refused. A
    ``key`` that was used returns what it made. What was ordered or asked for leaves the cart.
    Raises KeyReused where the key made something of somebody else, for another address or with
    other notes, NoteToNobody for a note to a supplier of whom nothing is chosen, and all that
    placing raises.
    """
    lock_cart(membership, at=at)
    made = _made_before(membership, key, address, notes)
    if made is not None:
        return made
    lines = chosen_lines(membership, at, shown=seen or ())
    wants = [_with_price(want, seen) for want in wants_of(lines)]
    if not wants:
        raise NothingChosen
    _refuse_lost_notes(notes, lines)
    total = _total_to_approve(membership, wants, address, at, seen_totals)
    if total is not None:
        made = requests.ask(
            membership=membership,
            wants=wants,
            address=address,
            notes=notes,
            total=total,
            key=key,
            at=at,
        )
    else:
        made = place(
            buyer=membership.company,
            placed_by=membership.user,
            wants=wants,
            address=AddressSnapshot.of(address),
            notes=notes,
            key=key,
            at=at,
            seen_totals=seen_totals,
        )
    clear_bought(bought=lines)
    return made


def _made_before(
    membership: Membership, key: str, address: Address, notes: Mapping[int, str]
) -> OrderGroup | PurchaseRequest | None:
    """What a first click of the same form has made. Raises KeyReused where it was another form."""
    group = OrderGroup.objects.filter(buyer=membership.company_id, key=key).first()
    if group is not None:
        where = AddressSnapshot.of(address)
        refuse_other(group, placed_by=membership.user, address=where, notes=notes)
    if group or membership.company.spending_limit is None:
        return group
    asked = PurchaseRequest.objects.filter(company=membership.company_id, key=key).first()
    if asked is not None:
        requests.refuse_other(asked, membership=membership, address=address, notes=notes)
    return asked


def _refuse_lost_notes(notes: Mapping[int, str], lines: Sequence[CartLine]) -> None:
    """Raise NoteToNobody for notes to suppliers of whom no line is ordered."""
    if not notes:
        return
    skus = [line.sku_id for line in lines]
    sellers = set(Sku.objects.filter(pk__in=skus).values_list("product__supplier", flat=True))
    others = Supplier.objects.filter(pk__in=notes.keys() - sellers).order_by("slug")
    refuse_all([NoteToNobody(slug) for slug in others.values_list("slug", flat=True)])


def _with_price(want: WantedLine, seen: Mapping[tuple[int, str], Decimal] | None) -> WantedLine:
    return want if seen is None else replace(want, seen_price=seen.get(want.key, want.seen_price))


def _total_to_approve(
    membership: Membership,
    wants: list[WantedLine],
    address: Address,
    at: datetime,
    seen: Totals | None,
) -> Decimal | None:
    """What an approver has to agree to, or None; what cannot be ordered is refused before that."""
    if membership.company.spending_limit is None or membership.may(Right.APPROVE):
        return None
    view = view_of(
        membership=membership,
        wants=wants,
        destination=AddressSnapshot.of(address).destination,
        at=at,
    )
    refuse_unorderable(view.basket)
    refuse_undeliverable(view.drafts, view.delivery)
    refuse_stale(view.basket, view.drafts, view.delivery, seen)
    return total_over_limit(membership=membership, view=view, at=at)
