"""Paying: which stages a payment is for, and what a payment that arrived does to its orders.

Locks are taken in the order payments, orders, stock, ledger (docs/locking.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby, pairwise

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.enums import Right
from accounts.models import Company, Membership, User
from accounts.notices import Phrase
from common.errors import DomainError
from common.formats import money
from common.locking import lock, lock_ids
from common.money import ZERO
from orders.enums import PAID_STAGES, STAGE_PLANS, EventKind, OrderStatus, StageDue, StageStatus
from orders.errors import NeedsConsent, NothingToPay
from orders.models import Order, PaymentStage, StagePayment
from orders.selectors.clock import due_at
from orders.selectors.consent import approvers_of, total_to_consent
from orders.selectors.links import buyer_page, orders_page
from orders.selectors.orders import stage_to_confirm
from orders.selectors.rules import rules_of
from orders.services import facts
from orders.services.history import lock_order, move_order, move_stage, note
from orders.services.tell import tell_buyer, tell_sellers, tell_supplier
from payments.enums import PaymentStatus
from payments.models import Payment
from payments.services import escrow
from payments.services.payments import open_payment, void_payment
from policies.schemas import FulfilmentRules
from policies.selectors import in_force

PURPOSE = "orders"


def open_payments(*, payer: Company, stages: Iterable[PaymentStage], at: datetime) -> list[Payment]:
    """One payment for each currency over these open stages, which have their orders in hand."""
    by_currency = groupby(
        sorted(stages, key=lambda stage: (stage.order.currency, stage.order_id, stage.number)),
        key=lambda stage: stage.order.currency,
    )
    return [_open(payer, list(part), at) for _currency, part in by_currency]


@transaction.atomic
def start_payment(*, orders: Sequence[Order], membership: Membership, at: datetime) -> Payment:
    """The payment for what is open of ``orders`` now; the same one when asked again.

    What else stood open for one of them is voided. Raises NothingToPay where nothing is open,
    NeedsConsent where only an approver may pay what the supplier has raised, and DomainError for
    orders of several currencies.
    """
    ids = {order.pk for order in orders}
    lock_open_payments(ids)
    locked = lock_ids(Order, ids)
    # A second click may have waited here for the payment that the first one opened.
    waiting = lock_open_payments(ids)
    payer = membership.company
    stages = list(_open_stages(Order.objects.filter(pk__in=locked, buyer=payer)))
    if not stages:
        raise NothingToPay
    if len({stage.order.currency for stage in stages}) > 1:
        raise DomainError(_("One payment is in one currency; choose orders of one currency."))
    for payment in waiting:
        if payment.expires_at > at and _is_for(payment, stages):
            return payment
    _refuse_without_consent(stages, membership, at)
    _void(waiting, at=at, reason=gettext_noop("Another payment was started"))
    return _open(payer, stages, at)


def lock_open_payments(order_ids: Iterable[int]) -> list[Payment]:
    """Lock what stands open for these orders; comes before the lock of the orders themselves."""
    of_them = StagePayment.objects.filter(stage__order__in=list(order_ids))
    return lock(
        Payment.objects.filter(
            pk__in=of_them.values("payment"), status=PaymentStatus.OPEN, purpose=PURPOSE
        )
    )


def void_payments(*, order: Order, at: datetime, reason: str) -> list[Payment]:
    """Void what stands open for ``order``; money that still arrives by it is sent back."""
    return _void(lock_open_payments([order.pk]), at=at, reason=reason)


def settle(*, payment: Payment, at: datetime) -> list[Order]:
    """Give a payment that arrived to its stages: hold the money, move the orders.

    Called once by payments, in the transaction that booked the money to the buyer's funds. What
    was meant for an order that can no longer be paid goes back, and the order stays as it is.
    """
    shares_of = StagePayment.objects.filter(payment=payment)
    orders = {
        order.pk: order
        for order in lock(
            Order.objects.filter(pk__in=shares_of.values("stage__order")).select_related(
                "buyer", "supplier__company"
            )
        )
    }
    for share in shares_of.select_related("stage").order_by("stage__order_id", "stage__number"):
        order = orders[share.stage.order_id]
        share.stage.order = order
        if _is_owed(order, share):
            _pay_stage(order, share, payment, at)
        else:
            _send_back(order, share, payment, at)
    return list(orders.values())


@transaction.atomic
def confirm_stage(*, order: Order, actor: User, at: datetime) -> PaymentStage:
    """The buyer confirms what the supplier did for the stage paid last: the next one opens.

    Raises NothingToPay where no stage waits for that, as of an order that was closed.
    """
    order = lock_order(order)
    waiting = stage_to_confirm(order)
    if waiting is None:
        raise NothingToPay(_("No stage of this order waits for your confirmation."))
    paid, following = waiting
    move_stage(paid, to=StageStatus.CONFIRMED, at=at, actor=actor, confirmed_at=at)
    return open_stage(order, stage=following, at=at, actor=actor)


def open_stage(
    order: Order, *, stage: PaymentStage, at: datetime, actor: User | None = None
) -> PaymentStage:
    """Open the next stage of an order that the caller has locked, and tell the buyer."""
    stage.order = order
    version = rules_of(order).version
    move_stage(stage, to=StageStatus.OPEN, at=at, actor=actor, policy_version=version, opened_at=at)
    amount = (stage.amount, order.currency)
    note(order, kind=EventKind.STAGE_OPENED, at=at, actor=actor, stage=stage.number)
    tell_buyer(
        order, kind="stage_opened", at=at, once=str(stage.number), stage=stage.number, amount=amount
    )
    return stage


def open_receipt_stages(order: Order, *, at: datetime) -> None:
    """At delivery, open what is due on receipt once all before it is paid."""
    if not has_stage_due(order, StageDue.ON_RECEIPT):
        return
    stages = list(order.stages.order_by("number"))
    for before, stage in pairwise(stages):
        stage.order = order
        is_next = stage.status == StageStatus.LOCKED and before.status in PAID_STAGES
        if is_next and stage.due == StageDue.ON_RECEIPT:
            open_stage(order, stage=stage, at=at)


def has_stage_due(order: Order, due: StageDue) -> bool:
    """Whether the order's plan has a stage that is due then; most are paid at once."""
    return any(stage_due == due for _percent, stage_due in STAGE_PLANS[order.stage_plan])


def _open_stages(orders: QuerySet[Order]) -> Iterable[PaymentStage]:
    return (
        PaymentStage.objects.filter(order__in=orders, status=StageStatus.OPEN)
        .exclude(order__status=OrderStatus.CLOSED)
        .select_related("order")
        .order_by("order_id", "number")
    )


def _refuse_without_consent(
    stages: Iterable[PaymentStage], membership: Membership, at: datetime
) -> None:
    """A payment that an approver has started is there for all to pay; this is about a new one."""
    if membership.may(Right.APPROVE):
        return
    for order in {stage.order_id: stage.order for stage in stages}.values():
        order.buyer = membership.company
        total = total_to_consent(order, at=at)
        if total is not None:
            raise NeedsConsent(
                _(
                    "The supplier raised order %(number)s: the purchase costs %(total)s now, above"
                    " your company's limit of %(limit)s. It can be paid by: %(people)s."
                )
                % {
                    "number": order.number,
                    "total": money(total, order.buyer.currency),
                    "limit": money(order.buyer.spending_limit or ZERO, order.buyer.currency),
                    "people": ", ".join(str(one.user) for one in approvers_of(order.buyer)),
                }
            )


def _open(payer: Company, stages: Sequence[PaymentStage], at: datetime) -> Payment:
    orders = list({stage.order.number: stage.order for stage in stages}.values())
    payment = open_payment(
        payer=payer,
        purpose=PURPOSE,
        amount=sum((stage.amount for stage in stages), ZERO),
        currency=stages[0].order.currency,
        title=_title(orders),
        return_url=buyer_page(orders[0]) if len(orders) == 1 else orders_page(),
        at=at,
    )
    StagePayment.objects.bulk_create(
        StagePayment(stage=stage, payment=payment, amount=stage.amount) for stage in stages
    )
    return payment


def _title(orders: Sequence[Order]) -> Phrase:
    number = orders[0].number
    if len(orders) == 1:
        return Phrase(gettext_noop("Order %(number)s"), {"number": number})
    counted = {"count": len(orders), "number": number}
    return Phrase(gettext_noop("%(count)s orders, from %(number)s"), counted)


def _is_for(payment: Payment, stages: Sequence[PaymentStage]) -> bool:
    """Whether ``payment`` is for these stages, at the amounts that they have now."""
    covered = set(payment.stages.values_list("stage_id", "amount"))
    return covered == {(stage.pk, stage.amount) for stage in stages}


def _void(waiting: Iterable[Payment], *, at: datetime, reason: str) -> list[Payment]:
    return [void_payment(payment=payment, at=at, reason=reason) for payment in waiting]


def _is_owed(order: Order, share: StagePayment) -> bool:
    """Whether this very amount is still to be paid: the supplier may have changed the price."""
    stage = share.stage
    is_open = order.status != OrderStatus.CLOSED and stage.status == StageStatus.OPEN
    return is_open and share.amount == stage.amount


def _pay_stage(order: Order, share: StagePayment, payment: Payment, at: datetime) -> None:
    stage = share.stage
    _hold(order, share, payment, at)
    move_stage(stage, to=StageStatus.PAID, at=at, paid_at=at)
    if stage.number == 1:
        _start_promise(order, at)
    else:
        _go_on(order, stage, at)


def _start_promise(order: Order, at: datetime) -> None:
    due = due_at(paid_at=at, promise_hours=order.promise_hours)
    move_order(order, to=OrderStatus.AWAITING_SHIPMENT, at=at, paid_at=at, due_at=due)
    facts.tell_purchase(order=order, at=at)
    tell_supplier(order, kind="order_paid", at=at, due_at=due)


def _go_on(order: Order, stage: PaymentStage, at: datetime) -> None:
    """The promise stands still while a stage that shipping needs waits for the buyer.

    However late the buyer confirmed the stage before, the shortest promise is left for shipping.
    """
    if stage.due == StageDue.BEFORE_SHIPPING and stage.opened_at and order.due_at:
        hours = min(in_force(FulfilmentRules, order.placed_at).rules.promise_hours)
        put_off = order.due_at + (at - stage.opened_at)
        order.due_at = max(put_off, due_at(paid_at=at, promise_hours=hours))
        order.save(update_fields=["due_at"])
        facts.judge_again(order=order, at=at)
    note(order, kind=EventKind.STAGE_PAID, at=at, stage=stage.number, amount=str(stage.amount))
    tell_sellers(
        order,
        kind="stage_paid",
        at=at,
        once=str(stage.number),
        stage=stage.number,
        amount=(stage.amount, order.currency),
    )


def _hold(order: Order, share: StagePayment, payment: Payment, at: datetime) -> None:
    escrow.hold(
        payer=payment.payer,
        order_number=order.number,
        amount=share.amount,
        currency=order.currency,
        at=at,
        key=f"hold:{payment.number}:{share.stage_id}",
    )


def _send_back(order: Order, share: StagePayment, payment: Payment, at: datetime) -> None:
    """Money for a stage that nobody owes: through escrow and back, so that the ledger shows it."""
    _hold(order, share, payment, at)
    escrow.give_back(
        payment=payment,
        order_number=order.number,
        amount=share.amount,
        currency=order.currency,
        reason=_why_not(order),
        key=f"late:{payment.number}:{share.stage_id}",
        at=at,
    )
    note(
        order, kind=EventKind.LATE_PAYMENT, at=at, payment=payment.number, amount=str(share.amount)
    )
    tell_buyer(
        order,
        kind="payment_too_late",
        at=at,
        once=payment.number,
        amount=(share.amount, order.currency),
    )


def _why_not(order: Order) -> str:
    if order.status == OrderStatus.CLOSED:
        return _("The order was closed before the money arrived")
    return _("What was to be paid had changed before the money arrived")
