"""The desk decides with a reason, or not at all."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import StaffFactory
from catalog.enums import ProductStatus
from catalog.tests.factories import ProductFactory
from suppliers.enums import Standing
from suppliers.tests.factories import SupplierFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(StaffFactory())
    return client


def act(desk: Client, model: str, action: str, pk: int, reason: str) -> str:
    data = {"action": action, "_selected_action": [pk], "reason": reason}
    return desk.post(reverse(f"admin:{model}_changelist"), data, follow=True).text


def test_a_product_is_blocked_and_unblocked(desk: Client) -> None:
    product = ProductFactory()
    act(desk, "catalog_product", "block", product.pk, "counterfeit")
    product.refresh_from_db()
    assert (product.status, product.on_sale) == (ProductStatus.BLOCKED, False)
    assert product.events.last().reason == "counterfeit"
    act(desk, "catalog_product", "unblock", product.pk, "appeal granted")
    product.refresh_from_db()
    assert product.status == ProductStatus.HIDDEN


def test_without_a_reason_nothing_is_done(desk: Client) -> None:
    product, supplier = ProductFactory(), SupplierFactory()
    assert 'name="reason"' in act(desk, "catalog_product", "block", product.pk, " ")
    assert 'name="reason"' in act(desk, "suppliers_supplier", "suspend", supplier.pk, "")
    product.refresh_from_db()
    supplier.refresh_from_db()
    assert (product.status, supplier.status) == (ProductStatus.LISTED, Standing.ACTIVE)


def test_a_standing_is_moved_and_a_move_that_is_not_allowed_is_said(desk: Client) -> None:
    supplier = SupplierFactory()
    act(desk, "suppliers_supplier", "remove", supplier.pk, "fraud")
    supplier.refresh_from_db()
    assert supplier.status == Standing.REMOVED
    assert "is final" in act(desk, "suppliers_supplier", "reinstate", supplier.pk, "appeal")


def test_a_status_is_not_edited_by_hand(desk: Client) -> None:
    product = ProductFactory()
    page = desk.get(reverse("admin:catalog_product_change", args=[product.pk])).text
    assert 'name="status"' not in page
