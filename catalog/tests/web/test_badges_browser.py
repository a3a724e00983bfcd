"""Score, badges and the trust panel in a browser, no wider than the window."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.tests.factories import MembershipFactory
from catalog.tests.factories import ProductFactory
from suppliers.models import ScoreDay, SiteVisit, Supplier
from suppliers.services import badges, scores
from suppliers.tests.badges.shops import pro_shop
from suppliers.tests.factories import FactFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("width", "locale"), [(1440, "en-GB"), (360, "zh-CN")])
def test_no_wider_than_the_window(page_at, width, locale) -> None:
    shop, now = pro_shop(), timezone.now()
    ProductFactory(supplier=shop)
    for n in range(30):
        FactFactory(supplier=shop, kind="pickup", at=now - timedelta(days=n % 9 + 1), value=20 + n)
    ScoreDay.objects.all().delete()
    for n in range(5, -1, -1):
        scores.score_day(day=(now - timedelta(days=n)).date(), at=now)
    SiteVisit.objects.update(valid_until=now + timedelta(days=200))
    Supplier.objects.update(joined_at=now - timedelta(days=200))
    ScoreDay.objects.update(composite="4.50", signed_90d=40)
    badges.evaluate(at=now)
    assert shop.badges.open().count() == 1
    page = page_at(width, user=MembershipFactory(company=shop.company).user, locale=locale)
    paths = ["/supplier/score/", "/supplier/badges/", f"/shop/{shop.slug}/"]
    for path in paths:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
