"""How orders say what happened, to the buyer and to the supplier."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.notices import register


def register_all() -> None:
    """Make the kinds of notice of this app known."""
    _register_for_suppliers()
    _register_for_buyers()
    _register_for_approvers()


def _register_for_suppliers() -> None:
    register(
        "order_placed",
        subject=_("New order %(number)s"),
        body=_(
            "%(buyer)s ordered for %(total)s. It waits for payment; you may still change its price."
        ),
    )
    register(
        "order_paid",
        subject=_("Order %(number)s is paid: ship by %(due_at)s"),
        body=_("The money is held for you. The carrier has to pick the goods up by %(due_at)s."),
    )
    register(
        "stage_paid",
        subject=_("Stage %(stage)d of order %(number)s is paid"),
        body=_("%(amount)s is held for you."),
    )
    register(
        "order_closed_to_supplier",
        subject=_("Order %(number)s is closed"),
        body=_("%(reason)s. The stock that it held is free again."),
    )
    register(
        "order_settled",
        subject=_("Order %(number)s is complete: %(amount)s is yours"),
        body=_("%(amount)s went to your balance, after a commission of %(commission)s."),
    )
    register(
        "parcel_returned_to_supplier",
        subject=_("A parcel of order %(number)s comes back"),
        body=_("%(carrier)s returns parcel %(waybill)s to you."),
    )


def _register_for_buyers() -> None:
    register(
        "price_changed",
        subject=_("The price of order %(number)s has changed"),
        body=_(
            "%(supplier)s changed the total from %(old)s to %(new)s. Look at it before you pay."
        ),
    )
    register(
        "order_shipped",
        subject=_("A parcel of order %(number)s was handed over"),
        body=_("%(supplier)s handed parcel %(waybill)s to %(carrier)s."),
    )
    register(
        "order_delivered",
        subject=_("Order %(number)s was signed for"),
        body=_("Check the goods and confirm receipt. It completes by itself on %(complete_at)s."),
    )
    register(
        "order_completed",
        subject=_("Order %(number)s is complete"),
        body=_("%(amount)s, before commission, went to %(supplier)s."),
    )
    register(
        "order_closed",
        subject=_("Order %(number)s is closed"),
        body=_("%(reason)s. What you paid for it comes back to you."),
    )
    register(
        "stage_opened",
        subject=_("Stage %(stage)d of order %(number)s is to be paid"),
        body=_("%(amount)s is to be paid now."),
    )
    register(
        "payment_too_late",
        subject=_("Your payment for order %(number)s goes back"),
        body=_(
            "The order was closed before %(amount)s arrived; the money is on its way back to you."
        ),
    )
    register(
        "stage_awaited",
        subject=_("Order %(number)s waits for its last payment"),
        body=_("%(amount)s is still to be paid; the order completes after that."),
    )
    register(
        "parcel_returned",
        subject=_("A parcel of order %(number)s goes back"),
        body=_("%(carrier)s could not deliver parcel %(waybill)s and returns it to the supplier."),
    )


def _register_for_approvers() -> None:
    register(
        "purchase_requested",
        subject=_("A purchase of %(total)s waits for you"),
        body=_(
            "%(person)s asks to buy for %(total)s, above the limit of %(limit)s. "
            "Decide by %(expires_at)s."
        ),
    )
    register(
        "price_needs_consent",
        subject=_("Order %(number)s costs more: it waits for you to pay it"),
        body=_(
            "The supplier raised its price. The purchase costs %(total)s now, above the limit of "
            "%(limit)s: somebody who may approve has to pay it."
        ),
    )
    register(
        "purchase_approved",
        subject=_("Your purchase of %(total)s was approved"),
        body=_("%(person)s approved it. The orders are placed and wait for payment."),
    )
    register(
        "purchase_declined",
        subject=_("Your purchase of %(total)s was declined"),
        body=_("%(person)s declined it: %(reason)s"),
    )
    register(
        "purchase_expired",
        subject=_("Your purchase of %(total)s has expired"),
        body=_("Nobody decided in time. The goods are still in your cart."),
    )
