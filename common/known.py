"""Small tables that every page asks for (categories, belts): each process keeps what it read."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Generic, TypeVar, cast

T = TypeVar("T")

#: How long a process may go on with what it knows, when another process changed the table.
SECONDS_KNOWN = 30


class Known(Generic[T]):
    """What ``read`` returned, for ``SECONDS_KNOWN``; ``forget`` where this process changes it."""

    _all: list[Known[object]] = []

    def __init__(self, read: Callable[[], T]) -> None:
        self._read = read
        self._value: T | None = None
        self._until = 0.0
        self._all.append(cast("Known[object]", self))

    def get(self) -> T:
        now = monotonic()
        if now >= self._until:
            self._value = self._read()
            self._until = now + SECONDS_KNOWN
        return cast("T", self._value)

    def forget(self) -> None:
        self._until = 0.0

    @classmethod
    def forget_all(cls) -> None:
        """For tests: nobody knows anything."""
        for known in cls._all:
            known.forget()
