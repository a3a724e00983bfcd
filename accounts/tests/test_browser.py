"""A newcomer's way in, in a browser."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.models import Address, Membership
from accounts.services.regions import load_regions
from accounts.tests.factories import (
    AddressFactory,
    MembershipFactory,
    NoticeFactory,
    RegionFactory,
    colleague_of,
)
from marketplace.testing.accessibility import faults
from marketplace.testing.browser import choose

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BOTH_WIDTHS = [(360, "zh-CN"), (1440, "en-GB")]


@pytest.mark.parametrize(("width", "locale"), BOTH_WIDTHS)
def test_sign_up_company_and_address(page_at, width: int, locale: str) -> None:
    load_regions()
    page = page_at(width, locale=locale)
    page.goto("/account/signup/?next=/company/addresses/")
    assert faults(page) == []
    page.fill("[name=email]", "wang.fang@example.com")
    page.fill("[name=name]", "王芳")
    page.fill("[name=company_name]", "义乌青花贸易有限公司")
    page.fill("[name=password1]", "four plain words here")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/company/addresses/")
    page.locator("main .button--primary").first.click()
    page.wait_for_url("**/addresses/new/")
    page.fill("[name=contact]", "王芳")
    page.fill("[name=phone]", "138 0013 8000")
    choose(page, "[name=province]", "330000")
    choose(page, "[name=city_code]", "330700")
    choose(page, "[name=district]", "330782")
    page.fill("[name=street]", "稠州北路 699 号")
    assert faults(page) == []
    page.locator("main .button--primary").click()
    page.wait_for_url("**/company/addresses/")
    page.get_by_text("稠州北路 699 号").wait_for()
    assert Address.objects.get().region_id == "330782"
    assert Membership.objects.get().company.name == "义乌青花贸易有限公司"


def test_the_picker_keeps_the_focus_and_follows_the_country(page_at) -> None:
    load_regions()
    page = page_at(1440, user=MembershipFactory().user)
    page.goto(reverse("accounts:new_address"))
    page.locator("[name=province]").focus()
    page.select_option("[name=province]", "110000")
    page.locator("[name=district]").wait_for()
    assert page.evaluate("document.activeElement.name") == "province"
    assert page.locator("[name=city_code]").input_value() == "110100"
    page.select_option("[name=province]", "810000")
    page.locator("[name=city_code]").wait_for(state="detached")
    assert page.locator("[name=district] option").count() == 19
    page.select_option("[name=country]", "DE")
    page.locator("input[name=city]").wait_for()
    assert page.locator("[name=province]").count() == 0


def test_without_scripts_an_address_is_chosen_step_by_step(chromium, page_at, live_server) -> None:
    load_regions()
    member = MembershipFactory()
    signed_in = page_at(360, user=member.user).context
    context = chromium.new_context(
        base_url=live_server.url, java_script_enabled=False, locale="en-GB"
    )
    context.add_cookies(signed_in.cookies())
    page = context.new_page()
    page.goto(reverse("accounts:new_address"))
    page.fill("[name=contact]", "王芳")
    for name, code in {"province": "440000", "city_code": "441900"}.items():
        page.select_option(f"[name={name}]", code)
        page.locator("[name=show_place]").click()
    assert page.locator("[name=contact]").input_value() == "王芳"
    page.fill("[name=phone]", "13800138000")
    page.fill("[name=street]", "松山湖科技路 1 号")
    page.locator("main .button--primary").click()
    page.get_by_text("松山湖科技路 1 号").wait_for()
    context.close()
    assert Address.objects.get().region.name == "东莞市"


PAGES = ["company", "members", "addresses", "new_address", "notices", "tokens", "profile", "close"]


@pytest.mark.parametrize(("width", "locale"), BOTH_WIDTHS)
def test_pages_have_names_labels_targets_and_fit(page_at, width: int, locale: str) -> None:
    owner = MembershipFactory()
    colleague_of(owner, user__name="A person with quite a long name of several words")
    RegionFactory()
    AddressFactory(company=owner.company)
    NoticeFactory.create_batch(2, user=owner.user)
    page = page_at(width, user=owner.user, locale=locale)
    names = [*(f"accounts:{name}" for name in PAGES), "account_email", "mfa_index"]
    for url in [*map(reverse, names), "/rules/", "/rules/orders/"]:
        page.goto(url)
        assert faults(page) == [], url
