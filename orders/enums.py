from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.enums import StagePlan
from common.status import Transitions

#: The most letters of a reason that a history keeps.
LONGEST_REASON = 500
#: And of one that a buyer is shown beside a new price or a refund, which the books keep too.
LONGEST_SHOWN_REASON = 200


class OrderStatus(models.TextChoices):
    """rules §7"""

    AWAITING_PAYMENT = "awaiting_payment", _("Awaiting payment")
    AWAITING_SHIPMENT = "awaiting_shipment", _("Awaiting shipment")
    PARTLY_SHIPPED = "partly_shipped", _("Partly shipped")
    SHIPPED = "shipped", _("Shipped")
    DELIVERED = "delivered", _("Delivered")
    COMPLETED = "completed", _("Completed")
    CLOSED = "closed", _("Closed")


#: What a history calls a move to each: shipped is what a carrier scanned, which it tells for itself
#: (rules §8).
MOVED_TO = {
    **dict(OrderStatus.choices),
    OrderStatus.PARTLY_SHIPPED: _("Handed to the carrier in part"),
    OrderStatus.SHIPPED: _("Handed to the carrier"),
}


ORDER_TRANSITIONS: Transitions = {
    OrderStatus.AWAITING_SHIPMENT: frozenset({OrderStatus.AWAITING_PAYMENT}),
    OrderStatus.PARTLY_SHIPPED: frozenset({OrderStatus.AWAITING_SHIPMENT}),
    OrderStatus.SHIPPED: frozenset({OrderStatus.AWAITING_SHIPMENT, OrderStatus.PARTLY_SHIPPED}),
    OrderStatus.DELIVERED: frozenset({OrderStatus.SHIPPED}),
    OrderStatus.COMPLETED: frozenset({OrderStatus.SHIPPED, OrderStatus.DELIVERED}),
    OrderStatus.CLOSED: frozenset(
        {
            OrderStatus.AWAITING_PAYMENT,
            OrderStatus.AWAITING_SHIPMENT,
            OrderStatus.PARTLY_SHIPPED,
            OrderStatus.SHIPPED,
            OrderStatus.DELIVERED,
        }
    ),
}


class CloseReason(models.TextChoices):
    BUYER = "buyer", _("Cancelled by the buyer")
    SUPPLIER = "supplier", _("Cancelled by the supplier")
    UNPAID = "unpaid", _("Not paid in time")
    REFUNDED = "refunded", _("Refunded in full")


class StageStatus(models.TextChoices):
    """A stage of payment: the next opens when the one before is paid and confirmed (rules §7)."""

    LOCKED = "locked", _("Not yet due")
    OPEN = "open", _("To be paid")
    PAID = "paid", _("Paid")
    CONFIRMED = "confirmed", _("Paid and confirmed")
    LAPSED = "lapsed", _("Not paid in time")


STAGE_TRANSITIONS: Transitions = {
    StageStatus.OPEN: frozenset({StageStatus.LOCKED}),
    StageStatus.PAID: frozenset({StageStatus.OPEN}),
    StageStatus.CONFIRMED: frozenset({StageStatus.PAID}),
    StageStatus.LAPSED: frozenset({StageStatus.OPEN}),
}


#: A stage whose money is there.
PAID_STAGES = frozenset({StageStatus.PAID, StageStatus.CONFIRMED})


class StageDue(models.TextChoices):
    """When a stage of payment has to be there."""

    AT_ONCE = "at_once", _("When the order is placed")
    BEFORE_SHIPPING = "before_shipping", _("Before shipping")
    ON_RECEIPT = "on_receipt", _("On receipt")


#: The stages of each plan: per cent of the order's total, and when that is due (rules §7).
STAGE_PLANS: dict[str, tuple[tuple[int, StageDue], ...]] = {
    StagePlan.WHOLE: ((100, StageDue.AT_ONCE),),
    StagePlan.DEPOSIT_BALANCE: ((30, StageDue.AT_ONCE), (70, StageDue.BEFORE_SHIPPING)),
    StagePlan.THREE: (
        (60, StageDue.AT_ONCE),
        (30, StageDue.BEFORE_SHIPPING),
        (10, StageDue.ON_RECEIPT),
    ),
}


class EventKind(models.TextChoices):
    """What the history of an order tells of; all but ``status`` happen without a move."""

    STATUS = "status", _("Status")
    PRICE_CHANGED = "price_changed", _("Price changed")
    PARCEL_SENT = "parcel_sent", _("Parcel handed over")
    PICKED_UP = "picked_up", _("Picked up")
    SIGNED = "signed", _("Signed for")
    RETURNED = "returned", _("Parcel returned")
    EXTENDED = "extended", _("Confirmation extended")
    STAGE_PAID = "stage_paid", _("Stage paid")
    STAGE_OPENED = "stage_opened", _("Stage opened")
    LATE_PAYMENT = "late_payment", _("Payment came too late and went back")
    STAGE_AWAITED = "stage_awaited", _("Completion waits for the last stage")
    STAGE_LAPSED = "stage_lapsed", _("Completed without the last stage, which was not paid")


class RequestStatus(models.TextChoices):
    """A purchase over the company's limit, waiting for an approver."""

    WAITING = "waiting", _("Waiting for approval")
    APPROVED = "approved", _("Approved and placed")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")


REQUEST_TRANSITIONS: Transitions = {
    to: frozenset({RequestStatus.WAITING})
    for to in (
        RequestStatus.APPROVED,
        RequestStatus.DECLINED,
        RequestStatus.WITHDRAWN,
        RequestStatus.EXPIRED,
    )
}


class ScanKind(models.TextChoices):
    """What carriers tell (rules §8); ``accepted`` is the pickup."""

    ACCEPTED = "accepted", _("Picked up")
    IN_TRANSIT = "in_transit", _("In transit")
    OUT_FOR_DELIVERY = "out_for_delivery", _("Out for delivery")
    SIGNED = "signed", _("Signed for")
    RETURNED = "returned", _("Returned")
    EXCEPTION = "exception", _("Exception")


#: Scans that prove that the carrier has the parcel, whichever of them arrives first.
PROVE_PICKUP = frozenset(
    {ScanKind.ACCEPTED, ScanKind.IN_TRANSIT, ScanKind.OUT_FOR_DELIVERY, ScanKind.SIGNED}
)


class ScanOutcome(models.TextChoices):
    """What became of a carrier's notice."""

    BOOKED = "booked", _("Booked")
    REPEATED = "repeated", _("Came before")
    UNKNOWN_WAYBILL = "unknown_waybill", _("Waybill unknown so far")
    BEFORE_PAYMENT = "before_payment", _("Older than the order's payment")
