"""The cart in a real browser: what changes in place, and that the keyboard stays where it was."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import Membership
from accounts.tests.factories import AddressFactory, MembershipFactory
from catalog.tests.factories import ProductFactory
from marketplace.testing.browser import PageAt
from orders.models import CartLine, Order
from orders.services.cart import add
from orders.tests.factories import buyer, buyer_of, placed_order, sku_of
from policies.services.versions import ensure_first_versions
from suppliers.tests.factories import SupplierFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_quantities_change_in_place(page_at):
    ensure_first_versions()
    member = buyer()
    AddressFactory(company=member.company)
    sku = sku_of(ProductFactory(moq=50))
    (line,) = add(membership=member, wants={sku.pk: 38}, at=timezone.now())
    page = page_at(360, user=member.user)
    page.goto(reverse("orders:cart"))
    expect(page.get_by_text("MOQ is 50 pieces: add 12 more.")).to_be_visible()
    field = page.locator(f"#quantity-{line.pk}")
    field.fill("97")
    field.press("ArrowUp")
    expect(page.get_by_text("100 pieces cost less than 98")).to_be_visible()
    expect(page.locator(f"#quantity-{line.pk}")).to_be_focused()
    expect(page.locator("#announcer")).to_have_text("The cart is up to date.")
    page.get_by_role("button", name="Check out").last.click()
    page.wait_for_url("**" + reverse("orders:checkout"))
    assert CartLine.objects.get().quantity == 98


@pytest.fixture
def member() -> Membership:
    """A buyer whose cart holds a hundred pieces of each of two shops."""
    ensure_first_versions()
    member = buyer()
    AddressFactory(company=member.company)
    wants = {sku_of(ProductFactory(code=code)).pk: 100 for code in ("A", "B")}
    add(membership=member, wants=wants, at=timezone.now())
    return member


def cart_of(page: Page, member: Membership) -> list[CartLine]:
    """Open the cart; its lines as they are."""
    page.goto(reverse("orders:cart"))
    return list(CartLine.objects.filter(cart__membership=member).order_by("pk"))


def pieces() -> list[int]:
    return list(CartLine.objects.order_by("pk").values_list("quantity", flat=True))


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scripts", [True, False])
def test_enter_in_a_quantity_saves_it_and_takes_nothing_out(
    page_at: PageAt, member: Membership, scripts: bool, width: int
) -> None:
    page = page_at(width, user=member.user, scripts=scripts)
    _first, second = cart_of(page, member)
    field = page.locator(f"#quantity-{second.pk}")
    field.fill("150")
    with page.expect_response("**" + reverse("orders:update_cart")):
        field.press("Enter")
    expect(page.locator("#cart")).to_contain_text("¥270.00")
    assert page.url.endswith(reverse("orders:cart"))
    assert pieces() == [100, 150]


def test_a_quantity_typed_before_the_page_listened_is_priced_once_it_does(
    page_at: PageAt, member: Membership
) -> None:
    product = ProductFactory()
    page = page_at(1440, user=member.user)
    late: list[Any] = []

    def hold(route: Any) -> None:
        late.append(route)

    page.route("**/htmx-2.min.js", hold)
    page.goto(reverse("catalog:product", args=[product.slug]), wait_until="commit")
    page.locator("#buy input[type=number]").first.fill("120")
    page.wait_for_timeout(100)
    late[0].continue_()
    expect(page.locator("#quote")).to_contain_text("216")


def test_tab_to_a_button_does_not_press_it(page_at: PageAt, member: Membership) -> None:
    page = page_at(1440, user=member.user)
    first, second = cart_of(page, member)
    page.locator(f"#quantity-{first.pk}").fill("120")
    with page.expect_response("**" + reverse("orders:update_cart")):
        page.locator(f"#quantity-{first.pk}").press("Tab")
        expect(page.get_by_role("button", name="Remove").first).to_be_focused()
    expect(page.locator("#cart")).to_contain_text("¥216.00")
    page.locator(f"#quantity-{second.pk}").fill("150")
    with page.expect_response("**" + reverse("orders:update_cart")):
        for _time in range(2):
            page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Check out").first).to_be_focused()
    expect(page.locator("#cart")).to_contain_text("¥270.00")
    assert page.url.endswith(reverse("orders:cart"))
    assert pieces() == [120, 150]


def test_a_swap_of_the_cart_leaves_the_keyboard_where_it_was(
    page_at: PageAt, member: Membership
) -> None:
    page = page_at(1440, user=member.user)
    first, second = cart_of(page, member)
    page.locator(f"#quantity-{first.pk}").fill("120")
    page.locator(f"#quantity-{first.pk}").press("Tab")
    expect(page.locator("#cart")).to_contain_text("¥216.00")
    expect(page.get_by_role("button", name="Remove").first).to_be_focused()
    page.locator(f"#choice-{second.pk}").press("Space")
    expect(page.locator("#announcer")).to_have_text("The cart is up to date.")
    expect(page.locator(f"#choice-{second.pk}")).not_to_be_checked()
    expect(page.locator(f"#choice-{second.pk}")).to_be_focused()
    page.get_by_role("button", name="Remove").last.press("Enter")
    expect(page.locator(f"#quantity-{second.pk}")).to_have_count(0)
    expect(page.locator("#cart a:focus")).to_have_count(1)


@pytest.mark.parametrize("scripts", [True, False])
def test_the_bin_takes_its_own_line_out(page_at: PageAt, member: Membership, scripts: bool) -> None:
    page = page_at(1440, user=member.user, scripts=scripts)
    first, second = cart_of(page, member)
    page.get_by_role("button", name="Remove").last.click()
    expect(page.locator(f"#quantity-{second.pk}")).to_have_count(0)
    assert CartLine.objects.get() == first


@pytest.mark.parametrize("scripts", [True, False])
def test_enter_in_a_note_does_not_order(page_at: PageAt, member: Membership, scripts: bool) -> None:
    page = page_at(1440, user=member.user, scripts=scripts)
    page.goto(reverse("orders:checkout"))
    note = page.get_by_label("Note to the supplier").first
    note.fill("Please pack in tens")
    note.press("Enter")
    page.wait_for_load_state("networkidle")
    expect(note).to_have_value("Please pack in tens")
    assert not Order.objects.exists()
    page.get_by_role("button", name="Order and pay").first.click()
    page.wait_for_url("**/pay/**")
    assert sorted(Order.objects.values_list("note", flat=True)) == ["", "Please pack in tens"]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_row_of_links_begins_where_the_reader_is(page_at: PageAt, scripts: bool) -> None:
    ensure_first_versions()
    seller = MembershipFactory()
    SupplierFactory(company=seller.company)
    page = page_at(360, user=seller.user, scripts=scripts)
    page.goto(reverse("suppliers:badges"))
    expect(page.get_by_role("link", name="Today")).not_to_be_in_viewport()
    expect(page.get_by_role("link", name="Badges")).to_be_in_viewport(ratio=1)
    page.goto(reverse("accounts:looks"))
    expect(page.get_by_role("link", name="Who looked")).to_be_in_viewport(ratio=1)
    page.goto(reverse("orders:desk_orders") + "?status=closed")
    expect(page.get_by_role("link", name="Closed")).to_be_in_viewport(ratio=0.9)


def test_an_order_card_gives_its_words_the_width_of_a_phone(page_at: PageAt) -> None:
    ensure_first_versions()
    order = placed_order()
    page = page_at(360, user=buyer_of(order).user)
    page.goto(reverse("orders:list"))
    whole = page.locator(".order-card__body").bounding_box()
    words = page.locator(".order-card__facts").bounding_box()
    total = page.locator(".order-card__total").bounding_box()
    assert whole
    assert words
    assert total
    assert words["width"] > 0.85 * whole["width"]
    assert total["y"] + total["height"] <= words["y"]
