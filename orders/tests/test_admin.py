"""What staff's desk shows of an order and of a request to buy."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.tests.factories import (
    AddressFactory,
    CompanyFactory,
    MembershipFactory,
    StaffFactory,
)
from catalog.tests.factories import ProductFactory
from orders.models import Order, PurchaseRequest
from orders.services.cart import add
from orders.services.checkout import checkout
from orders.templatetags.orders import address_line
from orders.tests.factories import NOW, placed_order, sku_of

pytestmark = pytest.mark.django_db


def over_the_limit() -> PurchaseRequest:
    """A checkout that waits for an approver."""
    company = CompanyFactory(spending_limit=1)
    member = MembershipFactory(company=company, role=Role.PURCHASER)
    add(membership=member, wants={sku_of(ProductFactory()).pk: 10}, at=NOW)
    asked = checkout(
        membership=member, address=AddressFactory(company=company), notes={}, key="k", at=NOW
    )
    assert isinstance(asked, PurchaseRequest)
    return asked


@pytest.fixture
def order() -> Order:
    return placed_order(product=ProductFactory(title="陶瓷马克杯", title_en="Ceramic mug"))


def page_of(client: Client, thing: Order | PurchaseRequest, language: str = "en") -> str:
    client.force_login(StaffFactory())
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    name = f"admin:orders_{thing._meta.model_name}_change"
    return client.get(reverse(name, args=[thing.pk])).text


def test_an_order_says_where_it_goes_as_people_read_it(client: Client, order: Order) -> None:
    page = page_of(client, order)
    assert f"{order.address['contact']} · {order.address['phone']}<br>" in page
    assert address_line(order.address) in page
    assert "province_en" not in page


def test_goods_are_called_in_the_readers_language(client: Client, order: Order) -> None:
    english = page_of(client, order)
    assert "10 × Ceramic mug" in english
    assert "陶瓷马克杯" not in english
    assert "10 × 陶瓷马克杯" in page_of(client, order, "zh-hans")


def test_a_request_says_where_its_goods_would_go(client: Client) -> None:
    asked = over_the_limit()
    page = page_of(client, asked)
    assert address_line(asked.address.snapshot()) in page
    assert "province_en" not in page
