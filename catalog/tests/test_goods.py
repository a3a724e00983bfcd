"""Staff find a supplier's product by the code on its page."""

from __future__ import annotations

import pytest

from catalog.selectors.goods import listed
from catalog.tests.factories import ProductFactory

pytestmark = pytest.mark.django_db


def test_a_code_names_the_suppliers_own_product() -> None:
    product, other = ProductFactory(code="CUP-1"), ProductFactory(code="CUP-2")

    assert listed(supplier_id=product.supplier_id, code=" cup-1 ") == (product.pk, product.title)
    assert listed(supplier_id=product.supplier_id, code=other.code) is None
