"""The buyer's pages: what they show, what they refuse, and who may not see them."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import AddressFactory
from catalog.tests.factories import ProductFactory
from orders.models import CartLine, Order
from orders.services.cart import add
from orders.tests.factories import NOW, buyer, delivered_order, paid_order, placed_order, sku_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def member():
    return buyer()


@pytest.fixture
def browser(client: Client, member):
    client.force_login(member.user)
    return client


def put(member, product=None, quantity=10):
    product = product or ProductFactory()
    return add(membership=member, wants={sku_of(product).pk: quantity}, at=NOW)[0]


def test_cart_shows_what_is_missing(browser, member):
    put(member, ProductFactory(moq=50), quantity=38)
    page = browser.get(reverse("orders:cart"))
    assert page.status_code == 200
    assert "MOQ is 50 pieces: add 12 more." in page.content.decode()


def test_an_empty_cart_says_so(browser):
    assert "Your cart is empty" in browser.get(reverse("orders:cart")).content.decode()


def test_checkout_orders_and_leads_to_paying(browser, member):
    put(member)
    address = AddressFactory(company=member.company)
    page = browser.get(reverse("orders:checkout"))
    assert page.status_code == 200
    form = {"address": address.pk, "key": "once"}
    answer = browser.post(reverse("orders:checkout"), form)
    assert answer.status_code == 302
    order = Order.objects.get()
    assert order.buyer == member.company
    assert CartLine.objects.count() == 0
    again = browser.post(reverse("orders:checkout"), form)
    assert (again.status_code, again.url) == (302, answer.url)
    assert Order.objects.count() == 1


def test_list_and_order(browser, member):
    for make in (placed_order, paid_order, delivered_order):
        order = make(membership=member)
        assert order.number in browser.get(reverse("orders:list")).content.decode()
        page = browser.get(reverse("orders:detail", args=[order.number]))
        assert page.status_code == 200
