"""Orders as tests want them, made by the services that make them in life."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from factory.django import DjangoModelFactory

from accounts.models import Company, Membership
from accounts.tests.factories import AddressFactory, MembershipFactory
from catalog.models import Product, Sku
from catalog.tests.factories import ProductFactory
from orders.models import Carrier, Order, OrderGroup, Shipment
from orders.selectors.basket import WantedLine
from orders.selectors.delivery import AddressSnapshot
from orders.services.pay import start_payment
from orders.services.place import place_orders
from orders.services.scans import book_scan
from orders.services.ship import ship
from payments.models import Payment
from payments.services.payments import confirm_attempt, start_attempt

#: A Sunday evening in Shanghai, two days before the end of a February.
NOW = datetime(2026, 2, 26, 12, 0, tzinfo=UTC)
_numbers = count(1)


class CarrierFactory(DjangoModelFactory[Carrier]):
    class Meta:
        model = Carrier
        django_get_or_create = ("code",)

    code = "test"
    name = "测试快递"
    name_en = "Test Express"
    waybill_pattern = r"T\d{6,12}"


def buyer(**fields: Any) -> Membership:
    """An owner of a company that buys."""
    return MembershipFactory(**fields)


def snapshot(company: Company) -> AddressSnapshot:
    """An address of the company in Yiwu, as an order keeps it."""
    return AddressSnapshot.of(AddressFactory(company=company))


def want(sku: Sku, quantity: int = 10, **fields: Any) -> WantedLine:
    return WantedLine(sku.pk, quantity, **fields)


def sku_of(product: Product) -> Sku:
    return product.skus.get()


def placed_group(
    *wants: WantedLine,
    membership: Membership | None = None,
    at: datetime = NOW,
    key: str = "",
    **given: Any,
) -> OrderGroup:
    """A checkout of ``wants``."""
    member = membership or buyer()
    return place_orders(
        buyer=member.company,
        placed_by=member.user,
        wants=wants,
        address=snapshot(member.company),
        notes=given.pop("notes", {}),
        key=key or f"key-{next(_numbers)}",
        at=at,
        **given,
    )


def placed_order(
    *wants: WantedLine,
    membership: Membership | None = None,
    product: Product | None = None,
    quantity: int = 10,
    at: datetime = NOW,
) -> Order:
    """An unpaid order: ten pieces of one product, where nothing else is said."""
    if not wants:
        wants = (want(sku_of(product or ProductFactory()), quantity),)
    return placed_group(*wants, membership=membership, at=at).orders.get()


def open_payment_of(order: Order) -> Payment:
    """What stands open to be paid for the order."""
    return Payment.objects.get(stages__stage__order=order, status="open")


def pay(payment: Payment, at: datetime = NOW) -> Payment:
    """The money arrives by the sandbox gateway."""
    attempt = start_attempt(payment=payment, gateway="sandbox", at=at)
    return confirm_attempt(
        attempt=attempt,
        amount=payment.amount,
        currency=payment.currency,
        gateway_reference=f"G-{attempt.reference}",
        at=at,
    )


def buyer_of(order: Order) -> Membership:
    """The member who placed the order."""
    return Membership.objects.get(company=order.buyer, user=order.group.placed_by_id)


def pay_open(order: Order, at: datetime = NOW) -> Order:
    """Pay what is open of the order now."""
    pay(start_payment(orders=[order], membership=buyer_of(order), at=at), at)
    order.refresh_from_db()
    return order


def paid_order(*wants: WantedLine, at: datetime = NOW, **given: Any) -> Order:
    """An order that waits to be shipped."""
    return pay_open(placed_order(*wants, at=at, **given), at)


def ship_all(
    order: Order,
    *,
    at: datetime = NOW + timedelta(hours=1),
    waybill: str = "",
    quantities: Mapping[int, int] | None = None,
) -> Shipment:
    """One parcel, with all that is left where nothing else is said."""
    shipment = ship(
        order=order,
        carrier=CarrierFactory(),
        waybill=waybill or f"T{next(_numbers):08d}",
        quantities=quantities,
        actor=None,
        at=at,
    )
    order.refresh_from_db()
    return shipment


def shipped_order(*wants: WantedLine, at: datetime = NOW, **given: Any) -> Order:
    """An order handed over, as its supplier says, an hour after it was paid."""
    order = paid_order(*wants, at=at, **given)
    ship_all(order, at=at + timedelta(hours=1))
    return order


def picked_up_order(*wants: WantedLine, at: datetime = NOW, **given: Any) -> Order:
    """An order that the carrier picked up two hours after it was paid."""
    order = shipped_order(*wants, at=at, **given)
    scan(order.shipments.get(), "accepted", at + timedelta(hours=2))
    order.refresh_from_db()
    return order


def scan(shipment: Shipment, kind: str, at: datetime, received_at: datetime | None = None) -> str:
    """A scan of the parcel, told at once where nothing else is said."""
    outcome = book_scan(
        carrier=shipment.carrier,
        waybill=shipment.waybill,
        kind=kind,
        scanned_at=at,
        received_at=received_at or at,
    )
    shipment.refresh_from_db()
    return outcome


def delivered_order(*wants: WantedLine, at: datetime = NOW, **given: Any) -> Order:
    """An order picked up two hours, and signed for three days, after it was paid."""
    order = picked_up_order(*wants, at=at, **given)
    scan(order.shipments.get(), "signed", at + timedelta(days=3))
    order.refresh_from_db()
    return order


def custom_product(stage_plan: str = "30/70", **fields: Any) -> Product:
    """A product made to order, paid in stages, at 10.00 a piece."""
    return ProductFactory(
        stage_plan=stage_plan, promise_hours=None, lead_days=20, tiers=((1, "10.00"),), **fields
    )


def sample_product(**fields: Any) -> Product:
    return ProductFactory(sample_price=Decimal("5.00"), **fields)
