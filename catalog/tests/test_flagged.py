"""Flagged goods are listed only by suppliers with a valid qualification (rules §3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Notice
from accounts.notices import said
from accounts.tests.factories import MembershipFactory, StaffFactory
from catalog import tasks
from catalog.enums import ProductStatus
from catalog.models import Category, Product
from catalog.selectors import categories
from catalog.selectors.drafts import draft_of
from catalog.services import products
from catalog.tests.factories import CategoryFactory, ProductFactory
from common.errors import NotAllowed
from common.working_days import day_of
from suppliers.enums import RevisionStatus, Standing
from suppliers.models import Document, DocumentRevision, Supplier
from suppliers.services import expiry

pytestmark = pytest.mark.django_db


@pytest.fixture
def toys() -> Category:
    """A leaf whose trade is flagged."""
    leaf = CategoryFactory()
    assert leaf.parent is not None
    top = leaf.parent.parent
    assert top is not None
    top.flagged = "toys"
    top.save()
    categories.forget()
    return leaf


@pytest.fixture
def hidden(toys: Category) -> Product:
    return ProductFactory(category=toys, status=ProductStatus.HIDDEN)


def qualify(supplier: Supplier, expires_on: date, goods: str = "toys", **given: object) -> None:
    document = Document.objects.create(company=supplier.company, kind="qualification", goods=goods)
    now = timezone.now()
    values = {"status": RevisionStatus.ACCEPTED, "decided_at": now} | given
    DocumentRevision.objects.create(
        document=document, number=1, uploaded_at=now, expires_on=expires_on, **values
    )


def put_on_sale(product: Product) -> Product:
    return products.list_product(product=product, actor=None, at=timezone.now())


def test_with_the_qualification_it_is_listed(hidden: Product) -> None:
    qualify(hidden.supplier, day_of(timezone.now()))
    assert put_on_sale(hidden).status == ProductStatus.LISTED


@pytest.mark.parametrize("state", ["none", "other_goods", "run_out", "pending"])
def test_without_it_the_listing_is_refused(hidden: Product, state: str) -> None:
    far = date(2099, 1, 1)
    if state == "other_goods":
        qualify(hidden.supplier, far, goods="food")
    elif state == "run_out":
        qualify(hidden.supplier, date(2020, 1, 1))
    elif state == "pending":
        qualify(hidden.supplier, far, status=RevisionStatus.PENDING, decided_at=None)
    with pytest.raises(NotAllowed, match="valid qualification for: Toys") as refused:
        put_on_sale(hidden)
    assert (refused.value.code, refused.value.field) == ("qualification", "category")
    hidden.refresh_from_db()
    assert hidden.status == ProductStatus.HIDDEN


def test_other_goods_need_none() -> None:
    product = ProductFactory(status=ProductStatus.HIDDEN)
    assert put_on_sale(product).status == ProductStatus.LISTED


def test_made_and_listed_at_once_is_refused_too(hidden: Product) -> None:
    draft = replace(draft_of(hidden), code="NEW-1")
    with pytest.raises(NotAllowed):
        products.create_products(
            supplier=hidden.supplier, drafts=[draft], actor=None, at=timezone.now(), listed=True
        )
    assert Product.objects.count() == 1
    products.create_product(supplier=hidden.supplier, draft=draft, actor=None, at=timezone.now())


def test_a_listed_product_does_not_move_in_by_an_edit(toys: Category) -> None:
    product = ProductFactory()
    draft = replace(draft_of(product), category=toys)
    with pytest.raises(NotAllowed):
        products.edit_product(product=product, draft=draft, actor=None, at=timezone.now())
    product.refresh_from_db()
    assert product.category != toys


def test_goods_go_off_sale_with_their_qualification_and_come_back_with_it(toys: Category) -> None:
    flagged = ProductFactory(category=toys, status=ProductStatus.LISTED)
    plain = ProductFactory(supplier=flagged.supplier, status=ProductStatus.LISTED)
    others = ProductFactory(category=toys, status=ProductStatus.LISTED)
    at = timezone.now()
    qualify(flagged.supplier, day_of(at) - timedelta(days=1))
    revision = DocumentRevision.objects.select_related("document").get()
    expiry.follow(supplier=flagged.supplier, revision=revision, at=at)
    expiry.run_due(at=at, limit=9)
    for product in (flagged, plain, others):
        product.refresh_from_db()
    hidden, listed = ProductStatus.HIDDEN, ProductStatus.LISTED
    assert [flagged.status, plain.status, others.status] == [hidden, listed, listed]
    flagged.supplier.refresh_from_db()
    assert flagged.supplier.status == Standing.ACTIVE
    with pytest.raises(NotAllowed, match="valid qualification"):
        put_on_sale(flagged)
    DocumentRevision.objects.update(expires_on=date(2099, 1, 1))
    assert put_on_sale(flagged).status == listed


@pytest.mark.parametrize("way", ["flagged", "moved"])
def test_what_is_flagged_later_goes_off_sale_with_a_notice(
    way: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    leaf = CategoryFactory()
    one = ProductFactory(category=leaf)
    qualified, elsewhere = ProductFactory(category=leaf), ProductFactory()
    ProductFactory(category=leaf, supplier=one.supplier)
    owner = MembershipFactory(company=one.supplier.company)
    qualify(qualified.supplier, date(2099, 1, 1))
    assert leaf.parent is not None
    toys = CategoryFactory().parent
    assert toys is not None
    Category.objects.filter(pk=toys.pk).update(flagged="toys")
    sent: list[tuple[Any, ...]] = []
    monkeypatch.setattr(
        "catalog.services.flagged.send_after_commit", lambda *named: sent.append(named)
    )
    changed = leaf.parent if way == "flagged" else leaf
    edit = {"flagged": "toys"} if way == "flagged" else {"parent": toys.pk}
    change(client, changed, **edit)
    assert sent == [("catalog.tasks.ask_for_qualifications", changed.pk)]
    assert tasks.ask_for_qualifications(changed.pk) == 2
    assert tasks.ask_for_qualifications(changed.pk) == 0
    for product, status in ((one, "hidden"), (qualified, "listed"), (elsewhere, "listed")):
        product.refresh_from_db()
        assert product.status == status
    notice = Notice.objects.get(kind="goods_need_qualification")
    assert notice.user == owner.user
    assert said(notice).subject == "Off sale until you are qualified: Toys"
    assert "Products taken off sale: 2." in said(notice).body


def change(client: Client, category: Category, **fields: Any) -> None:
    """In the admin, as staff."""
    client.force_login(StaffFactory(is_superuser=True))
    path = reverse("admin:catalog_category_change", args=[category.pk])
    form = client.get(path).context["adminform"].form
    given = {name: form[name].value() or "" for name in form.fields if name != "is_industrial"}
    rows = {f"attributes-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")}
    assert client.post(path, given | rows | {"position": "7"} | fields).status_code == 302
