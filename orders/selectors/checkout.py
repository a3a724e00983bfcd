"""What a checkout would make of the cart: its orders with freight and promise, and their sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from accounts.enums import Right
from accounts.models import Address, Company, Membership
from common.money import ZERO
from orders.enums import STAGE_PLANS, StageDue
from orders.models import CartLine, OrderGroup
from orders.selectors.basket import Basket, WantedLine, basket_of
from orders.selectors.cart import cart_lines, is_expired, wants_of
from orders.selectors.delivery import AddressSnapshot, Delivery, delivery_of
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
        for draft, fee in zip(self.drafts, self.delivery.fees, strict=True):
            supplier = self.delivery.suppliers[draft.supplier_id]
            made.append(CheckoutOrder(supplier, draft, fee, supplier.pk not in noted))
            noted.add(supplier.pk)
        return made

    @property
    def totals(self) -> dict[str, Decimal]:
        """What is ordered, by currency."""
        return self._sums(lambda order: order.total)

    @property
    def to_pay_now(self) -> dict[str, Decimal]:
        """What is to be paid at once, by currency; each is a payment of its own."""
        return self._sums(lambda order: order.to_pay_now)

    def _sums(self, amount: Callable[[CheckoutOrder], Decimal]) -> dict[str, Decimal]:
        sums: dict[str, Decimal] = defaultdict(lambda: ZERO)
        for order in self.orders:
            sums[order.draft.currency] += amount(order)
        return dict(sums)


def addresses_of(company: Company) -> list[Address]:
    """Where the company may have things sent, its default first; one query."""
    kept = company.addresses.filter(removed_at__isnull=True)
    return list(kept.select_related("region__parent__parent").order_by("-is_default", "pk"))


def payments_of(group: OrderGroup) -> list[Payment]:
    """What a checkout left to be paid: one payment for each currency."""
    waiting = Payment.objects.filter(stages__stage__order__group=group, status=PaymentStatus.OPEN)
    return list(waiting.distinct().order_by("currency"))


def chosen_lines(membership: Membership, at: datetime) -> list[CartLine]:
    """The lines of the member's cart that go into the next checkout; one query."""
    return [ln for ln in cart_lines(membership) if ln.is_chosen and not is_expired(ln, at)]


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
