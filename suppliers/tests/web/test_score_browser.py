"""The table of a score as a browser lays it out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import MembershipFactory
from policies.services.versions import ensure_first_versions
from suppliers.enums import FactKind
from suppliers.models import Supplier
from suppliers.services import scores
from suppliers.tests.factories import FactFactory, SupplierFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
#: Pixels: two lines of the longest sentence in English.
WIDEST_FIGURE = 310


@pytest.fixture
def shop() -> Supplier:
    """One of two shops with so few parcels that the mean of both is mixed in."""
    ensure_first_versions()
    quick, slow = SupplierFactory(), SupplierFactory()
    now = timezone.now()
    for supplier, hours in ((quick, 10), (slow, 100)):
        FactFactory(
            supplier=supplier, kind=FactKind.PICKUP, at=now - timedelta(days=3), value=hours
        )
    scores.score_day(day=timezone.localdate() - timedelta(days=1), at=now)
    return quick


@pytest.mark.parametrize("locale", ["en-GB", "zh-CN"])
def test_a_figure_takes_no_more_room_than_two_lines_of_its_note(
    page_at: Any, shop: Supplier, locale: str
) -> None:
    owner = MembershipFactory(company=shop.company).user
    page = page_at(1440, user=owner, locale=locale)
    page.goto(reverse("suppliers:score"))
    figure = page.locator("td.num").first
    assert "50%" in figure.inner_text()
    assert figure.bounding_box()["width"] < WIDEST_FIGURE
    page.set_viewport_size({"width": 360, "height": 780})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
