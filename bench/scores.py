"""scores: the daily scores of 100,000 suppliers from 10,000,000 facts of a year, beside the one
aggregate that counts the same facts (docs/scores.sql).

Run:  bin/bench scores [--suppliers N] [--facts N] [--rounds N]
The database ``bench_scores`` is filled by SQL at the first run and kept for the next.
"""

from __future__ import annotations

import argparse
import json
import resource
from datetime import date, datetime, timedelta
from statistics import median
from time import perf_counter
from typing import Any

from bench import database
from bench.database import ROOT

DATABASE = "bench_scores"
#: Facts lie in the year before this day; so many days from it on are scored, one a round.
LAST = date(2026, 6, 1)
CATEGORIES = 40
MOST_RATIO = 1.5

_SUPPLIERS = """
    INSERT INTO accounts_company
        (id, name, name_en, country, tax_number, invoice_title, phone, currency, created_at)
    SELECT n, 'Company ' || n, '', 'CN', '', '', '', 'CNY', '2024-01-01'
    FROM generate_series(1, %(suppliers)s) n;
    INSERT INTO suppliers_supplier
        (id, company_id, slug, kind, status, name, name_en, intro, intro_en, logo, time_zone,
        joined_at, currency, sales_scope, sells_abroad, pickup_48h_parcels, sold_30d, main_category)
    SELECT n, n, 'works-' || n, 'factory', 'active', 'Works ' || n, '', '', '', '',
        'Asia/Shanghai', '2024-01-01', 'CNY', 'everywhere', true, 0, 0,
        'category-' || n %% %(categories)s
    FROM generate_series(1, %(suppliers)s) n;
"""
#: In the order of time, as a market writes them. A few suppliers have much of the trade.
_FACTS = """
    INSERT INTO suppliers_fact (supplier_id, kind, at, value, weight, key)
    SELECT 1 + floor(%(suppliers)s * random() ^ 1.5)::int, kind, at,
        CASE WHEN kind IN ('signed', 'quality_case') THEN NULL
            WHEN kind = 'review' THEN 1 + floor(5 * random() ^ 0.3)
            WHEN kind <> 'pickup' THEN (random() < 0.9)::int
            WHEN random() < 0.97 THEN 70 * random() ^ 2 END,
        1, 'bench:' || n
    FROM (
        SELECT n, %(last)s::timestamptz - interval '365 days'
            + n * (interval '365 days' / %(facts)s) AS at,
            (ARRAY['pickup', 'promise', 'pickup', 'promise', 'answer', 'answer', 'signed',
                'signed', 'purchase', 'pickup', 'promise', 'answer', 'signed', 'purchase',
                'review', 'pickup', 'promise', 'quality_case', 'case_answer', 'return',
                'case_outcome', 'answer'])[1 + floor(22 * random())::int] AS kind
        FROM generate_series(0, %(facts)s - 1) n
    ) drawn
"""


def main() -> None:
    asked = _arguments()
    with database.services(DATABASE) as server:
        _ensure_filled(server, asked)
        measure(asked)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--suppliers", type=int, default=100_000)
    parser.add_argument("--facts", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=7)
    return parser.parse_args()


def _ensure_filled(server: str, asked: argparse.Namespace) -> None:
    """Fill the database anew unless it holds just so many suppliers and facts."""
    from django.core.management import call_command

    def made() -> None:
        call_command("migrate", verbosity=0)
        call_command("ensure_policies", verbosity=0)
        _fill(vars(asked) | {"last": LAST, "categories": CATEGORIES})

    mark = f"{asked.suppliers} suppliers, {asked.facts} facts"
    if not database.ensure_filled(server, DATABASE, mark, made):
        call_command("migrate", verbosity=0)


def _fill(given: dict[str, Any]) -> None:
    """Foreign keys hold by the way the rows are made; indexes are quicker made at the end."""
    from django.db import connection

    from suppliers.models import Fact

    later = [i for i in Fact._meta.indexes if i.name != "fact_at"]
    once = [c for c in Fact._meta.constraints if c.name == "fact_once"]
    with connection.schema_editor() as editor:
        for index in later:
            editor.remove_index(Fact, index)
        for constraint in once:
            editor.remove_constraint(Fact, constraint)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica; SELECT setseed(0.1688)")
        cursor.execute(_SUPPLIERS, given)
        cursor.execute(_FACTS, given)
        cursor.execute("RESET session_replication_role")
    with connection.schema_editor() as editor:
        for constraint in once:
            editor.add_constraint(Fact, constraint)
        for index in later:
            editor.add_index(Fact, index)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def measure(asked: argparse.Namespace) -> None:
    """Alternate the aggregate and the whole recomputation, a new day each round."""
    from suppliers.services.scores import WORK_MEM

    days = [LAST - timedelta(days=asked.rounds - n) for n in range(asked.rounds + 1)]
    rounds = [_round(day) for day in days][1:]  # the first one warms both
    counting, scoring = (median(side) for side in zip(*rounds, strict=True))
    ratio = median(whole / part for part, whole in rounds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for part, whole in rounds:
        print(f"aggregate {part:6.2f} s   scores {whole:6.2f} s   ratio {whole / part:.2f}")
    facts, groups = _window(days[-1])
    print(f"\n{facts} facts of {groups} suppliers lie in the window of 90 days")
    print(f"the one aggregate      {counting:.2f} s")
    print(f"the daily scores       {scoring:.2f} s, written, cards and categories too")
    print(f"ratio                  {ratio:.2f} (at most {MOST_RATIO})")
    print(f"memory                 {peak:.0f} MB of Python at most; work_mem {WORK_MEM}")
    figures = {
        "bench": "scores",
        "suppliers": asked.suppliers,
        "facts": asked.facts,
        "facts_in_window": facts,
        "aggregate_s": round(counting, 3),
        "scores_s": round(scoring, 3),
        "ratio": round(ratio, 3),
        "python_peak_mb": round(peak),
        "work_mem": WORK_MEM,
    }
    print(json.dumps(figures))


def _round(day: date) -> tuple[float, float]:
    from suppliers.services.scores import score_day

    start = perf_counter()
    _count(day)
    between = perf_counter()
    score_day(day=day, at=datetime.now().astimezone())
    return between - start, perf_counter() - between


def _count(day: date) -> Any:
    """The aggregate alone, with the same memory; nothing of its result is carried to the client."""
    from django.db import connection, transaction

    from suppliers.services.scores import WORK_MEM

    plain = (ROOT / "docs" / "scores.sql").read_text(encoding="utf-8")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('work_mem', %s, true)", [WORK_MEM])
        cursor.execute(f"SELECT count(c.*) FROM ({plain} OFFSET 0) c", _given(day))
        return cursor.fetchone()


def _given(day: date) -> dict[str, Any]:
    from policies.schemas import ScoreRules
    from policies.selectors import in_force
    from suppliers.selectors.scoring import parameters
    from suppliers.services.scores import midnight

    until = midnight(day)
    return parameters(in_force(ScoreRules, until).rules, until)


def _window(day: date) -> tuple[int, int]:
    from django.db.models import Count

    from suppliers.models import Fact

    given = _given(day)
    rows = Fact.objects.filter(at__gte=given["since_long"], at__lt=given["until"])
    found = rows.aggregate(facts=Count("pk"), suppliers=Count("supplier", distinct=True))
    return found["facts"], found["suppliers"]


if __name__ == "__main__":
    main()
