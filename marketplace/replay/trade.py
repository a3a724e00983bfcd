"""One invoice through the services: placed, paid, shipped, scanned, completed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import Company
from catalog.models import Sku
from marketplace.replay.traders import Buyers, address_of
from marketplace.replay.trades import Invoice
from orders.enums import ScanKind
from orders.models import Carrier, Order, OrderGroup
from orders.selectors.basket import WantedLine
from orders.services.complete import accept
from orders.services.place import place
from orders.services.scans import book
from orders.services.ship import hand_over
from payments.models import Payment
from payments.services.payments import confirm_attempt, start_attempt
from suppliers.models import Supplier

CARRIER = "replay"
GATEWAY = "sandbox"
#: How long after the invoice each step is taken.
PAID = timedelta(minutes=5)
SHIPPED = timedelta(hours=20)
SCANS = (
    (ScanKind.ACCEPTED, timedelta(hours=22)),
    (ScanKind.SIGNED, timedelta(days=3)),
)
COMPLETED = timedelta(days=4)


class NotOffered(Exception):
    """The shop has no such SKU."""


@dataclass(frozen=True, slots=True)
class Market:
    """What all trades of a replay share: the shop's SKUs by code, the buyers, the carrier."""

    skus: Mapping[str, int]
    buyers: Buyers
    carrier: Carrier

    @classmethod
    def of(cls, supplier: Supplier) -> Market:
        """The market around a shop."""
        skus = Sku.objects.filter(product__supplier=supplier, is_active=True)
        return cls(dict(skus.values_list("code", "pk")), Buyers(), carrier())


def carrier() -> Carrier:
    """The carrier that replays ship by."""
    return Carrier.objects.get_or_create(
        code=CARRIER,
        defaults={
            "name": "Replay",
            "name_en": "Replay",
            "waybill_pattern": r"R\d{8,}",
            "is_active": False,
        },
    )[0]


def trade(invoice: Invoice, market: Market) -> list[Order]:
    """Send an invoice through the market; returns its completed orders.

    Raises NotOffered, and DomainError where a service refuses it; nothing is placed then.
    """
    buyer = market.buyers.company(invoice)
    # The clock of a running market would close or complete at once what it finds half-way: all
    # of it is long overdue. It sees what is committed only.
    with transaction.atomic():
        group = _place(invoice, buyer, market)
        orders = list(group.orders.select_related("buyer", "supplier__company"))
        _pay(orders, invoice.at + PAID)
    for order in orders:
        with transaction.atomic():
            _deliver(order, market.carrier, invoice.at)
            accept(order=order, actor=market.buyers.desk, at=invoice.at + COMPLETED)
    return orders


def key_of(invoice: Invoice) -> str:
    return f"replay:{invoice.number}"


def _place(invoice: Invoice, buyer: Company, market: Market) -> OrderGroup:
    return place(
        buyer=buyer,
        placed_by=market.buyers.desk,
        wants=_wants(invoice, market.skus),
        address=address_of(invoice),
        notes={},
        key=key_of(invoice),
        at=invoice.at,
        split_over_limit=True,
    )


def _wants(invoice: Invoice, skus: Mapping[str, int]) -> list[WantedLine]:
    quantities = invoice.quantities()
    missing = sorted(quantities.keys() - skus.keys())
    if missing:
        raise NotOffered(f"the shop has no {', '.join(missing)}")
    return [WantedLine(skus[code], quantity) for code, quantity in quantities.items()]


def _pay(orders: list[Order], at: datetime) -> None:
    """Placing opened one payment over all orders of the invoice."""
    payment = Payment.objects.get(stages__stage__order=orders[0])
    attempt = start_attempt(payment=payment, gateway=GATEWAY, at=at)
    confirm_attempt(
        attempt=attempt,
        amount=payment.amount,
        currency=payment.currency,
        gateway_reference=f"replay-{attempt.reference}",
        at=at,
    )


def _deliver(order: Order, by: Carrier, at: datetime) -> None:
    waybill = f"R{order.pk:08d}"
    hand_over(
        order=order, carrier=by, waybill=waybill, quantities=None, actor=None, at=at + SHIPPED
    )
    for kind, after in SCANS:
        book(carrier=by, waybill=waybill, kind=kind, scanned_at=at + after, received_at=at + after)
