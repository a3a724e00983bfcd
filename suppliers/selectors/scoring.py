"""From facts to scores in SQL (rules §5): the definitions of docs/scores.md, word for word.

``COUNTS`` reads the facts of the long window once. ``score_base`` holds what it found for every
supplier; ``scored`` makes figures, ranks and scores of that. Doubles are used throughout: a share
of two whole numbers is then the same for whoever computes it, and figures that are compared are
rounded to nine decimals, so that equal ones are equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from policies.schemas import ScoreRules
from suppliers.enums import LOWER_IS_BETTER, FactKind, ScoreItem

ITEMS = tuple(ScoreItem)
TIERS = 5
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Counted:
    """``hits`` of ``facts`` are the figure of an item."""

    hits: str
    facts: str


COUNTED = {
    ScoreItem.LOGISTICS: Counted("quick_pickups", "parcels_due"),
    ScoreItem.QUALITY: Counted("quality_cases", "signed"),
    ScoreItem.AFTER_SALES: Counted("services_in_time", "services_due"),
    ScoreItem.CONSULTING: Counted("answers_in_time", "answers_due"),
    ScoreItem.DISPUTES: Counted("outcomes_for", "outcomes"),
}

_K = FactKind
_SERVICES = f"f.kind IN ('{_K.CASE_ANSWER}', '{_K.RETURN}')"
_RECENT, _LATEST = "f.at >= %(since)s", "f.at >= %(since_short)s"
_QUICK = "f.value <= %(pickup_hours)s"

#: Column → what is counted in it; a reversal has the weight -1 and takes away what it repeats.
_CONDITIONS = {
    "parcels_due": f"f.kind = '{_K.PICKUP}' AND {_RECENT}",
    "quick_pickups": f"f.kind = '{_K.PICKUP}' AND {_RECENT} AND {_QUICK}",
    "promises": f"f.kind = '{_K.PROMISE}' AND {_RECENT}",
    "promises_kept": f"f.kind = '{_K.PROMISE}' AND {_RECENT} AND f.value = 1",
    "answers_due": f"f.kind = '{_K.ANSWER}' AND {_RECENT}",
    "answers_in_time": f"f.kind = '{_K.ANSWER}' AND {_RECENT} AND f.value = 1",
    "signed": f"f.kind = '{_K.SIGNED}' AND {_RECENT}",
    "quality_cases": f"f.kind = '{_K.QUALITY_CASE}' AND {_RECENT}",
    "services_due": f"{_SERVICES} AND {_RECENT}",
    "services_in_time": f"{_SERVICES} AND {_RECENT} AND f.value = 1",
    "outcomes": f"f.kind = '{_K.CASE_OUTCOME}' AND {_RECENT}",
    "outcomes_for": f"f.kind = '{_K.CASE_OUTCOME}' AND {_RECENT} AND f.value = 0",
    "parcels_due_7d": f"f.kind = '{_K.PICKUP}' AND {_LATEST}",
    "quick_pickups_7d": f"f.kind = '{_K.PICKUP}' AND {_LATEST} AND {_QUICK}",
    "signed_90d": f"f.kind = '{_K.SIGNED}' AND f.at >= %(since_long)s",
    "quality_cases_90d": f"f.kind = '{_K.QUALITY_CASE}' AND f.at >= %(since_long)s",
    "purchases_90d": f"f.kind = '{_K.PURCHASE}' AND f.at >= %(since_long)s",
    "repeats_90d": f"f.kind = '{_K.PURCHASE}' AND f.at >= %(since_long)s AND f.value = 1",
    "reviews_90d": f"f.kind = '{_K.REVIEW}' AND f.at >= %(since_long)s",
}
_STARS = (
    "sum(f.weight * f.value) FILTER"
    f" (WHERE f.kind = '{_K.REVIEW}' AND f.at >= %(since_long)s) AS stars_90d"
)
COUNT_COLUMNS = (*_CONDITIONS, "stars_90d")

#: The one aggregate that reads the facts: a row for each supplier that has any in the window.
COUNTS = f"""
    SELECT f.supplier_id,
        {", ".join(f"sum(f.weight) FILTER (WHERE {c}) AS {n}" for n, c in _CONDITIONS.items())},
        {_STARS}
    FROM suppliers_fact f JOIN suppliers_supplier z ON z.id = f.supplier_id
    WHERE f.at >= %(earliest)s AND f.at < %(until)s
        AND (f.kind <> '{_K.ANSWER}'
            OR (f.at AT TIME ZONE z.time_zone)::time >= %(answer_from)s::time
            AND (f.at AT TIME ZONE z.time_zone)::time < %(answer_until)s::time)
    GROUP BY f.supplier_id
"""  # noqa: S608 — names of columns and kinds

BASE = f"""
    CREATE TEMPORARY TABLE score_base ON COMMIT DROP AS
    SELECT s.id AS supplier_id, s.main_category AS category,
        {", ".join(f"coalesce(c.{name}, 0)::int AS {name}" for name in _CONDITIONS)},
        coalesce(c.stars_90d, 0) AS stars_90d
    FROM suppliers_supplier s LEFT JOIN ({COUNTS}) c ON c.supplier_id = s.id
"""  # noqa: S608


def _mean(item: ScoreItem) -> str:
    """The category's share: None without facts. Cases without an order signed for are of one."""
    it = COUNTED[item]
    if item == ScoreItem.QUALITY:
        return f"""CASE WHEN sum({it.facts}) + sum({it.hits}) > 0
            THEN sum({it.hits})::float8 / greatest(sum({it.facts}), 1) END"""
    return f"sum({it.hits})::float8 / nullif(sum({it.facts}), 0)"


def _figure(item: ScoreItem) -> str:
    """The supplier's share; with few facts filled up by the category's mean to ``shrink_below``."""
    it = COUNTED[item]
    filled = f"({it.hits} + (%(fill)s - {it.facts}) * m.{item}_mean) / %(fill)s::float8"
    raw = f"{it.hits}::float8 / nullif({it.facts}, 0)"
    chosen = f"CASE WHEN {it.facts} < %(fill)s THEN {filled} ELSE {raw} END"
    return f"""CASE WHEN m.{item}_mean IS NOT NULL
        THEN floor(({chosen}) * 1e9::float8 + 0.5::float8) / 1e9::float8 END"""


def _steps(item: ScoreItem) -> str:
    """Each figure of a category once, with how many suppliers have it and how many a better one."""
    order = "ASC" if item in LOWER_IS_BETTER else "DESC"
    return f"""
        SELECT category, {item}_figure AS figure, count(*) AS n,
            sum(count(*)) OVER (PARTITION BY category ORDER BY {item}_figure {order})::bigint
                - count(*) AS better, peers
        FROM figures WHERE {item}_figure IS NOT NULL GROUP BY category, peers, {item}_figure
    """  # noqa: S608


def _tier(better: str, peers: str) -> str:
    """0 for the best suppliers, up to 4 for the rest; exact, in millionths."""
    cases = " ".join(
        f"WHEN {better} * {_MILLION} < %(bound_{n})s * {peers} THEN {n}" for n in range(TIERS - 1)
    )
    return f"CASE {cases} ELSE {TIERS - 1} END"


def _score(item: ScoreItem) -> str:
    scored = f"(%(item_scores)s::int[])[{item}.tier + 1]"
    return f"coalesce({scored}, %(neutral)s)"


_WITH = f"""
    WITH means AS MATERIALIZED (
        SELECT category, count(*) AS peers,
            {", ".join(f"{_mean(item)} AS {item}_mean" for item in ITEMS)},
            {", ".join(f"sum({COUNTED[item].facts}) AS {item}_facts" for item in ITEMS)},
            sum(quick_pickups_7d)::float8 / nullif(sum(parcels_due_7d), 0) AS logistics_mean_7d
        FROM score_base GROUP BY category
    ), figures AS MATERIALIZED (
        SELECT b.*, m.peers, {", ".join(f"{_figure(item)} AS {item}_figure" for item in ITEMS)}
        FROM score_base b JOIN means m ON m.category = b.category
    ), {
    ", ".join(
        f'''{item}_steps AS MATERIALIZED (
            SELECT s.*, {_tier("s.better", "s.peers")} AS tier FROM ({_steps(item)}) s)'''
        for item in ITEMS
    )
}
"""  # noqa: S608

_ITEM_COLUMNS = [
    f"f.{item}_figure, coalesce({item}.better, 0) AS {item}_better, {_score(item)} AS {item}_score"
    for item in ITEMS
]
_COMPOSITE = " + ".join(f"{_score(item)} * %({item}_weight)s" for item in ITEMS)
SCORE_COLUMNS = (
    *("supplier_id", "category", "peers", *COUNT_COLUMNS),
    *(f"{item}_{part}" for item in ITEMS for part in ("figure", "better", "score")),
    "composite",
)
_SCORED = f"""
    SELECT f.supplier_id, f.category, f.peers,
        {", ".join(f"f.{name}" for name in COUNT_COLUMNS)},
        {", ".join(_ITEM_COLUMNS)}, ({_COMPOSITE})::numeric(8, 2) / 100 AS composite
    FROM figures f
    {
    " ".join(
        f'''LEFT JOIN {item}_steps {item}
            ON {item}.category = f.category AND {item}.figure = f.{item}_figure'''
        for item in ITEMS
    )
}
"""  # noqa: S608


def _category_rows(item: ScoreItem) -> str:
    worst = "max" if item in LOWER_IS_BETTER else "min"
    bounds = ", ".join(
        f"{worst}(s.figure) FILTER (WHERE s.tier <= {tier})" for tier in range(TIERS - 1)
    )
    middle = "min" if item in LOWER_IS_BETTER else "max"
    mean_7d = "m.logistics_mean_7d" if item == ScoreItem.LOGISTICS else "NULL::float8"
    return f"""
        SELECT m.category, '{item}', m.peers, m.{item}_facts, m.{item}_mean, {mean_7d},
            {middle}(s.figure) FILTER (WHERE 2 * (s.better + s.n) >= s.peers), ARRAY[{bounds}]
        FROM means m LEFT JOIN {item}_steps s ON s.category = m.category
        GROUP BY m.category, m.peers, m.{item}_facts, m.{item}_mean, m.logistics_mean_7d
    """  # noqa: S608


#: Scores of all suppliers from ``score_base``, in the order of ``SCORE_COLUMNS``.
SCORED = f"{_WITH} {_SCORED}"
#: The same, written as a day, with what the categories came to.
WRITE = f"""
    {_WITH}, categories AS (
        INSERT INTO suppliers_categoryday
            (day, category, item, suppliers, facts, mean, mean_7d, median, thresholds)
        SELECT %(day)s::date, c.* FROM ({" UNION ALL ".join(map(_category_rows, ITEMS))}) c
    )
    INSERT INTO suppliers_scoreday (day, policy_version_id, {", ".join(SCORE_COLUMNS)})
    SELECT %(day)s::date, %(policy_version)s, scored.* FROM ({_SCORED}) scored
"""  # noqa: S608


def parameters(rules: ScoreRules, until: datetime) -> dict[str, Any]:
    """What the statements take: the numbers of the rules, and the windows before ``until``."""
    windows = {
        "since": until - timedelta(days=rules.window_days),
        "since_long": until - timedelta(days=rules.long_window_days),
        "since_short": until - timedelta(days=rules.short_window_days),
    }
    return {
        **windows,
        "earliest": min(windows.values()),
        "until": until,
        "pickup_hours": rules.pickup_hours,
        "answer_from": f"{rules.answer_from_hour:02d}:00",
        "answer_until": f"{rules.answer_until_hour:02d}:00",
        "fill": rules.shrink_below,
        "item_scores": list(rules.item_scores),
        "neutral": rules.neutral_score,
        **{f"{item}_weight": getattr(rules, f"{item}_weight") for item in ITEMS},
        **{f"bound_{n}": bound for n, bound in enumerate(_bounds(rules))},
    }


def _bounds(rules: ScoreRules) -> list[int]:
    """Each score but the last is for less than this share of better suppliers, in millionths."""
    shares = (rules.first_share, rules.second_share, rules.third_share, rules.fourth_share)
    total, bounds = Decimal(0), []
    for share in shares:
        total += share
        bounds.append(int(total * _MILLION))
    return bounds
