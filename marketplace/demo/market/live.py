"""The last weeks, through the services: orders in every state, some waiting for somebody today."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import count, product
from random import Random

from accounts.enums import Role
from accounts.models import Membership
from catalog.enums import BuyMode, StagePlan
from catalog.models import Product, Sku
from common.errors import DomainError
from marketplace.demo.market.people import Buyer
from marketplace.demo.market.trips import WAYBILLS, waybill
from orders.enums import ScanKind
from orders.models import Carrier, Order, OrderLine, Shipment
from orders.selectors.basket import WantedLine
from orders.selectors.delivery import AddressSnapshot
from orders.services import cancel, cart, change, checkout, complete
from orders.services.pay import start_payment
from orders.services.place import place_orders
from orders.services.scans import book_scan
from orders.services.ship import ship
from payments.services.payments import confirm_attempt, start_attempt
from suppliers.models import Supplier

Step = Callable[["Live", Order, datetime], None]
HOUR = timedelta(hours=1)


class Live:
    """Buys and ships by the services; ``at`` is now, and nothing happens after it."""

    def __init__(self, at: datetime, random: Random) -> None:
        self.at, self.random = at, random
        self.carriers = list(Carrier.objects.filter(code__in=WAYBILLS))
        self._keys = count(1)

    def order(self, buyer: Buyer, supplier: Supplier, hours_ago: float) -> Order | None:
        """An order of a supplier's goods, placed so many hours ago; None where it is refused."""
        wants = self.wants(supplier)
        if not wants:
            return None
        try:
            group = place_orders(
                buyer=buyer.company,
                placed_by=buyer.user,
                wants=wants,
                address=AddressSnapshot.of(buyer.address),
                notes={},
                key=f"demo-live:{next(self._keys)}",
                at=self.at - HOUR * hours_ago,
            )
        except DomainError:
            # Not sold there, or sold out: another shop is asked.
            return None
        return group.orders.select_related("buyer", "supplier__company").first()

    def pay(self, order: Order, at: datetime) -> None:
        # The desk that placed it is no member that anybody could sign in as.
        person = Membership(company=order.buyer, user=order.group.placed_by, role=Role.OWNER)
        payment = start_payment(orders=[order], membership=person, at=at)
        attempt = start_attempt(payment=payment, gateway="sandbox", at=at)
        confirm_attempt(
            attempt=attempt,
            amount=payment.amount,
            currency=payment.currency,
            gateway_reference=f"demo-{attempt.reference}",
            at=at,
        )

    def ship(self, order: Order, at: datetime, *, part: bool = False) -> Shipment:
        """A parcel with everything, or with half of the first line."""
        carrier = self.random.choice(self.carriers)
        return ship(
            order=order,
            carrier=carrier,
            waybill=waybill(carrier.code, self.random),
            quantities=_half(order) if part else None,
            actor=None,
            at=at,
        )

    def scan(self, shipment: Shipment, kind: ScanKind, at: datetime) -> None:
        book_scan(
            carrier=shipment.carrier,
            waybill=shipment.waybill,
            kind=kind,
            scanned_at=at,
            received_at=at,
            place=shipment.order.supplier.name,
        )

    def wants(self, supplier: Supplier) -> list[WantedLine]:
        products = list(
            supplier.products.filter(on_sale=True, stage_plan=StagePlan.WHOLE).prefetch_related(
                "skus"
            )
        )
        picked = self.random.sample(products, min(len(products), self.random.choice((1, 2, 2, 3))))
        return [want for product in picked for want in self._want(product)]

    def _want(self, product: Product) -> Iterator[WantedLine]:
        quantity = product.moq * self.random.choice((1, 2, 3, 5))
        for sku in product.skus.all():
            if sku.available >= quantity:
                yield WantedLine(sku.pk, quantity)
                return


def _half(order: Order) -> dict[int, int]:
    line: OrderLine = order.lines.order_by("-quantity")[0]
    return {line.pk: max(1, line.quantity // 2)}


def _unpaid(live: Live, order: Order, placed: datetime) -> None:
    """Waits for the buyer."""


def _cheaper(live: Live, order: Order, placed: datetime) -> None:
    owner = order.supplier.company.memberships.order_by("pk").first()
    if owner is not None and order.goods_amount > 1:
        change.change_price(
            order=order,
            discount=(order.goods_amount / 20).quantize(order.goods_amount),
            freight=order.freight_amount,
            actor=owner.user,
            at=placed + HOUR,
            reason="老客户优惠",
        )


def _cancelled(live: Live, order: Order, placed: datetime) -> None:
    cancel.close_by_buyer(
        order=order,
        actor=order.group.placed_by,
        at=placed + HOUR,
        reason="拍错了",
    )


def _paid(live: Live, order: Order, placed: datetime) -> None:
    live.pay(order, placed + HOUR / 6)


def _partly(live: Live, order: Order, placed: datetime) -> None:
    _paid(live, order, placed)
    parcel = live.ship(order, placed + 8 * HOUR, part=True)
    live.scan(parcel, ScanKind.ACCEPTED, placed + 10 * HOUR)


def _declared(live: Live, order: Order, placed: datetime) -> None:
    _paid(live, order, placed)
    live.ship(order, placed + 3 * HOUR)


def _moving(live: Live, order: Order, placed: datetime) -> None:
    _paid(live, order, placed)
    parcel = live.ship(order, placed + 9 * HOUR)
    live.scan(parcel, ScanKind.ACCEPTED, placed + 11 * HOUR)
    live.scan(parcel, ScanKind.IN_TRANSIT, placed + 26 * HOUR)


def _delivered(live: Live, order: Order, placed: datetime) -> None:
    _paid(live, order, placed)
    parcel = live.ship(order, placed + 9 * HOUR)
    live.scan(parcel, ScanKind.ACCEPTED, placed + 11 * HOUR)
    live.scan(parcel, ScanKind.OUT_FOR_DELIVERY, placed + 60 * HOUR)
    live.scan(parcel, ScanKind.SIGNED, placed + 64 * HOUR)


def _completed(live: Live, order: Order, placed: datetime) -> None:
    _delivered(live, order, placed)
    complete.confirm(order=order, actor=order.group.placed_by, at=placed + 80 * HOUR)


def _refunded(live: Live, order: Order, placed: datetime) -> None:
    _paid(live, order, placed)
    cancel.refund_in_full(order=order, actor=None, at=placed + 20 * HOUR, reason="缺货")


#: What became of an order, and how many hours ago it was placed at the least and at the most.
STORIES: tuple[tuple[Step, float, float, int], ...] = (
    (_unpaid, 1, 60, 6),
    (_cheaper, 3, 40, 2),
    (_cancelled, 20, 300, 3),
    (_paid, 1, 30, 9),
    (_partly, 12, 40, 4),
    (_declared, 4, 9, 4),
    (_moving, 30, 70, 7),
    (_delivered, 66, 150, 8),
    (_completed, 90, 500, 12),
    (_refunded, 40, 400, 2),
)


def live_orders(
    buyers: Sequence[Buyer], named: Sequence[Supplier], others: Sequence[Supplier], live: Live
) -> int:
    """Let every story happen, at the shops that people sign in to more often; returns how many."""
    made = 0
    for step, least, most, times in STORIES:
        for n in range(times):
            buyer = buyers[0] if n % 2 == 0 else live.random.choice(buyers)
            supplier = live.random.choice(named if n % 3 == 0 else others)
            hours = live.random.uniform(least, most)
            order = live.order(buyer, supplier, hours)
            if order is not None:
                step(live, order, live.at - HOUR * hours)
                made += 1
    return made


#: How many hours are left until the promised pickup of each order that waits to be shipped.
HOURS_LEFT = (5, 14, 30, 44)
#: They were placed so many hours ago: long enough for nearly every promise to be so far gone, and
#: short of where an unpaid order closes.
PLACED = 110


def orders_to_ship(buyer: Buyer, suppliers: Sequence[Supplier], live: Live) -> int:
    """Some wait at each of these shops, whatever the stories drew; returns how many."""
    made = 0
    for supplier, left in product(suppliers, HOURS_LEFT):
        order = live.order(buyer, supplier, PLACED)
        if order is not None:
            # A promise longer than that is due later; one shorter than what is left was just paid.
            paid_ago = min(max(order.promise_hours - left, 1), PLACED - 1)
            live.pay(order, live.at - HOUR * paid_ago)
            made += 1
    return made


def fill_cart(member: Membership, suppliers: Sequence[Supplier], live: Live) -> None:
    """Goods of two shops lie in the member's cart."""
    for supplier in suppliers:
        wants = {want.sku_id: want.quantity for want in live.wants(supplier)}
        cart.add(membership=member, wants=wants, mode=BuyMode.BATCH, at=live.at - 2 * HOUR)


def ask_approver(member: Membership, buyer: Buyer, sku: Sku, live: Live) -> None:
    """The purchaser asks for more than the company's limit allows."""
    limit, price = member.company.spending_limit, sku.product.price_from
    assert limit is not None
    assert price is not None
    steps = int(limit / price / sku.product.order_multiple) + 2
    quantity = max(sku.product.moq, steps * sku.product.order_multiple)
    cart.add(membership=member, wants={sku.pk: quantity}, mode=BuyMode.BATCH, at=live.at - HOUR)
    checkout.checkout(
        membership=member,
        address=buyer.address,
        notes={},
        key="demo-approval",
        at=live.at - HOUR,
    )
