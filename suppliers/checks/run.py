"""Each check says what it found of every document that it looks at, good or bad."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from suppliers.checks import identity, scope, validity
from suppliers.checks.facts import Facts, Finding

CHECKS: tuple[Callable[[Facts], Iterator[Finding]], ...] = (
    validity.digits,
    validity.days,
    identity.same_name,
    identity.same_code,
    identity.same_kind,
    identity.same_person,
    scope.fits,
    identity.unused,
)


def findings(facts: Facts) -> Sequence[Finding]:
    """What every check found."""
    return [finding for check in CHECKS for finding in check(facts)]
