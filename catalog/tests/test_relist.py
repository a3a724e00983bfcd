from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from catalog import tasks
from catalog.models import Category, Product
from catalog.selectors.listing import ListingQuery, find
from catalog.services import index
from catalog.tests.factories import ProductFactory
from payments.models import ExchangeRate
from payments.services.rates import import_rates

pytestmark = pytest.mark.django_db
RATES = ["currency,day,cny", "USD,2026-03-01,{}"]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """What would be sent to the workers after the commit."""
    kept: list[tuple[str, Any]] = []
    monkeypatch.setattr(
        "catalog.services.relist.send_after_commit", lambda task, *args: kept.append((task, *args))
    )
    return kept


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("staff@example.com", password="x"))
    return client


def test_another_rate_moves_what_is_compared_in_cny(sent: list[tuple[str, Any]]) -> None:
    import_rates(lines=[line.format("7.00") for line in RATES], source="test", replace=True)
    dollars, yuan = ProductFactory(currency="USD"), ProductFactory()
    index.refresh([dollars.pk, yuan.pk])
    sent.clear()
    import_rates(lines=[line.format("7.50") for line in RATES], source="test", replace=True)
    assert sent == [("catalog.tasks.relist_currency", "USD")]
    assert tasks.relist_currency("USD") == 1
    was = dollars.price_from_cny
    dollars.refresh_from_db()
    assert dollars.price_from_cny != was
    assert dollars.price_from_cny == Decimal("7.50") * dollars.price_from


def test_a_rate_that_is_not_the_last_moves_nothing(sent: list[tuple[str, Any]]) -> None:
    import_rates(lines=[line.format("7.00") for line in RATES], source="test", replace=True)
    ProductFactory(currency="USD")
    sent.clear()
    old = ["currency,day,cny", "USD,2020-03-01,6.00", "EUR,2026-03-01,9.00"]
    import_rates(lines=old, source="test", replace=True)
    assert sent == []


def test_a_rate_typed_at_the_desk_counts_too(desk: Client, sent: list[tuple[str, Any]]) -> None:
    ProductFactory(currency="USD")
    url = reverse("admin:payments_exchangerate_add")
    given = {"currency": "USD", "day": "2026-03-01", "cny": "7.25", "source": "desk"}
    assert desk.post(url, given).status_code == 302
    assert ExchangeRate.objects.filter(currency="USD", cny="7.25").exists()
    assert sent == [("catalog.tasks.relist_currency", "USD")]


@pytest.mark.parametrize("level", [1, 2, 3])
def test_products_are_found_by_the_new_name_of_their_category(
    desk: Client, sent: list[tuple[str, Any]], level: int
) -> None:
    product = ProductFactory()
    index.refresh([product.pk])
    category = Category.objects.get(pk=path_of(product)[level - 1])
    page = desk.get(reverse("admin:catalog_category_change", args=[category.pk]))
    form = page.context["adminform"].form
    given = {name: form[name].value() or "" for name in form.fields if name != "is_industrial"}
    rows = {f"attributes-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")}
    url = reverse("admin:catalog_category_change", args=[category.pk])
    assert desk.post(url, given | rows | {"position": "7"}).status_code == 302
    assert sent == []
    assert (
        desk.post(url, given | rows | {"position": "7", "name_en": "Quixotics"}).status_code == 302
    )
    assert sent == [("catalog.tasks.relist_category", category.pk)]
    assert find(ListingQuery(text="quixotics")).total == 0
    assert tasks.relist_category(category.pk) == 1
    assert find(ListingQuery(text="quixotics")).total == 1


def path_of(product: Product) -> list[int]:
    leaf = product.category
    return [leaf.parent.parent_id, leaf.parent_id, leaf.pk]
