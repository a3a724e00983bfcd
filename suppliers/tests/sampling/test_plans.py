"""Every plan of general level II as the standard has it, and how lots of known quality fare."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suppliers.enums.spot_checks import Severity
from suppliers.sampling import AQLS, NoPlan, Plan, acceptance, code_letter, plan
from suppliers.sampling.curve import acceptance_of_lot
from suppliers.tests.sampling import standard

TABLES = {
    Severity.NORMAL: (standard.NORMAL, standard.FULL),
    Severity.TIGHTENED: (standard.TIGHTENED, standard.FULL),
    Severity.REDUCED: (standard.REDUCED, standard.SMALL),
}


def cells() -> Iterator[tuple[str, str, Decimal, Plan]]:
    """Severity, code letter, AQL, and the plan of the standard."""
    for severity, (table, sizes) in TABLES.items():
        for row in table.strip().splitlines():
            letter, *found = row.split()
            for aql, cell in zip(AQLS, found, strict=True):
                yield severity, letter, aql, Plan(cell[0], sizes[cell[0]], int(cell[1:]))


def whole(found: Plan, lot_size: int) -> Plan:
    if found.sample_size < lot_size:
        return found
    return Plan(found.letter, lot_size, found.accept, whole_lot=True)


def test_the_tables_are_whole() -> None:
    assert len(list(cells())) == 3 * 15 * 6


@pytest.mark.parametrize(("severity", "letter", "aql", "expected"), list(cells()))
def test_a_plan_is_the_standards(severity: str, letter: str, aql: Decimal, expected: Plan) -> None:
    for lot_size in standard.LEVEL_II[letter]:
        assert plan(lot_size, aql, severity) == whole(expected, lot_size)


@pytest.mark.parametrize(("letter", "lots"), standard.LEVEL_II.items())
def test_a_lot_has_its_letter(letter: str, lots: tuple[int, int]) -> None:
    assert [code_letter(size) for size in lots] == [letter, letter]


@pytest.mark.parametrize("size", [1, 0, -5])
def test_a_lot_below_two_has_no_plan(size: int) -> None:
    with pytest.raises(NoPlan, match=f"at least 2 pieces, not {size}") as refused:
        plan(size, Decimal("2.5"))
    assert refused.value.field == "lot_size"


def test_an_aql_outside_the_table_is_refused() -> None:
    with pytest.raises(NoPlan, match=r"0\.65, 1\.0, 1\.5, 2\.5, 4\.0, 6\.5, not 3") as refused:
        plan(100, Decimal(3))
    assert refused.value.field == "aql"


@given(st.integers(2, 2_000_000), st.sampled_from(AQLS), st.sampled_from(Severity.values))
def test_no_more_is_tested_than_there_is(lot_size: int, aql: Decimal, severity: str) -> None:
    found = plan(lot_size, aql, severity)
    assert found.sample_size <= lot_size
    assert found.whole_lot == (found.sample_size == lot_size)
    assert found.reject == found.accept + 1


@given(st.integers(2, 2_000_000), st.sampled_from(AQLS), st.floats(0.001, 0.5))
def test_tightened_never_accepts_more(lot_size: int, aql: Decimal, share: float) -> None:
    normal, tightened = plan(lot_size, aql), plan(lot_size, aql, Severity.TIGHTENED)
    if not (normal.whole_lot or tightened.whole_lot):
        assert acceptance(tightened, share) <= acceptance(normal, share) + 1e-9


@pytest.mark.parametrize(("accept", "expected"), standard.OPERATING.items())
def test_the_curve_is_the_published_one(accept: int, expected: tuple[float, float, float]) -> None:
    """The published figures are Poisson's; of a sample of 1,250 the binomial is as good as that."""
    found = Plan("Q", 1_250, accept)
    for failures, probability in zip(expected, (0.95, 0.50, 0.10), strict=True):
        assert acceptance(found, failures / 1_250) == pytest.approx(probability, abs=0.006)


@pytest.mark.parametrize("severity", Severity.values)
@pytest.mark.parametrize("lot_size", [120, 2_000, 40_000])
@pytest.mark.parametrize("share", [0.01, 0.025, 0.06])
def test_lots_of_known_quality_are_accepted_as_often(
    severity: str, lot_size: int, share: float
) -> None:
    """Samples drawn without replacement from real lots, 1,500 times; within 4 sigma."""
    draw, trials = random.Random(f"{severity}{lot_size}{share}"), 1_500
    found, bad = plan(lot_size, Decimal("2.5"), severity), round(lot_size * share)
    accepted = sum(
        sum(piece < bad for piece in draw.sample(range(lot_size), found.sample_size))
        <= found.accept
        for _ in range(trials)
    )
    expected = acceptance_of_lot(found, lot_size, bad)
    sigma = (expected * (1 - expected) / trials) ** 0.5
    assert abs(accepted / trials - expected) <= 4 * sigma + 1e-9
    assert abs(expected - acceptance(found, bad / lot_size)) < 0.06
