"""The products desk, as owner, warehouse colleague and stranger use it."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from PIL import Image

from accounts.enums import Role
from accounts.models import Membership, User
from accounts.tests.factories import MembershipFactory, colleague_of
from catalog.enums import ProductStatus, QuoteType
from catalog.models import Product
from catalog.services.categories import unsorted_goods
from catalog.tests.factories import CategoryFactory, PictureFactory, ProductFactory, SkuFactory
from suppliers.enums import Standing
from suppliers.models import Supplier
from suppliers.tests.factories import SupplierFactory

pytestmark = pytest.mark.django_db
TABLE = "catalog:desk_products"


@pytest.fixture
def seller() -> Membership:
    return MembershipFactory()


@pytest.fixture
def shop(seller: Membership) -> Supplier:
    return SupplierFactory(company=seller.company)


@pytest.fixture
def desk(client: Client, seller: Membership, shop: Supplier) -> Client:
    client.force_login(seller.user)
    return client


def typed(**changes: Any) -> dict[str, Any]:
    """What the editor sends for a mug in two colours."""
    rows = {
        "title": "陶瓷马克杯",
        "title_en": "Ceramic mug",
        "code": "MUG-1",
        "unit": "件",
        "currency": "CNY",
        "quote_type": QuoteType.BY_QUANTITY,
        "moq": 10,
        "order_multiple": 1,
        "mixable": "on",
        "stage_plan": "100",
        "promise": "48",
        "weight_g": 300,
        "volume_cm3": 900,
        "option_1": "颜色",
        "values_1": "白，红",
        "tiers-TOTAL_FORMS": 2,
        "tiers-INITIAL_FORMS": 0,
        "tiers-0-from_quantity": 10,
        "tiers-0-unit_price": "5.50",
        "tiers-1-from_quantity": 100,
        "tiers-1-unit_price": "4.80",
        "skus-TOTAL_FORMS": 2,
        "skus-INITIAL_FORMS": 0,
        "skus-0-code": "MUG-1-1",
        "skus-0-options": "白",
        "skus-0-on_hand": 500,
        "skus-1-code": "MUG-1-2",
        "skus-1-options": "红",
        "skus-1-on_hand": 20,
    }
    return rows | {"category": changes.pop("category", None) or CategoryFactory().pk} | changes


def test_a_new_product_is_a_draft_with_all_that_was_typed(desk: Client, shop: Supplier) -> None:
    response = desk.post(reverse("catalog:desk_new"), typed())
    product = Product.objects.get(supplier=shop)
    assert response.url == reverse("catalog:desk_product", args=[product.slug])
    assert (product.status, product.title, product.promise_hours) == (
        ProductStatus.DRAFT,
        "陶瓷马克杯",
        48,
    )
    assert [(t.from_quantity, t.unit_price) for t in product.tiers.all()] == [
        (10, Decimal("5.50")),
        (100, Decimal("4.80")),
    ]
    assert [(s.options, s.on_hand) for s in product.skus.all()] == [(["白"], 500), (["红"], 20)]


def test_combinations_are_made_of_the_options_and_keep_what_was_typed(
    desk: Client, shop: Supplier
) -> None:
    data = typed(
        option_2="尺码", values_2="大、小", act="combine", **{"skus-0-options": "白\x1f小"}
    )
    page = desk.post(reverse("catalog:desk_new"), data)
    rows = page.context["editor"].skus.forms
    assert [form.option_values for form in rows] == [
        ("白", "大"),
        ("白", "小"),
        ("红", "大"),
        ("红", "小"),
    ]
    assert rows[1]["on_hand"].value() == "500"
    assert not Product.objects.exists()


def test_each_fault_stands_at_its_field_and_nothing_is_stored(desk: Client, shop: Supplier) -> None:
    page = desk.post(
        reverse("catalog:desk_new"), typed(**{"tiers-1-unit_price": "6.00", "skus-1-on_hand": -1})
    )
    assert page.status_code == 422
    assert page.context["editor"].skus.forms[1].errors["on_hand"]
    assert "陶瓷马克杯" in page.content.decode()
    page = desk.post(reverse("catalog:desk_new"), typed(**{"tiers-1-unit_price": "6.00"}))
    assert page.status_code == 422
    assert page.context["editor"].tiers.forms[1].errors["unit_price"]
    assert not Product.objects.exists()


def test_the_summary_leads_to_each_fault_of_the_tables(desk: Client, shop: Supplier) -> None:
    wrong = {"skus-1-on_hand": "9" * 21, "tiers-1-unit_price": "x"}
    page = desk.post(reverse("catalog:desk_new"), typed(**wrong)).content.decode()
    summary = page[page.index("data-focus") :].partition("</div></div>")[0]
    assert '<a href="#id_skus-1-on_hand">红 · Stock</a>' in summary
    assert '<a href="#id_tiers-1-unit_price">Step 2 · Unit price</a>' in summary
    for anchor in ("id_skus-1-on_hand", "id_tiers-1-unit_price"):
        assert page.count(f'id="{anchor}"') == 1


def test_the_summary_says_what_is_wrong_with_a_table_as_a_whole(
    desk: Client, shop: Supplier
) -> None:
    page = desk.post(reverse("catalog:desk_new"), typed(**{"skus-TOTAL_FORMS": 501}))
    faults = [fault for fault in page.context["editor"].row_faults() if fault.anchor == "skus"]
    assert ["500" in fault.error for fault in faults] == [True]


def test_an_edit_raises_the_revision_and_a_stale_one_is_refused(
    desk: Client, shop: Supplier
) -> None:
    product = ProductFactory(supplier=shop)
    url = reverse("catalog:desk_product", args=[product.slug])
    data = typed(category=product.category_id, code=product.code, revision=product.revision)
    assert desk.post(url, data).status_code == 302
    product.refresh_from_db()
    assert (product.revision, product.title) == (2, "陶瓷马克杯")
    page = desk.post(url, data | {"title": "改"})
    assert page.status_code == 422
    product.refresh_from_db()
    assert (product.revision, product.title) == (2, "陶瓷马克杯")


def test_the_editor_shows_what_is_stored(desk: Client, shop: Supplier) -> None:
    product = ProductFactory(supplier=shop)
    page = desk.get(reverse("catalog:desk_product", args=[product.slug]))
    assert product.title in page.content.decode()
    assert len(page.context["editor"].tiers.forms) == 4


@pytest.mark.parametrize("quote", QuoteType.values)
def test_prices_and_stock_are_edited_in_the_row(desk: Client, shop: Supplier, quote: str) -> None:
    product = ProductFactory(
        supplier=shop, quote_type=quote, skus=0, tiers=() if quote != "by_quantity" else None
    )
    sku = SkuFactory(product=product, price=Decimal(3) if quote == "by_sku" else None)
    sent = {
        "revision": 1,
        "stock-0": 77,
        "tiers": "1: 2.5; 50: 2",
        "price-0": "2.75",
        "tiers-0": "1：9；10：8",
    }
    page = desk.post(
        reverse("catalog:desk_quick", args=[product.slug]), sent, headers={"HX-Request": "true"}
    )
    assert page.status_code == 200, page.content.decode()
    assert f'id="product-{product.pk}"' in page.content.decode()
    news = json.loads(page.headers["HX-Trigger"])["announce"]
    assert product.title_en in news["text"]
    assert f"Stock of {sku.code}: 77" in news["text"]
    sku.refresh_from_db()
    assert sku.on_hand == 77
    stored = {
        "by_quantity": [t.unit_price for t in product.tiers.all()] == [Decimal("2.5"), Decimal(2)],
        "by_sku": sku.price == Decimal("2.75"),
        "by_sku_quantity": [t.unit_price for t in sku.tiers.all()] == [Decimal(9), Decimal(8)],
    }
    assert stored[quote]


def test_a_row_says_only_what_was_changed(desk: Client, shop: Supplier) -> None:
    product = ProductFactory(supplier=shop, tiers=((1, "2.50"), (50, "2")))
    code = product.skus.get().code
    url = reverse("catalog:desk_quick", args=[product.slug])
    for stock, said in ((77, f". Stock of {code}: 77"), (77, ": nothing was changed.")):
        product.refresh_from_db()
        sent = {"revision": product.revision, "stock-0": stock, "tiers": "1：2.5；50：2.00"}
        news = desk.post(url, sent, headers={"HX-Request": "true"}).headers["HX-Trigger"]
        assert json.loads(news)["announce"]["text"].endswith(f"{product.title_en}{said}")


def test_a_ladder_that_does_not_fall_changes_nothing(desk: Client, shop: Supplier) -> None:
    product = ProductFactory(supplier=shop)
    before = list(product.tiers.values_list("from_quantity", "unit_price"))
    sent = {"revision": 1, "stock-0": 5, "tiers": "1: 2.5; 50: 3"}
    page = desk.post(reverse("catalog:desk_quick", args=[product.slug]), sent)
    assert page.status_code == 422
    assert list(product.tiers.values_list("from_quantity", "unit_price")) == before
    assert product.skus.get().on_hand == 10_000
    assert page.context["edit"].errors.keys() == {"tiers"}


def test_a_ladder_without_a_step_is_said_at_the_ladder(desk: Client, shop: Supplier) -> None:
    empty = {f"tiers-{n}-{name}": "" for n in (0, 1) for name in ("from_quantity", "unit_price")}
    page = desk.post(reverse("catalog:desk_new"), typed(**empty))
    assert page.status_code == 422
    assert not page.context["editor"].form.non_field_errors()
    said = '<a href="#price">Price ladder of the product</a>: A price has 1 to 10 steps, not 0.'
    assert said in page.text


def test_a_price_that_cannot_be_is_said_at_its_sku(desk: Client, shop: Supplier) -> None:
    product = ProductFactory(supplier=shop, quote_type="by_sku", skus=0, tiers=())
    for options in (["红"], ["蓝"]):
        SkuFactory(product=product, options=options, price=Decimal(3))
    Product.objects.filter(pk=product.pk).update(option_names=["颜色"])
    sent = {"revision": 1, "price-0": "3", "stock-0": 1, "price-1": "0", "stock-1": 1}
    page = desk.post(reverse("catalog:desk_quick", args=[product.slug]), sent)
    assert page.context["edit"].errors.keys() == {"price-1"}


def test_fields_and_rules_are_said_at_once(desk: Client, shop: Supplier) -> None:
    """What cannot be read does not hide the rules that the rest breaks, nor makes up others."""
    wrong = {"title": "", "category": "0", "skus-0-on_hand": "many", "promise": "48"}
    page = desk.post(reverse("catalog:desk_new"), typed(**wrong, **{"tiers-1-unit_price": "6.00"}))
    editor = page.context["editor"]
    assert editor.form.errors.keys() == {"title", "category"}
    assert editor.tiers.forms[1].errors.keys() == {"unit_price"}
    assert editor.skus.errors == [{"on_hand": ["Enter a whole number."]}, {}]
    page = desk.post(
        reverse("catalog:desk_new"), typed(**{"tiers-0-unit_price": "x", "skus-1-code": "MUG-1-1"})
    )
    editor = page.context["editor"]
    assert editor.tiers.forms[0].errors.keys() == {"unit_price"}
    assert "stands twice" in str(editor.form.non_field_errors())


def test_listed_and_hidden_by_a_button(desk: Client, shop: Supplier) -> None:
    product = ProductFactory(supplier=shop)
    desk.post(reverse("catalog:desk_hide", args=[product.slug]))
    product.refresh_from_db()
    assert (product.status, product.on_sale) == (ProductStatus.HIDDEN, False)
    desk.post(reverse("catalog:desk_list", args=[product.slug]), {"sure": "1"})
    product.refresh_from_db()
    assert (product.status, product.on_sale) == (ProductStatus.LISTED, True)


def test_what_buyers_will_miss_is_said_before_it_goes_on_sale(desk: Client, shop: Supplier) -> None:
    product = ProductFactory(supplier=shop, status=ProductStatus.HIDDEN, weight_g=0)
    product.category = unsorted_goods()
    product.save(update_fields=["category"])
    product.skus.update(on_hand=0)
    page = desk.post(reverse("catalog:desk_list", args=[product.slug]))
    product.refresh_from_db()
    assert product.status == ProductStatus.HIDDEN
    said = [gap.partition(":")[0] for gap in page.context["gaps"]]
    assert said == ["No picture", "No stock", "No weight", "No category"]
    assert page.content.decode().count('name="sure"') == 1
    desk.post(reverse("catalog:desk_list", args=[product.slug]), {"sure": "1"})
    product.refresh_from_db()
    assert product.status == ProductStatus.LISTED


def test_a_product_that_lacks_nothing_goes_on_sale_at_once(desk: Client, shop: Supplier) -> None:
    product = ProductFactory(supplier=shop, status=ProductStatus.HIDDEN, weight_g=300)
    PictureFactory(product=product)
    desk.post(reverse("catalog:desk_list", args=[product.slug]))
    product.refresh_from_db()
    assert product.status == ProductStatus.LISTED


def test_a_restricted_shop_lists_nothing_new(desk: Client, shop: Supplier) -> None:
    Supplier.objects.filter(pk=shop.pk).update(status=Standing.RESTRICTED)
    product = ProductFactory(supplier=shop, status=ProductStatus.HIDDEN)
    url = reverse("catalog:desk_list", args=[product.slug])
    page = desk.post(url, {"sure": "1"}, follow=True)
    assert page.context["messages"]
    product.refresh_from_db()
    assert product.status == ProductStatus.HIDDEN


def picture(side: int = 400) -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", (side, side), "teal").save(file, "PNG")
    file.name = "mug.png"
    file.seek(0)
    return file


def test_pictures_come_are_ordered_and_go(
    desk: Client, shop: Supplier, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    product = ProductFactory(supplier=shop)
    url = reverse("catalog:desk_pictures", args=[product.slug])
    desk.post(url, {"pictures": [picture(400), picture(500)]})
    bad = io.BytesIO(b"MZ not a picture")
    bad.name = "mug.png"
    desk.post(url, {"pictures": [bad]})
    first, second = product.pictures.all()
    desk.post(reverse("catalog:desk_picture", args=[product.slug, second.pk]), {"act": "first"})
    product.refresh_from_db()
    assert product.picture == second.stem
    desk.post(reverse("catalog:desk_picture", args=[product.slug, second.pk]), {"act": "remove"})
    product.refresh_from_db()
    assert product.picture == first.stem


@pytest.mark.parametrize(("language", "said"), [("en", "Mug"), ("zh-hans", "杯子")])
def test_an_uploaded_picture_is_said_in_the_reader_s_language(
    desk: Client, shop: Supplier, settings: Any, tmp_path: Any, language: str, said: str
) -> None:
    settings.MEDIA_ROOT = tmp_path
    product = ProductFactory(supplier=shop, title="杯子", title_en="Mug")
    desk.post(reverse("catalog:desk_pictures", args=[product.slug]), {"pictures": [picture()]})
    User.objects.update(language=language)
    for page in ("catalog:desk_product", "catalog:product"):
        url = reverse(page, args=[product.slug])
        assert f'alt="{said}"' in desk.get(url, headers={"Accept-Language": language}).text


def test_what_older_uploads_said_is_left_to_the_title() -> None:
    product = ProductFactory(title="杯子", title_en="Mug")
    kept, left = (PictureFactory(product=product, alt=alt) for alt in ("杯底", "杯子"))
    migration = import_module("catalog.migrations.0011_alt_by_the_reader")
    migration.leave_to_the_title(apps, None)
    kept.refresh_from_db()
    left.refresh_from_db()
    assert (kept.alt, left.alt) == ("杯底", "")


def test_the_table_filters_and_its_queries_do_not_grow(
    desk: Client, shop: Supplier, django_assert_num_queries: Any
) -> None:
    mug = ProductFactory(supplier=shop, title="马克杯")
    desk.get(reverse(TABLE))
    with django_assert_num_queries(9):
        desk.get(reverse(TABLE))
    ProductFactory(supplier=shop, title="毛巾", status=ProductStatus.HIDDEN)
    ProductFactory(supplier=shop, title="毛毯")
    with django_assert_num_queries(9):
        desk.get(reverse(TABLE))
    found = desk.get(reverse(TABLE), {"q": "马克"}).context["page"].object_list
    assert list(found) == [mug]
    hidden = desk.get(reverse(TABLE), {"status": "hidden"}).context["page"].object_list
    assert [product.title for product in hidden] == ["毛巾"]


GETS = ["desk_product", "desk_quick", "desk_row"]
POSTS = ["desk_product", "desk_quick", "desk_list", "desk_hide", "desk_pictures"]


@pytest.mark.parametrize("name", sorted({*GETS, *POSTS}))
def test_strangers_find_nothing_and_the_warehouse_may_not(
    client: Client, shop: Supplier, seller: Membership, name: str
) -> None:
    product = ProductFactory(supplier=shop)
    url = reverse(f"catalog:{name}", args=[product.slug])
    ask = client.post if name in POSTS else client.get
    assert ask(url).status_code == 302
    client.force_login(colleague_of(seller, Role.WAREHOUSE).user)
    assert ask(url).status_code == 403
    stranger = MembershipFactory()
    SupplierFactory(company=stranger.company)
    client.force_login(stranger.user)
    assert ask(url).status_code == 404
    product.refresh_from_db()
    assert (product.status, product.revision) == (ProductStatus.LISTED, 1)
