"""What the desk's page of one audit or spot check says, and what it offers to do."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import StaffFactory
from catalog.tests.factories import ProductFactory
from suppliers.models import Audit, SpotCheck
from suppliers.services import audit_desk
from suppliers.services.spot_checks import Goods
from suppliers.tests.factories import AuditFactory
from suppliers.tests.test_spot_checks import lot, report

pytestmark = pytest.mark.django_db
RELEASE = "Release: back to the queue"


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(StaffFactory())
    return client


def page_of(desk: Client, thing: Audit | SpotCheck) -> str:
    name = f"admin:suppliers_{thing._meta.model_name}_change"
    return desk.get(reverse(name, args=[thing.pk])).text


def mugs(**given: bool) -> SpotCheck:
    """A lot of goods with a title in either language."""
    product = ProductFactory(title="陶瓷马克杯", title_en="Ceramic mug")
    goods = Goods(product.title, product_id=product.pk, **given)
    return lot(product.supplier, timezone.now(), goods=goods)


def test_an_audit_says_that_no_visit_is_needed_and_offers_what_can_be_done(desk: Client) -> None:
    audit = AuditFactory()
    waiting = page_of(desk, audit)
    assert "Not needed" in waiting
    assert RELEASE not in waiting
    audit_desk.claim(audit=audit, auditor=StaffFactory(), at=timezone.now())
    assert RELEASE in page_of(desk, audit)


def test_where_nothing_is_saved_nothing_closes_the_page(desk: Client) -> None:
    assert "closelink" not in page_of(desk, AuditFactory())
    assert 'name="_save"' in desk.get(reverse("admin:orders_carrier_add")).text


@pytest.mark.parametrize(
    ("is_safety", "said"), [(True, "Yes: a failure would endanger people"), (False, "No</div>")]
)
def test_a_check_says_in_words_whether_it_is_about_safety(
    desk: Client, is_safety: bool, said: str
) -> None:
    check = mugs(is_safety=is_safety)
    page = page_of(desk, check)
    assert said in page
    assert "icon-no" not in page
    assert f"#{check.pk} Ceramic mug" in page
    assert "陶瓷马克杯" not in page
    assert "Call the check off" in page


def test_checks_are_listed_by_their_goods_in_the_readers_language(desk: Client) -> None:
    mugs()
    url = reverse("admin:suppliers_spotcheck_changelist")
    assert "Ceramic mug" in desk.get(url).text
    assert "陶瓷马克杯" in desk.get(url, headers={"Accept-Language": "zh-hans"}).text


def test_a_check_that_is_decided_is_not_called_off(desk: Client) -> None:
    check = report(lot(AuditFactory().supplier, timezone.now()), 0, timezone.now())
    assert "Call the check off" not in page_of(desk, check)
