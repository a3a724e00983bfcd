"""Random draws come out the same for everybody who draws them again."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from policies.schemas import AuditRules
from policies.selectors import in_force
from suppliers.drawing import choose, count, digest
from suppliers.enums.audits import VisitNeed
from suppliers.models import Audit, RandomDraw
from suppliers.services import draws
from suppliers.tests.factories import AuditFactory

AT = datetime(2026, 3, 1, tzinfo=UTC)
SEEDS = st.binary(min_size=32, max_size=32).map(bytes.hex)
NUMBERS = st.lists(st.integers(1, 10**9), max_size=60)
SHARES = st.integers(0, 1_000_000).map(lambda millionths: Decimal(millionths) / 1_000_000)


# --- Pure -----------------------------------------------------------------------------------


@given(NUMBERS, SEEDS, st.integers(0, 60), st.randoms())
def test_the_order_of_the_population_decides_nothing(
    numbers: list[int], seed: str, wanted: int, shuffler: Any
) -> None:
    mixed = numbers + numbers
    shuffler.shuffle(mixed)
    chosen = choose(numbers, seed, wanted)
    assert choose(mixed, seed, wanted) == chosen
    assert digest(mixed) == digest(numbers)
    assert len(chosen) == min(wanted, len(set(numbers)))
    assert set(chosen) <= set(numbers)


@given(NUMBERS, SEEDS, st.integers(0, 60), st.integers(1, 10**9))
def test_who_joins_displaces_at_most_one(
    numbers: list[int], seed: str, wanted: int, joining: int
) -> None:
    before = set(choose(numbers, seed, wanted))
    after = set(choose([*numbers, joining], seed, wanted))
    assert len(before - after) <= 1
    assert after - before <= {joining}


@given(st.lists(st.integers(0, 30), max_size=40), SHARES)
def test_many_small_draws_add_up_to_the_share(sizes: list[int], share: Decimal) -> None:
    carry, drawn = Decimal(0), 0
    for size in sizes:
        counted = count(size, share, carry)
        assert 0 <= counted.chosen <= size
        carry, drawn = counted.carried, drawn + counted.chosen
    assert abs(drawn - sum(sizes) * share) <= 1


def test_a_known_draw() -> None:
    """HMAC-SHA256 of each number under 32 zero bytes, checked with a program of its own."""
    assert choose(range(1, 11), "00" * 32, 3) == KNOWN


KNOWN = [10, 7, 4]


# --- Stored ---------------------------------------------------------------------------------


def drawn(count: int = 20) -> RandomDraw:
    for _ in range(count):
        AuditFactory()
    draw = draws.draw_audit_visits(at=AT, limit=100)
    assert draw is not None
    return draw


@pytest.mark.django_db
def test_a_tenth_of_the_audits_gets_a_visit() -> None:
    draw = drawn()
    assert len(draw.chosen) == 2
    needing = Audit.objects.filter(visit_need=VisitNeed.DRAWN)
    assert set(needing.values_list("supplier", flat=True)) == set(draw.chosen)
    assert Audit.objects.filter(draw=draw).count() == 20
    assert draws.draw_audit_visits(at=AT, limit=100) is None


@pytest.mark.django_db
def test_the_checklist_of_a_drawn_audit_asks_for_the_visit() -> None:
    draw = drawn(10)
    audit = Audit.objects.get(supplier=draw.chosen[0])
    assert audit.items.get(part="site_visit").facts[0]["code"] == "visit_wanted"


@pytest.mark.django_db
def test_small_draws_carry_over() -> None:
    chosen = [len(drawn(4).chosen) for _ in range(5)]
    assert chosen == [0, 0, 1, 0, 1]


@pytest.mark.django_db
def test_a_draw_is_repeated() -> None:
    draw, out = drawn(), StringIO()
    call_command("replay_draw", draw.pk, stdout=out)
    assert draw.seed in out.getvalue()
    assert "comes out the same" in out.getvalue()
    again = draws.replay(draw)
    assert again.chosen == draw.chosen
    with pytest.raises(CommandError, match="no draw"):
        call_command("replay_draw", 0)


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["population", "chosen", "seed"])
def test_a_draw_that_was_tampered_with_is_found_out(what: str) -> None:
    draw = drawn()
    other: dict[str, Any] = {
        "population": draw.population[1:],
        "chosen": [draw.chosen[0], draw.chosen[0]],
        "seed": "ab" * 32,
    }
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE suppliers_randomdraw DISABLE TRIGGER draw_is_kept")
    RandomDraw.objects.filter(pk=draw.pk).update(**{what: other[what]})
    with pytest.raises(CommandError, match="NOT"):
        call_command("replay_draw", draw.pk, stdout=StringIO())


@pytest.mark.django_db
def test_the_database_keeps_draws_as_they_are() -> None:
    rules = in_force(AuditRules, AT)
    draw = draws.draw(
        purpose="x", population=[1], share=Decimal(1), policy_version=rules.version, at=AT
    )
    for change in (lambda rows: rows.update(seed="0"), lambda rows: rows.delete()):
        with pytest.raises(IntegrityError, match="kept as they were"), transaction.atomic():
            change(RandomDraw.objects.filter(pk=draw.pk))
    assert RandomDraw.objects.get().seed == draw.seed
