"""What is done for suppliers once a day: steps, in an order that is the same every night.

A step is ``(day, at)``: the day that begins in the market's zone, and the moment. It may run twice
without harm. Whoever has one registers it in ``AppConfig.ready``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

from common.sweep import each_alone, noted
from common.working_days import day_of

Step = Callable[[date, datetime], Any]

#: Each builds on those before it.
ORDER = ("main_categories", "scores", "badges", "clear_out", "audits", "left_open")
_steps: dict[str, Step] = {}


def register(name: str, step: Step) -> None:
    """Have ``step`` done each night at its place in ``ORDER``; the last one of a name counts."""
    if name not in ORDER:
        raise ValueError(f"{name} has no place in the night")
    _steps[name] = step


def run(*, at: datetime) -> list[str]:
    """Do every step for the day that it is in the market's zone; returns which were done.

    One that fails stops no other; what failed is raised together at the end.
    """
    return each_alone(partial(_take, name, at) for name in ORDER if name in _steps)


def _take(name: str, at: datetime) -> str:
    with noted(f"in the nightly step “{name}”"):
        _steps[name](day_of(at), at)
    return name
