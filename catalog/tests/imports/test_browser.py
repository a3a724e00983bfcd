"""The journey of a file in a browser."""

from __future__ import annotations

import pytest

from accounts.tests.factories import MembershipFactory
from catalog.models import Product
from catalog.tests.imports.files import CUP, HEADER
from suppliers.tests.factories import SupplierFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    ("width", "locale", "done"), [(1440, "en-GB", "Done"), (360, "zh-CN", "已完成")]
)
def test_a_file_is_handed_in_and_answered(page_at, tmp_path, width, locale, done):
    member = MembershipFactory()
    SupplierFactory(company=member.company)
    path = tmp_path / "spring.csv"
    path.write_text(f"{HEADER}\n{CUP}\nC-2,Mug,,CNY,5:1;9:2\n", encoding="utf-8")
    page = page_at(width, user=member.user, locale=locale)
    page.goto("/supplier/products/import/")
    page.set_input_files("[name=file]", path)
    page.locator("main form button").click()
    page.wait_for_url("**/supplier/products/import/*/")
    page.get_by_text(done, exact=True).wait_for()
    assert page.locator("tbody tr").count() == 2
    page.locator(".tabs__tab").nth(1).click()
    page.wait_for_url("**outcome=refused")
    assert "C-2" in page.locator("tbody").inner_text()
    assert list(Product.objects.values_list("code", flat=True)) == ["C-1"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_wrong_file_is_named_beside_its_field(page_at, tmp_path):
    member = MembershipFactory()
    SupplierFactory(company=member.company)
    path = tmp_path / "wrong.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    page = page_at(768, user=member.user)
    page.goto("/supplier/products/import/")
    page.set_input_files("[name=file]", path)
    page.locator("main form button").click()
    assert "Missing: sku, title, price_tiers" in page.locator(".field__errors").inner_text()
    assert page.locator("[name=file]").get_attribute("aria-invalid") == "true"
