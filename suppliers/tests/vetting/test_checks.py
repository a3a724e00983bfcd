"""The automatic checks: each finding with its outcome and reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from accounts.models import Company
from accounts.tests.factories import MembershipFactory
from common.working_days import is_working_day, working_days_later
from suppliers.checks import Facts, Paper, Shared, findings
from suppliers.checks.names import normal, similarity
from suppliers.enums import CheckCode, Outcome, Standing
from suppliers.errors import NotReady
from suppliers.models import Application, Check, Supplier
from suppliers.numbers import resident
from suppliers.selectors.applications import findings_of
from suppliers.selectors.desk import by_risk
from suppliers.services import checks
from suppliers.tests.vetting import making
from suppliers.tests.vetting.making import AT, PERSON

NAME = "义乌示例日用品有限公司"
TODAY = date(2026, 3, 2)
LICENCE = Paper(1, "licence", holder=NAME, person=PERSON, scope="日用百货批发；玩具销售")
CARD = Paper(2, "id", holder=PERSON, id_type="resident_id", expires_on=date(2035, 1, 1))
ACCOUNT = Paper(3, "bank", holder=NAME)
FACTS = Facts(
    kind="trader",
    country="CN",
    names=[NAME],
    papers=[
        replace(LICENCE, identifier=making.company_code(1)),
        replace(CARD, identifier=making.person_code(1)),
        ACCOUNT,
    ],
    trades=[making.trades()[0]],
    goods=[],
    shared=[],
    today=TODAY,
    validity_days=30,
    similarity=Decimal("0.8"),
)


def outcomes(facts: Facts, code: str) -> list[str]:
    return [found.outcome for found in findings(facts) if found.code == code]


def with_paper(paper: Paper) -> Facts:
    others = [one for one in FACTS.papers if one.kind != paper.kind]
    return replace(FACTS, papers=[*others, paper])


def test_a_whole_application_passes_everything() -> None:
    assert {found.outcome for found in findings(FACTS)} == {Outcome.PASS}
    assert {found.code for found in findings(FACTS)} == set(CheckCode) - {
        CheckCode.READING,
        CheckCode.SAME_CODE,
    }


@pytest.mark.parametrize(("number", "outcome"), [(1, Outcome.PASS), (2, Outcome.FAIL)])
def test_a_renewed_licence_keeps_its_code(number: int, outcome: str) -> None:
    licence = replace(FACTS.one("licence"), identifier=making.company_code(number))
    facts = replace(with_paper(licence), code=making.company_code(1))
    assert outcomes(facts, CheckCode.SAME_CODE) == [outcome]


def test_wrong_check_digits_fail() -> None:
    wrong = replace(FACTS.papers[0], identifier="91330782MA0000001X")
    assert outcomes(with_paper(wrong), CheckCode.DIGITS).count(Outcome.FAIL) == 1


@pytest.mark.parametrize(
    ("kind", "begins", "outcome"),
    [
        ("trader", "91", Outcome.PASS),
        ("factory", "92", Outcome.WARN),
        ("trader", "92", Outcome.WARN),
        ("stall", "92", Outcome.PASS),
        ("stall", "91", Outcome.PASS),
        ("sole_trader", "92", Outcome.PASS),
        ("sole_trader", "91", Outcome.WARN),
    ],
)
def test_the_code_is_that_of_the_kind(kind: str, begins: str, outcome: str) -> None:
    code = f"{begins}330782MA0000001"
    licence = replace(FACTS.papers[0], identifier=code + uscc.calc_check_digit(code))
    facts = replace(with_paper(licence), kind=kind)
    assert outcomes(facts, CheckCode.SAME_KIND) == [outcome]
    assert outcomes(replace(facts, country="DE"), CheckCode.SAME_KIND) == []
    assert outcomes(facts, CheckCode.DIGITS)[-1] == Outcome.PASS


def test_nobody_has_an_id_before_he_is_born() -> None:
    body = f"330782{TODAY + timedelta(days=1):%Y%m%d}001"
    card = replace(FACTS.papers[1], identifier=body + resident.check_character(body))
    assert Outcome.FAIL in outcomes(with_paper(card), CheckCode.DIGITS)
    tomorrow = replace(with_paper(card), today=TODAY + timedelta(days=1))
    assert Outcome.FAIL not in outcomes(tomorrow, CheckCode.DIGITS)


@pytest.mark.parametrize(
    ("left", "outcome"),
    [(-1, Outcome.FAIL), (0, Outcome.FAIL), (29, Outcome.FAIL), (30, Outcome.PASS)],
)
def test_a_document_is_valid_for_thirty_more_days(left: int, outcome: str) -> None:
    card = replace(FACTS.papers[1], expires_on=TODAY + timedelta(days=left))
    assert outcome in outcomes(with_paper(card), CheckCode.VALIDITY)


def test_what_names_no_last_day_is_not_said_to_have_none() -> None:
    checked = {one.revision_id for one in findings(FACTS) if one.code == CheckCode.VALIDITY}
    assert CARD.revision_id in checked
    assert ACCOUNT.revision_id not in checked


@pytest.mark.parametrize(
    ("holder", "outcome"),
    [
        ("义乌示例日用品有限公司 ", Outcome.PASS),
        ("義烏另家貿易商行", Outcome.FAIL),
        ("义乌示例日用品股份有限公司", Outcome.WARN),
    ],
)
def test_a_name_agrees_nearly_agrees_or_does_not(holder: str, outcome: str) -> None:
    facts = with_paper(replace(ACCOUNT, holder=holder))
    assert outcomes(facts, CheckCode.SAME_NAME)[-1] == outcome


def test_a_sole_trader_is_paid_in_the_own_name() -> None:
    facts = with_paper(replace(ACCOUNT, holder=PERSON))
    assert Outcome.FAIL in outcomes(facts, CheckCode.SAME_NAME)
    own = replace(facts, kind="sole_trader")
    assert set(outcomes(own, CheckCode.SAME_NAME)) == {Outcome.PASS}


def test_another_persons_id_fails() -> None:
    facts = with_paper(replace(FACTS.papers[1], holder="王新"))
    assert outcomes(facts, CheckCode.SAME_PERSON) == [Outcome.FAIL]


def test_a_scope_that_does_not_name_the_trade_warns() -> None:
    facts = with_paper(replace(FACTS.papers[0], scope="管理咨询"))
    assert outcomes(facts, CheckCode.SCOPE) == [Outcome.WARN]
    flagged = replace(FACTS, goods=["toys", "food"])
    assert outcomes(flagged, CheckCode.SCOPE) == [Outcome.PASS, Outcome.PASS, Outcome.WARN]


@pytest.mark.parametrize(
    ("what", "standing", "outcome"),
    [
        ("licence", Standing.ACTIVE, Outcome.FAIL),
        ("bank", Standing.RESTRICTED, Outcome.FAIL),
        ("id", Standing.SUSPENDED, Outcome.WARN),
        ("phone", Standing.ACTIVE, Outcome.WARN),
        ("phone", Standing.REMOVED, Outcome.FAIL),
        ("id", Standing.REMOVED, Outcome.FAIL),
        ("licence", "", Outcome.WARN),
    ],
)
def test_what_another_names_too(what: str, standing: str, outcome: str) -> None:
    facts = replace(FACTS, shared=[Shared(what, "别家", standing, 1)])
    assert outcomes(facts, CheckCode.UNUSED) == [outcome]


@given(st.text(), st.lists(st.text()))
def test_names_agree_between_nothing_and_wholly(name: str, others: list[str]) -> None:
    assert 0 <= similarity(name, others) <= 1
    assert normal(normal(name)) == normal(name)
    assert not normal(name) or similarity(name, [name]) == 1


@given(st.datetimes(min_value=AT.replace(tzinfo=None)), st.integers(0, 15))
def test_an_answer_is_due_on_a_working_day(moment: Any, days: int) -> None:
    at = moment.replace(tzinfo=AT.tzinfo)
    try:
        due = working_days_later(at, days)
    except OverflowError:
        return
    assert due >= at
    assert days == 0 or is_working_day(due.astimezone(making.SHANGHAI).date())


# --- In the database ------------------------------------------------------------------------


@pytest.mark.django_db
def test_findings_are_kept_and_read_in_both_languages() -> None:
    application = making.submitted()
    said = [check.reason for check in application.checks.all()]
    assert any("check digits are right" in one for one in said)
    with translation.override("zh-hans"):
        assert any("校验码正确" in check.reason for check in application.checks.all())


@pytest.mark.django_db
def test_a_round_is_checked_once() -> None:
    application = making.submitted()
    before = Check.objects.count()
    again = checks.run_checks(application_id=application.pk, round_number=1, at=AT)
    late = checks.run_checks(application_id=application.pk, round_number=7, at=AT)
    assert (again, late, Check.objects.count()) == ([], [], before)


@pytest.mark.django_db
def test_the_code_of_a_removed_supplier_is_found() -> None:
    code, number = making.company_code(), "62220202999900001"
    gone = making.begun()
    making.show(gone.company, "licence", identifier=code)
    making.show(gone.company, "bank", identifier=number)
    making.show(gone.company, "id")
    making.handed_in(gone)
    reviewer = making.StaffFactory()
    making.claimed(gone, reviewer)
    making.accept_all(gone, reviewer)
    making.confirm_bank(gone.company)
    making.applications.approve(application=gone, reason="ok", actor=reviewer, at=AT)
    Supplier.objects.update(status=Standing.REMOVED)
    again = making.begun(company=MembershipFactory(company__phone=gone.company.phone).company)
    making.show(again.company, "licence", identifier=code)
    making.show(again.company, "bank", identifier=number)
    making.show(again.company, "id")
    checked = making.handed_in(again)
    found = checked.checks.filter(code=CheckCode.UNUSED)
    assert {check.outcome for check in found} == {Outcome.FAIL}
    assert found.count() == 3
    assert all("removed" in check.reason for check in found)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_as_many_questions_for_three_qualifications_as_for_one(
    count: int, django_assert_max_num_queries: Any
) -> None:
    application = making.submitted(goods=["toys", "food", "cosmetics"][:count], checked=False)
    with django_assert_max_num_queries(16):
        checks.run_checks(application_id=application.pk, round_number=1, at=AT)


# --- What became of it until it is approved ---------------------------------------------------


def ready_with(code: str, account: str, reviewer: Any) -> Any:
    """An application with that code and account, of which everything was accepted."""
    application = making.begun()
    making.show(application.company, "licence", identifier=code)
    making.show(application.company, "bank", identifier=account)
    return accepted(application, reviewer)


def accepted(application: Any, reviewer: Any) -> Any:
    """With the documents that it still lacks: handed in, claimed, all accepted."""
    for_company = making.filled(company=application.company)
    application = making.claimed(making.handed_in(for_company), reviewer)
    making.accept_all(application, reviewer)
    making.confirm_bank(application.company)
    return application


def approve(application: Any, reviewer: Any, at: Any) -> Any:
    return making.applications.approve(application=application, reason="ok", actor=reviewer, at=at)


@pytest.mark.django_db
@pytest.mark.parametrize("removed", [False, True])
def test_a_number_that_became_another_suppliers_is_not_approved(removed: bool) -> None:
    first, other = making.StaffFactory(), making.StaffFactory()
    code, account = making.company_code(), "62220202999900001"
    early, late = (ready_with(code, account, first) for _ in range(2))
    assert not early.checks.filter(outcome=Outcome.WARN).exists()  # nobody else was there
    approve(late, first, making.later(hours=1))
    approve(making.claimed(late, other), other, making.later(hours=1))
    if removed:
        Supplier.objects.update(status=Standing.REMOVED)
    said = "which was removed" if removed else "also that of the supplier"
    with pytest.raises(NotReady, match=said):
        approve(early, first, making.later(hours=2))
    assert Supplier.objects.count() == 1
    found = findings_of(early).filter(code=CheckCode.UNUSED)
    assert {(one.outcome, one.revision.document.kind) for one in found} == {
        (Outcome.FAIL, "licence"),
        (Outcome.FAIL, "bank"),
    }
    [row] = by_risk(Application.objects.filter(pk=early.pk))
    assert row.fails == 2


@pytest.mark.django_db
def test_what_another_applicant_names_since_is_for_two_people() -> None:
    reviewer = making.StaffFactory()
    code, account = making.company_code(), "62220202999900001"
    early, _late = (ready_with(code, account, reviewer) for _ in range(2))
    waiting = approve(early, reviewer, making.later(hours=1))
    assert (waiting.status, waiting.first_approved_by) == ("in_review", reviewer)
    assert not Supplier.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "said"),
    [({"name": "华为技术有限公司", "name_en": ""}, "names"), ({"country": "DE"}, "number")],
)
def test_a_company_that_calls_itself_otherwise_since_is_not_approved(
    changes: dict[str, str], said: str
) -> None:
    reviewer = making.StaffFactory()
    application = making.ready(reviewer=reviewer)
    before = {name: getattr(application.company, name) for name in changes}
    Company.objects.filter(pk=application.company_id).update(**changes)
    with pytest.raises(NotReady, match=said):
        approve(application, reviewer, making.later(hours=1))
    Company.objects.filter(pk=application.company_id).update(**before)
    assert approve(application, reviewer, making.later(hours=2)).supplier is not None


@pytest.mark.django_db
def test_days_do_not_run_while_it_waits_with_us() -> None:
    reviewer = making.StaffFactory()
    application = making.begun()
    making.show(application.company, "id", expires_on=TODAY + timedelta(days=30))
    application = accepted(application, reviewer)
    before = Check.objects.count()
    assert approve(application, reviewer, making.later(days=3)).supplier is not None
    assert Check.objects.count() == before
