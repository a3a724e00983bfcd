"""The main category of a supplier: where most of its products are on sale."""

from __future__ import annotations

import pytest

from catalog.services import main_categories
from catalog.services.products import hide_product
from catalog.tests.factories import CategoryFactory, ProductFactory
from suppliers.tests.factories import JOINED, SupplierFactory

pytestmark = pytest.mark.django_db


def top(category) -> str:
    return category.parent.parent.slug


def category_of(supplier) -> str:
    main_categories.refresh()
    supplier.refresh_from_db()
    return supplier.main_category


def test_most_products_on_sale() -> None:
    supplier, tea, toys = SupplierFactory(), CategoryFactory(), CategoryFactory()
    ProductFactory(supplier=supplier, category=tea)
    some = [ProductFactory(supplier=supplier, category=toys) for _ in range(2)]
    assert category_of(supplier) == top(toys)
    for product in some:
        hide_product(product=product, actor=None, at=JOINED)
    assert category_of(supplier) == top(tea)


def test_as_many_of_two_is_always_the_same() -> None:
    supplier, one, other = SupplierFactory(), CategoryFactory(), CategoryFactory()
    for category in (one, other):
        ProductFactory(supplier=supplier, category=category)
    assert category_of(supplier) == min(top(one), top(other))


def test_one_with_nothing_on_sale_keeps_its_category() -> None:
    supplier = SupplierFactory(main_category="tea")
    assert category_of(supplier) == "tea"
    assert category_of(SupplierFactory()) == ""


def test_only_what_changed_is_written() -> None:
    ProductFactory()
    assert (main_categories.refresh(), main_categories.refresh()) == (1, 0)
