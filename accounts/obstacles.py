"""What keeps a company from being closed; apps above say theirs, such as orders under way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from accounts.models import Company

#: Returns a lazily translated sentence where the company cannot be closed, else None.
Obstacle = Callable[[Company], Any]

_obstacles: list[Obstacle] = []


def register(obstacle: Obstacle) -> None:
    """Ask ``obstacle`` before a company is closed; called when an app is ready."""
    _obstacles.append(obstacle)


def obstacles_of(company: Company) -> list[Any]:
    """All sentences that speak against closing the company."""
    return [said for obstacle in _obstacles if (said := obstacle(company))]
