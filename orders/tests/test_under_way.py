from __future__ import annotations

import pytest

from accounts.errors import CannotClose
from accounts.services.closing import close_company
from accounts.tests.factories import CompanyFactory
from orders.selectors.under_way import orders_under_way
from orders.services.cancel import close_by_buyer
from orders.tests.factories import NOW, placed_order

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
