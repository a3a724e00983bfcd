from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.errors import CannotClose
from accounts.services.closing import close_company
from accounts.tests.factories import CompanyFactory
from orders.selectors.under_way import orders_under_way
from orders.services.cancel import close_by_buyer
from orders.tests.factories import NOW, buyer_of, placed_order
from suppliers.enums import Standing
from suppliers.models import Supplier

pytestmark = pytest.mark.django_db


def test_neither_side_of_an_order_is_closed_before_it_has_ended() -> None:
    order = placed_order()
    for company in (order.buyer, order.supplier.company):
        with pytest.raises(CannotClose, match="1 order is under way"):
            close_company(company=company, at=NOW)
        company.refresh_from_db()
        assert company.closed_at is None
    close_by_buyer(order=order, actor=order.group.placed_by, at=NOW)
    assert orders_under_way(order.buyer) is None
    assert close_company(company=order.buyer, at=NOW).closed_at == NOW


def test_others_orders_keep_nobody() -> None:
    placed_order()
    assert orders_under_way(CompanyFactory()) is None


def test_a_hidden_shop_leads_its_buyers_to_their_orders(client: Client) -> None:
    order = placed_order()
    Supplier.objects.filter(pk=order.supplier_id).update(status=Standing.SUSPENDED)
    shop, page = (
        reverse("catalog:shop", args=[order.supplier.slug]),
        reverse("orders:detail", args=[order.number]),
    )
    assert page not in client.get(shop).content.decode()
    client.force_login(buyer_of(order).user)
    assert page in client.get(shop).content.decode()
    close_by_buyer(order=order, actor=order.group.placed_by, at=NOW)
    assert page not in client.get(shop).content.decode()
