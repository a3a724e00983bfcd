"""The definitions of docs/scores.md once more, in plain Python: what the SQL is held against."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

FILL, BOUNDS, SCORES, NEUTRAL = 20, ("0.2", "0.5", "0.8", "0.95"), (5, 4, 3, 2, 0), 3
WEIGHTS = {"logistics": 30, "quality": 30, "after_sales": 15, "consulting": 15, "disputes": 10}


@dataclass(frozen=True)
class Told:
    """A fact as a file tells it."""

    supplier: str
    kind: str
    at: datetime
    value: float | None = None


Counts = dict[str, tuple[int, int]]


def counts(facts: Iterable[Told], until: datetime, zone: str = "Asia/Shanghai") -> Counts:
    """Hits and facts of each item of one supplier."""
    inside = [f for f in facts if until - timedelta(days=30) <= f.at < until]
    kinds: dict[str, list[Told]] = defaultdict(list)
    for fact in inside:
        if fact.kind != "answer" or fact.at.astimezone(ZoneInfo(zone)).hour >= 8:
            kinds[fact.kind].append(fact)
    services = kinds["case_answer"] + kinds["return"]
    return {
        "logistics": (
            sum(f.value is not None and f.value <= 48 for f in kinds["pickup"]),
            len(kinds["pickup"]),
        ),
        "promise": _yes(kinds["promise"]),
        "quality": (len(kinds["quality_case"]), len(kinds["signed"])),
        "after_sales": _yes(services),
        "consulting": _yes(kinds["answer"]),
        "disputes": (
            sum(f.value == 0 for f in kinds["case_outcome"]),
            len(kinds["case_outcome"]),
        ),
    }


def _yes(facts: Sequence[Told]) -> tuple[int, int]:
    return sum(f.value == 1 for f in facts), len(facts)


@dataclass(frozen=True)
class Expected:
    counts: Counts
    figures: Mapping[str, float | None]
    better: Mapping[str, int]
    scores: Mapping[str, int]
    composite: Fraction


def expected(
    facts: Iterable[Told], categories: Mapping[str, str], until: datetime
) -> dict[str, Expected]:
    """The scores of the suppliers of ``categories`` (slug → main category)."""
    of: dict[str, list[Told]] = {slug: [] for slug in categories}
    for fact in facts:
        of[fact.supplier].append(fact)
    counted = {slug: counts(given, until) for slug, given in of.items()}
    return {slug: _expected(slug, counted, categories) for slug in categories}


def _expected(slug: str, counted: Mapping[str, Counts], categories: Mapping[str, str]) -> Expected:
    alike = [s for s in categories if categories[s] == categories[slug]]
    figures: dict[str, float | None] = {}
    better: dict[str, int] = {}
    scores: dict[str, int] = {}
    for item in WEIGHTS:
        known = [counted[one][item] for one in alike if _is_known(item, *counted[one][item])]
        mine = counted[slug][item]
        if not _is_known(item, *mine):
            figures[item], better[item], scores[item] = None, 0, NEUTRAL
            continue
        mean = _mean(item, known)
        figures[item] = figure = _figure(*mine, mean)
        sign = 1 if item == "quality" else -1
        better[item] = sum(sign * _figure(*peer, mean) < sign * figure for peer in known)
        scores[item] = _bounded(item, *mine, _score(better[item], len(known)))
    composite = Fraction(sum(scores[item] * weight for item, weight in WEIGHTS.items()), 100)
    return Expected(counted[slug], figures, better, scores, composite)


def _is_known(item: str, hits: int, facts: int) -> bool:
    """Whether there is a fact of one's own; a case is one too."""
    return bool(facts or (item == "quality" and hits))


def _bounded(item: str, hits: int, facts: int, score: int) -> int:
    """Without a failure at least the neutral score; with nothing else at most that."""
    failures = hits if item == "quality" else facts - hits
    if failures == 0:
        return max(score, NEUTRAL)
    return min(score, NEUTRAL) if failures >= facts else score


def _mean(item: str, shares: Sequence[tuple[int, int]]) -> float:
    hits, facts = (sum(part) for part in zip(*shares, strict=True))
    return hits / (max(facts, 1) if item == "quality" else facts)


def _figure(hits: int, facts: int, mean: float) -> float:
    share = (hits + (FILL - facts) * mean) / FILL if facts < FILL else hits / facts
    return math.floor(share * 1e9 + 0.5) / 1e9


def _score(better: int, peers: int) -> int:
    place = Fraction(better, peers)
    tiers = [n for n, bound in enumerate(BOUNDS) if place < Fraction(bound)]
    return SCORES[tiers[0] if tiers else -1]
