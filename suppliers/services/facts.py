"""The one way to record what counts for or against a supplier (rules §5; docs/scores.md)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils.timezone import is_aware
from django.utils.translation import gettext_lazy as _

from common.locking import lock
from suppliers.enums import HAPPENED, MOST_HOURS, STARS, YES_OR_NO, FactKind
from suppliers.errors import BadFact
from suppliers.models import Fact
from suppliers.selectors.facts import Known, standing_facts

#: Versions of a key and reversals are told from it by these.
VERSION, REVERSAL = "#", "!"
LONGEST_KEY = 64

_INSERT = """
    INSERT INTO suppliers_fact (supplier_id, kind, at, value, weight, key)
    SELECT supplier_id, kind, at, value, 1, key
    FROM unnest(%s::bigint[], %s::text[], %s::timestamptz[], %s::float8[], %s::text[])
        AS given(supplier_id, kind, at, value, key)
    ORDER BY key
    ON CONFLICT (key) DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class NewFact:
    """``key`` names what happened, the same whoever tells it and however often: ``signed:order:7``.

    ``at`` is when it counts. What ``value`` is for each kind says docs/scores.md.
    """

    supplier_id: int
    kind: str
    at: datetime
    key: str
    value: float | None = None


def record(*, facts: Sequence[NewFact]) -> int:
    """Append facts, each once per key; returns how many were new. Raises BadFact, and adds none.

    What is known under its key stays as it is, even where the fact given says otherwise.
    """
    for fact in facts:
        _check(fact)
    if not facts:
        return 0
    columns = ("supplier_id", "kind", "at", "value", "key")
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [[getattr(fact, name) for fact in facts] for name in columns])
        return int(cursor.rowcount)


def correct(*, facts: Sequence[NewFact], withdrawn: Collection[str] = ()) -> int:
    """Have the log say what ``facts`` say, and nothing of ``withdrawn`` keys; how many changed.

    A fact that is new is recorded; one that is known and says otherwise is reversed and recorded
    under the next version of its key; one that says the same is left. Raises BadFact.
    """
    for fact in facts:
        _check(fact)
    with transaction.atomic(savepoint=False):
        return _correct(facts, withdrawn)


def _correct(facts: Sequence[NewFact], withdrawn: Collection[str]) -> int:
    changed = record(facts=facts)
    wanted: dict[str, NewFact | None] = dict.fromkeys(withdrawn)
    wanted |= {fact.key: fact for fact in facts}
    if changed == len(wanted) or not _differing(wanted):
        return changed
    # Whoever corrects the same facts meanwhile waits here, and then sees what was made of them.
    lock(Fact.objects.filter(key__in=wanted))
    differing = _differing(wanted)
    Fact.objects.bulk_create(_reversal(it.fact) for it in differing.values() if it.fact)
    Fact.objects.bulk_create(_versions(wanted, differing))
    return changed + len(differing)


def _differing(wanted: dict[str, NewFact | None]) -> dict[str, Known]:
    """What stands under those keys of which something else is wanted."""
    found = standing_facts(wanted, VERSION)
    return {key: it for key, it in found.items() if not _says(it.fact, wanted[key])}


def _says(fact: Fact | None, wanted: NewFact | None) -> bool:
    if fact is None or wanted is None:
        return fact is None and wanted is None
    names = ("supplier_id", "kind", "at", "value")
    return all(getattr(fact, name) == getattr(wanted, name) for name in names)


def _reversal(fact: Fact) -> Fact:
    return Fact(
        supplier_id=fact.supplier_id,
        kind=fact.kind,
        at=fact.at,
        value=fact.value,
        weight=-1,
        key=f"{fact.key}{REVERSAL}",
        reverses=fact,
    )


def _versions(wanted: dict[str, NewFact | None], differing: dict[str, Known]) -> Iterable[Fact]:
    for key, standing in differing.items():
        given = wanted[key]
        if given is not None:
            yield Fact(
                supplier_id=given.supplier_id,
                kind=given.kind,
                at=given.at,
                value=given.value,
                key=f"{key}{VERSION}{standing.version}",
            )


def _check(fact: NewFact) -> None:
    if fact.kind not in FactKind.values:
        raise BadFact(_("There is no fact “%(kind)s”.") % {"kind": fact.kind}, field="kind")
    if not is_aware(fact.at):
        raise BadFact(_("The time of a fact needs its zone."), field="at")
    if not 0 < len(fact.key) <= LONGEST_KEY or VERSION in fact.key or REVERSAL in fact.key:
        raise BadFact(
            _("A key has 1 to %(most)d characters, and none of # and !.") % {"most": LONGEST_KEY},
            field="key",
        )
    said = value_problem(fact.kind, fact.value)
    if said:
        raise BadFact(said, field="value")


def value_problem(kind: str, value: float | None) -> str:
    """Why a fact of this kind cannot have this value; nothing where it can."""
    if kind == FactKind.PICKUP:
        if value is None or 0 <= value <= MOST_HOURS:
            return ""
        return _("“%(kind)s” is empty or hours from 0 to %(most)d.") % {
            "kind": kind,
            "most": MOST_HOURS,
        }
    if kind in HAPPENED:
        return "" if value is None else _("“%(kind)s” has no value.") % {"kind": kind}
    if kind in YES_OR_NO:
        return "" if value in (0, 1) else _("“%(kind)s” is 1 or 0.") % {"kind": kind}
    low, high = STARS
    if value is not None and low <= value <= high:
        return ""
    return _("“%(kind)s” is from %(low)d to %(high)d.") % {"kind": kind, "low": low, "high": high}
