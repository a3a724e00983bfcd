"""What a checkout would make of the cart: its orders with freight and promise, and their sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db import connection

from accounts.enums import Right
from accounts.models import Address, Company, Membership, Region
from common.money import ZERO
from common.rows import columns, made, read, width
from orders.enums import STAGE_PLANS, StageDue
from orders.models import CartLine, OrderGroup
from orders.selectors.basket import Basket, WantedLine, basket_of, terms_for
from orders.selectors.cart import cart_lines, chosen_of, ticked_of, wants_of
from orders.selectors.delivery import AddressSnapshot, Delivery, delivery_of, totals_of
from orders.selectors.drafts import OrderDraft, drafts_of, stage_amounts
from payments.enums import PaymentStatus
from payments.models import Payment
from payments.selectors.rates import converter
from suppliers.freight import Destination
from suppliers.models import Supplier


@dataclass(frozen=True, slots=True)
class CheckoutStage:
    """A part of an order's total, and when it is to be paid."""

    percent: int
    due: StageDue
    amount: Decimal

    @property
    def label(self) -> str:
        return f"{self.percent} % · {self.due.label}"


@dataclass(frozen=True, slots=True)
class CheckoutOrder:
    """One order to be; ``freight`` is None where nothing is sent to the address.

    A supplier is sent one note, asked for at the first of its orders.
    """

    supplier: Supplier
    draft: OrderDraft
    freight: Decimal | None
    free_from: Decimal | None
    takes_note: bool

    @property
    def total(self) -> Decimal:
        return self.draft.goods_amount + (self.freight or ZERO)

    @property
    def stages(self) -> list[CheckoutStage]:
        """What is to be paid when, of an order that is paid in more than one part."""
        plan = STAGE_PLANS[self.draft.stage_plan]
        amounts = stage_amounts(self.total, self.draft.stage_plan, self.draft.currency)
        if len(plan) == 1 or not all(amounts):
            return []
        return [
            CheckoutStage(percent, due, amount)
            for (percent, due), amount in zip(plan, amounts, strict=True)
        ]

    @property
    def to_pay_now(self) -> Decimal:
        return self.stages[0].amount if self.stages else self.total


@dataclass(frozen=True, slots=True)
class CheckoutView:
    """What is to be ordered from the chosen lines of a cart, as of one moment."""

    basket: Basket
    drafts: list[OrderDraft]
    delivery: Delivery

    @property
    def orders(self) -> list[CheckoutOrder]:
        noted: set[int] = set()
        made = []
        delivery = self.delivery
        for draft, fee, free in zip(self.drafts, delivery.fees, delivery.free_from, strict=True):
            supplier = delivery.suppliers[draft.supplier_id]
            made.append(CheckoutOrder(supplier, draft, fee, free, supplier.pk not in noted))
            noted.add(supplier.pk)
        return made

    @property
    def goods(self) -> dict[str, Decimal]:
        """What is ordered without freight, by currency: all that is known before the address is."""
        return self._sums(lambda order: order.draft.goods_amount)

    @property
    def totals(self) -> dict[str, Decimal]:
        """What is ordered, by currency."""
        return self._sums(lambda order: order.total)

    @property
    def to_pay_now(self) -> dict[str, Decimal]:
        """What is to be paid at once, by currency; each is a payment of its own."""
        return self._sums(lambda order: order.to_pay_now)

    @property
    def total_fields(self) -> dict[str, Decimal]:
        """What each supplier gets, by what it is called in a form that gives back what was seen."""
        totals = totals_of(self.drafts, self.delivery)
        return {
            f"total-{supplier}-{currency}": sum_ for (supplier, currency), sum_ in totals.items()
        }

    @property
    def shop_totals(self) -> list[dict[str, Any]]:
        """The same by the shop's slug, as a program gives back what it saw."""
        totals, shops = totals_of(self.drafts, self.delivery), self.delivery.suppliers
        return [
            {"supplier": shops[supplier].slug, "currency": currency, "total": total}
            for (supplier, currency), total in totals.items()
        ]

    def _sums(self, amount: Callable[[CheckoutOrder], Decimal]) -> dict[str, Decimal]:
        sums: dict[str, Decimal] = defaultdict(lambda: ZERO)
        for order in self.orders:
            sums[order.draft.currency] += amount(order)
        return dict(sums)


_ADDRESSES = f"""
    SELECT {columns(Address, "a")}, {columns(Region, "d")}, {columns(Region, "c")},
        {columns(Region, "p")}
    FROM accounts_address a
    LEFT JOIN accounts_region d ON d.code = a.region_id
    LEFT JOIN accounts_region c ON c.code = d.parent_id
    LEFT JOIN accounts_region p ON p.code = c.parent_id
    WHERE a.company_id = %s AND a.removed_at IS NULL ORDER BY a.is_default DESC, a.id
"""  # noqa: S608 — columns of models


def addresses_of(company: Company) -> list[Address]:
    """Where the company may have things sent, its default first; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_ADDRESSES, [company.pk])
        return [_address(row) for row in cursor.fetchall()]


def _address(row: tuple[Any, ...]) -> Address:
    """An address with its region, and that one's parents."""
    address, at, size = made(Address, row[: width(Address)]), width(Address), width(Region)
    parts = [made(Region, row[start : start + size]) for start in range(at, len(row), size)]
    address.region, *above = [part if part.pk else None for part in parts]
    for child, parent in pairwise([address.region, *above]):
        if child:
            child.parent = parent
    return address


def payments_of(group: OrderGroup) -> list[Payment]:
    """What a checkout left to be paid: one payment for each currency."""
    return read(Payment, _PAYMENTS, [group.pk])


_PAYMENTS = f"""
    SELECT {columns(Payment, "p")} FROM payments_payment p
    WHERE p.status = '{PaymentStatus.OPEN.value}' AND p.id IN (
        SELECT s.payment_id FROM orders_stagepayment s
        JOIN orders_paymentstage g ON g.id = s.stage_id
        JOIN orders_order o ON o.id = g.order_id WHERE o.group_id = %s)
    ORDER BY p.currency
"""  # noqa: S608 — columns of a model


def chosen_lines(
    membership: Membership, at: datetime, shown: Collection[tuple[int, str]] = ()
) -> list[CartLine]:
    """The lines of the member's cart that go into the next checkout.

    Those ``shown`` at the checkout, by SKU and mode, are among them though they cannot be had any
    more, so that they are not left out unsaid; and so is all that is ticked where nothing of it can
    be had, so that placing says why.
    """
    ticked = ticked_of(cart_lines(membership), at)
    terms = terms_for(buyer=membership.company, wants=wants_of(ticked), at=at)
    kept = {(line.sku_id, line.mode) for line in chosen_of(ticked, terms, at)} | {*shown}
    return [line for line in ticked if (line.sku_id, line.mode) in kept] or ticked


def checkout_view(*, membership: Membership, address: Address | None, at: datetime) -> CheckoutView:
    """The chosen lines as orders to ``address``, or to anywhere at home while there is none."""
    wants = wants_of(chosen_lines(membership, at))
    destination = AddressSnapshot.of(address).destination if address else Destination()
    return view_of(membership=membership, wants=wants, destination=destination, at=at)


def view_of(
    *, membership: Membership, wants: list[WantedLine], destination: Destination, at: datetime
) -> CheckoutView:
    """``wants`` as the orders that they would become for the member's company."""
    basket = basket_of(buyer=membership.company, wants=wants, at=at)
    drafts = drafts_of(basket)
    return CheckoutView(basket, drafts, delivery_of(drafts, destination=destination, at=at))


def total_over_limit(*, membership: Membership, view: CheckoutView, at: datetime) -> Decimal | None:
    """What the purchase costs in the company's currency, where that is over the member's limit.

    None where the member may order it: without a limit, below it, or by the right to approve.
    """
    company = membership.company
    if company.spending_limit is None or membership.may(Right.APPROVE):
        return None
    convert = converter(at)
    total = sum(
        (convert(total, currency, company.currency) for currency, total in view.totals.items()),
        ZERO,
    )
    return total if total > company.spending_limit else None
