"""A price raised over the buyer's limit after the order: only an approver may pay it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Membership, Notice
from accounts.tests.factories import CompanyFactory, MembershipFactory, colleague_of
from catalog.tests.factories import ProductFactory
from orders.errors import NeedsConsent
from orders.models import Order
from orders.selectors.consent import total_to_consent, totals_to_consent
from orders.selectors.orders import with_acts
from orders.services.cancel import close_by_buyer
from orders.services.change import change_price
from orders.services.pay import start_payment
from orders.tests.factories import NOW, placed_group, placed_order, sku_of, want
from payments.models import Payment

pytestmark = pytest.mark.django_db


@pytest.fixture
def purchaser() -> Membership:
    company = CompanyFactory(spending_limit=Decimal("100.00"))
    return MembershipFactory(company=company, role=Role.PURCHASER)


def raise_by(order: Order, freight: str) -> None:
    change_price(
        order=order,
        discount=Decimal(0),
        freight=Decimal(freight),
        actor=order.group.placed_by,
        at=NOW,
    )
    order.refresh_from_db()


def refused(order: Order, member: Membership) -> str:
    with pytest.raises(NeedsConsent) as error:
        start_payment(orders=[order], membership=member, at=NOW)
    return str(error.value)


def test_over_the_limit_a_purchaser_cannot_pay(purchaser: Membership) -> None:
    order = placed_order(membership=purchaser)  # 20.00
    approver = colleague_of(purchaser, Role.APPROVER, user__name="Li Na")
    colleague_of(purchaser, Role.FINANCE, user__name="Wang Fang")
    raise_by(order, "80.01")
    said = refused(order, purchaser)
    assert "100.01" in said
    assert "Li Na" in said
    assert "Wang Fang" not in said
    assert not Payment.objects.filter(status="open").exists()
    payment = start_payment(orders=[order], membership=approver, at=NOW)
    assert payment.amount == Decimal("100.01")
    # Which is there for the purchaser to be paid, too.
    assert start_payment(orders=[order], membership=purchaser, at=NOW) == payment


def test_finance_may_pay_but_not_consent(purchaser: Membership) -> None:
    order = placed_order(membership=purchaser)
    raise_by(order, "80.01")
    refused(order, colleague_of(purchaser, Role.FINANCE))


@pytest.mark.parametrize("freight", ["80.00", "0"])
def test_within_the_limit_it_is_paid_as_ever(purchaser: Membership, freight: str) -> None:
    order = placed_order(membership=purchaser)
    raise_by(order, freight)
    assert start_payment(orders=[order], membership=purchaser, at=NOW).amount == order.total


def test_a_consent_of_now_does_not_hold_for_the_next_price(purchaser: Membership) -> None:
    order, approver = placed_order(membership=purchaser), colleague_of(purchaser, Role.APPROVER)
    raise_by(order, "80.01")
    start_payment(orders=[order], membership=approver, at=NOW)
    raise_by(order, "500")
    refused(order, purchaser)


def test_what_was_agreed_over_the_limit_needs_no_second_consent(purchaser: Membership) -> None:
    order = placed_order(membership=purchaser, quantity=60)  # 120.00, as if approved
    assert start_payment(orders=[order], membership=purchaser, at=NOW).amount == Decimal(120)
    raise_by(order, "1")
    refused(order, purchaser)
    raise_by(order, "0")
    assert start_payment(orders=[order], membership=purchaser, at=NOW).amount == Decimal(120)


def test_the_whole_checkout_counts(purchaser: Membership) -> None:
    wants = [want(sku_of(ProductFactory())) for _ in range(2)]  # 20.00 each
    first, second = placed_group(*wants, membership=purchaser).orders.all()
    raise_by(first, "61")
    refused(first, purchaser)
    # The other one costs what it did.
    assert start_payment(orders=[second], membership=purchaser, at=NOW).amount == Decimal(20)
    close_by_buyer(order=second, actor=purchaser.user, at=NOW)
    assert start_payment(orders=[first], membership=purchaser, at=NOW).amount == Decimal(81)


def test_without_a_limit_nobody_is_asked() -> None:
    order = placed_order()
    raise_by(order, "9000")
    assert total_to_consent(order, at=NOW) is None


def test_approvers_are_told(purchaser: Membership) -> None:
    approver = colleague_of(purchaser, Role.APPROVER)
    order = placed_order(membership=purchaser)
    raise_by(order, "10")
    assert not Notice.objects.filter(kind="price_needs_consent").exists()
    raise_by(order, "90")
    assert Notice.objects.get(kind="price_needs_consent").user == approver.user


def test_the_page_says_who_may_pay(client: Client, purchaser: Membership) -> None:
    order = placed_order(membership=purchaser)
    approver = colleague_of(purchaser, Role.APPROVER, user__name="Li Na")
    raise_by(order, "90")
    url = reverse("orders:detail", args=[order.number])
    client.force_login(purchaser.user)
    page = client.get(url)
    acts = page.context["acts"]
    assert (acts.may_pay, acts.over_limit) == (False, Decimal(110))
    assert "Li Na" in page.content.decode()
    answer = client.post(reverse("orders:pay"), {"order": order.number}, follow=True)
    assert "Li Na" in answer.content.decode()
    assert not Payment.objects.filter(status="open").exists()
    client.force_login(approver.user)
    assert client.get(url).context["acts"].may_pay
    client.post(reverse("orders:pay"), {"order": order.number})
    assert Payment.objects.filter(status="open").count() == 1


@pytest.mark.parametrize("orders", [1, 3])
def test_over_a_whole_list_it_is_asked_once(
    orders: int, purchaser: Membership, django_assert_num_queries: Any
) -> None:
    for _ in range(orders):
        raise_by(placed_order(membership=purchaser), "80.01")
    listed = list(with_acts(Order.objects.select_related("buyer")))
    with django_assert_num_queries(1):
        found = totals_to_consent(listed, at=NOW)
    assert list(found.values()) == [Decimal("100.01")] * orders
