"""Purchases over the company's limit: who decides, and at which prices."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from accounts.enums import Role
from accounts.models import Membership, Notice
from accounts.services import addresses
from accounts.tests.factories import AddressFactory, CompanyFactory, MembershipFactory
from catalog.models import PriceTier
from catalog.tests.factories import ProductFactory
from common.status import WrongStatus
from orders.enums import RequestStatus
from orders.errors import CannotDecide, CannotOrder, StalePrice
from orders.models import CartLine, Order, OrderGroup, PurchaseRequest
from orders.services import requests
from orders.services.cart import add
from orders.services.checkout import checkout
from orders.tests.factories import NOW, sku_of
from payments.models import ExchangeRate

pytestmark = pytest.mark.django_db


@pytest.fixture
def purchaser() -> Membership:
    company = CompanyFactory(spending_limit=Decimal("100.00"))
    return MembershipFactory(company=company, role=Role.PURCHASER)


@pytest.fixture
def approver(purchaser: Membership) -> Membership:
    return MembershipFactory(company=purchaser.company, role=Role.APPROVER)


def buy(member: Membership, quantity: int = 60, **product: object) -> OrderGroup | PurchaseRequest:
    sku = sku_of(ProductFactory(**product))
    add(membership=member, wants={sku.pk: quantity}, at=NOW)
    return checkout(
        membership=member,
        address=AddressFactory(company=member.company),
        notes={sku.product.supplier_id: "请尽快"},
        key=f"k{sku.pk}",
        at=NOW,
    )


def test_over_the_limit_nothing_is_ordered_until_approved(purchaser, approver):
    asked = buy(purchaser)
    assert isinstance(asked, PurchaseRequest)
    assert asked.total_in_limit_currency == Decimal("120.00")
    assert not Order.objects.exists()
    assert not CartLine.objects.exists()
    assert Notice.objects.filter(user=approver.user, kind="purchase_requested").exists()
    asked = requests.approve(request=asked, membership=approver, at=NOW + timedelta(days=1))
    order = Order.objects.get()
    assert (asked.status, asked.group, asked.decided_by) == (
        RequestStatus.APPROVED,
        order.group,
        approver.user,
    )
    assert (order.group.placed_by, order.note) == (purchaser.user, "请尽快")
    assert Notice.objects.filter(user=purchaser.user, kind="purchase_approved").exists()


@pytest.mark.parametrize(
    ("role", "limit", "quantity"),
    [
        (Role.PURCHASER, "120.00", 60),
        (Role.PURCHASER, None, 60),
        (Role.APPROVER, "100.00", 60),
        (Role.OWNER, "100.00", 60),
    ],
)
def test_within_the_limit_it_is_ordered(role, limit, quantity):
    company = CompanyFactory(spending_limit=limit and Decimal(limit))
    made = buy(MembershipFactory(company=company, role=role), quantity)
    assert isinstance(made, OrderGroup)


def test_the_limit_is_compared_at_the_day_s_rate(purchaser):
    ExchangeRate.objects.create(currency="USD", day="2026-02-20", cny=Decimal(7))
    asked = buy(purchaser, 10, currency="USD")
    assert isinstance(asked, PurchaseRequest)
    assert asked.total_in_limit_currency == Decimal("140.00")


def test_who_may_not_decide(purchaser, approver):
    asked = buy(purchaser)
    stranger = MembershipFactory(role=Role.OWNER)
    finance = MembershipFactory(company=purchaser.company, role=Role.FINANCE)
    Membership.objects.filter(pk=purchaser.pk).update(role=Role.OWNER)
    purchaser.refresh_from_db()
    for member in (stranger, finance, purchaser):
        with pytest.raises(CannotDecide):
            requests.approve(request=asked, membership=member, at=NOW)
        with pytest.raises(CannotDecide):
            requests.decline(request=asked, membership=member, at=NOW, reason="")
    with pytest.raises(CannotDecide):
        requests.withdraw(request=asked, membership=approver, at=NOW)
    asked.refresh_from_db()
    assert asked.status == RequestStatus.WAITING
    assert not Order.objects.exists()


def test_a_price_that_moved_is_asked_about(purchaser, approver):
    asked = buy(purchaser)
    PriceTier.objects.filter(from_quantity=1).update(unit_price=Decimal("2.10"))
    with pytest.raises(StalePrice):
        requests.approve(request=asked, membership=approver, at=NOW)
    asked.refresh_from_db()
    assert asked.status == RequestStatus.WAITING
    assert not Order.objects.exists()
    (want,) = requests.wants_of(asked)
    seen = {want.key: Decimal("2.10")}
    requests.approve(request=asked, membership=approver, at=NOW, seen=seen)
    assert Order.objects.get().total == Decimal("126.00")


def test_it_is_decided_once(purchaser, approver):
    asked = buy(purchaser)
    requests.decline(request=asked, membership=approver, at=NOW, reason="太多")
    for act in (
        lambda: requests.approve(request=asked, membership=approver, at=NOW),
        lambda: requests.decline(request=asked, membership=approver, at=NOW, reason=""),
        lambda: requests.withdraw(request=asked, membership=purchaser, at=NOW),
    ):
        with pytest.raises(WrongStatus):
            act()
    assert not Order.objects.exists()


def test_it_expires_and_is_then_not_approved(purchaser, approver):
    asked = buy(purchaser)
    with pytest.raises(WrongStatus, match="expired"):
        requests.approve(request=asked, membership=approver, at=asked.expires_at)
    assert requests.expire_due(at=asked.expires_at - timedelta(seconds=1), limit=10) == []
    assert requests.expire_due(at=asked.expires_at, limit=10) == [asked.pk]
    asked.refresh_from_db()
    assert asked.status == RequestStatus.EXPIRED
    assert Notice.objects.filter(user=purchaser.user, kind="purchase_expired").exists()


def test_what_cannot_be_ordered_is_not_asked_for(purchaser):
    with pytest.raises(CannotOrder):
        buy(purchaser, moq=100)
    assert not PurchaseRequest.objects.exists()
    assert CartLine.objects.exists()


def test_it_is_ordered_to_the_address_as_it_was_asked_for(purchaser, approver) -> None:
    asked = buy(purchaser)
    was = asked.address.snapshot()
    asked.address.street = "another street 9"
    asked.address.save()
    addresses.remove(address=asked.address, at=NOW)
    requests.approve(request=asked, membership=approver, at=NOW + timedelta(days=1))
    order = Order.objects.get()
    assert order.address == was
    assert order.address["street"] != "another street 9"


def test_a_request_that_kept_no_address_goes_to_it_as_it_is_now(purchaser, approver) -> None:
    asked = buy(purchaser)
    PurchaseRequest.objects.update(address_text=None)
    requests.approve(request=asked, membership=approver, at=NOW + timedelta(days=1))
    assert Order.objects.get().address == asked.address.snapshot()
