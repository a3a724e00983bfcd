"""Staff find a supplier's product by the code on its page."""

from __future__ import annotations

import pytest

from catalog.selectors.goods import listed, titles
from catalog.tests.factories import ProductFactory

pytestmark = pytest.mark.django_db


def test_a_code_names_the_suppliers_own_product() -> None:
    product, other = ProductFactory(code="CUP-1"), ProductFactory(code="CUP-2")

    assert listed(supplier_id=product.supplier_id, code=" cup-1 ") == (product.pk, product.title)
    assert listed(supplier_id=product.supplier_id, code=other.code) is None


def test_titles_are_told_in_both_languages_where_there_are_two() -> None:
    both = ProductFactory(title="马克杯", title_en="Mug")
    one = ProductFactory(title="碗", title_en="")
    ids = {both.pk, one.pk, 0}
    assert titles(ids) == {both.pk: ("马克杯", "Mug"), one.pk: ("碗", "")}
