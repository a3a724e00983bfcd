"""audits: the clock's sweep over a million suppliers of which a thousand are due, and over those
thousand alone. It may cost at most 3 times as much.

``--suppliers N --due N --rounds N``. Both databases are made by SQL and kept for the next run; what
a sweep writes is rolled back.
"""

from __future__ import annotations

import argparse
import json
import time
from statistics import median
from typing import Any

from bench import database as kept
from bench.database import ROOT

DATABASES = {"all": "bench_audits", "due": "bench_audits_due"}
MOST_TIMES = 3
LIMIT = 500

#: Suppliers 1 to ``due`` are due, in no order of their numbers; the others within half a year.
FILL = """
INSERT INTO accounts_company (id, name, name_en, country, tax_number, invoice_title, phone,
                              currency, created_at)
SELECT n, 'Company ' || n, '', 'CN', '', '', '', 'CNY', '2025-01-01'
FROM generate_series(1, %(count)s) n;

INSERT INTO accounts_user (id, password, is_superuser, email, name, language, time_zone,
                           is_active, is_staff, date_joined)
SELECT n, '!', false, 'person' || n || '@example.com', 'Person', '', 'Asia/Shanghai',
       true, false, '2025-01-01'
FROM generate_series(1, %(due)s) n;

INSERT INTO accounts_membership (company_id, user_id, role, created_at)
SELECT n, n, 'owner', '2025-01-01' FROM generate_series(1, %(due)s) n;

INSERT INTO suppliers_supplier ({columns})
SELECT {values} FROM generate_series(1, %(count)s) n;
ANALYZE;
"""
#: Columns of a supplier that are not their model's default.
OWN = {
    "id": "n",
    "company_id": "n",
    "slug": "'shop-' || n",
    "name": "'Shop ' || n",
    "kind": "CASE n %% 4 WHEN 0 THEN 'stall' ELSE 'factory' END",
    "joined_at": "'2025-01-01'::timestamptz",
    "last_audit_at": "'2026-01-01'::timestamptz",
    "next_audit_at": (
        "CASE WHEN n <= %(due)s THEN '2026-06-01'::timestamptz"
        " - (n * 7919 %% %(due)s) * interval '1 minute'"
        " ELSE '2026-06-02'::timestamptz + (n %% 180) * interval '1 day' END"
    ),
}


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--suppliers", type=int, default=1_000_000)
    parser.add_argument("--due", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


def use(database: str) -> None:
    """Have Django's connection lead there."""
    from django.db import connection

    from policies import selectors

    connection.close()
    connection.settings_dict["NAME"] = database
    selectors.forget()


def ensure_filled(server: str, database: str, count: int, due: int) -> None:
    """Fill the database anew unless it holds just these suppliers in the tables of today."""
    from django.core.management import call_command

    def made() -> None:
        use(database)
        call_command("migrate", verbosity=0)
        call_command("ensure_policies", verbosity=0)
        fill(count, due)

    mark = f"{count} suppliers, {due} due, {_migrations()}"
    kept.ensure_filled(server, database, mark, made)


def _migrations() -> str:
    """The last migration of suppliers: another one, another database."""
    names = sorted(path.stem for path in (ROOT / "suppliers" / "migrations").glob("0*.py"))
    return names[-1]


def fill(count: int, due: int) -> None:
    from django.db import connection

    columns = OWN | {name: value for name, value in _defaults().items() if name not in OWN}
    sql = FILL.format(columns=", ".join(columns), values=", ".join(columns.values()))
    with connection.cursor() as cursor:
        cursor.execute(sql, {"count": count, "due": due})


def _defaults() -> dict[str, str]:
    """What the model says of columns that are required."""
    from suppliers.models import Supplier

    found = {}
    for field in Supplier._meta.concrete_fields:
        if field.null or field.primary_key:
            continue
        default = field.get_default()
        found[field.column] = f"'{'' if default is None else default}'"
    return found


def sweep(at: Any) -> tuple[float, int]:
    """Seconds that the clock takes for what is due, and how many audits it opened."""
    from django.db import transaction

    from suppliers.services import audit_clock, audits, draws

    opened = 0
    start = time.perf_counter()
    with transaction.atomic():
        audits.plan_new(at=at, limit=LIMIT)
        while taken := audits.open_due(at=at, limit=LIMIT):
            opened += len(taken)
        audit_clock.watch_audits(at=at, limit=LIMIT)
        audit_clock.watch_conditions(at=at, limit=LIMIT)
        draws.draw_audit_visits(at=at, limit=10 * LIMIT)
        seconds = time.perf_counter() - start
        transaction.set_rollback(True)
    return seconds, opened


def measure(rounds: int, expected: int) -> dict[str, float]:
    """The median of each database, measured in turn."""
    from datetime import UTC, datetime

    at = datetime(2026, 6, 1, 1, tzinfo=UTC)
    times: dict[str, list[float]] = {name: [] for name in DATABASES}
    for number in range(rounds + 1):
        for name, database in DATABASES.items():
            use(database)
            seconds, opened = sweep(at)
            if opened != expected:
                raise SystemExit(f"{opened} audits were opened in {database}, not {expected}")
            if number:  # the first round warms the caches
                times[name].append(seconds)
    return {name: median(taken) for name, taken in times.items()}


def main() -> None:
    asked = options()
    with kept.services(DATABASES["all"]) as server:
        for name, database in DATABASES.items():
            count = asked.suppliers if name == "all" else asked.due
            ensure_filled(server, database, count, asked.due)
        seconds = measure(asked.rounds, asked.due)
        times = seconds["all"] / seconds["due"]
        print(f"\n{asked.due} due of {asked.suppliers}: {seconds['all']:.2f} s")
        print(f"the same {asked.due} alone: {seconds['due']:.2f} s\n")
        figures = {
            "bench": "audits",
            "suppliers": asked.suppliers,
            "due": asked.due,
            "seconds_all": round(seconds["all"], 3),
            "seconds_due_alone": round(seconds["due"], 3),
            "times": round(times, 2),
        }
        print(json.dumps(figures))
        if times > MOST_TIMES:
            raise SystemExit(1)


if __name__ == "__main__":
    main()
