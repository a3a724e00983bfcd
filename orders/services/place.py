"""Placing: from wants to one order for each supplier, with its stock, stages and payment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.models import Company, User
from catalog.enums import BuyMode, StagePlan
from catalog.services import stock
from common.errors import refuse_reused
from common.locking import lock_one
from common.money import ZERO
from common.working_days import day_of
from orders.asked import digest_of
from orders.enums import STAGE_PLANS, OrderStatus, StageStatus
from orders.errors import NothingChosen, WrongTotal
from orders.models import Order, OrderEvent, OrderGroup, OrderLine, PaymentStage
from orders.selectors.basket import Basket, WantedLine, basket_of
from orders.selectors.delivery import AddressSnapshot, Delivery, Totals, delivery_of
from orders.selectors.drafts import DraftLine, OrderDraft, drafts_of, stage_amounts
from orders.services.checks import (
    TOO_MANY_LINES,
    refuse_stale,
    refuse_undeliverable,
    refuse_unorderable,
)
from orders.services.pay import open_payments
from orders.services.tell import tell_sellers
from policies.schemas import OrderRules
from policies.selectors import InForce, in_force


def place(
    *,
    buyer: Company,
    placed_by: User,
    wants: Sequence[WantedLine],
    address: AddressSnapshot,
    notes: Mapping[int, str],
    key: str,
    at: datetime,
    seen_totals: Totals | None = None,
    split_over_limit: bool = False,
) -> OrderGroup:
    """Order ``wants`` inside the caller's transaction: all of them; what is raised has to end it.

    Stock is reserved, prices are decided by the engine, and what is to be paid at once is opened
    as one payment for each currency. ``notes`` are by supplier. A ``key`` that was used returns
    the checkout that it made, or raises KeyReused as ``refuse_other`` does. ``seen_totals`` are
    what the buyer was shown with freight, of every supplier. ``split_over_limit`` makes several
    orders where one would have too many SKUs. Raises CannotOrder, StalePrice, OverStock,
    NothingChosen, WrongTotal.
    """
    if not wants:
        raise NothingChosen
    group, is_new = _claim(buyer, placed_by, key, digest_of(address.pk, notes), at)
    if not is_new:
        refuse_other(group, placed_by=placed_by, address=address, notes=notes)
        return group
    _serialise_samples(buyer, wants)
    rules = in_force(OrderRules, at)
    basket = basket_of(buyer=buyer, wants=wants, at=at)
    refuse_unorderable(basket, ignoring={TOO_MANY_LINES} if split_over_limit else ())
    drafts = drafts_of(basket, max_lines=rules.rules.max_lines if split_over_limit else None)
    delivery = delivery_of(drafts, destination=address.destination, at=at)
    refuse_undeliverable(drafts, delivery)
    refuse_stale(basket, drafts, delivery, seen_totals)
    stock.reserve(quantities=quantities_of(basket))
    orders = _make_orders(group, drafts, delivery, address, notes, rules)
    open_payments(payer=buyer, stages=_make_stages(orders), at=at)
    for order in orders:
        tell_sellers(
            order, kind="order_placed", at=at, buyer=buyer, total=(order.total, order.currency)
        )
    return group


#: ``place`` in a transaction of its own: all of ``wants``, or nothing at all.
place_orders = transaction.atomic(place)


def refuse_other(
    group: OrderGroup, *, placed_by: User, address: AddressSnapshot, notes: Mapping[int, str]
) -> None:
    """Raises KeyReused where ``group`` was placed by somebody else, elsewhere or with other notes.

    What was bought is not compared: it left the cart when it was placed. Nor is what the address
    says by now: who corrects it and asks again, for want of an answer, asks for the same.
    """
    refuse_reused(group, placed_by_id=placed_by.pk)
    if group.asked:
        refuse_reused(group, asked=digest_of(address.pk, notes))
        return
    for order in group.orders.all():  # of a group that did not keep it
        note = notes.get(order.supplier_id, "")
        refuse_reused(order, address=address.text, note=note)


def quantities_of(basket: Basket) -> dict[int, int]:
    """Pieces by SKU, over all modes."""
    pieces: dict[int, int] = defaultdict(int)
    for want in basket.wants:
        pieces[want.sku_id] += want.quantity
    return pieces


def _claim(
    buyer: Company, placed_by: User, key: str, asked: str, at: datetime
) -> tuple[OrderGroup, bool]:
    """The checkout of this key, and whether it is new. A second click waits here for the first."""
    group = OrderGroup(buyer=buyer, placed_by=placed_by, key=key, asked=asked, placed_at=at)
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [buyer.pk, placed_by.pk, key, asked, at])
        row = cursor.fetchone()
    if row is None:
        return OrderGroup.objects.get(buyer=buyer, key=key), False
    (group.pk,) = row
    return group, True


_CLAIM = """
    INSERT INTO orders_ordergroup (buyer_id, placed_by_id, key, asked, placed_at)
    VALUES (%s, %s, %s, %s, %s) ON CONFLICT (buyer_id, key) DO NOTHING RETURNING id
"""


def _serialise_samples(buyer: Company, wants: Sequence[WantedLine]) -> None:
    """Two checkouts of one buyer must not both take the one sample of a product."""
    if any(want.mode == BuyMode.SAMPLE for want in wants):
        lock_one(Company.objects.filter(pk=buyer.pk))


def _make_orders(
    group: OrderGroup,
    drafts: Sequence[OrderDraft],
    delivery: Delivery,
    address: AddressSnapshot,
    notes: Mapping[int, str],
    rules: InForce[OrderRules],
) -> list[Order]:
    """Write the orders with their lines and first events, each in one statement for them all."""
    orders = [
        _order(group, draft, number, fee or ZERO, delivery, address, notes, rules)
        for draft, number, fee in zip(
            drafts, _numbers(len(drafts), group.placed_at), delivery.fees, strict=True
        )
    ]
    Order.objects.bulk_create(orders)
    OrderLine.objects.bulk_create(
        _line(order, line)
        for order, draft in zip(orders, drafts, strict=True)
        for line in draft.lines
    )
    OrderEvent.objects.bulk_create(_placed(order, group.placed_by, rules) for order in orders)
    return orders


def _make_stages(orders: Sequence[Order]) -> list[PaymentStage]:
    """Write the stages of payment; returns those that are open from the start."""
    stages = PaymentStage.objects.bulk_create(stage for order in orders for stage in _stages(order))
    return [stage for stage in stages if stage.status == StageStatus.OPEN]


def _order(
    group: OrderGroup,
    draft: OrderDraft,
    number: str,
    freight: Decimal,
    delivery: Delivery,
    address: AddressSnapshot,
    notes: Mapping[int, str],
    rules: InForce[OrderRules],
) -> Order:
    goods = draft.goods_amount
    if goods + freight <= 0:
        raise WrongTotal(_("An order costs at least the smallest coin of its currency."))
    return Order(
        number=number,
        group=group,
        buyer=group.buyer,
        supplier=delivery.suppliers[draft.supplier_id],
        stage_plan=_payable_plan(goods + freight, draft),
        currency=draft.currency,
        goods_amount=goods,
        freight_amount=freight,
        total=goods + freight,
        address=address.text,
        region_id=address.region or None,
        country=address.country,
        note=notes.get(draft.supplier_id, ""),
        placed_at=group.placed_at,
        pay_until=group.placed_at + timedelta(days=rules.rules.unpaid_days),
        promise_hours=draft.promise_hours,
        policy_version=rules.version,
    )


def _payable_plan(total: Decimal, draft: OrderDraft) -> str:
    """A total too small to be shared out over the stages is paid at once."""
    parts = stage_amounts(total, draft.stage_plan, draft.currency)
    return draft.stage_plan if all(parts) else StagePlan.WHOLE


def _line(order: Order, line: DraftLine) -> OrderLine:
    item, quoted = line.item, line.quoted
    return OrderLine(
        order=order,
        sku_id=item.sku_id,
        product_id=item.product_id,
        mode=quoted.want.mode,
        title=item.title,
        title_en=item.title_en,
        sku_code=item.sku_code,
        options=item.options,
        picture=item.picture,
        unit=item.unit,
        product_revision=item.revision,
        quantity=quoted.want.quantity,
        unit_price=quoted.unit_price,
        tier_from=quoted.tier_from,
        amount=quoted.amount,
        promise_hours=item.promise_hours,
    )


def _stages(order: Order) -> list[PaymentStage]:
    """The first stage is open, the others wait for it."""
    amounts = stage_amounts(order.total, order.stage_plan, order.currency)
    return [
        PaymentStage(
            order=order,
            number=number,
            percent=percent,
            amount=amount,
            status=StageStatus.OPEN if number == 1 else StageStatus.LOCKED,
            opened_at=order.placed_at if number == 1 else None,
        )
        for number, ((percent, _due), amount) in enumerate(
            zip(STAGE_PLANS[order.stage_plan], amounts, strict=True), 1
        )
    ]


def _placed(order: Order, actor: User, rules: InForce[OrderRules]) -> OrderEvent:
    return OrderEvent(
        subject=order,
        at=order.placed_at,
        actor=actor,
        target=OrderStatus.AWAITING_PAYMENT,
        policy_version=rules.version,
    )


def _numbers(count: int, at: datetime) -> list[str]:
    """So many new order numbers: the market's day, and a number that never comes twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('orders_order_number') FROM generate_series(1, %s)", [count])
        return [f"{day_of(at):%y%m%d}{value:08d}" for (value,) in cursor.fetchall()]
