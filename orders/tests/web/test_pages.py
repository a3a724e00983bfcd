"""The buyer's pages: what they show, what they refuse, and what is left after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from accounts.enums import RegionLevel, Role
from accounts.models import Company, Membership, Notice, User
from accounts.notices import said
from accounts.tests.factories import (
    AddressFactory,
    CompanyFactory,
    MembershipFactory,
    RegionFactory,
    UserFactory,
)
from catalog.models import PriceTier, Product, Sku
from catalog.tests.factories import ProductFactory
from common import formats
from common.formats import money
from orders.enums import OrderStatus, ScanKind
from orders.errors import CannotOrder
from orders.models import CartLine, Order, PurchaseRequest, Scan
from orders.selectors.cart import cart_view
from orders.services.cancel import refund_in_full
from orders.services.cart import add
from orders.services.change import change_price
from orders.services.complete import confirm
from orders.services.pay import confirm_stage, start_payment
from orders.templatetags.orders import address_line
from orders.tests.factories import (
    NOW,
    buyer,
    buyer_of,
    custom_product,
    delivered_order,
    paid_order,
    pay,
    pay_open,
    picked_up_order,
    placed_order,
    scan,
    ship_all,
    shipped_order,
    sku_of,
    want,
)
from suppliers.models import FreightZone, Supplier
from suppliers.tests.factories import FreightTemplateFactory, FreightZoneFactory, SupplierFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(NOW, tick=False) as coordinates:
        yield coordinates


@pytest.fixture
def member() -> Membership:
    return buyer()


@pytest.fixture
def browser(client: Client, member: Membership) -> Client:
    client.force_login(member.user)
    return client


def put(member: Membership, product: Product | None = None, quantity: int = 10) -> CartLine:
    sku = sku_of(product or ProductFactory())
    return add(membership=member, wants={sku.pk: quantity}, at=NOW)[0]


def shown(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


# --- Cart -----------------------------------------------------------------------------------


def test_cart_shows_what_is_missing(browser, member):
    put(member, ProductFactory(moq=50), quantity=38)
    assert "MOQ is 50 pieces: add 12 more." in shown(browser.get(reverse("orders:cart")))


def test_cart_says_when_more_costs_less(browser, member):
    put(member, quantity=97)
    assert "100 pieces cost less than 97: add 3 and save ¥14.00" in shown(
        browser.get(reverse("orders:cart"))
    )


def test_an_empty_cart_says_so(browser):
    assert "Your cart is empty" in shown(browser.get(reverse("orders:cart")))


def test_putting_in_adds_up(browser, member):
    sku = sku_of(ProductFactory())
    for _ in range(2):
        browser.post(reverse("orders:add"), {f"sku-{sku.pk}": "30"})
    assert CartLine.objects.get().quantity == 60
    answer = browser.post(reverse("orders:add"), {f"sku-{sku.pk}": "1"}, headers=HTMX)
    assert 'id="cart-count"' in shown(answer)


def test_what_was_added_and_what_is_there_are_told_apart(browser, member):
    product = ProductFactory()
    form = {f"sku-{sku_of(product).pk}": "600"}
    first = shown(browser.post(reverse("orders:add"), form, follow=True))
    assert "600 pieces were put into your cart." in first
    assert "With those that were there" not in first
    again = shown(browser.post(reverse("orders:add"), form, follow=True))
    assert "600 pieces were put into your cart. With those that were there it is 1,200." in again


@pytest.mark.parametrize("name", ["add", "update_cart"])
def test_an_address_that_only_takes_forms_leads_to_the_cart(browser, name):
    answer = browser.get(reverse(f"orders:{name}"))
    assert (answer.status_code, answer.url) == (302, reverse("orders:cart"))


@pytest.mark.parametrize("typed", ["x", "-1", "1.5", "0", "", "9" * 20])
def test_what_is_no_quantity_is_not_put_in(browser, typed):
    sku = sku_of(ProductFactory())
    answer = browser.post(reverse("orders:add"), {f"sku-{sku.pk}": typed})
    assert answer.status_code == 302
    assert not CartLine.objects.exists()


def test_what_is_sold_out_is_not_put_in(browser):
    sku = sku_of(ProductFactory(title_en="Ceramic mug"))
    Sku.objects.update(on_hand=0)
    answer = browser.post(reverse("orders:add"), {f"sku-{sku.pk}": "10"}, follow=True)
    page = shown(answer)
    assert "Ceramic mug" in page
    assert "Sold out." in page
    assert not CartLine.objects.exists()


@pytest.mark.parametrize("mode", ["batch", "sample"])
def test_no_more_than_is_left_is_put_in(browser, member, mode):
    product = ProductFactory(title_en="Ceramic mug", sample_price=Decimal(9))
    line, form = put(member, product, 9_995), {f"sku-{sku_of(product).pk}": "6", "mode": mode}
    page = shown(browser.post(reverse("orders:add"), form, follow=True))
    assert "Only 10000 pieces are in stock, and your cart holds 9995 already." in page
    assert "Ceramic mug" in page
    assert CartLine.objects.get().quantity == line.quantity
    form |= {f"sku-{sku_of(product).pk}": "5"}
    browser.post(reverse("orders:add"), form)
    assert sum(CartLine.objects.values_list("quantity", flat=True)) == 10_000


def test_stock_that_falls_later_is_said_in_the_cart(browser, member):
    put(member, quantity=20)
    Sku.objects.update(on_hand=15)
    assert "Only 15 pieces are in stock: take 5 off." in shown(browser.get(reverse("orders:cart")))


def test_a_hidden_product_is_not_put_in(browser):
    product = ProductFactory()
    Product.objects.update(on_sale=False)
    url = reverse("orders:add")
    answer = browser.post(url, {f"sku-{sku_of(product).pk}": "10"}, follow=True)
    assert "no longer on sale" in shown(answer)
    assert not CartLine.objects.exists()


def test_own_goods_say_so_on_their_page_and_in_the_cart(browser, member):
    product = ProductFactory()
    put(member, product)
    page = reverse("catalog:product", args=[product.slug])
    assert "Add to cart" in shown(browser.get(page))
    assert "of your own shop" not in shown(browser.get(page))
    Supplier.objects.update(company=member.company)
    for url in (page, reverse("orders:cart")):
        assert "This is of your own shop: a company does not buy from itself." in shown(
            browser.get(url)
        )
    assert "Add to cart" not in shown(browser.get(page))
    answer = browser.get(reverse("orders:checkout"), follow=True)
    assert "Nothing that you chose can be ordered now." in shown(answer)
    form = {f"sku-{sku_of(product).pk}": "10"}
    assert "of your own shop" in shown(browser.post(reverse("orders:add"), form, follow=True))
    assert CartLine.objects.get().quantity == 10


def test_the_part_that_is_swapped_in_is_that_of_a_fresh_page(browser, member):
    line = put(member)
    form = {f"quantity-{line.pk}": "100", "line": line.pk}
    part = shown(browser.post(reverse("orders:update_cart"), form, headers=HTMX)).strip()
    assert "¥180" in part.replace("</span>", "").replace('<span class="price__whole">', "")
    page = shown(browser.get(reverse("orders:cart")))
    assert plain(part) in plain(page)


def plain(text: str) -> str:
    """Without the token against forgery, which is another each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("zwölf", "“zwölf” is no number of pieces."),
        ("9" * 5000, "Only 10000 pieces are in stock: take 999999999999989999 off."),
    ],
)
def test_a_bad_quantity_is_kept_as_typed_and_changes_nothing(browser, member, typed, said):
    line = put(member)
    answer = browser.post(reverse("orders:update_cart"), {f"quantity-{line.pk}": typed})
    assert answer.status_code == 422
    assert said in shown(answer)
    line.refresh_from_db()
    assert line.quantity == 10


def test_lines_are_chosen_and_removed(browser, member):
    keep, drop = put(member), put(member)
    url = reverse("orders:update_cart")
    browser.post(url, {"line": keep.pk, "remove": drop.pk})
    assert CartLine.objects.get() == keep
    browser.post(url, {})
    keep.refresh_from_db()
    assert not keep.is_chosen


def test_a_price_that_moved_is_struck_through_until_seen(browser, member):
    put(member)
    PriceTier.objects.filter(from_quantity=1).update(unit_price=Decimal("2.10"))
    page = shown(browser.get(reverse("orders:cart")))
    assert '<del class="muted">¥2.00</del>' in page
    browser.post(reverse("orders:update_cart"), {"accept": "1"})
    assert "<del" not in shown(browser.get(reverse("orders:cart")))


def test_lines_that_cannot_be_bought_say_why(browser, member, clock):
    put(member)
    gone = ProductFactory()
    put(member, gone)
    Product.objects.filter(pk=gone.pk).update(on_sale=False)
    assert "No longer on sale." in shown(browser.get(reverse("orders:cart")))
    clock.shift(timedelta(days=90))
    browser.force_login(member.user)
    page = shown(browser.get(reverse("orders:cart")))
    assert "It lay in the cart for too long" in page
    AddressFactory(company=member.company)
    assert browser.get(reverse("orders:checkout")).url == reverse("orders:cart")


# --- Putting in -----------------------------------------------------------------------------


def on_page(product: Product, **typed: str) -> dict[str, str]:
    """What the form of a product's page sends."""
    next_url = reverse("catalog:product", args=[product.slug])
    return {"next": next_url, "mode": "batch", **typed}


def test_signed_out_one_comes_back_to_the_product_with_what_was_typed(client, member):
    product = ProductFactory()
    form = on_page(product, **{f"sku-{sku_of(product).pk}": "37"})
    answer = client.post(reverse("orders:add"), form)
    back = parse_qs(urlsplit(answer.url).query)["next"][0]
    assert urlsplit(back).path == form["next"]
    client.force_login(member.user)
    page = shown(client.get(back))
    assert f'name="sku-{sku_of(product).pk}" value="37"' in page
    assert not CartLine.objects.exists()


def test_who_has_no_company_yet_comes_back_too(client):
    client.force_login(UserFactory())
    product = ProductFactory()
    form = on_page(product, **{f"sku-{sku_of(product).pk}": "37"})
    back = parse_qs(urlsplit(client.post(reverse("orders:add"), form).url).query)["next"][0]
    assert urlsplit(back).path == form["next"]


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com/", "javascript:x"])
def test_nobody_is_led_off_the_market(client, elsewhere):
    answer = client.post(reverse("orders:add"), {"next": elsewhere, "sku-1": "3"})
    assert "example.com" not in answer.url
    assert "javascript" not in answer.url


@pytest.mark.parametrize("typed", ["0", "-5", "1.5", "zwölf"])
def test_what_cannot_be_put_in_stays_on_the_product(browser, typed):
    product = ProductFactory()
    form = on_page(product, **{f"sku-{sku_of(product).pk}": typed})
    answer = browser.post(reverse("orders:add"), form)
    assert urlsplit(answer.url).path == form["next"]
    page = shown(browser.get(answer.url))
    wrong = "must be at least 1 piece" if typed == "0" else f"“{typed}” is no number of pieces."
    assert wrong in page
    assert typed == "0" or f'value="{typed}"' in page
    assert not CartLine.objects.exists()


@pytest.mark.parametrize(
    ("quantity", "said", "level"),
    [
        ("13", "Sold in packs of 12: add 11 more or take 1 off.", "warning"),
        ("24", "24 pieces were put into your cart.", "success"),
    ],
)
def test_what_cannot_be_ordered_is_no_success(browser, quantity, said, level):
    product = ProductFactory(order_multiple=12, moq=12)
    form = on_page(product, **{f"sku-{sku_of(product).pk}": quantity})
    page = shown(browser.post(reverse("orders:add"), form, follow=True))
    assert f"alert--{level}" in page
    assert said in page
    assert CartLine.objects.get().quantity == int(quantity)


@pytest.mark.parametrize("typed", ["999999999999", "9" * 20])
def test_far_too_many_are_told_how_many_there_are(browser, member, typed):
    product = ProductFactory(title_en="Ceramic mug")
    form = on_page(product, **{f"sku-{sku_of(product).pk}": typed})
    page = shown(browser.post(reverse("orders:add"), form, follow=True))
    assert "Ceramic mug" in page
    assert "Only 10000 pieces are in stock" in page
    assert "no number of pieces" not in page
    assert "at least 1 piece" not in page
    assert f'value="{typed[:18]}"' in page
    assert not CartLine.objects.exists()


def test_a_line_far_over_the_stock_is_refused_beside_it(browser, member):
    line = put(member)
    form = {f"quantity-{line.pk}": "999999999999"}
    answer = browser.post(reverse("orders:update_cart"), form, headers=HTMX)
    assert answer.status_code == 422
    beside = shown(answer).partition('<p class="cart-line__note bad">')[2]
    assert "Only 10000 pieces are in stock: take 999999989999 off." in beside
    assert 'value="999999999999"' in shown(answer)
    line.refresh_from_db()
    assert line.quantity == 10


def test_the_pack_is_the_step_of_a_quantity(browser, member):
    product = ProductFactory(order_multiple=12, moq=12, sample_price=Decimal(9))
    url = reverse("catalog:product", args=[product.slug])
    assert 'step="12"' in shown(browser.get(url))
    assert 'step="1"' in shown(browser.get(url, {"mode": "sample"}))
    put(member, product, 24)
    assert 'min="12" step="12"' in shown(browser.get(reverse("orders:cart")))


# --- Ways of buying -------------------------------------------------------------------------


@pytest.fixture
def mixed(member: Membership) -> list[CartLine]:
    """One SKU in three ways; as a batch it is below its MOQ."""
    product = ProductFactory(moq=50, sample_price=Decimal(9), consign_price=Decimal(3))
    sku = sku_of(product)
    pieces = {"batch": 7, "sample": 1, "consign": 1}
    return [
        add(membership=member, wants={sku.pk: quantity}, mode=mode, at=NOW)[0]
        for mode, quantity in pieces.items()
    ]


def test_the_cart_puts_each_error_where_it_belongs(member, mixed):
    view = cart_view(membership=member, at=NOW)
    assert [[p.code for p in row.problems] for row in view.rows] == [["below_moq"], [], []]
    CartLine.objects.filter(mode="batch").update(is_chosen=False)
    CartLine.objects.filter(mode="sample").update(quantity=99)
    view = cart_view(membership=member, at=NOW)
    assert [[p.code for p in row.problems] for row in view.rows] == [[], ["sample_quantity"], []]


def test_stock_is_short_for_all_of_them_and_said_once(member, mixed):
    CartLine.objects.filter(mode="batch").update(quantity=9_999)
    view = cart_view(membership=member, at=NOW)
    assert [[p.code for p in row.problems] for row in view.rows] == [["over_stock"], [], []]


def test_what_is_not_offered_so_any_more_takes_no_part_in_the_stock(browser, member):
    """The line came first into the cart, was ticked, and cannot be ordered now."""
    sku = sku_of(ProductFactory(consign_price=Decimal(3)))
    for mode in ("consign", "batch"):
        add(membership=member, wants={sku.pk: 10}, mode=mode, at=NOW)
    CartLine.objects.filter(mode="batch").update(quantity=sku.on_hand + 1)
    Product.objects.update(consign_price=None)
    view = cart_view(membership=member, at=NOW)
    assert [[p.code for p in row.problems] for row in view.rows] == [[], ["over_stock"]]
    assert [view.is_ready, *(shop.is_ready for shop in view.suppliers)] == [False, False]
    page = shown(browser.get(reverse("orders:cart")))
    assert re.search(r'<button[^>]*id="check-out"[^>]*disabled', page)
    CartLine.objects.filter(mode="batch").update(quantity=sku.on_hand)
    assert cart_view(membership=member, at=NOW).is_ready


@pytest.mark.parametrize("why", ["unticked", "not offered"])
def test_pieces_that_are_not_ordered_leave_room_for_others(member, why):
    sku = sku_of(ProductFactory(consign_price=Decimal(3)))
    add(membership=member, wants={sku.pk: 10}, mode="consign", at=NOW)
    with pytest.raises(CannotOrder):
        add(membership=member, wants={sku.pk: sku.on_hand}, at=NOW)
    if why == "unticked":
        CartLine.objects.update(is_chosen=False)
    else:
        Product.objects.update(consign_price=None)
    add(membership=member, wants={sku.pk: sku.on_hand}, at=NOW)
    assert cart_view(membership=member, at=NOW).is_ready


def test_cart_checkout_and_order_say_how_a_line_is_bought(browser, member, mixed):
    CartLine.objects.filter(mode="batch").update(quantity=50)
    form = {"address": AddressFactory(company=member.company).pk, "key": "k"}
    cart = shown(browser.get(reverse("orders:cart")))
    checkout = shown(browser.get(reverse("orders:checkout")))
    browser.post(reverse("orders:checkout"), form)
    order = shown(browser.get(reverse("orders:detail", args=[Order.objects.get().number])))
    for page in (cart, checkout, order):
        assert page.count('badge--neutral">Sample<') == 1
        assert page.count('badge--neutral">Dropship<') == 1


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("by_quantity", "by all SKUs of the product together: 10 pieces"),
        ("by_sku_quantity", "by this SKU alone: 10 pieces"),
        ("by_sku", "One price whatever the quantity"),
    ],
)
def test_the_cart_says_what_a_step_is_counted_by(browser, member, quote, said):
    product = ProductFactory()
    Product.objects.update(quote_type=quote)
    if quote == "by_sku_quantity":
        PriceTier.objects.update(sku=sku_of(product))
    Sku.objects.update(price=Decimal(2) if quote == "by_sku" else None)
    put(member, product)
    assert said in shown(browser.get(reverse("orders:cart")))
    page = shown(browser.get(reverse("catalog:product", args=[product.slug])))
    words = {"by_quantity": "all SKUs together", "by_sku_quantity": "each SKU alone"}
    assert words.get(quote, "none: one price at any quantity") in page


def test_no_piece_is_refused_beside_its_line(browser, member):
    line, other = put(member), put(member)
    form = {f"quantity-{line.pk}": "0", f"quantity-{other.pk}": "20"}
    answer = browser.post(reverse("orders:update_cart"), form, headers=HTMX)
    assert answer.status_code == 422
    note = '<p class="cart-line__note bad">'
    assert shown(answer).count(note) == 1
    assert "must be at least 1 piece" in shown(answer).partition(note)[2]
    other.refresh_from_db()
    assert other.quantity == 10


def test_free_freight_says_from_when(browser, member):
    AddressFactory(company=member.company, is_default=True)
    template = FreightTemplateFactory(is_default=True)
    FreightZoneFactory(template=template, free_above=Decimal(399))
    product = ProductFactory(supplier=template.supplier)
    line = put(member, product, 10)
    path = reverse("catalog:product", args=[product.slug])
    assert "free from ¥399.00 of goods" in shown(browser.get(path))
    assert "Freight is free from ¥399.00 of goods" in shown(browser.get(reverse("orders:cart")))
    assert "free from ¥399.00 of goods" in shown(browser.get(reverse("orders:checkout")))
    CartLine.objects.filter(pk=line.pk).update(quantity=1000)
    assert "free from ¥399.00 of goods" in shown(browser.get(reverse("orders:checkout")))
    assert "Free delivery of 1,000 pieces" in shown(
        browser.get(path, {f"sku-{line.sku_id}": "1000"})
    )


# --- Checkout -------------------------------------------------------------------------------


def test_checkout_orders_once_and_leads_to_paying(browser, member):
    put(member)
    form = {"address": AddressFactory(company=member.company).pk, "key": "once"}
    assert browser.get(reverse("orders:checkout")).status_code == 200
    answer = browser.post(reverse("orders:checkout"), form)
    assert answer.url.startswith("/pay/")
    assert not CartLine.objects.exists()
    assert browser.post(reverse("orders:checkout"), form).url == answer.url
    assert Order.objects.get().buyer == member.company


def test_the_cart_marks_what_counts_towards_mixed_batch(browser, member):
    mixed = ProductFactory(mixable=True, moq=10, supplier__mix_pieces=20)
    put(member, mixed)
    put(member, ProductFactory(supplier=mixed.supplier, mixable=False))
    page = shown(browser.get(reverse("orders:cart")))
    assert "Mixed batch: 10 pieces more of the goods marked so" in page
    assert page.count(">Mixed batch<") == 1
    put(member, mixed)
    page = shown(browser.get(reverse("orders:cart")))
    assert "Mixed batch reached: the goods marked so need no MOQ of their own." in page


def test_where_promises_differ_each_is_named_and_the_one_that_counts(browser, member):
    slow = ProductFactory(promise_hours=240)
    quick = ProductFactory(promise_hours=24, supplier=slow.supplier)
    AddressFactory(company=member.company)
    put(member, slow)
    checkout = reverse("orders:checkout")
    counts = "The shortest counts for the whole order, each of its parcels: it ships in 24 hours."
    assert shown(browser.get(checkout)).count("ships in 10 days") == 1
    put(member, quick)
    order = placed_order(want(sku_of(slow)), want(sku_of(quick)), membership=member)
    for address in (checkout, reverse("orders:detail", args=[order.number])):
        page = shown(browser.get(address))
        assert counts in page
        # That of the order, and of either line.
        assert page.count("ships in 24 hours") == 3
        assert page.count("ships in 10 days") == 1


def test_without_an_address_it_leads_to_one_and_back(browser, member):
    put(member)
    page = shown(browser.get(reverse("orders:checkout")))
    assert f"{reverse('accounts:new_address')}?next={reverse('orders:checkout')}" in page
    answer = browser.post(reverse("orders:checkout"), {"key": "k"})
    assert answer.status_code == 422
    assert not Order.objects.exists()


def test_without_an_address_no_freight_is_said_and_nothing_is_to_pay(browser, member):
    put(member, custom_product())
    page = shown(browser.get(reverse("orders:checkout")))
    assert "Freight follows with the address" in page
    assert "To pay now" not in page
    assert "30 %" not in page
    AddressFactory(company=member.company)
    page = shown(browser.get(reverse("orders:checkout")))
    assert "Freight follows with the address" not in page
    assert "To pay now" in page
    assert "30 %" in page


def test_another_company_s_address_is_nobody_s(browser, member):
    put(member)
    AddressFactory(company=member.company, is_default=True)
    AddressFactory(company=member.company)
    form = {"address": AddressFactory().pk, "key": "k"}
    browser.post(reverse("orders:checkout"), form)
    assert Order.objects.get().address["street"] == "稠州北路 699 号"
    assert Order.objects.get().buyer == member.company


def test_a_price_that_moves_while_one_looks_is_asked_about(browser, member):
    line = put(member)
    address = AddressFactory(company=member.company)
    PriceTier.objects.filter(from_quantity=1).update(unit_price=Decimal("2.10"))
    form = {"address": address.pk, "key": "k", f"price-{line.sku_id}-batch": "2.0000"}
    answer = browser.post(reverse("orders:checkout"), form)
    assert answer.status_code == 409
    assert "<del>¥2.00</del> → <strong>¥2.10</strong>" in shown(answer)
    assert not Order.objects.exists()
    browser.post(reverse("orders:checkout"), form | {f"price-{line.sku_id}-batch": "2.10"})
    assert Order.objects.get().total == Decimal("21.00")


def hidden_fields(page: str) -> dict[str, str]:
    """What the page's forms give back without being typed; the last of a name counts."""
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))


def sent_for(product: Product, fee: str) -> None:
    """The supplier sends its goods for so much, whatever there is of them."""
    FreightZone.objects.all().delete()
    template = product.supplier.freight_templates.filter(is_default=True).first()
    template = template or FreightTemplateFactory(supplier=product.supplier, is_default=True)
    FreightZoneFactory(template=template, first_units=10_000, first_fee=fee)


def test_freight_that_moves_while_one_looks_is_asked_about(browser, member):
    RegionFactory()
    product = ProductFactory()
    put(member, product)
    AddressFactory(company=member.company)
    sent_for(product, "10.00")
    form = hidden_fields(shown(browser.get(reverse("orders:checkout"))))
    sent_for(product, "900.00")
    answer = browser.post(reverse("orders:checkout"), form)
    assert answer.status_code == 409
    assert "<del>¥30.00</del> → <strong>¥920.00</strong>" in shown(answer)
    assert not Order.objects.exists()
    browser.post(reverse("orders:checkout"), hidden_fields(shown(answer)))
    assert Order.objects.get().total == Decimal("920.00")


def test_what_was_put_in_after_the_look_is_asked_about(browser, member):
    put(member)
    AddressFactory(company=member.company)
    form = hidden_fields(shown(browser.get(reverse("orders:checkout"))))
    put(member, ProductFactory(code="B"))
    answer = browser.post(reverse("orders:checkout"), form)
    assert "<del>¥0.00</del> → <strong>¥20.00</strong>" in shown(answer)
    assert not Order.objects.exists()


def test_what_goes_off_sale_while_one_looks_is_refused_and_then_left_out(browser, member):
    put(member)
    gone = ProductFactory(code="B", title_en="Saucer")
    put(member, gone)
    AddressFactory(company=member.company)
    form = hidden_fields(shown(browser.get(reverse("orders:checkout"))))
    Product.objects.filter(pk=gone.pk).update(on_sale=False)
    answer = browser.post(reverse("orders:checkout"), form)
    assert answer.status_code == 422
    assert "no longer on sale" in shown(answer)
    assert not Order.objects.exists()
    browser.post(reverse("orders:checkout"), hidden_fields(shown(answer)))
    assert Order.objects.get().total == Decimal("20.00")
    assert CartLine.objects.get().sku.product == gone


@pytest.mark.parametrize(("currency", "status"), [("CNY", 409), ("XXX", 302), ("<b>", 302)])
def test_a_total_of_what_is_ordered_no_more_is_asked_about(browser, member, currency, status):
    put(member)
    AddressFactory(company=member.company)
    form = hidden_fields(shown(browser.get(reverse("orders:checkout"))))
    form[f"total-{SupplierFactory().pk}-{currency}"] = "20.00"
    assert browser.post(reverse("orders:checkout"), form).status_code == status
    assert Order.objects.exists() == (status == 302)


def test_freight_that_moves_before_the_approval_is_asked_about(browser, member):
    RegionFactory()
    Company.objects.filter(pk=member.company_id).update(spending_limit=Decimal(1))
    Membership.objects.filter(pk=member.pk).update(role=Role.PURCHASER)
    product = ProductFactory()
    put(member, product)
    AddressFactory(company=member.company)
    sent_for(product, "10.00")
    form = hidden_fields(shown(browser.get(reverse("orders:checkout"))))
    browser.post(reverse("orders:checkout"), form)
    asked = PurchaseRequest.objects.get()
    browser.force_login(MembershipFactory(company=member.company, role=Role.APPROVER).user)
    form = hidden_fields(shown(browser.get(reverse("orders:request", args=[asked.pk]))))
    sent_for(product, "900.00")
    answer = browser.post(reverse("orders:approve", args=[asked.pk]), form)
    assert answer.status_code == 409
    assert "<del>¥30.00</del> → <strong>¥920.00</strong>" in shown(answer)
    assert not Order.objects.exists()
    browser.post(reverse("orders:approve", args=[asked.pk]), hidden_fields(shown(answer)))
    assert Order.objects.get().total == Decimal("920.00")


@pytest.mark.parametrize("typed", ["NaN", "sNaN", "Infinity", "1e999999", "-1", "9" * 5000, "x"])
def test_a_price_that_no_page_showed_is_passed_over(browser, member, typed):
    line = put(member)
    address = AddressFactory(company=member.company)
    form = {"address": address.pk, "key": "k", f"price-{line.sku_id}-batch": typed}
    form[f"total-{line.sku.product.supplier_id}-CNY"] = typed
    assert browser.post(reverse("orders:checkout"), form).status_code == 302
    assert Order.objects.get().total == Decimal("20.00")


def test_a_number_with_a_nul_is_no_order_s(browser, member):
    order = placed_order(membership=member)
    answer = browser.post(reverse("orders:pay"), {"order": f"{order.number}\x00"})
    assert answer.status_code == 302
    assert browser.post(reverse("orders:confirm"), {"order": "\x00"}).status_code == 302
    order.refresh_from_db()
    assert order.status == OrderStatus.AWAITING_PAYMENT


def test_two_currencies_lead_to_a_list_of_payments(browser, member):
    put(member)
    put(member, ProductFactory(currency="USD"))
    form = {"address": AddressFactory(company=member.company).pk, "key": "k"}
    page = shown(browser.post(reverse("orders:checkout"), form, follow=True))
    assert page.count("/pay/P") == 2


def test_over_the_limit_it_leads_to_the_request(client):
    company = CompanyFactory(spending_limit=Decimal(5))
    purchaser = MembershipFactory(company=company, role=Role.PURCHASER)
    approver = MembershipFactory(company=company, role=Role.APPROVER)
    put(purchaser)
    client.force_login(purchaser.user)
    form = {"address": AddressFactory(company=company).pk, "key": "k"}
    assert "Ask for approval" in shown(client.get(reverse("orders:checkout")))
    page = client.post(reverse("orders:checkout"), form, follow=True)
    asked = PurchaseRequest.objects.get()
    assert "Take it back" in shown(page)
    client.force_login(approver.user)
    asked_page = shown(client.get(reverse("orders:request", args=[asked.pk])))
    assert "Approve and order" in asked_page
    assert "<title>A purchase to approve" in asked_page
    approved = shown(client.post(reverse("orders:approve", args=[asked.pk]), follow=True))
    assert "<title>A purchase that was approved" in approved
    assert "A purchase to approve" not in approved
    assert Order.objects.get().group.placed_by == purchaser.user


@pytest.mark.parametrize(
    ("language", "line"),
    [("en", "12 Hill Road, Penang, Malaysia"), ("zh-hans", "马来西亚 Penang 12 Hill Road")],
)
def test_a_country_is_named_not_coded(language, line):
    place = {"street": "12 Hill Road", "city": "Penang", "city_en": "Penang", "country": "MY"}
    with translation.override(language):
        assert address_line(place) == line


# --- Orders ---------------------------------------------------------------------------------


def test_what_no_carrier_has_scanned_is_not_said_to_be_on_its_way(browser, member):
    order = shipped_order(membership=member)
    detail = reverse("orders:detail", args=[order.number])
    for url in (reverse("orders:list"), detail):
        page = shown(browser.get(url))
        assert "Waiting for the carrier's first scan" in page
        assert "Handed over, not scanned yet" in page
        assert "Completes" not in page
    scan(order.shipments.get(), "accepted", NOW + timedelta(hours=2))
    page = shown(browser.get(detail))
    assert "Completes by itself" in page
    assert "not scanned yet" not in page


def test_a_part_that_no_carrier_has_scanned_is_not_said_to_be_shipped(browser, member):
    order = paid_order(membership=member)
    parcel = ship_all(order, quantities={order.lines.get().pk: 4})
    detail = reverse("orders:detail", args=[order.number])
    for url in (reverse("orders:list"), detail):
        assert "Handed over in part, not scanned yet" in shown(browser.get(url))
    page = shown(browser.get(detail))
    assert "Handed to the carrier in part" in page
    assert re.search(r"4 of 10 \S+ handed over", page)
    assert "Partly shipped" not in page
    scan(parcel, "accepted", NOW + timedelta(hours=2))
    for page in (card_of(browser, order), shown(browser.get(detail))):
        assert "not scanned yet" not in page
        assert "Partly shipped" in page


@pytest.mark.parametrize("make", [placed_order, paid_order, shipped_order, delivered_order])
def test_every_status_has_its_page(browser, member, make):
    order = make(membership=member)
    assert order.number in shown(browser.get(reverse("orders:list")))
    assert browser.get(reverse("orders:detail", args=[order.number])).status_code == 200


def test_the_list_is_filtered_and_searched(browser, member):
    order = paid_order(membership=member)
    url, line = reverse("orders:list"), order.lines.get()
    for query in ({"status": "awaiting_shipment"}, {"search": order.number},
                  {"search": line.title}, {"search": order.supplier.name_en}):  # fmt: skip
        assert order.number in shown(browser.get(url, query))
    for query in ({"status": "closed"}, {"search": "nothing of the kind"}):
        page = shown(browser.get(url, query))
        assert order.number not in page
        assert "No order fits" in page


def card_of(browser: Client, order: Order) -> str:
    """The card of an order in the list, without the forms that stand after it."""
    page = shown(browser.get(reverse("orders:list"), {"search": order.number}))
    return page[page.index('<article class="order-card"') : page.index("</article>")]


def test_a_card_offers_what_can_be_done_next(browser, member):
    staged = placed_order(product=custom_product(), membership=member)
    assert "Pay ¥30.00" in card_of(browser, staged)
    pay_open(staged)
    stage_url = reverse("orders:confirm_stage", args=[staged.number])
    assert f'href="{stage_url}"' in card_of(browser, staged)
    browser.post(stage_url)
    assert "Pay ¥70.00" in card_of(browser, staged)
    waiting = card_of(browser, paid_order(membership=member))
    assert not any(word in waiting for word in ("Pay ", "Confirm"))
    arrived = delivered_order(membership=member)
    confirm_url = f"{reverse('orders:confirm')}?order={arrived.number}"
    assert f'href="{confirm_url}"' in card_of(browser, arrived)


def test_paying_from_a_card_opens_the_payment_of_that_order(browser, member):
    orders = [placed_order(membership=member) for _ in range(2)]
    page = shown(browser.get(reverse("orders:list")))
    pays = reverse("orders:pay")
    for order in orders:
        form = re.search(
            rf'<form method="post" id="pay-{order.number}" action="{pays}">.*?</form>', page
        )
        assert form
        assert re.findall(r'name="order" value="(\d+)"', form[0]) == [order.number]
        assert f'form="pay-{order.number}"' in card_of(browser, order)


def test_a_card_tells_of_a_new_price_and_who_may_pay_it(client):
    owner = MembershipFactory(company__spending_limit=Decimal(21))
    order = placed_order(membership=owner)
    change_price(order=order, discount=Decimal(0), freight=Decimal(5), actor=owner.user, at=NOW)
    purchaser = MembershipFactory(company=owner.company, role=Role.PURCHASER)
    for member, pays in ((owner, True), (purchaser, False)):
        client.force_login(member.user)
        card = card_of(client, order)
        assert "<del>¥20.00</del> → <strong>¥25.00</strong>" in card
        assert ("Pay ¥25.00" in card) is pays
        assert ("An approver has to pay this order" in card) is not pays


@pytest.mark.parametrize("role", [Role.SALES, Role.FINANCE])
def test_a_card_offers_nothing_that_its_reader_may_not_do(client, role):
    owner = MembershipFactory()
    unpaid, arrived = placed_order(membership=owner), delivered_order(membership=owner)
    client.force_login(MembershipFactory(company=owner.company, role=role).user)
    assert ("Pay ¥20.00" in card_of(client, unpaid)) is (role == Role.FINANCE)
    assert "Confirm receipt" not in card_of(client, arrived)
    assert "Buy again" not in card_of(client, arrived)


def test_the_supplier_s_new_price_stands_beside_the_old(browser, member):
    order = placed_order(membership=member)
    change_price(order=order, discount=Decimal(5), freight=Decimal(0), actor=member.user, at=NOW)
    page = shown(browser.get(reverse("orders:detail", args=[order.number])))
    assert "<del>¥20.00</del> → <strong>¥15.00</strong>" in page
    answer = browser.post(reverse("orders:pay"), {"order": order.number})
    assert answer.url.startswith("/pay/")


def test_confirming_says_what_will_happen_then_does_it(browser, member):
    order = delivered_order(membership=member)
    url = reverse("orders:confirm")
    page = shown(browser.get(url, {"order": order.number}))
    assert "¥20.00" in page
    assert "To the supplier, before commission" in page
    order.refresh_from_db()
    assert order.status == OrderStatus.DELIVERED
    browser.post(url, {"order": order.number})
    order.refresh_from_db()
    assert order.status == OrderStatus.COMPLETED
    page = shown(browser.post(url, {"order": order.number}, follow=True))
    assert "The order is complete already" in page
    assert "cannot become" not in page


def test_cancelling_is_asked_first(browser, member):
    order = placed_order(membership=member)
    url = reverse("orders:cancel", args=[order.number])
    assert browser.get(url).status_code == 200
    order.refresh_from_db()
    assert order.status == OrderStatus.AWAITING_PAYMENT
    browser.post(url, {"reason": "买错了"})
    order.refresh_from_db()
    assert order.status == OrderStatus.CLOSED


@pytest.mark.parametrize(
    ("settle", "status"), [(paid_order, "Awaiting shipment"), (None, "Closed")]
)
def test_what_is_paid_or_closed_is_not_asked_about_but_shown(browser, member, settle, status):
    order = settle(membership=member) if settle else placed_order(membership=member)
    url = reverse("orders:cancel", args=[order.number])
    if settle is None:
        browser.post(url, {"reason": "买错了"})
    page = browser.get(url, follow=True)
    assert page.redirect_chain == [(reverse("orders:detail", args=[order.number]), 302)]
    assert f"Order {order.number} cannot be cancelled any more: {status}." in shown(page)


def test_what_is_complete_is_not_asked_about_again(browser, member):
    complete, arrived = (delivered_order(membership=member) for _ in range(2))
    url = reverse("orders:confirm")
    browser.post(url, {"order": complete.number})
    alone = browser.get(url, {"order": complete.number}, follow=True)
    assert alone.redirect_chain == [(reverse("orders:detail", args=[complete.number]), 302)]
    said = f"{complete.number}: The order is complete already; nothing is left to be confirmed."
    assert said in shown(alone)
    both = shown(browser.get(url, {"order": [complete.number, arrived.number]}))
    assert said in both
    assert f'name="order" value="{arrived.number}"' in both
    assert f'value="{complete.number}"' not in both


def test_a_stage_is_confirmed_and_the_next_one_paid(browser, member):
    order = placed_order(product=custom_product(), membership=member)
    pay_open(order)
    url = reverse("orders:confirm_stage", args=[order.number])
    assert browser.get(url).status_code == 200
    browser.post(url)
    page = shown(browser.get(reverse("orders:detail", args=[order.number])))
    assert "Pay ¥70.00" in page


def test_no_stage_of_a_refunded_order_is_offered_to_be_confirmed(browser, member):
    order = placed_order(product=custom_product(), membership=member)
    pay_open(order)
    url = reverse("orders:detail", args=[order.number])
    assert "Confirm stage 1" in shown(browser.get(url))
    refund_in_full(order=order, actor=None, at=NOW)
    assert "Confirm stage" not in shown(browser.get(url))


def test_the_buyer_extends(browser, member, clock):
    order = delivered_order(membership=member)
    clock.move_to(order.complete_at - timedelta(days=1))
    browser.force_login(member.user)
    assert "I need more time" in shown(browser.get(reverse("orders:detail", args=[order.number])))
    browser.post(reverse("orders:extend", args=[order.number]))
    before = order.complete_at
    order.refresh_from_db()
    assert order.complete_at == before + timedelta(days=3)


def test_before_confirming_the_goods_are_seen_and_what_the_carrier_said(browser, member):
    orders = {
        "Signed for": delivered_order(membership=member),
        "In transit": picked_up_order(membership=member),
        "The carrier has not scanned it yet.": shipped_order(membership=member),
    }
    scan(orders["In transit"].shipments.get(), "in_transit", NOW + timedelta(hours=5))
    for word, order in orders.items():
        page = shown(browser.get(reverse("orders:confirm"), {"order": order.number}))
        assert order.lines.get().title_en in page
        assert order.shipments.get().waybill in page
        assert word in page
        assert ("Not signed for yet" in page) is (order.status != OrderStatus.DELIVERED)


@pytest.mark.parametrize(
    ("act", "said_then"),
    [
        ("pay", "Tick the orders to pay first."),
        ("confirm", "Tick the orders whose goods have arrived."),
    ],
)
def test_without_a_tick_the_list_says_what_to_tick(browser, act, said_then):
    page = shown(browser.post(reverse("orders:bulk"), {act: "1"}, follow=True))
    assert said_then in page
    assert "Nothing of this order" not in page


def test_over_the_promise_the_buyer_reads_where_the_money_is(browser, member, clock):
    order = paid_order(membership=member)
    path = reverse("orders:detail", args=[order.number])
    assert "What you paid stays held" not in shown(browser.get(path))
    clock.move_to(order.due_at + timedelta(minutes=1))
    browser.force_login(member.user)
    assert "What you paid stays held" in shown(browser.get(path))
    parcel = ship_all(order, at=order.due_at)
    assert "What you paid stays held" in shown(browser.get(path)), "no carrier scanned it"
    scan(parcel, ScanKind.ACCEPTED, at=order.due_at)
    assert "What you paid stays held" not in shown(browser.get(path))


@pytest.mark.parametrize("plan", ["30/70", "60/30/10"])
def test_no_promise_is_over_while_a_stage_before_shipping_waits(browser, member, clock, plan):
    order = paid_order(want(sku_of(custom_product(plan))), membership=member)
    assert order.status == OrderStatus.AWAITING_SHIPMENT
    clock.move_to(order.due_at + timedelta(minutes=1))
    browser.force_login(member.user)
    path = reverse("orders:detail", args=[order.number])
    assert "What you paid stays held" not in shown(browser.get(path))


@pytest.mark.parametrize("is_last_open", [False, True])
def test_the_last_tenth_does_not_hide_that_the_promise_is_over(
    browser, member, clock, is_last_open
):
    order = paid_order(want(sku_of(custom_product("60/30/10"))), membership=member)
    confirm_stage(order=order, actor=member.user, at=NOW)
    pay_open(order)
    if is_last_open:
        confirm_stage(order=order, actor=member.user, at=NOW)
    order.refresh_from_db()
    clock.move_to(order.due_at + timedelta(minutes=1))
    browser.force_login(member.user)
    assert "What you paid stays held" in shown(
        browser.get(reverse("orders:detail", args=[order.number]))
    )


def test_buying_again_fills_the_cart_with_what_is_left(browser, member):
    order = placed_order(membership=member)
    url = reverse("orders:buy_again", args=[order.number])
    browser.post(url)
    assert CartLine.objects.get().quantity == 10
    Product.objects.update(on_sale=False)
    CartLine.objects.all().delete()
    assert "Nothing of this order is on sale" in shown(browser.post(url, follow=True))
    assert not CartLine.objects.exists()


def test_buying_again_leaves_out_what_is_sold_out(browser, member):
    shop = SupplierFactory()
    goods = [ProductFactory(supplier=shop, title_en=title) for title in ("Mug", "Jug")]
    left, sold_out = map(sku_of, goods)
    order = placed_order(want(left), want(sold_out), membership=member)
    Sku.objects.filter(pk=sold_out.pk).update(on_hand=10)
    url = reverse("orders:buy_again", args=[order.number])
    page = shown(browser.post(url, follow=True))
    assert "“Jug” is sold out." in page
    assert CartLine.objects.get().sku == left
    Sku.objects.filter(pk=left.pk).update(on_hand=10)
    assert "Nothing of this order is on sale and in stock." in shown(browser.post(url, follow=True))


def test_buying_again_puts_in_what_is_left_beside_the_cart(browser, member):
    product = ProductFactory(title_en="Mug")
    order = placed_order(membership=member, product=product)
    Sku.objects.update(on_hand=10 + 14)
    url = reverse("orders:buy_again", args=[order.number])
    assert "pieces were put in" not in shown(browser.post(url, follow=True))
    page = shown(browser.post(url, follow=True))
    assert "“Mug”: 4 of 10 pieces were put in." in page
    assert CartLine.objects.get().quantity == 14
    page = shown(browser.post(url, follow=True))
    assert "“Mug”: 0 of 10 pieces were put in." in page
    assert CartLine.objects.get().quantity == 14


def test_ticked_orders_are_paid_together_or_confirmed_after_a_look(browser, member):
    unpaid = [placed_order(membership=member) for _ in range(2)]
    numbers = [order.number for order in unpaid]
    page = shown(browser.get(reverse("orders:list")))
    assert all(f'value="{number}"' in page for number in numbers)
    answer = browser.post(reverse("orders:bulk"), {"order": numbers, "pay": "1"})
    assert "¥40" in plain_money(shown(browser.get(answer.url)))
    arrived = delivered_order(membership=member)
    answer = browser.post(reverse("orders:bulk"), {"order": arrived.number, "confirm": "1"})
    assert answer.url == f"{reverse('orders:confirm')}?order={arrived.number}"
    arrived.refresh_from_db()
    assert arrived.status == OrderStatus.DELIVERED


def test_what_was_paid_names_its_orders_and_leads_to_them(browser, member):
    orders = [placed_order(membership=member, quantity=many) for many in (10, 20)]
    payment = start_payment(orders=orders, membership=member, at=NOW)
    for settled in (False, True):
        if settled:
            pay(payment)
        for name in ("pay", "back") if settled else ("pay",):
            page = shown(browser.get(reverse(f"payments:{name}", args=[payment.number])))
            for order, share in zip(orders, ("¥20.00", "¥40.00"), strict=True):
                link = f'href="{reverse("orders:detail", args=[order.number])}">{order.number}</a>'
                assert link in page
                assert share in page
                assert order.supplier.name_en in page


def plain_money(text: str) -> str:
    """Without what sets the parts of an amount in different sizes."""
    return re.sub(r"</?span[^>]*>", "", text)


@pytest.mark.parametrize("text", ["\x00", "x" * 1000, "%_\\"])
def test_whatever_is_typed_is_read_or_refused(browser, member, text):
    line = put(member)
    AddressFactory(company=member.company)
    number = placed_order(membership=member).number
    answers = [
        browser.get(reverse("orders:list"), {"search": text, "status": text, "page": text}),
        browser.post(reverse("orders:add"), {"sku-" + "9" * 30: "1", f"sku-{line.sku_id}": text}),
        browser.post(reverse("orders:update_cart"), {f"quantity-{line.pk}": text, "line": text}),
        browser.post(reverse("orders:cancel", args=[number]), {"reason": text}),
        browser.post(
            reverse("orders:checkout"),
            {"key": text, "address": text, f"note-{line.sku.product.supplier_id}": text},
        ),
    ]
    assert [answer.status_code for answer in answers if answer.status_code >= 500] == []


# --- What is said ---------------------------------------------------------------------------


def test_a_closed_order_is_not_to_be_paid(browser, member):
    order = placed_order(membership=member)
    path = reverse("orders:detail", args=[order.number])
    assert f"Pay {money(order.total, order.currency)}" in shown(browser.get(path))
    browser.post(reverse("orders:cancel", args=[order.number]), {"reason": "x"})
    page = shown(browser.get(path))
    assert reverse("orders:pay") not in page


def test_the_buyer_is_told_one_sum_of_what_goes_to_the_supplier(browser, member):
    order = delivered_order(membership=member)
    held = money(order.total, order.currency)
    asked = shown(browser.get(reverse("orders:confirm"), {"order": order.number}))
    assert "Commission" not in asked
    assert held in asked
    browser.post(reverse("orders:confirm"), {"order": order.number})
    page = shown(browser.get(reverse("orders:detail", args=[order.number])))
    assert f"<dt>To the supplier, before commission</dt><dd>{held}</dd>" in page
    notice = Notice.objects.get(kind="order_completed", user=member.user)
    assert said(notice).body.startswith(f"{held}, before commission, went to")


def test_english_pages_name_everyone_in_english(browser, member):
    Company.objects.filter(pk=member.company_id).update(
        name="湖畔生活馆", name_en="Lakeside Living"
    )
    RegionFactory(code="330100", name="杭州市", name_en="Hangzhou", level=RegionLevel.CITY)
    order = delivered_order(membership=member)
    Supplier.objects.update(name="旭日档口", name_en="Rising Sun Stall")
    Scan.objects.update(place="杭州市")
    page = shown(browser.get(reverse("orders:detail", args=[order.number])))
    assert "<span>Hangzhou</span>" in page
    assert "Lakeside Living" in page
    assert "湖畔生活馆" not in page
    assert "旭日档口" not in page
    chinese = shown(browser.get(reverse("accounts:profile"), HTTP_ACCEPT_LANGUAGE="zh-hans"))
    assert "湖畔生活馆" in chinese


def test_checkout_says_when_an_unpaid_order_closes(browser, member):
    put(member)
    assert "not paid within 5 days closes by itself" in shown(
        browser.get(reverse("orders:checkout"))
    )


@pytest.mark.parametrize("count", [1, 2])
def test_what_was_paid_leads_to_its_orders_and_says_when_they_ship(browser, member, count):
    orders = [placed_order(membership=member) for _ in range(count)]
    payment = start_payment(orders=orders, membership=member, at=NOW)
    for name in ("pay", "back"):
        page = shown(browser.get(reverse(f"payments:{name}", args=[payment.number])))
        assert all(order.number in page for order in orders)
        assert "ships by" not in page
    pay(payment)
    for name in ("pay", "back"):
        page = shown(browser.get(reverse(f"payments:{name}", args=[payment.number])))
        assert ">Paid</h1>" in page
        assert ("To your orders" if count > 1 else "To your order<") in page
        assert "held in escrow until you confirm the goods" in page
        for order in orders:
            order.refresh_from_db()
            assert order.due_at
            assert f"ships by {formats.moment(order.due_at)}" in page


def paid_page(browser, order):
    payment = order.stages.first().payments.first().payment
    return shown(browser.get(reverse("payments:pay", args=[payment.number])))


def test_the_paid_page_names_no_day_that_is_past(browser, member, clock):
    order = paid_order(membership=member)
    clock.move_to(order.due_at + timedelta(days=1))
    browser.force_login(member.user)
    page = paid_page(browser, order)
    assert "held in escrow until" in page
    assert "ships by" not in page


def test_the_paid_page_names_no_day_while_the_balance_waits(browser, member):
    order = paid_order(want(sku_of(custom_product())), membership=member)
    assert "ships by" not in paid_page(browser, order)
    confirm_stage(order=order, actor=member.user, at=NOW)
    pay_open(order)
    assert "ships by" in paid_page(browser, order)


@pytest.mark.parametrize("end", ["completed", "refunded"])
def test_the_paid_page_does_not_say_held_of_what_is_gone(browser, member, end):
    order = delivered_order(membership=member)
    assert "held in escrow until" in paid_page(browser, order)
    if end == "completed":
        confirm(order=order, actor=member.user, at=NOW + timedelta(days=4))
    else:
        refund_in_full(order=order, actor=member.user, at=NOW + timedelta(days=4), reason="x")
    assert "held in escrow until" not in paid_page(browser, order)


def test_receipt_of_one_order_and_of_three_is_asked_in_as_many_queries(
    browser, member, django_assert_num_queries
):
    numbers = [delivered_order(membership=member).number for _ in range(3)]
    path = reverse("orders:confirm")
    browser.get(path, {"order": numbers})
    with CaptureQueriesContext(connection) as of_one:
        browser.get(path, {"order": numbers[:1]})
    with django_assert_num_queries(len(of_one)):
        browser.get(path, {"order": numbers})


def test_paying_tells_the_link_from_the_order(browser, member):
    order = placed_order(membership=member)
    payment = start_payment(orders=[order], membership=member, at=NOW)
    page = shown(browser.get(reverse("payments:pay", args=[payment.number])))
    link, closes = formats.moment(payment.expires_at), formats.moment(order.pay_until)
    assert f"Start paying here by {link}; the order waits until {closes}" in page
    assert "Order closes unpaid" not in page
    payment.expires_at = order.pay_until
    payment.save(update_fields=["expires_at"])
    page = shown(browser.get(reverse("payments:pay", args=[payment.number])))
    assert "Order closes unpaid" in page
    assert "Start paying here by" not in page
    assert f"If you go on now, the money has to be there by {closes}." in page
    soon = formats.moment(payment.expires_at)
    assert f"If you go on now, the money has to be there by {soon}." in page


def test_a_payment_is_named_in_the_readers_language(browser, member):
    order = placed_order(membership=member)
    payment = start_payment(orders=[order], membership=member, at=NOW)
    path = reverse("payments:pay", args=[payment.number])
    assert f"Order {order.number}" in shown(browser.get(path))
    User.objects.filter(pk=member.user_id).update(language="zh-hans")
    assert f"订单 {order.number}" in shown(browser.get(path))


class TestHome:
    def test_a_buyer_sees_what_waits_and_nobody_else_s(self, client: Client) -> None:
        waiting = placed_order()
        client.force_login(buyer_of(waiting).user)
        delivered_order()
        home = client.get(reverse("catalog:home"))
        ways = re.findall(r'href="/orders/\?status=(\w+)".*?<span class="num">(\d+)<', home.text)
        assert ways == [(OrderStatus.AWAITING_PAYMENT, "1")]
        assert "How an order runs" not in home.text

    def test_a_buyer_without_orders_is_told_so(self, browser: Client) -> None:
        assert "None is under way." in browser.get(reverse("catalog:home")).text

    def test_a_visitor_is_told_what_happens_next(self, client: Client) -> None:
        home = client.get(reverse("catalog:home")).text
        assert "How an order runs" in home
        assert "Your orders" not in home
