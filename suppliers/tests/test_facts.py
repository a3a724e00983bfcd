"""The log of facts: once per key, never edited, corrected by reversal and a new version."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Sum

from marketplace.testing.races import raced, refused
from suppliers.errors import BadFact
from suppliers.models import Fact
from suppliers.services.facts import NewFact, correct, record
from suppliers.tests.factories import FactFactory, SupplierFactory

AT = datetime(2026, 3, 1, 4, tzinfo=UTC)


@pytest.fixture
def supplier(db):
    return SupplierFactory()


def promise(supplier, value: float = 1, key: str = "promise:1", at: datetime = AT) -> NewFact:
    return NewFact(supplier.pk, "promise", at, key, value)


def balance() -> list[tuple]:
    """What the log says all told: what was taken back is not in it."""
    rows = Fact.objects.values("supplier", "kind", "at", "value").annotate(n=Sum("weight"))
    return sorted(rows.filter(n__gt=0).values_list("kind", "at", "value", "n"))


class TestRecord:
    def test_once_per_key(self, supplier):
        assert record(facts=[promise(supplier), promise(supplier, key="promise:2")]) == 2
        assert record(facts=[promise(supplier, 0), promise(supplier, key="promise:3")]) == 1
        assert balance() == [("promise", AT, 1.0, 3)]

    def test_twice_in_one_call(self, supplier):
        assert record(facts=[promise(supplier)] * 2) == 1

    def test_nothing(self, db):
        assert record(facts=[]) == 0

    @pytest.mark.parametrize(
        ("kind", "value"),
        [
            *[("pickup", value) for value in (None, 0, 47.99, 48.00000001)],
            *[("answer", value) for value in (0, 1)],
            *[("review", value) for value in (1, 4.5, 5)],
            *[(kind, None) for kind in ("signed", "quality_case")],
        ],
    )
    def test_values_are_kept_to_the_last_digit(self, supplier, kind, value):
        record(facts=[NewFact(supplier.pk, kind, AT, "k", value)])
        assert Fact.objects.get().value == value

    @pytest.mark.parametrize(
        ("fact", "field"),
        [
            ({"kind": "pickup", "value": -0.1}, "value"),
            ({"kind": "pickup", "value": float("nan")}, "value"),
            ({"kind": "pickup", "value": float("inf")}, "value"),
            ({"kind": "promise", "value": 2}, "value"),
            ({"kind": "promise", "value": None}, "value"),
            ({"kind": "signed", "value": 1}, "value"),
            ({"kind": "review", "value": 0}, "value"),
            ({"kind": "review", "value": None}, "value"),
            ({"kind": "review", "value": float("nan")}, "value"),
            ({"kind": "smile", "value": 1}, "kind"),
            ({"key": ""}, "key"),
            ({"key": "a#1"}, "key"),
            ({"key": "a!"}, "key"),
            ({"key": "x" * 65}, "key"),
            ({"at": datetime(2026, 3, 1)}, "at"),
        ],
    )
    def test_what_it_cannot_say_is_refused_and_nothing_is_added(self, supplier, fact, field):
        given = {"kind": "promise", "at": AT, "key": "bad", "value": 1} | fact
        with pytest.raises(BadFact) as refused:
            record(facts=[promise(supplier), NewFact(supplier.pk, **given)])
        assert refused.value.field == field
        assert not Fact.objects.exists()


class TestCorrect:
    def test_what_is_new_is_recorded(self, supplier):
        assert correct(facts=[promise(supplier)]) == 1
        assert Fact.objects.get().key == "promise:1"

    def test_what_says_the_same_is_left(self, supplier):
        correct(facts=[promise(supplier)])
        assert correct(facts=[promise(supplier)]) == 0
        assert Fact.objects.count() == 1

    def test_what_says_otherwise_is_reversed_and_linked(self, supplier):
        correct(facts=[promise(supplier, 0)])
        assert correct(facts=[promise(supplier, 1)]) == 1
        first, reversal, second = Fact.objects.order_by("pk")
        assert (reversal.reverses, reversal.weight, reversal.value) == (first, -1, 0)
        assert [f.key for f in (reversal, second)] == ["promise:1!", "promise:1#1"]
        assert balance() == [("promise", AT, 1.0, 1)]

    def test_again_and_again(self, supplier):
        for value in (0, 1, 0, 1, 1):
            correct(facts=[promise(supplier, value)])
        assert balance() == [("promise", AT, 1.0, 1)]
        assert Fact.objects.count() == 7

    def test_another_time_too(self, supplier):
        correct(facts=[promise(supplier)])
        correct(facts=[promise(supplier, at=AT + timedelta(hours=1))])
        assert balance() == [("promise", AT + timedelta(hours=1), 1.0, 1)]

    def test_withdrawn_and_told_again(self, supplier):
        correct(facts=[promise(supplier)])
        assert correct(facts=[], withdrawn=["promise:1", "unheard of"]) == 1
        assert correct(facts=[], withdrawn=["promise:1"]) == 0
        assert balance() == []
        assert record(facts=[promise(supplier)]) == 0, "what was taken back is not new"
        assert correct(facts=[promise(supplier)]) == 1
        assert balance() == [("promise", AT, 1.0, 1)]

    def test_statements_do_not_grow_with_the_facts(self, supplier, django_assert_num_queries):
        for many in (1, 3):
            facts = [promise(supplier, 0, f"p:{many}:{n}") for n in range(many)]
            correct(facts=facts)
            right = [promise(supplier, 1, fact.key) for fact in facts]
            with django_assert_num_queries(6):
                correct(facts=right)


class TestTheDatabaseHoldsIt:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE suppliers_fact SET value = 1",
            "UPDATE suppliers_fact SET weight = weight",
            "DELETE FROM suppliers_fact",
        ],
    )
    def test_no_row_is_changed(self, supplier, statement):
        record(facts=[promise(supplier, 0)])
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
        assert balance() == [("promise", AT, 0.0, 1)]

    @pytest.mark.parametrize(
        "wrong", [{"value": 0}, {"at": AT + timedelta(1)}, {"kind": "answer"}, {"weight": 1}]
    )
    def test_a_reversal_repeats_what_it_takes_back(self, supplier, wrong):
        fact = FactFactory(supplier=supplier, at=AT)
        copy = {"kind": fact.kind, "at": fact.at, "value": 1, "weight": -1, "reverses": fact}
        with pytest.raises(DatabaseError), transaction.atomic():
            FactFactory(supplier=supplier, **copy | wrong)
        assert Fact.objects.count() == 1

    def test_nothing_is_taken_back_twice(self, supplier):
        fact = FactFactory(supplier=supplier, at=AT)
        copy = {"supplier": supplier, "at": AT, "weight": -1, "reverses": fact}
        FactFactory(**copy)
        with pytest.raises(DatabaseError), transaction.atomic():
            FactFactory(**copy)

    def test_nothing_is_taken_back_without_saying_what(self, supplier):
        with pytest.raises(DatabaseError), transaction.atomic():
            FactFactory(supplier=supplier, weight=-1)


@pytest.mark.django_db(transaction=True)
def test_two_who_correct_at_once_correct_once() -> None:
    supplier = SupplierFactory()
    correct(facts=[promise(supplier, 0)])
    assert refused(raced(lambda: correct(facts=[promise(supplier, 1)]))) == []
    assert balance() == [("promise", AT, 1.0, 1)]
    assert Fact.objects.count() == 3
