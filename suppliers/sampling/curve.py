"""How likely a plan accepts a lot of known quality: the operating characteristic."""

from __future__ import annotations

from math import comb

from suppliers.sampling.plans import Plan


def acceptance(plan: Plan, share: float) -> float:
    """The probability that lots with a ``share`` (0 to 1) of bad pieces are accepted.

    Of lots much larger than the sample: the binomial distribution, as in the standard's table 5.
    """
    good = 1 - share
    return sum(
        comb(plan.sample_size, bad) * share**bad * good ** (plan.sample_size - bad)
        for bad in range(plan.accept + 1)
    )


def acceptance_of_lot(plan: Plan, lot_size: int, bad: int) -> float:
    """The probability that a lot of ``lot_size`` pieces with ``bad`` bad ones is accepted."""
    ways = comb(lot_size, plan.sample_size)
    return sum(
        comb(bad, found) * comb(lot_size - bad, plan.sample_size - found) / ways
        for found in range(min(plan.accept, bad, plan.sample_size) + 1)
    )
