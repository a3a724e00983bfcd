"""What is done for suppliers once a day: steps, in an order that is the same every night.

A step is ``(day, at)``: the day that begins in the market's zone, and the moment. It may run twice
without harm. Whoever has one registers it in ``AppConfig.ready``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

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
    day = day_of(at)
    done, faults = [], []
    for name in ORDER:
        step = _steps.get(name)
        if step is None:
            continue
        try:
            step(day, at)
            done.append(name)
        except Exception as fault:  # noqa: BLE001 — raised below, with the others
            fault.add_note(f"in the nightly step “{name}”")
            faults.append(fault)
    if faults:
        raise ExceptionGroup(f"{len(faults)} nightly steps failed", faults)
    return done
