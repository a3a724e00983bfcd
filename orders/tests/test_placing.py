"""Placing: what is refused, with its number, and that nothing is left of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from accounts.tests.factories import RegionFactory
from catalog.models import PriceTier, Product, Sku
from catalog.tests.factories import ProductFactory
from common.errors import DomainError
from orders.enums import OrderStatus
from orders.errors import CannotOrder, NothingChosen, StalePrice
from orders.models import OrderGroup, PriceChange
from orders.selectors.basket import WantedLine
from orders.services.cancel import close_by_buyer
from orders.services.change import change_price
from orders.services.pay import start_payment
from orders.tests.factories import (
    NOW,
    buyer,
    buyer_of,
    open_payment_of,
    pay,
    placed_group,
    placed_order,
    sample_product,
    ship_all,
    sku_of,
    want,
)
from payments.enums import PaymentStatus
from payments.models import Payment
from suppliers.enums import SalesScope
from suppliers.models import Supplier
from suppliers.tests.factories import FreightZoneFactory

pytestmark = pytest.mark.django_db


def nothing_left() -> bool:
    return not (
        OrderGroup.objects.exists()
        or Payment.objects.exists()
        or Sku.objects.filter(reserved__gt=0).exists()
    )


def hidden(product: Product) -> None:
    Product.objects.filter(pk=product.pk).update(on_sale=False)


def abroad_only(product: Product) -> None:
    Supplier.objects.update(sales_scope=SalesScope.ONLY)


@pytest.mark.parametrize(("language", "called"), [("en", "Enamel mug"), ("zh-hans", "搪瓷杯")])
def test_a_refusal_calls_goods_as_the_reader_does(language: str, called: str) -> None:
    product = ProductFactory(title="搪瓷杯", title_en="Enamel mug", moq=50)
    with translation.override(language), pytest.raises(CannotOrder, match=f"^{called}"):
        placed_order(product=product)


@pytest.mark.parametrize(
    ("terms", "quantity", "meanwhile", "code", "says"),
    [
        ({"moq": 50}, 38, None, "below_moq", "MOQ is 50 pieces: add 12 more."),
        ({"order_multiple": 6}, 10, None, "not_multiple", "Sold in packs of 6"),
        ({"max_per_order": 5}, 6, None, "over_maximum", "At most 5 pieces"),
        ({}, 10_001, None, "over_stock", "Only 10000 pieces are in stock: take 1 off."),
        ({}, 10, hidden, "not_on_sale", "no longer on sale"),
        ({}, 10, abroad_only, "not_sold_there", "does not sell to this address"),
        ({}, 0, None, "no_pieces", "at least 1 piece"),
    ],
)
def test_what_cannot_be_ordered(
    terms: dict[str, Any],
    quantity: int,
    meanwhile: Callable[[Product], None] | None,
    code: str,
    says: str,
) -> None:
    product = ProductFactory(**terms)
    if meanwhile:
        meanwhile(product)
    with pytest.raises(CannotOrder) as refused:
        placed_group(want(sku_of(product), quantity))
    assert refused.value.code == code
    assert says in str(refused.value)
    assert nothing_left()


def test_a_company_does_not_buy_from_itself() -> None:
    own, other = ProductFactory(title_en="Own mug"), ProductFactory()
    seller = buyer(company=own.supplier.company)
    with pytest.raises(CannotOrder, match="Own mug: This is of your own shop") as refused:
        placed_group(want(sku_of(own)), want(sku_of(other)), membership=seller)
    assert [refusal.code for refusal in refused.value.refusals] == ["own_goods"]
    assert nothing_left()
    placed_group(want(sku_of(other)), membership=seller)


def test_every_broken_rule_is_named_at_once() -> None:
    first, second = ProductFactory(moq=50), ProductFactory(order_multiple=6)
    with pytest.raises(CannotOrder) as refused:
        placed_group(want(sku_of(first)), want(sku_of(second)))
    assert {refusal.code for refusal in refused.value.refusals} == {"below_moq", "not_multiple"}
    assert nothing_left()


def test_an_empty_checkout_and_an_unknown_sku() -> None:
    with pytest.raises(NothingChosen):
        placed_group()
    with pytest.raises(CannotOrder, match="no longer on sale"):
        placed_group(WantedLine(0, 10))
    assert nothing_left()


def test_one_bad_line_stops_the_whole_checkout() -> None:
    good, bad = ProductFactory(), ProductFactory(moq=50)
    with pytest.raises(CannotOrder):
        placed_group(want(sku_of(good)), want(sku_of(bad)))
    assert nothing_left()


def test_a_stale_price_is_shown_old_and_new() -> None:
    sku = sku_of(ProductFactory())
    seen = want(sku, seen_price=Decimal("2.00"))
    PriceTier.objects.filter(from_quantity=1).update(unit_price=Decimal("2.10"))
    with pytest.raises(StalePrice) as refused:
        placed_group(seen)
    (move,) = refused.value.moves
    assert (move.old, move.new) == (Decimal("2.00"), Decimal("2.10"))
    assert nothing_left()
    placed_group(replace(seen, seen_price=Decimal("2.10")))


def test_skus_of_two_suppliers_are_two_orders_under_one_payment() -> None:
    group = placed_group(want(sku_of(ProductFactory())), want(sku_of(ProductFactory()), 100))
    orders = list(group.orders.order_by("pk"))
    assert len({order.supplier_id for order in orders}) == 2
    payment = Payment.objects.get()
    assert payment.amount == sum(order.total for order in orders) == Decimal("200.00")
    pay(payment)
    assert set(group.orders.values_list("status", flat=True)) == {OrderStatus.AWAITING_SHIPMENT}


def test_two_currencies_are_two_payments() -> None:
    placed_group(
        want(sku_of(ProductFactory())),
        want(sku_of(ProductFactory(currency="USD"))),
    )
    assert sorted(Payment.objects.values_list("currency", "amount")) == [
        ("CNY", Decimal("20.00")),
        ("USD", Decimal("20.00")),
    ]


def test_fifty_skus_an_order_unless_it_may_be_split() -> None:
    products = ProductFactory(skus=51).skus.all()
    wants = [want(sku) for sku in products]
    with pytest.raises(CannotOrder) as refused:
        placed_group(*wants)
    assert refused.value.code == "too_many_lines"
    assert nothing_left()
    group = placed_group(*wants, split_over_limit=True)
    assert sorted(order.lines.count() for order in group.orders.all()) == [1, 50]
    assert {line.unit_price for order in group.orders.all() for line in order.lines.all()} == {
        Decimal("1.80")
    }


def test_a_sample_once_in_ninety_days() -> None:
    product, member = sample_product(), buyer()
    sample = want(sku_of(product), 1, mode="sample")
    order = placed_order(sample, membership=member)
    assert order.total == Decimal("5.00")
    with pytest.raises(CannotOrder) as refused:
        placed_order(sample, membership=member, at=NOW + timedelta(days=89))
    assert refused.value.code == "sample_taken"
    placed_order(sample, membership=member, at=NOW + timedelta(days=90))


def test_a_sample_of_a_closed_order_was_none() -> None:
    product, member = sample_product(), buyer()
    sample = want(sku_of(product), 1, mode="sample")
    order = placed_order(sample, membership=member)
    close_by_buyer(order=order, actor=member.user, at=NOW)
    placed_order(sample, membership=member, at=NOW + timedelta(days=1))


def test_freight_by_the_supplier_s_template() -> None:
    product = ProductFactory()
    FreightZoneFactory(template__supplier=product.supplier, template__is_default=True)
    RegionFactory()
    order = placed_order(product=product, quantity=17)
    assert (order.goods_amount, order.freight_amount) == (Decimal("34.00"), Decimal("12.00"))
    assert order.total == Decimal("46.00")


def test_a_later_edit_changes_no_order() -> None:
    order = placed_order()
    line = order.lines.get()
    Product.objects.update(title="别的", revision=2)
    PriceTier.objects.update(unit_price=Decimal(9))
    line.refresh_from_db()
    assert (line.unit_price, line.product_revision) == (Decimal("2.00"), 1)
    assert line.title != "别的"


def test_the_supplier_changes_price_and_freight() -> None:
    order = placed_order(quantity=100)
    before = open_payment_of(order)
    change = change_price(
        order=order,
        discount=Decimal("30.00"),
        freight=Decimal("8.50"),
        actor=order.group.placed_by,
        at=NOW,
    )
    order.refresh_from_db()
    before.refresh_from_db()
    assert (change.old_total, change.new_total) == (Decimal("180.00"), Decimal("158.50"))
    assert before.status == PaymentStatus.VOIDED
    assert order.stages.get().amount == order.total == Decimal("158.50")
    assert start_payment(orders=[order], membership=buyer_of(order), at=NOW).amount == Decimal(
        "158.50"
    )


@pytest.mark.parametrize(
    ("discount", "freight", "field"),
    [("-1", "0", "discount"), ("1", "-1", "freight"), ("20.01", "0", "discount"),
     ("20", "0", "discount"), ("0.001", "0", "discount")],
)  # fmt: skip
def test_an_amount_that_cannot_be_changes_nothing(discount: str, freight: str, field: str) -> None:
    order = placed_order()
    payment = open_payment_of(order)
    with pytest.raises(DomainError) as refused:
        change_price(
            order=order,
            discount=Decimal(discount),
            freight=Decimal(freight),
            actor=order.group.placed_by,
            at=NOW,
        )
    assert refused.value.field == field
    payment.refresh_from_db()
    assert (payment.status, PriceChange.objects.count()) == (PaymentStatus.OPEN, 0)


def test_asking_twice_to_pay_is_one_payment() -> None:
    order = placed_order()
    first = open_payment_of(order)
    assert start_payment(orders=[order], membership=buyer_of(order), at=NOW) == first
    assert start_payment(orders=[order], membership=buyer_of(order), at=NOW) == first


def test_a_payment_for_some_of_a_checkout_replaces_the_one_for_all() -> None:
    group = placed_group(want(sku_of(ProductFactory())), want(sku_of(ProductFactory())))
    whole = Payment.objects.get()
    order = group.orders.first()
    part = start_payment(orders=[order], membership=buyer_of(order), at=NOW)
    whole.refresh_from_db()
    assert (whole.status, part.amount) == (PaymentStatus.VOIDED, order.total)


def test_shipping_lines_of_another_order_is_refused() -> None:
    order, other = placed_order(), placed_order()
    pay(open_payment_of(order))
    with pytest.raises(DomainError, match="not of this order"):
        ship_all(order, quantities={other.lines.get().pk: 1})


def test_a_waybill_serves_one_recipient() -> None:
    order, other = placed_order(), placed_order()
    for one in (order, other):
        pay(open_payment_of(one))
    ship_all(order, waybill="T00000099")
    with pytest.raises(DomainError, match="used for another parcel"):
        ship_all(other, waybill="T00000099", at=NOW + timedelta(days=29))
    with pytest.raises(DomainError, match="not a waybill number"):
        ship_all(other, waybill="99")
    ship_all(other, waybill="t 0000 0099", at=NOW + timedelta(days=31))
