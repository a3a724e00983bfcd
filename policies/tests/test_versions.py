from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from policies import selectors
from policies.enums import VersionState
from policies.errors import (
    BadParameters,
    NotADraft,
    NoticeTooShort,
    SecondPersonNeeded,
    TooLate,
)
from policies.models import PolicyVersion
from policies.schemas import SCHEMAS, OrderRules, PaymentRules, Policy, PolicyRules, VettingRules
from policies.services import versions
from policies.tests.factories import rules_from

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WEEK = timedelta(days=7)


def draft(schema: type[Policy] = OrderRules, **parameters: object) -> PolicyVersion:
    return versions.draft(
        schema=schema,
        parameters=parameters,
        summary="Shorter",
        author="ann@example.com",
        at=NOW,
    )


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS.keys())
def test_every_policy_is_in_force_since_before_the_oldest_trade(
    schema: type[Policy],
) -> None:
    found = selectors.in_force(schema, datetime(2010, 12, 1, tzinfo=UTC))
    assert found.rules == schema()
    assert found.version.number == 1


def test_first_versions_are_written_once() -> None:
    assert versions.ensure_first_versions() == []
    assert PolicyVersion.objects.count() == len(SCHEMAS)


def test_before_the_first_version_nothing_is_in_force() -> None:
    with pytest.raises(LookupError):
        selectors.in_force(OrderRules, datetime(1999, 12, 31, tzinfo=UTC))


def test_the_version_in_force_depends_on_the_moment() -> None:
    rules_from(OrderRules, NOW + WEEK, unpaid_days=3)
    assert selectors.in_force(OrderRules, NOW + WEEK - timedelta(seconds=1)).rules.unpaid_days == 5
    assert selectors.in_force(OrderRules, NOW + WEEK).rules.unpaid_days == 3


def test_asking_again_needs_no_query(django_assert_num_queries) -> None:
    selectors.forget()
    with django_assert_num_queries(1):
        selectors.in_force(OrderRules, NOW)
    with django_assert_num_queries(0):
        selectors.in_force(OrderRules, NOW)
        selectors.in_force(PaymentRules, NOW)


def test_another_process_hears_of_it_within_half_a_minute(monkeypatch) -> None:
    clock = [1000.0]
    monkeypatch.setattr(selectors, "monotonic", lambda: clock[0])
    selectors.forget()
    assert selectors.in_force(OrderRules, NOW).rules.unpaid_days == 5
    PolicyVersion.objects.create(
        policy="orders",
        number=2,
        state=VersionState.ANNOUNCED,
        parameters={"unpaid_days": 2},
        summary="Elsewhere",
        created_at=NOW - WEEK,
        announced_at=NOW - WEEK,
        effective_from=NOW,
    )
    assert selectors.in_force(OrderRules, NOW).rules.unpaid_days == 5
    clock[0] += selectors.SECONDS_KNOWN + 1
    assert selectors.in_force(OrderRules, NOW).rules.unpaid_days == 2


def test_a_draft_binds_nobody() -> None:
    assert draft(unpaid_days=1).number == 2
    assert selectors.in_force(OrderRules, NOW + 10 * WEEK).rules.unpaid_days == 5


def test_a_change_needs_seven_days_of_notice() -> None:
    version = draft(unpaid_days=3)
    with pytest.raises(NoticeTooShort, match="at least 7 days"):
        versions.announce(
            version=version,
            effective_from=NOW + WEEK - timedelta(minutes=1),
            actor_email="bo@example.com",
            at=NOW,
        )
    version.refresh_from_db()
    assert version.state == VersionState.DRAFT
    versions.announce(
        version=version, effective_from=NOW + WEEK, actor_email="bo@example.com", at=NOW
    )
    version.refresh_from_db()
    assert (version.state, version.announced_by) == (
        VersionState.ANNOUNCED,
        "bo@example.com",
    )


def test_what_only_favours_may_bind_at_once_but_not_in_the_past() -> None:
    version = draft(unpaid_days=9)
    versions.edit_draft(
        version=version,
        parameters={"unpaid_days": 9},
        summary="Longer",
        only_favours=True,
        author="ann@example.com",
    )
    with pytest.raises(NoticeTooShort):
        versions.announce(
            version=version,
            effective_from=NOW - timedelta(seconds=1),
            actor_email="bo@example.com",
            at=NOW,
        )
    versions.announce(version=version, effective_from=NOW, actor_email="bo@example.com", at=NOW)
    assert selectors.in_force(OrderRules, NOW).rules.unpaid_days == 9


@pytest.mark.parametrize("announcer", ["ann@example.com", "Ann@Example.com", ""])
def test_without_notice_the_author_does_not_announce(announcer: str) -> None:
    version = versions.draft(
        schema=PaymentRules,
        parameters={"commission_share": "0.9"},
        summary="Kinder",
        only_favours=True,
        author="ann@example.com",
        at=NOW,
    )
    with pytest.raises(SecondPersonNeeded, match="7 days"):
        versions.announce(version=version, effective_from=NOW, actor_email=announcer, at=NOW)
    assert selectors.in_force(PaymentRules, NOW).rules.commission_share == Decimal("0.006")
    soon = NOW + WEEK
    versions.announce(version=version, effective_from=soon, actor_email=announcer, at=NOW)
    assert selectors.in_force(PaymentRules, soon).rules.commission_share == Decimal("0.9")


def test_who_rewrites_a_draft_is_its_author() -> None:
    version = draft(unpaid_days=9)
    changes = {"parameters": {"unpaid_days": 1}, "summary": "Shorter", "only_favours": True}
    versions.edit_draft(version=version, author="bo@example.com", **changes)
    with pytest.raises(SecondPersonNeeded):
        versions.announce(version=version, effective_from=NOW, actor_email="bo@example.com", at=NOW)


def test_less_notice_than_the_law_asks_for_cannot_be_written() -> None:
    with pytest.raises(BadParameters) as caught:
        draft(PolicyRules, notice_days=6)
    assert caught.value.params["errors"]["notice_days"] == "at least 7"
    assert draft(PolicyRules, notice_days=14).rules.notice_days == 14


def test_what_was_announced_is_never_edited() -> None:
    version = rules_from(OrderRules, NOW + WEEK, unpaid_days=3)
    with pytest.raises(NotADraft):
        versions.edit_draft(
            version=version, parameters={"unpaid_days": 1}, summary="Sly", author=""
        )
    with pytest.raises(NotADraft):
        versions.announce(version=version, effective_from=NOW + 9 * WEEK, actor_email="", at=NOW)
    version.refresh_from_db()
    assert version.parameters["unpaid_days"] == 3


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE policies_policyversion SET parameters = '{}' WHERE policy = 'orders'",
        "UPDATE policies_policyversion SET effective_from = now() WHERE policy = 'orders'",
        "UPDATE policies_policyversion SET state = 'draft' WHERE policy = 'orders'",
        "DELETE FROM policies_policyversion WHERE policy = 'orders'",
    ],
)
def test_the_database_itself_keeps_what_was_announced(statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="nnounced version"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert PolicyVersion.objects.get(policy="orders").parameters["unpaid_days"] == 5


def test_withdrawn_before_it_binds() -> None:
    version = rules_from(OrderRules, NOW + WEEK, unpaid_days=3)
    versions.withdraw(version=version, at=NOW)
    with pytest.raises(DatabaseError, match="only be withdrawn"), transaction.atomic():
        PolicyVersion.objects.filter(pk=version.pk).update(state=VersionState.ANNOUNCED)
    assert selectors.in_force(OrderRules, NOW + 2 * WEEK).rules.unpaid_days == 5


def test_what_binds_cannot_be_withdrawn() -> None:
    version = rules_from(OrderRules, NOW, unpaid_days=3)
    with pytest.raises(TooLate):
        versions.withdraw(version=version, at=NOW)
    assert selectors.in_force(OrderRules, NOW).rules.unpaid_days == 3


@pytest.mark.parametrize(
    ("parameters", "field", "words"),
    [
        ({"unpaid_days": -1}, "unpaid_days", "at least 0"),
        ({"unpaid_days": 99999}, "unpaid_days", "at most 3650"),
        ({"unpaid_days": "soon"}, "unpaid_days", "whole number"),
        ({"unpaid_dais": 3}, "unpaid_dais", "no such parameter"),
    ],
)
def test_bad_parameters_are_named_with_rule_and_number(
    parameters: dict[str, object], field: str, words: str
) -> None:
    with pytest.raises(BadParameters) as caught:
        draft(OrderRules, **parameters)
    assert words in caught.value.params["errors"][field]
    assert not PolicyVersion.objects.filter(state=VersionState.DRAFT).exists()


def test_a_kind_that_no_supplier_has_is_refused() -> None:
    with pytest.raises(BadParameters) as caught:
        draft(VettingRules, visited_kinds=["factory", "stal"])
    said = caught.value.params["errors"]["visited_kinds"]
    assert said.startswith("only kinds of supplier: factory, ")
    assert draft(VettingRules, visited_kinds=["stall"]).rules.visited_kinds == ("stall",)
    version = PolicyVersion(policy=VettingRules.slug, parameters={"visited_kinds": ["gone"]})
    assert version.rules.visited_kinds == ("gone",)


def test_decimals_are_kept_exactly() -> None:
    rules_from(PaymentRules, NOW, commission_share="0.006543")
    rules = selectors.in_force(PaymentRules, NOW).rules
    assert rules.commission_share == Decimal("0.006543")
