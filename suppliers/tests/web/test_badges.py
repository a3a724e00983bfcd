"""The supplier's pages of score and badges, by who asks."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Membership
from accounts.tests.factories import MembershipFactory, StaffFactory, colleague_of
from suppliers.enums import Badge, SupplierKind
from suppliers.models import FactoryRecord, SiteVisit, Supplier
from suppliers.services import badges, scores
from suppliers.tests.badges.shops import AT, DAY, pro_shop
from suppliers.tests.factories import BeltFactory, SupplierFactory
from suppliers.web.badges import Row

pytestmark = pytest.mark.django_db
PAGES = ["suppliers:score", "suppliers:badges"]


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT + timedelta(hours=1), tick=False)


def owner_of(supplier: Supplier) -> Membership:
    return MembershipFactory(company=supplier.company)


@pytest.mark.parametrize("name", PAGES)
def test_for_those_who_sell_or_manage(client: Client, name: str) -> None:
    owner = owner_of(SupplierFactory())
    for member, status in [
        (owner, 200),
        (colleague_of(owner, Role.SALES), 200),
        (colleague_of(owner), 403),
        (MembershipFactory(), 404),
    ]:
        client.force_login(member.user)
        assert client.get(reverse(name)).status_code == status


def test_badges_that_are_had_missing_and_taken(client: Client) -> None:
    shop = pro_shop()
    badges.evaluate(at=AT)
    client.force_login(owner_of(shop).user)
    said = client.get(reverse("suppliers:badges")).content.decode()
    assert "meets 8 of 8" in said
    assert "16,000" in said
    Supplier.objects.filter(pk=shop.pk).update(kind="sole_trader")
    badges.evaluate(at=AT + DAY)
    said = client.get(reverse("suppliers:badges")).content.decode()
    assert "meets 7 of 8" in said
    assert "Meets only 7 of 8 conditions" in said


def test_a_visit_is_of_the_day_that_it_was_where_the_reader_is(client: Client) -> None:
    """20 UTC is the next day's morning in Shanghai, to the supplier and to buyers."""
    shop, late = pro_shop(), AT - 20 * DAY + timedelta(hours=20, minutes=43)
    SiteVisit.objects.filter(company=shop.company).update(finished_at=late)
    badges.evaluate(at=AT - timedelta(hours=5))
    client.force_login(owner_of(shop).user)
    for url in (reverse("suppliers:badges"), reverse("catalog:shop", args=[shop.slug])):
        said = client.get(url).content.decode()
        assert "13 May 2026" in said
        assert "12 May 2026" not in said
        assert "since</span> 1 Jun 2026" in said or "since 1 Jun 2026" in said


def test_a_row_of_two_halves_says_which_one_lacks(client: Client) -> None:
    shop = pro_shop(kind=SupplierKind.FACTORY)
    record = {"supplier": shop, "attested_at": AT - DAY, "attested_by": StaffFactory()}
    FactoryRecord.objects.create(revenue=Decimal(5_000_000), reason="seen", **record)
    client.force_login(owner_of(shop).user)

    def rows() -> dict[str, Row]:
        shown = client.get(reverse("suppliers:badges")).context["badges"]
        factory = next(one for one in shown if one.verdict.badge == Badge.SUPER_FACTORY)
        return {row.need: row for row in factory.rows}

    by_need = rows()
    known = by_need["≥ 1,000, and a known brand or customers abroad"]
    assert known.have == "0 · no known brand or customers abroad on record"
    revenue = by_need["≥ 20,000,000, or a specialised maker's certificate"]
    assert (revenue.have, revenue.met, revenue.opens_group, revenue.spared) == (
        "5,000,000 · no specialised maker's certificate",
        *(False, True, False),
    )
    Supplier.objects.filter(pk=shop.pk).update(kind=SupplierKind.STALL)
    FactoryRecord.objects.create(certificate="Maker", reason="seen", **record)
    by_need = rows()
    assert by_need["a factory"].have.endswith("· not a factory")
    assert by_need["≥ 1,000, and a known brand or customers abroad"].spared


def test_belts_and_words_are_in_the_readers_language(client: Client) -> None:
    belt = BeltFactory(name="义乌小商品", name_en="Yiwu small goods")
    client.force_login(owner_of(pro_shop(belt=belt)).user)
    english = client.get(reverse("suppliers:badges")).content.decode()
    assert "Yiwu small goods" in english
    assert "义乌小商品" not in english
    chinese = client.get(
        reverse("suppliers:badges"), headers={"accept-language": "zh-hans"}
    ).content.decode()
    assert "条件" in chinese
    assert "整改要求" not in chinese


def test_a_missing_deposit_leads_to_where_it_is_paid(client: Client) -> None:
    paid, poor = pro_shop(), pro_shop(amount=None)
    for shop, leads in ((paid, False), (poor, True)):
        client.force_login(owner_of(shop).user)
        said = client.get(reverse("suppliers:badges")).content.decode()
        assert (f'href="{reverse("payments:deposit")}"' in said) is leads


def test_the_score_item_by_item(client: Client) -> None:
    shop = SupplierFactory()
    client.force_login(owner_of(shop).user)
    assert "No score yet" in client.get(reverse("suppliers:score")).content.decode()
    for n in range(3):
        scores.score_day(day=AT.date() - n * DAY, at=AT)
    answer = client.get(reverse("suppliers:score"))
    said = answer.content.decode()
    assert "Logistics" in said
    assert "too few facts yet" in said
    assert answer.context["last"].composite == 3
    assert [title for title, _chart in answer.context["trends"]] == ["Score"]


def test_as_many_queries_for_three_days_as_for_one(client: Client) -> None:
    client.force_login(owner_of(SupplierFactory()).user)
    counts = []
    for days in ([0], [1, 2]):
        for n in days:
            scores.score_day(day=AT.date() - n * DAY, at=AT)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("suppliers:score"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
