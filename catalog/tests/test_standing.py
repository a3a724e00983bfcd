"""What a supplier's standing switches off is off, and on again; sales reach the listing."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction

from catalog.enums import ProductStatus
from catalog.models import ListingEntry, Product
from catalog.selectors.listing import find
from catalog.selectors.listing_statement import ListingQuery
from catalog.services import checks
from catalog.services.products import list_product
from catalog.services.sales import record_sales
from catalog.tests.factories import ProductFactory
from common.errors import NotAllowed
from suppliers.enums import HoldCause, Standing
from suppliers.models import Supplier
from suppliers.services.holds import place
from suppliers.services.standing import move_standing

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, tzinfo=UTC)


def test_suspending_hides_all_products_and_reinstating_shows_them() -> None:
    product, other = ProductFactory(), ProductFactory()
    ProductFactory(supplier=product.supplier)
    move_standing(
        supplier=product.supplier, to=Standing.SUSPENDED, reason="points", actor=None, at=AT
    )
    assert [card.pk for card in find(ListingQuery()).cards] == [other.pk]
    move_standing(
        supplier=product.supplier, to=Standing.RESTRICTED, reason="appeal", actor=None, at=AT
    )
    assert find(ListingQuery()).total == 3
    assert ListingEntry.objects.filter(demoted=True).count() == 2


def test_sales_are_written_where_they_changed() -> None:
    product, other = ProductFactory(), ProductFactory()
    record_sales(sold={product.pk: (70, 900)})
    product.refresh_from_db()
    assert (product.sold_30d, product.sold_total) == (70, 900)
    assert [card.sold for card in find(ListingQuery()).cards] == [70, 0]
    assert [card.pk for card in find(ListingQuery()).cards] == [product.pk, other.pk]


def list_while_suspending(product: Product) -> list[Any]:
    """The shop is suspended, not yet committed, as somebody who saw it active lists a product."""
    seen = Product.objects.select_related("supplier").get(pk=product.pk)
    assert seen.supplier.may_list
    suspended, tried = threading.Event(), threading.Event()
    came: list[Any] = []

    def suspend() -> None:
        with transaction.atomic():
            place(
                supplier=Supplier.objects.get(pk=product.supplier_id),
                cause=HoldCause.STAFF,
                key="staff",
                standing=Standing.SUSPENDED,
                reason="Fraud",
                at=AT,
            )
            suspended.set()
            tried.wait(timeout=1)  # it cannot end before this commits, where it waits for the lock
        connection.close()

    def put_on_sale() -> None:
        suspended.wait(timeout=10)
        try:
            came.append(list_product(product=seen, actor=None, at=AT))
        except NotAllowed as refused:
            came.append(refused)
        tried.set()
        connection.close()

    threads = [threading.Thread(target=work) for work in (suspend, put_on_sale)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return came


@pytest.mark.django_db(transaction=True)
def test_no_listing_slips_past_a_suspension() -> None:
    product = ProductFactory(status=ProductStatus.HIDDEN)
    assert [type(one) for one in list_while_suspending(product)] == [NotAllowed]
    assert Product.objects.get().status == ProductStatus.HIDDEN


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_it_would(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: listed in a shop that is suspended, to be on sale when that ends."""
    product = ProductFactory(status=ProductStatus.HIDDEN)
    monkeypatch.setattr(checks, "lock_again", lambda supplier, *_fields: supplier)
    list_while_suspending(product)
    assert Supplier.objects.get().status == Standing.SUSPENDED
    assert Product.objects.get().status == ProductStatus.LISTED
