"""The cart in a real browser: what changes in place, and that the keyboard stays where it was."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.tests.factories import AddressFactory
from catalog.tests.factories import ProductFactory
from orders.models import CartLine
from orders.services.cart import add
from orders.tests.factories import buyer, sku_of
from policies.services.versions import ensure_first_versions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_quantities_change_in_place(page_at):
    ensure_first_versions()
    member = buyer()
    AddressFactory(company=member.company)
    sku = sku_of(ProductFactory(moq=50))
    (line,) = add(membership=member, wants={sku.pk: 38}, at=timezone.now())
    page = page_at(360, user=member.user)
    page.goto(reverse("orders:cart"))
    expect(page.get_by_text("MOQ is 50 pieces: add 12 more.")).to_be_visible()
    field = page.locator(f"#quantity-{line.pk}")
    field.fill("97")
    field.press("ArrowUp")
    expect(page.get_by_text("100 pieces cost less than 98")).to_be_visible()
    expect(page.locator(f"#quantity-{line.pk}")).to_be_focused()
    expect(page.locator("#announcer")).to_have_text("The cart is up to date.")
    page.get_by_role("button", name="Check out").last.click()
    page.wait_for_url("**" + reverse("orders:checkout"))
    assert CartLine.objects.get().quantity == 98
