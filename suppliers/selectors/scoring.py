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

from django.conf import settings

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
_HIT = "f.value = 1"


def _two(condition: str) -> str:
    """0 where it holds, else 1: the second of two slots."""
    return f"CASE WHEN {condition} THEN 0 ELSE 1 END"


_LATEST = _two("f.at >= %(since_short)s")
_LOCAL_TIME = "(f.at AT TIME ZONE coalesce(z.time_zone, %(zone)s))::time"
_AWAKE = f"{_LOCAL_TIME} >= %(answer_from)s::time AND {_LOCAL_TIME} < %(answer_until)s::time"

#: A fact of the window falls into one slot by its kind and whether it is a hit. Once that is
#: known, counting compares small integers and no words.
_SLOT = f"""
    CASE f.kind
        WHEN '{_K.PICKUP}' THEN 2 * {_LATEST} + {_two("f.value <= %(pickup_hours)s")}
        WHEN '{_K.PROMISE}' THEN 4 + {_two(_HIT)}
        WHEN '{_K.ANSWER}' THEN CASE WHEN {_AWAKE} THEN 6 + {_two(_HIT)} END
        WHEN '{_K.SIGNED}' THEN 8
        WHEN '{_K.PURCHASE}' THEN 16 + {_two(_HIT)}
        WHEN '{_K.REVIEW}' THEN 18
        WHEN '{_K.QUALITY_CASE}' THEN 10
        WHEN '{_K.CASE_OUTCOME}' THEN 14 + {_two("f.value = 0")}
        ELSE 12 + {_two(_HIT)}
    END
"""
#: The same of those that are only in the long window; other kinds are not counted there.
_OLD_SLOT = f"""
    CASE f.kind
        WHEN '{_K.SIGNED}' THEN 9
        WHEN '{_K.PURCHASE}' THEN 16 + {_two(_HIT)}
        WHEN '{_K.REVIEW}' THEN 18
        ELSE 11
    END
"""
_OLD_KINDS = ", ".join(f"'{kind}'" for kind in (_K.SIGNED, _K.QUALITY_CASE, _K.PURCHASE, _K.REVIEW))
_SLOTS = 19
#: Column → the slots that add up to it. The two of a case or a return are the same kind of thing.
_COLUMNS = {
    "parcels_due": (0, 1, 2, 3),
    "quick_pickups": (0, 2),
    "promises": (4, 5),
    "promises_kept": (4,),
    "answers_due": (6, 7),
    "answers_in_time": (6,),
    "signed": (8,),
    "quality_cases": (10,),
    "services_due": (12, 13),
    "services_in_time": (12,),
    "outcomes": (14, 15),
    "outcomes_for": (14,),
    "parcels_due_7d": (0, 1),
    "quick_pickups_7d": (0,),
    "signed_90d": (8, 9),
    "quality_cases_90d": (10, 11),
    "purchases_90d": (16, 17),
    "repeats_90d": (16,),
    "reviews_90d": (18,),
}
COUNT_COLUMNS = (*_COLUMNS, "stars_90d")


def _sum(slots: tuple[int, ...]) -> str:
    return f"({' + '.join(f'coalesce(c.slot_{n}, 0)' for n in slots)})::int"


_SLOT_SUMS = [f"sum(t.weight) FILTER (WHERE t.slot = {n}) AS slot_{n}" for n in range(_SLOTS)]

#: The one aggregate that reads the facts, each once. The two parts of it are also what keeps the
#: planner from working out a slot anew for every column. Few suppliers live by another clock than
#: the market's. They choose it from Python's list of zones; one that PostgreSQL, whose list may be
#: older, does not know would fail the statement for everybody, and counts as the market's.
COUNTS = f"""
    SELECT t.supplier_id,
        {", ".join(_SLOT_SUMS)},
        sum(t.weight * t.value) FILTER (WHERE t.slot = 18) AS stars
    FROM (
        SELECT f.supplier_id, f.weight, f.value, {_SLOT} AS slot
        FROM suppliers_fact f LEFT JOIN (
            SELECT id, time_zone FROM suppliers_supplier
            WHERE time_zone <> %(zone)s AND time_zone IN (SELECT name FROM pg_timezone_names)
        ) z ON z.id = f.supplier_id
        WHERE f.at >= %(since)s AND f.at < %(until)s
        UNION ALL
        SELECT f.supplier_id, f.weight, f.value, {_OLD_SLOT} AS slot
        FROM suppliers_fact f
        WHERE f.at >= %(since_long)s AND f.at < %(since)s AND f.kind IN ({_OLD_KINDS})
    ) t
    GROUP BY t.supplier_id
"""  # noqa: S608 — names of columns and kinds

BASE = f"""
    CREATE TEMPORARY TABLE score_base ON COMMIT DROP AS
    SELECT s.id AS supplier_id, s.main_category AS category,
        {", ".join(f"{_sum(slots)} AS {name}" for name, slots in _COLUMNS.items())},
        coalesce(c.stars, 0) AS stars_90d
    FROM suppliers_supplier s LEFT JOIN ({COUNTS}) c ON c.supplier_id = s.id
"""  # noqa: S608


def _known(item: ScoreItem) -> str:
    """Whether the supplier has a fact of its own. Cases without an order signed for are some."""
    it = COUNTED[item]
    return f"{it.facts} + {it.hits} > 0" if item == ScoreItem.QUALITY else f"{it.facts} > 0"


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
    raw = f"{it.hits}::float8 / {it.facts}"
    chosen = f"CASE WHEN {it.facts} < %(fill)s THEN {filled} ELSE {raw} END"
    return f"""CASE WHEN {_known(item)}
        THEN floor(({chosen}) * 1e9::float8 + 0.5::float8) / 1e9::float8 END"""


def _steps(item: ScoreItem) -> str:
    """Each figure of a category once, with how many suppliers have it, any, and a better one."""
    order = "ASC" if item in LOWER_IS_BETTER else "DESC"
    return f"""
        SELECT category, {item}_figure AS figure, count(*) AS n,
            sum(count(*)) OVER (PARTITION BY category ORDER BY {item}_figure {order})::bigint
                - count(*) AS better,
            sum(count(*)) OVER (PARTITION BY category)::bigint AS peers
        FROM figures WHERE {item}_figure IS NOT NULL GROUP BY category, {item}_figure
    """  # noqa: S608


def _tier(better: str, peers: str) -> str:
    """0 for the best suppliers, up to 4 for the rest; exact, in millionths."""
    cases = " ".join(
        f"WHEN {better} * {_MILLION} < %(bound_{n})s * {peers} THEN {n}" for n in range(TIERS - 1)
    )
    return f"CASE {cases} ELSE {TIERS - 1} END"


def _score(item: ScoreItem) -> str:
    """The score of the rank, neutral without one.

    Who never failed has at least the neutral score, who always did at most that: else the first
    good fact could lower it, and the first failure lift it.
    """
    it = COUNTED[item]
    ranked = f"coalesce((%(item_scores)s::int[])[{item}.tier + 1], %(neutral)s)"
    always, never = f"f.{it.hits} >= f.{it.facts}", f"f.{it.hits} = 0"
    failed, faultless = (always, never) if item in LOWER_IS_BETTER else (never, always)
    return f"""CASE WHEN {faultless} THEN greatest({ranked}, %(neutral)s)
        WHEN {failed} THEN least({ranked}, %(neutral)s) ELSE {ranked} END"""


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
        {", ".join(_ITEM_COLUMNS)}, (({_COMPOSITE}) / 100::numeric)::numeric(4, 2) AS composite
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
        SELECT m.category, '{item}', coalesce(max(s.peers), 0),
            m.{item}_facts, m.{item}_mean, {mean_7d},
            {middle}(s.figure) FILTER (WHERE 2 * (s.better + s.n) >= s.peers), ARRAY[{bounds}]
        FROM means m LEFT JOIN {item}_steps s ON s.category = m.category
        GROUP BY m.category, m.{item}_facts, m.{item}_mean, m.logistics_mean_7d
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
    return {
        "since": until - timedelta(days=rules.window_days),
        "since_long": until - timedelta(days=rules.long_window_days),
        "since_short": until - timedelta(days=rules.short_window_days),
        "until": until,
        "zone": settings.TIME_ZONE,
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
