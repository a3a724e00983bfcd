"""The risk band of a supplier from its figures (rules §4); pure, by the parameters given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from policies.schemas import AuditRules
from suppliers.enums import Standing
from suppliers.enums.audits import RiskBand, RiskFactor

Band = RiskBand


@dataclass(frozen=True, slots=True)
class RiskFigures:
    """What is known of a supplier. None: nothing was counted, and nothing is held against it."""

    composite: Decimal | None = None
    points: int = 0
    case_rate: Decimal | None = None
    standing: str = Standing.ACTIVE


@dataclass(frozen=True, slots=True)
class Factor:
    """A figure, the band that it alone would give, and the limit that it has passed."""

    factor: RiskFactor
    value: str
    band: RiskBand
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Risk:
    band: RiskBand
    factors: tuple[Factor, ...]


def assess(figures: RiskFigures, rules: AuditRules) -> Risk:
    """The worst band that any figure gives, with what each figure gives."""
    factors = tuple(_factors(figures, rules))
    return Risk(max(factor.band for factor in factors), factors)


def days_of(band: str, rules: AuditRules) -> int:
    """Days between two audits in that band."""
    return {
        Band.A: rules.days_a,
        Band.B: rules.days_b,
        Band.C: rules.days_c,
        Band.D: rules.days_d,
    }[Band(band)]


def _factors(figures: RiskFigures, rules: AuditRules) -> Iterator[Factor]:
    limits = (rules.composite_b, rules.composite_c, rules.composite_d)
    yield _below(RiskFactor.COMPOSITE, figures.composite, limits)
    points = (rules.points_b, rules.points_c, rules.points_d)
    yield _from(RiskFactor.POINTS, Decimal(figures.points), [Decimal(limit) for limit in points])
    cases = (rules.cases_b, rules.cases_c, rules.cases_d)
    yield _from(RiskFactor.CASES, figures.case_rate, cases)
    band = _BY_STANDING[Standing(figures.standing)]
    yield Factor(RiskFactor.STANDING, figures.standing, band)


_BY_STANDING = {
    Standing.ACTIVE: Band.A,
    Standing.RESTRICTED: Band.C,
    Standing.SUSPENDED: Band.D,
    Standing.REMOVED: Band.D,
}
_WORSE = (Band.B, Band.C, Band.D)


def _below(factor: RiskFactor, value: Decimal | None, limits: Sequence[Decimal]) -> Factor:
    passed = [
        (band, limit)
        for band, limit in zip(_WORSE, limits, strict=True)
        if value is not None and value < limit
    ]
    return _worst(factor, value, passed)


def _from(factor: RiskFactor, value: Decimal | None, limits: Sequence[Decimal]) -> Factor:
    passed = [
        (band, limit)
        for band, limit in zip(_WORSE, limits, strict=True)
        if value is not None and value >= limit
    ]
    return _worst(factor, value, passed)


def _worst(
    factor: RiskFactor, value: Decimal | None, passed: list[tuple[RiskBand, Decimal]]
) -> Factor:
    band, limit = max(passed, default=(Band.A, None))
    said = "" if value is None else str(value)
    return Factor(factor, said, band, "" if limit is None else str(limit))
