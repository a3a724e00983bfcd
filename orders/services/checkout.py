"""From the cart to orders; over the company's limit, to an approver first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from accounts.enums import Right
from accounts.models import Address, Membership
from common.money import ZERO
from orders.errors import NothingChosen
from orders.models import CartLine, OrderGroup, PurchaseRequest
from orders.selectors.basket import WantedLine, basket_of
from orders.selectors.cart import cart_lines, is_expired, wants_of
from orders.selectors.delivery import AddressSnapshot, Delivery, delivery_of
from orders.selectors.drafts import OrderDraft, drafts_of
from orders.services import requests
from orders.services.cart import clear_bought, lock_cart
from orders.services.checks import refuse_stale, refuse_undeliverable, refuse_unorderable
from orders.services.place import place_orders
from payments.selectors.rates import converter


@transaction.atomic
def checkout(
    *,
    membership: Membership,
    address: Address,
    notes: Mapping[int, str],
    key: str,
    at: datetime,
    seen: Mapping[tuple[int, str], Decimal] | None = None,
) -> OrderGroup | PurchaseRequest:
    """Order what is chosen in the member's cart, or ask an approver to let it be ordered.

    ``seen`` are the unit prices that the checkout page showed, by SKU and mode; without it, those
    that the cart showed. A ``key`` that was used returns what it made. What was ordered or asked
    for leaves the cart. Raises all that placing raises.
    """
    lock_cart(membership, at=at)
    made = _made_before(membership, key)
    if made is not None:
        return made
    lines = [line for line in cart_lines(membership) if line.is_chosen]
    wants = [_with_price(want, seen) for want in wants_of(_alive(lines, at))]
    if not wants:
        raise NothingChosen
    total = _total_over_limit(membership, wants, address, at)
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
        made = place_orders(
            buyer=membership.company,
            placed_by=membership.user,
            wants=wants,
            address=AddressSnapshot.of(address),
            notes=notes,
            key=key,
            at=at,
        )
    clear_bought(membership=membership, bought=lines)
    return made


def _made_before(membership: Membership, key: str) -> OrderGroup | PurchaseRequest | None:
    """What a first click of the same form has made."""
    group = OrderGroup.objects.filter(buyer=membership.company_id, key=key).first()
    return group or PurchaseRequest.objects.filter(company=membership.company_id, key=key).first()


def _alive(lines: Sequence[CartLine], at: datetime) -> list[CartLine]:
    return [line for line in lines if not is_expired(line, at)]


def _with_price(want: WantedLine, seen: Mapping[tuple[int, str], Decimal] | None) -> WantedLine:
    return want if seen is None else replace(want, seen_price=seen.get(want.key, want.seen_price))


def _total_over_limit(
    membership: Membership, wants: Sequence[WantedLine], address: Address, at: datetime
) -> Decimal | None:
    """What the purchase costs in the company's currency, where that is above its limit for this
    member; None where the member may order it. It has to be orderable either way."""
    company = membership.company
    if company.spending_limit is None or membership.may(Right.APPROVE):
        return None
    basket = basket_of(buyer=company, wants=wants, at=at)
    refuse_unorderable(basket)
    refuse_stale(basket)
    drafts = drafts_of(basket)
    delivery = delivery_of(drafts, destination=AddressSnapshot.of(address).destination, at=at)
    refuse_undeliverable(drafts, delivery)
    total = _total(drafts, delivery, company.currency, at)
    return total if total > company.spending_limit else None


def _total(
    drafts: Sequence[OrderDraft], delivery: Delivery, currency: str, at: datetime
) -> Decimal:
    convert = converter(at)
    return sum(
        (
            convert(draft.goods_amount + (fee or ZERO), draft.currency, currency)
            for draft, fee in zip(drafts, delivery.fees, strict=True)
        ),
        ZERO,
    )
