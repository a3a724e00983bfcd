"""The inspector's phone: position by consent, points saved in place, a photograph in one tap."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from policies.services.versions import ensure_first_versions
from suppliers.enums.visits import VisitStatus
from suppliers.tests.factories import SiteVisitFactory, SupplierFactory
from suppliers.tests.visits.photos import photo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_visit_on_a_phone(page_at: Any) -> None:
    ensure_first_versions()
    visit = SiteVisitFactory(scheduled_for=timezone.now())
    page = page_at(360, user=visit.inspector)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 29.3341, "longitude": 120.1061})
    page.goto(reverse("suppliers:inspect_visit", args=[visit.pk]))
    page.get_by_label("Send this phone's position").check()
    expect(page.get_by_text("The position is known.")).to_be_visible()
    page.get_by_role("button", name="Begin the visit").click()
    expect(page.get_by_text("How far you are")).to_be_visible()
    first = visit.items.first()
    point = page.locator(f"#item-{first.pk}")
    point.get_by_label("Yes").check()
    point.get_by_role("button", name="Save").click()
    expect(page.get_by_text(f"1 of {visit.items.count()} points")).to_be_visible()
    page.get_by_label("Send this phone's position").check()
    expect(page.get_by_text("The position is known.")).to_be_visible()
    point.locator("input[type=file]").set_input_files(
        {"name": "stall.jpg", "mimeType": "image/jpeg", "buffer": photo().read()}
    )
    expect(page.get_by_text("1 of 3 photographs prove place and day")).to_be_visible()
    visit.refresh_from_db()
    kept = visit.photos.get()
    assert (visit.status, kept.item_id) == (VisitStatus.UNDER_WAY, first.pk)
    assert (kept.place_from, kept.time_from) == ("phone", "phone")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_count_on_a_phone(page_at: Any) -> None:
    ensure_first_versions()
    shop = SupplierFactory(kind="factory", headcount=40)
    visit = SiteVisitFactory(
        kind="factory", company=shop.company, supplier=shop, scheduled_for=timezone.now()
    )
    page = page_at(360, user=visit.inspector)
    page.goto(reverse("suppliers:inspect_visit", args=[visit.pk]))
    page.get_by_role("button", name="Begin the visit").click()
    expect(page.get_by_text("How far you are")).to_be_visible()
    people = visit.items.get(part="check", code="headcount")
    point = page.locator(f"#item-{people.pk}")
    point.get_by_label("Counted").fill("forty")
    point.get_by_role("button", name="Save").click()
    expect(point.get_by_text("A whole number from 0 to 1000000, not forty.")).to_be_visible()
    expect(point.get_by_label("Counted")).to_have_value("forty")
    point.get_by_label("Counted").fill("38")
    point.get_by_role("button", name="Save").click()
    expect(point.get_by_text("Differs from what is said online")).to_be_visible()
    expect(page.get_by_text(f"1 of {visit.items.count()} points")).to_be_visible()
    people.refresh_from_db()
    assert (people.counted, people.answer) == (38, "differs")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
