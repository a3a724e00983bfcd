"""All that a shop's own pages show of its score and standing is in the API, and of no other's."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.tests.factories import MembershipFactory, StaffFactory
from suppliers.api.examples import SCORE_EXAMPLE, STANDING_EXAMPLE, TRUST_EXAMPLE
from suppliers.enums import DocumentKind
from suppliers.enums.audits import AuditStatus, AuditTrigger
from suppliers.models import Audit, AuditCause, AuditCondition, ScoreDay, Supplier
from suppliers.services import badges, scores
from suppliers.tests.badges.shops import AT, DAY, pro_shop
from suppliers.tests.factories import (
    AppealFactory,
    AuditFactory,
    DeductionFactory,
    DocumentRevisionFactory,
    HoldFactory,
    ScoreDayFactory,
    SupplierFactory,
)

pytestmark = pytest.mark.django_db
SCORE, STANDING = "/api/v1/supplier/score/", "/api/v1/supplier/standing/"
PAPERS = (DocumentKind.LICENCE, DocumentKind.TAX, DocumentKind.LEASE)
COUNTED = {
    "parcels_due": 40,
    "quick_pickups": 38,
    "promises": 50,
    "promises_kept": 49,
    "signed_90d": 40,
    "quality_cases_90d": 1,
    "purchases_90d": 10,
    "repeats_90d": 4,
}


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(AT + timedelta(hours=1), tick=False)


def said(client: Client, shop: Supplier, url: str) -> dict[str, Any]:
    client.force_login(MembershipFactory(company=shop.company).user)
    return client.get(url).json()


def audit(shop: Supplier, **fields: Any) -> Audit:
    made = AuditFactory(supplier=shop, **fields)
    AuditCause.objects.create(
        supplier=shop, audit=made, trigger=AuditTrigger.POINTS, reason="points", at=AT
    )
    AuditCondition.objects.create(
        audit=made, text=f"{shop.name}: shows it", deadline=AT + 9 * DAY, created_at=AT
    )
    return made


def troubled(shop: Supplier, times: int = 1) -> None:
    """Everything that a page of standing shows, so often."""
    for turn in range(times):
        DeductionFactory(
            supplier=shop, reason=f"{shop.name}: false words", at=AT - (turn + 1) * DAY
        )
        AppealFactory(hold=HoldFactory(supplier=shop, reason=f"{shop.name}: complaints"))
        DocumentRevisionFactory(document__company=shop.company, document__kind=PAPERS[turn])
        ended = {"status": AuditStatus.FAILED, "ended_at": AT - 2 * DAY, "clock_at": None}
        audit(shop, auditor=StaffFactory(), summary=f"{shop.name}: dirty", **ended)


def scored(shop: Supplier, days: int = 1) -> None:
    for turn in range(days):
        ScoreDayFactory(supplier=shop, day=AT.date() - (turn + 1) * DAY, composite=Decimal("4.5"))


def counted(shop: Supplier, **counts: Any) -> Supplier:
    """Its last score, counted in the night among all others of its category."""
    ScoreDay.objects.filter(day=AT.date()).delete()
    scores.score_day(day=AT.date(), at=AT)
    ScoreDay.objects.filter(supplier=shop).update(**counts)
    return shop


def test_the_score_holds_every_figure_and_the_days_before(client: Client) -> None:
    shop = SupplierFactory()
    scored(shop, 2)
    ScoreDayFactory(supplier=shop, day=AT.date() - 91 * DAY)
    counted(shop)
    ScoreDay.objects.filter(supplier=shop, day=AT.date()).update(**COUNTED)
    own = said(client, shop, SCORE)
    figures = {one["code"]: (one["rate"], one["sample"]) for one in own["figures"]}
    assert figures == {
        "pickup_48h_rate": (0.95, 40),
        "promise_kept_rate": (0.98, 50),
        "quality_refund_rate_90d": (0.025, 40),
        "repeat_rate": (0.4, 10),
    }
    days = {row["day"]: row for row in own["history"]}
    assert list(days) == ["2026-05-30", "2026-05-31", "2026-06-01"]
    assert days["2026-06-01"]["promise_kept_rate"] == 0.98
    assert (days["2026-05-30"]["composite"], days["2026-05-30"]["repeat_rate"]) == ("4.50", None)


def test_the_page_shows_the_figures_of_no_item(client: Client) -> None:
    shop = counted(SupplierFactory(), **COUNTED)
    client.force_login(MembershipFactory(company=shop.company).user)
    page = client.get("/supplier/score/").content.decode()
    for label, value in [
        ("Promise kept", "98% of 50"),
        ("Orders with a quality case in 90 days", "2.5% of 40"),
        ("Bought again", "40% of 10"),
    ]:
        assert f"<dt>{label}</dt><dd>{value}</dd>" in page


def test_each_badge_says_how_far_it_is(client: Client) -> None:
    shop = counted(pro_shop(Decimal(12000)), composite=Decimal("4.2"), signed_90d=40)
    pro = said(client, shop, SCORE)["badges"][0]
    assert (pro["badge"], pro["met"], pro["total"], pro["since"]) == ("pro", 7, 8, None)
    conditions = {one["code"]: one for one in pro["conditions"]}
    deposit, points = conditions["deposit"], conditions["points"]
    assert (deposit["have"], deposit["need"], deposit["limit"]) == (
        "12000.00",
        "16000.00",
        "at_least",
    )
    assert (deposit["met"], deposit["label"]) == (False, "Deposit, CNY")
    assert (points["have"], points["need"], points["limit"]) == ("0", "36", "below")
    assert (conditions["cases"]["limit"], conditions["company"]["limit"]) == ("at_most", None)


def test_a_badge_that_is_had_says_since_when(client: Client) -> None:
    shop = counted(pro_shop(), composite=Decimal("4.2"), signed_90d=40)
    badges.evaluate(at=AT)
    assert said(client, shop, SCORE)["badges"][0]["since"] == "2026-06-01T08:00:00+08:00"


def test_standing_says_what_may_change_it(client: Client) -> None:
    shop = SupplierFactory(name="本店", next_audit_at=AT + 30 * DAY)
    troubled(shop)
    own = said(client, shop, STANDING)
    assert own["points"] == 3
    assert own["deductions"] == [
        {
            "points": 3,
            "cause": "staff",
            "reason": "本店: false words",
            "at": "2026-05-31T08:00:00+08:00",
            "until": "2027-01-01T08:00:00+08:00",
        }
    ]
    assert own["documents"] == [
        {
            "kind": "licence",
            "subject": "Business licence",
            "expires_on": "2027-01-01",
            "days_left": 214,
        }
    ]
    (past,) = own["audits"]
    assert (past["status"], past["ended_at"]) == ("failed", "2026-05-30T08:00:00+08:00")
    assert past["causes"] == [{"trigger": "points", "label": "Points"}]
    assert past["conditions"][0]["deadline"] == "2026-06-10T08:00:00+08:00"
    assert own["next_audit_at"] == "2026-07-01T08:00:00+08:00"
    (appeal,) = own["open_appeals"]
    assert (appeal["against"], appeal["reason"]) == ("hold", "本店: complaints")
    open_audit = audit(shop)
    assert said(client, shop, STANDING)["audits"][0]["number"] == open_audit.pk


def test_an_appeal_that_was_decided_is_not_open(client: Client) -> None:
    appeal = AppealFactory()
    assert len(said(client, appeal.supplier, STANDING)["open_appeals"]) == 1
    decided = {"status": "rejected", "decided_at": AT, "decided_by": StaffFactory(), "answer": "no"}
    type(appeal).objects.filter(pk=appeal.pk).update(**decided)
    assert said(client, appeal.supplier, STANDING)["open_appeals"] == []


def test_nothing_of_another_supplier(client: Client) -> None:
    mine, other = SupplierFactory(name="本店"), pro_shop(name="邻店")
    troubled(mine)
    troubled(other, 2)
    badges.evaluate(at=AT)
    client.force_login(MembershipFactory(company=mine.company).user)
    standing = client.get(STANDING)
    assert "本店" in standing.content.decode()
    assert "邻店" not in standing.content.decode()
    lists = ("holds", "deductions", "documents", "audits", "open_appeals")
    assert {name: len(standing.json()[name]) for name in lists} == dict.fromkeys(lists, 1)
    score = client.get(SCORE).json()
    assert (score["day"], score["history"], score["figures"]) == (None, [], [])
    assert {(badge["badge"], badge["since"]) for badge in score["badges"]} == {
        ("pro", None),
        ("super_factory", None),
        ("belt", None),
    }


@pytest.mark.parametrize("url", [SCORE, STANDING])
def test_as_many_queries_for_three_of_each_as_for_one(client: Client, url: str) -> None:
    counts = []
    for times in (1, 3):
        shop = SupplierFactory()
        troubled(shop, times)
        scored(shop, times)
        client.force_login(MembershipFactory(company=shop.company).user)
        scores.score_day(day=AT.date() + times * DAY, at=AT + times * DAY)
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_public_score_is_that_of_the_page(client: Client) -> None:
    shop = pro_shop()
    url = f"/api/v1/suppliers/{shop.slug}/trust/"
    assert client.get(url).json()["composite"] is None
    assert " 4.20</p>" not in client.get(f"/shop/{shop.slug}/").content.decode()
    ScoreDay.objects.filter(supplier=shop).update(**COUNTED)
    assert client.get(url).json()["composite"] == "4.20"
    assert " 4.20</p>" in client.get(f"/shop/{shop.slug}/").content.decode()


def keys(value: Any) -> Any:
    """The shape of an answer: its keys, and those of the first of each list."""
    if isinstance(value, dict):
        return {name: keys(inner) for name, inner in value.items()}
    return [keys(inner) for inner in value[:1]] if isinstance(value, list) else None


def test_the_examples_look_like_the_answers(client: Client) -> None:
    shop = pro_shop()
    troubled(shop)
    badges.evaluate(at=AT)
    counted(shop, **COUNTED)
    trust = f"/api/v1/suppliers/{shop.slug}/trust/"
    pairs = ((SCORE, SCORE_EXAMPLE), (STANDING, STANDING_EXAMPLE), (trust, TRUST_EXAMPLE))
    for url, example in pairs:
        assert keys(said(client, shop, url)) == keys(example.value)
