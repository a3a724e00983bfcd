"""What the modules in static/js add to pages, in a real browser on the style guide."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.fixtures import Settings

from marketplace.testing.accessibility import faults
from marketplace.testing.browser import PageAt

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def guide(page_at: PageAt, settings: Settings) -> Page:
    """The style guide on a wide screen."""
    settings.DEBUG = True
    page = page_at(1440)
    page.goto("/styleguide/")
    return page


@pytest.mark.parametrize(("width", "locale"), [(360, "en-GB"), (360, "zh-CN"), (768, "en-GB")])
def test_components_are_named_large_enough_and_fit(
    page_at: PageAt, settings: Settings, width: int, locale: str
) -> None:
    settings.DEBUG = True
    page = page_at(width, locale=locale)
    page.goto("/styleguide/")
    assert faults(page) == []


def test_a_long_sum_stays_in_one_line(page_at: PageAt, settings: Settings) -> None:
    settings.DEBUG = True
    page = page_at(360)
    page.goto("/styleguide/")
    value = page.locator(".tiles .stat-tile__value").first
    height = value.evaluate("value => value.offsetHeight")
    for sum_ in ("¥177,985.48", "¥1,234,567,890.12"):
        value.evaluate("(value, text) => { value.textContent = text }", sum_)
        assert value.evaluate("value => value.offsetHeight") == height
        assert value.evaluate("value => value.scrollWidth <= value.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_plus_and_minus_keep_to_step_and_ends(guide: Page) -> None:
    box = guide.locator("[data-quantity]").first
    expect(box.locator("[data-quantity-down]")).to_be_disabled()
    box.locator("[data-quantity-up]").click()
    expect(box.locator("input")).to_have_value("60")
    expect(box.locator("[data-quantity-down]")).to_be_enabled()


def test_the_theme_changes_at_once_and_stays(guide: Page) -> None:
    choice = guide.locator(".site-footer [name=theme][value=dark]")
    choice.click()
    expect(guide.locator("html")).to_have_attribute("data-theme", "dark")
    expect(choice).to_have_attribute("aria-current", "true")
    guide.reload()
    expect(guide.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_dialog_opens_and_closes_by_keyboard(guide: Page) -> None:
    dialog = guide.locator("#sample-dialog")
    opener = guide.locator("[data-dialog=sample-dialog]")
    opener.focus()
    guide.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    guide.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    expect(opener).to_be_focused()


def test_the_arrow_keys_turn_the_pictures(guide: Page) -> None:
    first, second = (guide.locator("[data-gallery-thumb]").nth(n) for n in (0, 1))
    first.focus()
    guide.keyboard.press("ArrowRight")
    expect(second).to_be_focused()
    expect(second).to_have_attribute("aria-current", "true")
    shown = guide.locator("[data-gallery-stage] img").get_attribute("src")
    assert shown == second.get_attribute("href")


def test_a_menu_closes_on_escape_and_gives_the_focus_back(guide: Page) -> None:
    menu = guide.locator("main [data-menu]")
    menu.locator("summary").click()
    menu.locator(".menu__item").first.focus()
    guide.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()


def test_a_double_click_sends_a_form_once(guide: Page) -> None:
    sent: list[str] = []

    def count(route: Route) -> None:
        sent.append(route.request.method)
        route.fulfill(status=204)

    guide.route("**/counted/", count)
    guide.evaluate(
        """document.querySelector("main").insertAdjacentHTML("afterbegin",
        '<form method="post" action="/counted/"><button id="go">Go</button></form>')"""
    )
    guide.locator("#go").dblclick()
    guide.wait_for_timeout(200)
    assert sent == ["POST"]
    expect(guide.locator("#go")).to_have_attribute("aria-busy", "true")


def test_the_focus_survives_a_swap_and_the_news_of_it_is_said(guide: Page) -> None:
    fragment = '<p id="part"><b data-announce>12 left</b><a href="#" id="next">Next</a></p>'
    guide.route("**/fragment/", lambda route: route.fulfill(status=200, body=fragment))
    guide.evaluate(
        """document.querySelector("main").insertAdjacentHTML("afterbegin", '<p id="part">'
        + '<button id="swap" hx-get="/fragment/" hx-target="#part" hx-swap="outerHTML">Go'
        + '</button></p>'); htmx.process(document.getElementById("swap"))"""
    )
    guide.locator("#swap").focus()
    guide.keyboard.press("Enter")
    expect(guide.locator("#next")).to_be_focused()
    expect(guide.locator("#announcer")).to_have_text("12 left")


def test_what_the_server_announces_is_shown_and_said(guide: Page) -> None:
    guide.evaluate(
        """document.body.dispatchEvent(
        new CustomEvent("announce", {bubbles: true, detail: {text: "Added", show: true}}))"""
    )
    expect(guide.locator("#announcer")).to_have_text("Added")
    expect(guide.locator(".toast")).to_have_text("Added")
