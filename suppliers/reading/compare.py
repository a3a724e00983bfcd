"""What was typed of a licence, beside what was read of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from suppliers.checks.names import normal
from suppliers.reading.licence import Licence

CODE, NAME, PERSON, ISSUED, EXPIRES = "identifier", "holder", "person", "issued_on", "expires_on"


@dataclass(frozen=True, slots=True)
class Stated:
    """What was typed."""

    code: str
    name: str
    person: str
    issued_on: date | None
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class Difference:
    """``read`` is empty where that part could not be read."""

    field: str
    typed: Any
    read: Any


def differences(stated: Stated, read: Licence) -> list[Difference]:
    """Where the two say different things, or the picture says nothing."""
    return list(_differences(stated, read))


def _differences(stated: Stated, read: Licence) -> Iterator[Difference]:
    if stated.code != read.code:
        yield Difference(CODE, stated.code, read.code)
    for name, typed, seen in (
        (NAME, stated.name, read.name),
        (PERSON, stated.person, read.person),
    ):
        if normal(typed) != normal(seen):
            yield Difference(name, typed, seen)
    if stated.issued_on and stated.issued_on not in read.days:
        yield Difference(ISSUED, stated.issued_on, read.founded or "")
    if stated.expires_on != read.ends:
        yield Difference(EXPIRES, stated.expires_on or "", read.ends or "")
