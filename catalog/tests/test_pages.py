"""Buyers' pages: their content, their count of queries, and what must not be seen."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.enums import RegionLevel
from accounts.models import Region
from accounts.tests.factories import AddressFactory, MembershipFactory, RegionFactory
from catalog.enums import ProductStatus
from catalog.models import PriceTier, Product
from catalog.selectors import places
from catalog.tests.factories import CategoryFactory, PictureFactory, ProductFactory, SkuFactory
from payments.models import ExchangeRate
from suppliers.enums import Badge, SalesScope, Standing
from suppliers.models import Supplier
from suppliers.tests.factories import (
    BeltFactory,
    FreightTemplateFactory,
    FreightZoneFactory,
    SupplierBadgeFactory,
    SupplierFactory,
)

pytestmark = pytest.mark.django_db
CHINESE = {"HTTP_ACCEPT_LANGUAGE": "zh-hans"}


def page_of(product: Product) -> str:
    return reverse("catalog:product", args=[product.slug])


def pages_showing(product: Product) -> list[str]:
    """Every page on which buyers would see this product."""
    belt = BeltFactory()
    product.supplier.belt = belt
    product.supplier.save()
    return [
        reverse("catalog:home"),
        reverse("catalog:category", args=[product.category.slug]),
        reverse("catalog:search") + "?q=保温杯",
        reverse("catalog:belt", args=[belt.slug]),
    ]


def test_every_list_shows_the_product_in_the_readers_language(client: Client) -> None:
    product = ProductFactory(title="不锈钢保温杯", title_en="Steel flask")
    from catalog.services import index

    paths = pages_showing(product)
    index.refresh([product.pk])
    for path in [*paths, reverse("catalog:shop", args=[product.supplier.slug])]:
        assert "Steel flask" in client.get(path).text, path
        assert "不锈钢保温杯" in client.get(path, **CHINESE).text, path


def test_a_product_shows_badges_and_score_of_its_shop(client: Client) -> None:
    shop = SupplierFactory(composite=Decimal("4.40"), pickup_48h_rate=1, pickup_48h_parcels=30)
    new = SupplierFactory(composite=Decimal("3.00"))
    SupplierBadgeFactory(supplier=shop, badge=Badge.PRO)
    SupplierBadgeFactory(supplier=shop, badge=Badge.BELT, until=timezone.now(), end_reason="Over")
    page = client.get(page_of(ProductFactory(supplier=shop)))
    assert [mark.label for mark in page.context["supplier_badges"]] == ["Verified Pro"]
    card = page.text.split('<header class="shop-head">')[1].split("</header>")[0]
    assert "Verified Pro" in card
    assert "4.4 of 5 stars" in card
    nothing_known = client.get(page_of(ProductFactory(supplier=new)))
    assert nothing_known.context["supplier_score"] is None
    assert "of 5 stars" not in nothing_known.text


@pytest.mark.parametrize(
    "hidden",
    [
        {"status": ProductStatus.HIDDEN},
        {"status": ProductStatus.BLOCKED},
        {"status": ProductStatus.DRAFT},
        {"supplier__status": Standing.SUSPENDED},
        {"supplier__status": Standing.REMOVED},
    ],
)
def test_what_is_not_on_sale_is_shown_nowhere(client: Client, hidden: dict[str, Any]) -> None:
    product = ProductFactory(title="不锈钢保温杯", title_en="Steel flask", **hidden)
    neighbour = ProductFactory(category=product.category, title_en="Neighbour")
    for path in [*pages_showing(product), page_of(neighbour)]:
        assert "Steel flask" not in client.get(path).text, path
    answer = client.get(page_of(product))
    removed = hidden.get("supplier__status") == Standing.REMOVED
    assert answer.status_code == (410 if removed else 404)
    assert "Steel flask" not in answer.text
    asked = client.post(reverse("catalog:price", args=[product.slug]))
    assert asked.status_code == answer.status_code
    assert "Steel flask" not in asked.text


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.REMOVED])
def test_no_shop_without_standing(client: Client, standing: Standing) -> None:
    shop = SupplierFactory(status=standing, name_en="Blue Field")
    answer = client.get(reverse("catalog:shop", args=[shop.slug]))
    removed = standing == Standing.REMOVED
    assert answer.status_code == (410 if removed else 404)
    said = answer.content.decode()
    assert "Blue Field" in said
    assert ("was closed" if removed else "is suspended") in said
    assert client.get(reverse("catalog:shop", args=["nobody"])).status_code == 404


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.REMOVED])
def test_a_product_of_a_hidden_shop_says_so_and_leads_on(
    client: Client, standing: Standing
) -> None:
    product = ProductFactory(supplier__status=standing, supplier__name_en="Blue Field")
    neighbour = ProductFactory(category=product.category, title_en="Neighbour")
    answer = client.get(page_of(product))
    removed = standing == Standing.REMOVED
    assert answer.status_code == (410 if removed else 404)
    assert f"Blue Field” {'was closed' if removed else 'is suspended'}" in answer.text
    assert page_of(neighbour) in answer.text
    assert reverse("catalog:category", args=[product.category.slug]) in answer.text


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.REMOVED])
def test_a_price_asked_of_a_hidden_shop_is_answered_by_why(
    client: Client, standing: Standing
) -> None:
    product = ProductFactory(supplier__status=standing, supplier__name_en="Blue Field")
    said = f"Blue Field” {'was closed' if standing == Standing.REMOVED else 'is suspended'}"
    path = reverse("catalog:price", args=[product.slug])
    whole = client.post(path)
    assert whole.status_code == client.get(page_of(product)).status_code
    assert said in whole.text
    in_place = client.post(path, headers={"HX-Request": "true"})
    assert in_place.status_code == 200, "htmx leaves what is refused out of the page"
    assert in_place.text.startswith('<div id="quote"')
    assert said in in_place.text


def test_a_price_asked_of_what_is_not_sold_is_answered_in_place(client: Client) -> None:
    product = ProductFactory(status=ProductStatus.HIDDEN)
    for slug in (product.slug, "never-was"):
        path = reverse("catalog:price", args=[slug])
        assert client.post(path).status_code == 404
        said = client.post(path, headers={"HX-Request": "true"}).text
        assert "This is no longer on sale." in said


@pytest.mark.parametrize("status", [ProductStatus.HIDDEN, ProductStatus.BLOCKED])
def test_what_is_not_listed_names_no_hidden_shop(client: Client, status: ProductStatus) -> None:
    product = ProductFactory(supplier__status=Standing.SUSPENDED, status=status)
    answer = client.get(page_of(product))
    assert answer.status_code == 404
    assert product.supplier.name_en not in answer.text


def test_what_lost_its_prices_while_it_was_read_is_not_sold(client: Client) -> None:
    """The page reads the product, then its prices: an edit in between leaves it none."""
    product = ProductFactory()
    PriceTier.objects.filter(product=product).delete()
    assert Product.objects.get().on_sale
    assert client.get(page_of(product)).status_code == 404


def test_a_restricted_shop_says_what_that_means(client: Client) -> None:
    shop = SupplierFactory()
    assert "This shop is restricted" not in client.get(f"/shop/{shop.slug}/").content.decode()
    Supplier.objects.filter(pk=shop.pk).update(status=Standing.RESTRICTED)
    assert "This shop is restricted" in client.get(f"/shop/{shop.slug}/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"), [("category", 2), ("search", 2), ("home", 2), ("shop", 9), ("belt", 3)]
)
def test_queries_of_lists(
    client: Client,
    name: str,
    queries: int,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    category, belt = CategoryFactory(), BeltFactory()
    shop = SupplierFactory(belt=belt)
    for _ in range(count):
        ProductFactory(category=category, supplier=shop)
    slugs = {"category": category.slug, "shop": shop.slug, "belt": belt.slug}
    path = reverse(f"catalog:{name}", args=[slugs[name]] if name in slugs else [])
    path += "?q=保温杯" if name == "search" else ""
    client.get(path)
    with django_assert_num_queries(queries):
        assert client.get(path).text.count('class="product-card"') >= count


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_a_product(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    product = ProductFactory(skus=count)
    for _ in range(count):
        PictureFactory(product=product)
        ProductFactory(category=product.category)
    client.get(page_of(product))
    with django_assert_num_queries(4):
        assert client.get(page_of(product)).status_code == 200


def test_queries_of_a_price(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    product = ProductFactory()
    path = reverse("catalog:price", args=[product.slug])
    sent = {f"sku-{product.skus.get().pk}": "2"}
    client.post(path, sent, headers={"HX-Request": "true"})
    with django_assert_num_queries(3):  # nothing similar, as the price shows none
        client.post(path, sent, headers={"HX-Request": "true"})


def test_queries_of_a_product_for_a_buyer_with_an_address(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    region = RegionFactory(code="330782", level=RegionLevel.DISTRICT)
    member = MembershipFactory()
    AddressFactory(company=member.company, region=region, is_default=True)
    template = FreightTemplateFactory(is_default=True)
    FreightZoneFactory(template=template)
    product = ProductFactory(supplier=template.supplier)
    client.force_login(member.user)
    client.get(page_of(product))
    with django_assert_max_num_queries(10):
        assert "¥8.00" in client.get(page_of(product)).text


def test_filters_live_in_the_address(client: Client) -> None:
    product = ProductFactory(moq=10, sample_price="3")
    ProductFactory(category=product.category, moq=100)
    path = reverse("catalog:category", args=[product.category.slug])
    text = client.get(f"{path}?moq=10&sort=price").text
    assert text.count('class="product-card"') == 1
    assert f'href="{path}?sort=price" rel="nofollow" aria-current="true"' in text
    assert f"{path}?moq=10&amp;sort=price&amp;sample=1" in text


@pytest.mark.parametrize(
    "nonsense",
    [
        "moq=x",
        "moq=7",
        "moq=" + "9" * 5000,
        "price=99",
        "min=NaN",
        "max=1e999",
        "page=0",
        "page=-1",
        "belt=no",
    ],
)
def test_nonsense_in_the_address_is_left_out(client: Client, nonsense: str) -> None:
    product = ProductFactory()
    path = reverse("catalog:category", args=[product.category.slug])
    assert 'class="product-card"' in client.get(f"{path}?{nonsense}").text


def test_prices_that_are_none_are_named_and_no_filter(client: Client) -> None:
    path = reverse("catalog:category", args=[ProductFactory().category.slug])
    text = client.get(path, {"min": "abc", "max": "-5"}).text
    assert "“abc” is no price: it was left out." in text
    assert "“-5” is no price: it was left out." in text
    assert "¥abc" not in text
    assert "¥0" not in text
    half = client.get(path, {"min": "1.50", "max": "x"}).text
    assert "¥1.50 – …" in half
    assert "“x” is no price" in half
    assert "is no price" not in client.get(path, {"min": "1", "max": "9"}).text


def test_prices_the_wrong_way_round_are_turned_and_kept_as_typed(client: Client) -> None:
    product = ProductFactory(tiers=((1, "20"),))
    path = reverse("catalog:category", args=[product.category.slug])
    text = client.get(path, {"min": "80", "max": "5.50"}).text
    assert "The lowest price, ¥80, is above the highest, ¥5.50" in text
    assert "¥5.50 – 80" in text
    assert 'class="product-card"' in text
    assert 'name="min" value="80"' in text
    assert 'name="max" value="5.50"' in text
    assert text.count('aria-describedby="price-min-fault"') == 1
    assert text.count('id="price-min-fault"') == 1
    assert "price-max-fault" not in text
    for edges in (
        {"min": "5", "max": "5.0"},
        {"min": "80"},
        {"max": "5"},
        {"min": "80", "max": "x"},
    ):
        assert "is above the highest" not in client.get(path, edges).text


def test_a_price_that_is_none_stays_in_its_field(client: Client) -> None:
    path = reverse("catalog:category", args=[ProductFactory().category.slug])
    text = client.get(path, {"max": '"x'}).text
    assert 'name="max" value="&quot;x"' in text
    assert 'id="price-max-fault"' in text


def test_htmx_gets_the_listing_of_the_page(client: Client) -> None:
    path = reverse("catalog:category", args=[ProductFactory().category.slug])
    whole = client.get(path).text
    part = client.get(path, headers={"HX-Request": "true", "HX-Target": "listing"}).text
    assert part.strip() in whole


def test_an_empty_search_says_why_and_what_to_do(client: Client) -> None:
    text = client.get(reverse("catalog:search"), {"q": "不存在的东西"}).text
    assert "Nothing is found" in text
    assert reverse("catalog:categories") in text


def test_a_filter_that_leaves_nothing_says_so(client: Client) -> None:
    product = ProductFactory(moq=100)
    path = reverse("catalog:category", args=[product.category.slug])
    assert "No product passes all these filters" in client.get(f"{path}?moq=1").text


def test_a_search_for_nothing_leads_to_the_categories(client: Client) -> None:
    response = client.get(reverse("catalog:search"), {"q": " "})
    assert response.headers["Location"] == reverse("catalog:categories")


def test_a_search_without_words_keeps_the_filters_that_were_chosen(client: Client) -> None:
    few, many = ProductFactory(moq=5), ProductFactory(moq=500)
    search = reverse("catalog:search")
    text = client.get(search, {"q": "", "moq": "10"}).text
    assert "All products" in text
    assert few.slug in text
    assert many.slug not in text
    asked = {"q": " ", "category": few.category.slug, "moq": "10", "sort": "price"}
    page = reverse("catalog:category", args=[few.category.slug])
    assert client.get(search, asked).headers["Location"] == f"{page}?moq=10&sort=price"


def test_what_a_picture_shows_is_said_in_the_readers_language(client: Client) -> None:
    product = ProductFactory(title="陶瓷马克杯", title_en="Ceramic mug")
    PictureFactory(product=product, alt="尺寸::Its size")
    PictureFactory(product=product, alt="")
    text = client.get(reverse("catalog:product", args=[product.slug])).text
    assert 'alt="Its size"' in text
    assert 'alt="Ceramic mug"' in text
    assert "尺寸" not in text


# --- The price of quantities ----------------------------------------------------------------


def quoted(client: Client, product: Product, htmx: bool = True, **quantities: int) -> str:
    skus = list(product.skus.all())
    data = {f"sku-{skus[int(k[1:])].pk}": n for k, n in quantities.items()}
    headers = {"HX-Request": "true"} if htmx else {}
    path = reverse("catalog:price", args=[product.slug])
    return client.post(path, data, headers=headers).text


def test_the_price_is_the_engines(client: Client) -> None:
    product = ProductFactory(skus=2, tiers=((1, "2.00"), (100, "1.80")))
    text = quoted(client, product, s0=60, s1=40)
    assert "100 pcs" in text
    assert "¥1.80" in text
    assert '<span class="price__whole">180</span>' in text


def test_what_costs_less_is_told_before(client: Client) -> None:
    product = ProductFactory(tiers=((1, "2.00"), (100, "1.80")))
    assert "3 more and the whole costs ¥14.00 less" in quoted(client, product, s0=97)
    assert "50 more and you pay 10 % less" in quoted(client, product, s0=50)
    bulk = ProductFactory(tiers=((1, "2.00"), (2500, "1.80")))
    assert "1,960 more and you pay 10 % less" in quoted(client, bulk, s0=540)


def test_rules_are_told_before_they_fail(client: Client) -> None:
    product = ProductFactory(moq=50, order_multiple=10)
    text = quoted(client, product, s0=38)
    assert "MOQ is 50 pieces: add 12 more." in text
    assert "packs of 10" in text


def test_without_scripts_the_whole_page_comes_back_with_the_quantities(client: Client) -> None:
    product = ProductFactory(moq=50)
    text = quoted(client, product, htmx=False, s0=38)
    assert "MOQ is 50 pieces: add 12 more." in text
    assert 'value="38"' in text


@pytest.mark.parametrize("nonsense", ["-3", "x", "1.5", "²"])
def test_what_is_no_number_is_said(client: Client, nonsense: str) -> None:
    product = ProductFactory()
    path = reverse("catalog:price", args=[product.slug])
    name = f"sku-{product.skus.get().pk}"
    text = client.post(path, {name: nonsense}).text
    assert f"“{nonsense}” is no number of pieces." in text
    assert f'name="{name}" value="{nonsense}"' in text
    assert "Put in quantities" in client.post(path, {name: ""}).text


def test_golden_prices_of_a_page(client: Client) -> None:
    tiers = ((2, "2.5"), (10, "2.25"), (100, "1.0050"))
    product = ProductFactory(moq=2, tiers=tiers, sample_price="9.9")
    text = client.get(page_of(product)).text
    for start, price in (("2", "2.5000"), ("10", "2.2500"), ("100", "1.0050")):
        assert f'data-from="{start}" data-price="{price}"' in text
    assert "Sample ¥9.90" in text


def test_a_first_step_above_the_moq_is_shown_from_the_moq_and_marked(client: Client) -> None:
    product = ProductFactory(moq=12, tiers=((20, "14.50"), (200, "13")))
    page = client.post(page_of(product) + "price/", {f"sku-{product.skus.get().pk}": 13})
    assert page.context["pricing"].current == 12
    assert 'data-from="12" data-price="14.5000"' in client.get(page_of(product)).text


def test_skus_of_different_prices_say_from_where_to_where(client: Client) -> None:
    product = ProductFactory(quote_type="by_sku", tiers=(), skus=0)
    for option, price in (("小", "2"), ("大", "3.8")):
        SkuFactory(product=product, options=[option], price=price)
    assert "Prices differ by SKU: ¥2.00 to ¥3.80 a piece." in client.get(page_of(product)).text


def test_a_matrix_of_two_options(client: Client) -> None:
    product = ProductFactory(skus=0, option_names=["颜色", "尺码"])
    for colour, size in (("红", "S"), ("红", "M"), ("蓝", "S")):
        SkuFactory(product=product, options=[colour, size])
    text = client.get(page_of(product)).text
    assert text.count('class="quantity__input"') == 3
    assert text.count('scope="row"') == 2
    assert "not made" in text


def test_not_sold_to_the_readers_region(client: Client) -> None:
    RegionFactory(code="330000", level=RegionLevel.PROVINCE, name_en="Zhejiang")
    product = ProductFactory(supplier=SupplierFactory(sales_scope=SalesScope.ONLY))
    response = client.get(page_of(product), {"to": "330000"})
    assert "Not sold to Zhejiang" in response.text
    assert response.cookies["to"].value == "330000"


def test_freight_to_the_chosen_province(client: Client) -> None:
    RegionFactory(code="330000", level=RegionLevel.PROVINCE, name_en="Zhejiang")
    template = FreightTemplateFactory(is_default=True)
    FreightZoneFactory(template=template)
    product = ProductFactory(supplier=template.supplier, moq=11)
    text = client.get(page_of(product), {"to": "330000"}).text
    assert "Freight of 11 pieces to Zhejiang: ¥10.00" in text


@pytest.mark.parametrize(
    ("currency", "free_from", "says"),
    [
        ("CNY", "565.00", "Free delivery of 500 pieces to Zhejiang: free from ¥565.00 of goods"),
        ("CNY", "565.01", "Freight of 500 pieces to Zhejiang: ¥204.00; free from ¥565.01 of goods"),
        ("USD", "565.01", "Free delivery of 500 pieces to Zhejiang: free from ¥565.01 of goods"),
    ],
)
def test_freight_of_the_moq_is_that_of_its_price(
    client: Client, currency: str, free_from: str, says: str
) -> None:
    ExchangeRate.objects.create(currency="USD", day="2020-01-01", cny=7)
    RegionFactory(code="330000", level=RegionLevel.PROVINCE, name_en="Zhejiang")
    template = FreightTemplateFactory(is_default=True)
    FreightZoneFactory(template=template, free_above=free_from)
    product = ProductFactory(
        supplier=template.supplier,
        currency=currency,
        moq=500,
        tiers=((1, "9.00"), (500, "1.13"), (1000, "0.01")),
        sample_price=Decimal(30),
    )
    assert says in client.get(page_of(product), {"to": "330000"}).text
    sample = client.get(page_of(product), {"to": "330000", "mode": "sample"}).text
    assert "Freight of 1 piece to Zhejiang: ¥8.00; free from" in sample


def test_places_to_choose_from_are_those_that_are_known(client: Client) -> None:
    """What is known of regions is known once: their choice ages no longer than they do."""
    product = ProductFactory()
    region = RegionFactory(code="330000", level=RegionLevel.PROVINCE, name_en="Zhejiang")
    assert ">Zhejiang</option>" in client.get(page_of(product)).text
    Region.objects.filter(pk=region.pk).update(name_en="Chekiang")
    places._places.forget()
    text = client.get(page_of(product), {"to": "330000"}).text
    assert '<option value="330000" selected>Chekiang</option>' in text


def test_a_sample_has_its_own_price(client: Client) -> None:
    product = ProductFactory(sample_price=Decimal(30))
    data = {"mode": "sample", f"sku-{product.skus.get().pk}": 2}
    text = client.post(reverse("catalog:price", args=[product.slug]), data).text
    assert '<span class="price__whole">60</span>' in text


def test_nothing_is_typed_for_what_is_sold_out_but_what_was_can_be_taken_out(
    client: Client,
) -> None:
    product = ProductFactory()
    sku = product.skus.get()
    field = rf'<input[^>]*name="sku-{sku.pk}"[^>]* disabled'
    assert not re.search(field, client.get(page_of(product)).text)
    product.skus.update(on_hand=0)
    assert re.search(field, client.get(page_of(product)).text)
    assert not re.search(field, client.get(page_of(product), {f"sku-{sku.pk}": "3"}).text)


def test_more_than_there_is_is_said_beside_the_price(client: Client) -> None:
    product = ProductFactory()
    path, data = reverse("catalog:price", args=[product.slug]), {}
    data[f"sku-{product.skus.get().pk}"] = "20000"
    assert "pieces are in stock: take" in client.post(path, data, headers={"HX-Request": "1"}).text
    # The browser would otherwise keep to itself what it holds to be wrong.
    assert 'id="buy" method="post" novalidate' in client.get(page_of(product)).text


@pytest.mark.parametrize("typed", ["999999999999", "9" * 18])
def test_far_too_many_are_refused_without_a_price(client: Client, typed: str) -> None:
    product = ProductFactory()
    text = client.get(page_of(product), {f"sku-{product.skus.get().pk}": typed}).text
    over = int(typed) - 10_000
    assert f"Only 10000 pieces are in stock: take {over} off." in text
    assert f'value="{typed}"' in text
    assert "product-page__total" not in text


def test_options_in_both_languages_are_read_in_one(client: Client) -> None:
    product = ProductFactory(skus=0, option_names=["颜色::Colour", "尺码::Size"])
    for colour, size in (("红::Red", "大::Large"), ("蓝::Blue", "大::Large")):
        SkuFactory(product=product, options=[colour, size])
    english, chinese = (
        client.get(page_of(product)).text,
        client.get(page_of(product), **CHINESE).text,
    )
    for own, other in (("Red", "红"), ("Large", "大")):
        assert f">{own}<" in english
        assert f">{other}<" in chinese
    assert "::" not in english + chinese
