from __future__ import annotations

import pytest

from catalog.selectors.shelving import shelves
from catalog.tests.factories import CategoryFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "written",
    [
        "gifts-and-novelties",
        "Gifts & Novelties",
        "GIFTS AND NOVELTIES ",
        "礼品小商品",
        "家居 > 杂货 > 礼品小商品",
        "Home > Sundries > Gifts & novelties",
    ],
)
def test_however_it_is_written(written):
    home = CategoryFactory(level=1, name="家居", name_en="Home")
    sundries = CategoryFactory(level=2, parent=home, name="杂货", name_en="Sundries")
    gifts = CategoryFactory(
        slug="gifts-and-novelties", parent=sundries, name="礼品小商品", name_en="Gifts & novelties"
    )
    assert shelves().find(written) == gifts


@pytest.mark.parametrize("written", ["家居", "Toys", "", "&"])
def test_a_category_that_takes_no_products_is_not_found(written):
    home = CategoryFactory(level=1, name="家居", name_en="Home")
    CategoryFactory(parent=CategoryFactory(level=2, parent=home))
    assert shelves().find(written) is None


def test_of_two_that_are_called_the_same_the_first():
    first, _second = (CategoryFactory(name="杯", name_en="Cups", position=n) for n in (1, 2))
    assert shelves().find("cups") == first


def test_the_categories_are_loaded_with_those_above_them(django_assert_num_queries):
    CategoryFactory(name="杯", name_en="Cups")
    shelves()
    with django_assert_num_queries(1):
        assert shelves().find("cups").parent.parent.level == 1
