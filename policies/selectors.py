"""Which rules are in force at a moment: the one question that code asks of policies (rules §2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Generic, TypeVar, cast

from policies.enums import VersionState
from policies.explain import Parameter, changes
from policies.models import PolicyVersion
from policies.schemas import Policy

P = TypeVar("P", bound=Policy)

#: How long a process may go on with what it knows, when another process announced a version.
SECONDS_KNOWN = 30


@dataclass(frozen=True)
class InForce(Generic[P]):
    """Parameters, and the version to store with a decision made by them."""

    rules: P
    version: PolicyVersion


@dataclass(frozen=True)
class Change:
    """A version, and the parameters in which it differs from the one before it."""

    version: PolicyVersion
    parameters: list[Parameter]


@dataclass(frozen=True)
class _Known:
    """Every announced version, newest first, as this process read it."""

    read_at: float
    versions: dict[str, Sequence[InForce[Policy]]]


_known: _Known | None = None


def in_force(schema: type[P], at: datetime) -> InForce[P]:
    """The rules of ``schema`` in force at ``at``; raises LookupError before its first version.

    Asks the database at most every ``SECONDS_KNOWN`` seconds in a process.
    """
    for candidate in _announced().get(schema.slug, ()):
        if cast("datetime", candidate.version.effective_from) <= at:
            return cast("InForce[P]", candidate)
    raise LookupError(f"No version of the policy {schema.slug} was in force at {at:%Y-%m-%d}")


def forget() -> None:
    """Have this process read the announced versions anew."""
    global _known
    _known = None


def history(slug: str = "") -> list[Change]:
    """What was announced, of one policy or of all, newest first, each with what it changes.

    A version is compared with the one that binds before it; one withdrawn changes nothing.
    """
    dated = PolicyVersion.objects.filter(effective_from__isnull=False)
    versions = dated.filter(policy=slug) if slug else dated
    before: dict[str, Policy] = {}
    found = []
    for version in versions.order_by("effective_from", "number"):
        rules = version.rules
        found.append(Change(version, changes(rules, before.get(version.policy, rules))))
        if version.state == VersionState.ANNOUNCED:
            before[version.policy] = rules
    return found[::-1]


def _announced() -> dict[str, Sequence[InForce[Policy]]]:
    global _known
    known = _known
    if known is None or monotonic() - known.read_at > SECONDS_KNOWN:
        known = _known = _Known(monotonic(), _read())
    return known.versions


def _read() -> dict[str, Sequence[InForce[Policy]]]:
    versions: dict[str, list[InForce[Policy]]] = defaultdict(list)
    for version in PolicyVersion.objects.announced().order_by("-effective_from", "-number"):
        versions[version.policy].append(InForce(version.rules, version))
    return dict(versions)
