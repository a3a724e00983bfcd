"""改价: the supplier changes the price or freight of an order that is not paid yet (rules §7)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.enums import Right
from accounts.models import User
from accounts.services.notices import tell
from common.locking import lock_one
from common.money import round_money
from common.status import check_move
from orders.enums import ORDER_TRANSITIONS, EventKind, OrderStatus
from orders.errors import WrongTotal
from orders.models import Order, PaymentStage, PriceChange
from orders.selectors.consent import total_to_consent
from orders.selectors.drafts import stage_amounts
from orders.selectors.links import buyer_page
from orders.services.history import note
from orders.services.pay import void_payments
from orders.services.tell import tell_buyer

_CHANGED = gettext_noop("The supplier changed the price")


@transaction.atomic
def change_price(
    *,
    order: Order,
    discount: Decimal,
    freight: Decimal,
    actor: User,
    at: datetime,
    reason: str = "",
) -> PriceChange:
    """Set the discount on the goods and the freight, in the order's currency.

    What stood open to be paid is voided, and the buyer is told the old and the new total. Raises
    WrongStatus once the order is paid or closed, WrongTotal for an amount that cannot be.
    """
    void_payments(order=order, at=at, reason=_CHANGED)
    order = lock_one(Order.objects.filter(pk=order.pk).select_related("buyer", "supplier__company"))
    # A payment may have been opened while this waited for the order.
    void_payments(order=order, at=at, reason=_CHANGED)
    check_move(
        order,
        OrderStatus.AWAITING_SHIPMENT,  # where its payment would lead
        table=ORDER_TRANSITIONS,
        said=_("The price can be changed until the order is paid."),
    )
    _check(order, discount, freight)
    change = _record(order, discount, freight, actor, at, reason)
    _apply(order, change)
    note(
        order,
        kind=EventKind.PRICE_CHANGED,
        at=at,
        actor=actor,
        reason=reason,
        old=str(change.old_total),
        new=str(change.new_total),
    )
    tell_buyer(
        order,
        kind="price_changed",
        at=at,
        once=str(change.pk),
        supplier=order.supplier,
        old=(change.old_total, order.currency),
        new=(change.new_total, order.currency),
    )
    _tell_approvers(order, change)
    return change


def _tell_approvers(order: Order, change: PriceChange) -> None:
    """Where only they can pay it now."""
    total = total_to_consent(order, at=change.at)
    if total is None:
        return
    company = order.buyer
    tell(
        kind="price_needs_consent",
        params={
            "number": order.number,
            "total": (total, company.currency),
            "limit": (company.spending_limit, company.currency),
        },
        url=buyer_page(order),
        key=f"price_needs_consent:{order.number}:{change.pk}",
        at=change.at,
        company=company,
        rights=[Right.APPROVE],
    )


def _check(order: Order, discount: Decimal, freight: Decimal) -> None:
    for field, amount in (("discount", discount), ("freight", freight)):
        if amount < 0 or amount != round_money(amount, order.currency):
            raise WrongTotal(
                _("%(amount)s is not an amount of %(currency)s.")
                % {"amount": amount, "currency": order.currency},
                field=field,
            )
    if discount > order.goods_amount:
        raise WrongTotal(
            _("The discount is at most the goods, %(goods)s.") % {"goods": order.goods_amount},
            field="discount",
        )
    total = order.goods_amount - discount + freight
    if not all(stage_amounts(total, order.stage_plan, order.currency)):
        raise WrongTotal(
            _("An order costs at least the smallest coin of its currency."), field="discount"
        )


def _record(
    order: Order, discount: Decimal, freight: Decimal, actor: User, at: datetime, reason: str
) -> PriceChange:
    return PriceChange.objects.create(
        order=order,
        at=at,
        actor=actor,
        old_discount=order.discount,
        new_discount=discount,
        old_freight=order.freight_amount,
        new_freight=freight,
        old_total=order.total,
        new_total=order.goods_amount - discount + freight,
        reason=reason,
    )


def _apply(order: Order, change: PriceChange) -> None:
    order.discount = change.new_discount
    order.freight_amount = change.new_freight
    order.total = change.new_total
    order.save(update_fields=["discount", "freight_amount", "total"])
    stages = list(order.stages.all())
    amounts = stage_amounts(order.total, order.stage_plan, order.currency)
    for stage, amount in zip(stages, amounts, strict=True):
        stage.amount = amount
    PaymentStage.objects.bulk_update(stages, ["amount"])
