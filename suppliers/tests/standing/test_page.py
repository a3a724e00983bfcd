"""The page of standing and its appeals, as owner, sales colleague, warehouse and stranger."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Membership
from accounts.tests.factories import MembershipFactory, StaffFactory, colleague_of
from common.formats import moment
from suppliers.clear_out import Figures, Measured
from suppliers.enums import AppealStatus, DeductionCause, HoldCause, RevisionStatus, Standing
from suppliers.models import Appeal, Deduction, Document, DocumentRevision, Hold, Supplier
from suppliers.services import appeals, clear_out, holds, points
from suppliers.tests.factories import SupplierFactory
from suppliers.tests.test_spot_checks import lot, report

pytestmark = pytest.mark.django_db
PAGE = "/supplier/standing/"
CHINESE = {"HTTP_ACCEPT_LANGUAGE": "zh-hans"}


@pytest.fixture
def owner() -> Membership:
    return MembershipFactory()


@pytest.fixture
def shop(owner: Membership) -> Supplier:
    return SupplierFactory(company=owner.company)


@pytest.fixture
def browser(client: Client, owner: Membership, shop: Supplier) -> Client:
    client.force_login(owner.user)
    return client


def held(shop: Supplier, key: str = "a", **given: Any) -> Hold:
    return holds.place(
        supplier=shop,
        cause=given.pop("cause", HoldCause.AUDIT),
        key=key,
        standing=given.pop("standing", Standing.RESTRICTED),
        reason=f"Overdue audit {key}",
        at=timezone.now(),
        **given,
    )


def deducted(shop: Supplier, key: str = "a", amount: int = 3) -> Deduction:
    return points.deduct(
        supplier=shop,
        points=amount,
        cause=DeductionCause.SPOT_CHECK,
        key=key,
        reason=f"Rejected lot {key}",
        at=timezone.now(),
    )


def off_target(shop: Supplier) -> None:
    clear_out.check(
        supplier=shop,
        day=timezone.localdate(),
        figures=Figures(pickup=Measured(5, 10)),
        at=timezone.now(),
    )


def paper(shop: Supplier, kind: str, expires_on: date) -> None:
    now = timezone.now()
    DocumentRevision.objects.create(
        document=Document.objects.create(company=shop.company, kind=kind),
        number=1,
        status=RevisionStatus.ACCEPTED,
        expires_on=expires_on,
        uploaded_by=StaffFactory(),
        uploaded_at=now,
        decided_at=now,
    )


def test_a_shop_in_good_standing(browser: Client) -> None:
    text = browser.get(PAGE).text
    assert "Your shop is in good standing" in text
    assert "12 points more and you are warned." in text


def test_what_may_yet_hold_it_is_said_beside_what_is_on(browser: Client, shop: Supplier) -> None:
    deducted(shop)
    off_target(shop)
    paper(shop, "licence", timezone.localdate() + timedelta(days=9))
    text = browser.get(PAGE).text
    assert "Everything is on now. What may change that is said below." in text
    assert "a clear-out warning; a document that runs out; 3 penalty points" in text
    assert "Your shop is in good standing" not in text
    assert "Keep it so" not in text


def test_a_supervised_shop_is_not_told_that_all_is_well(browser: Client, shop: Supplier) -> None:
    report(lot(shop, at=timezone.now()), failures=8, at=timezone.now())
    text = browser.get(PAGE).text
    assert "supervision, under which new samples are taken" in text
    assert "Your shop is in good standing" not in text


def test_what_holds_it_goes_before_what_may(browser: Client, shop: Supplier) -> None:
    held(shop)
    deducted(shop)
    assert "could lead to one" not in browser.get(PAGE).text


def test_all_that_holds_it_is_shown(browser: Client, shop: Supplier) -> None:
    held(shop)
    held(shop, "b", standing=Standing.SUSPENDED, until=timezone.now() + timedelta(days=3))
    deducted(shop, amount=14)
    off_target(shop)
    paper(shop, "licence", timezone.localdate() + timedelta(days=9))
    text = browser.get(PAGE).text
    for words in (
        "Overdue audit a",
        "It is lifted when the audit is done and passed.",
        "Ends by itself",
        "Rejected lot a",
        "10 points more and your shop is: Restricted, for 7 days.",
        "15 days left until your shop is removed",
        "50% (5 / 10)",
        "at least 60%",
        "9 days left",
        "payouts are held back",
        reverse("suppliers:appeal_hold", args=[Hold.objects.first().pk]),
    ):
        assert words in text, words


def test_an_appeal_has_its_last_moment_and_its_state_in_words(
    browser: Client, shop: Supplier
) -> None:
    taken = deducted(shop)
    assert "Last moment:" in browser.get(PAGE).text
    made = appeals.appeal(
        against=taken, text="It was not so", actor=StaffFactory(), at=timezone.now()
    )
    text = browser.get(PAGE).text
    assert "Last moment:" not in text
    assert "it is not decided yet" in text
    appeals.grant(appeal=made, answer="You are right", actor=StaffFactory(), at=timezone.now())
    assert "Your appeal was granted" in browser.get(PAGE).text


def test_it_speaks_chinese(browser: Client, shop: Supplier) -> None:
    deducted(shop, amount=24)
    text = browser.get(PAGE, **CHINESE).text
    assert "累计扣 24 分，达到 24 分的处罚节点" in text
    assert "penalty points" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_its_queries_do_not_rise_with_its_rows(
    browser: Client, shop: Supplier, count: int, django_assert_num_queries: Any
) -> None:
    for number, kind in zip(range(count), ("licence", "lease", "tax"), strict=False):
        hold, taken = held(shop, str(number)), deducted(shop, str(number))
        for against in (hold, taken):
            appeals.appeal(
                against=against, text="It was not us", actor=StaffFactory(), at=timezone.now()
            )
        paper(shop, kind, timezone.localdate())
    browser.get(PAGE)
    with django_assert_num_queries(QUERIES):
        browser.get(PAGE)


QUERIES = 21


def test_an_appeal_is_made_and_shown(browser: Client, shop: Supplier, owner: Membership) -> None:
    path = reverse("suppliers:appeal_hold", args=[held(shop).pk])
    assert "Hand in the appeal" in browser.get(path).text
    written = {"text": "The audit was done on 2 March."}
    asked = browser.post(path, written)
    assert asked.status_code == 200
    assert "There is one appeal only" in asked.text
    assert not Appeal.objects.exists()
    back = browser.post(path, written | {"sure": "1", "change": "1"})
    assert "The audit was done on 2 March.</textarea>" in back.text
    assert not Appeal.objects.exists()
    assert browser.post(path, written | {"sure": "1"}).url == PAGE
    appeal = Appeal.objects.get()
    promised = moment(appeal.expected_at)
    told = browser.get(PAGE).text
    assert f"Someone else answers it by {promised}." in told
    assert "Decided by:" in told
    assert "Decided by:" in browser.get(path).text
    assert (appeal.made_by, appeal.status) == (owner.user, AppealStatus.OPEN)
    assert "The audit was done on 2 March." in browser.get(PAGE).text
    again = browser.post(path, {"text": "Once more."})
    assert again.status_code == 422
    assert Appeal.objects.count() == 1


def test_against_points_too(browser: Client, shop: Supplier) -> None:
    path = reverse("suppliers:appeal_deduction", args=[deducted(shop).pk])
    browser.post(path, {"text": "Not our lot.", "sure": "1"})
    assert Appeal.objects.get().deduction is not None


@pytest.mark.parametrize("text", ["", "  ", "x", "x" * 2001])
def test_an_appeal_without_words_is_refused(browser: Client, shop: Supplier, text: str) -> None:
    path = reverse("suppliers:appeal_hold", args=[held(shop).pk])
    assert browser.post(path, {"text": text, "sure": "1"}).status_code == 422
    assert not Appeal.objects.exists()


@pytest.mark.parametrize(
    ("role", "sees", "appeals_too"),
    [(Role.OWNER, 200, 200), (Role.SALES, 200, 403), (Role.WAREHOUSE, 403, 403)],
)
def test_who_sees_and_who_appeals(
    client: Client, shop: Supplier, owner: Membership, role: str, sees: int, appeals_too: int
) -> None:
    path = reverse("suppliers:appeal_hold", args=[held(shop).pk])
    member = owner if role == Role.OWNER else colleague_of(owner, Role(role))
    client.force_login(member.user)
    answer = client.get(PAGE)
    assert answer.status_code == sees
    assert (path in answer.text) is (appeals_too == 200)
    assert client.get(path).status_code == appeals_too


def test_another_shop_s_decisions_are_not_there(client: Client, shop: Supplier) -> None:
    hold, taken = held(shop), deducted(shop)
    stranger = MembershipFactory()
    SupplierFactory(company=stranger.company)
    client.force_login(stranger.user)
    for name, thing in (("appeal_hold", hold), ("appeal_deduction", taken)):
        path = reverse(f"suppliers:{name}", args=[thing.pk])
        assert client.get(path).status_code == 404
        assert client.post(path, {"text": "Mine"}).status_code == 404
    assert not Appeal.objects.exists()


def test_without_a_shop_there_is_no_standing(client: Client) -> None:
    client.force_login(MembershipFactory().user)
    assert client.get(PAGE).status_code == 404
