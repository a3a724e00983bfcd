"""The database ``bench``: a market with the products of a data set, filled once and kept.

Rows go in by COPY; what buyers see of them is made by the market's own index service.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

from django.apps import apps
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection

OPENED = datetime(2023, 1, 1, tzinfo=UTC)
ROOT = Path(__file__).resolve().parent.parent
#: The apps whose tables are filled; what the others add is only migrated.
FILLED = ("accounts", "suppliers", "catalog")


def mark_of(dataset: ModuleType, count: int) -> str:
    """The name of what such a filling holds: the products, and the schema they lie in."""
    migrations = [
        sorted(path.name for path in (ROOT / app / "migrations").glob("0*.py")) for app in FILLED
    ]
    seen = repr([migrations, "regions", dataset.categories(), list(dataset.products(100))])
    return f"{count} products, {hashlib.sha256(seen.encode()).hexdigest()[:16]}"


def fill(dataset: ModuleType, count: int) -> None:
    """Make the tables of an empty database and fill them with ``count`` products of ``dataset``."""
    call_command("migrate", verbosity=0)
    call_command("load_regions", verbosity=0)
    _fill(dataset, count)
    _index()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    cache.clear()


def _fill(dataset: ModuleType, count: int) -> None:
    categories, suppliers = dataset.categories(), list(dataset.suppliers())
    cities = {city: place for place, city in enumerate(sorted({s["city"] for s in suppliers}), 1)}
    _copy(
        "catalog_category (id, parent_id, level, slug, name, name_en, icon, position,"
        " is_industrial, flagged)",
        (
            (c["id"], c["parent"], c["level"], c["slug"], c["name"], c["name_en"], "", 0, False, "")
            for c in categories
        ),
    )
    _copy(
        "suppliers_belt (id, slug, name, name_en, trade, trade_en, intro, intro_en, picture,"
        " position)",
        (
            (n, f"belt-{n}", city, f"Belt {n}", "批发", "wholesale", "", "", "", n)
            for city, n in cities.items()
        ),
    )
    _copy(
        "accounts_company (id, name, name_en, country, tax_number, invoice_title, phone,"
        " currency, created_at)",
        ((s["id"], s["name"], "", "CN", "", "", "", "CNY", OPENED) for s in suppliers),
    )
    _copy(
        "suppliers_supplier (id, company_id, slug, kind, status, name, name_en, intro, intro_en,"
        " belt_id, logo, time_zone, joined_at, currency, sales_scope, sells_abroad,"
        " pickup_48h_rate, pickup_48h_parcels, repeat_rate, sold_30d, mix_pieces)",
        (_supplier_row(s, cities) for s in suppliers),
    )
    _fill_products(dataset, count)
    _set_sequences()


def _supplier_row(supplier: dict[str, Any], cities: dict[str, int]) -> Sequence[Any]:
    number = supplier["id"]
    rate, again = Decimal(80 + number % 20) / 100, Decimal(10 + number % 50) / 100
    return (
        *(number, number, supplier["slug"], "factory", "active", supplier["name"]),
        *(f"Works {number}", "", "", cities[supplier["city"]], "", "Asia/Shanghai", OPENED),
        *("CNY", "everywhere", True, rate, 40 + number % 400, again, number % 900, 100),
    )


def _fill_products(dataset: ModuleType, count: int) -> None:
    promises = (24, 48, 48, 72, 120, None)

    def product(p: dict[str, Any]) -> Sequence[Any]:
        listed = OPENED + timedelta(days=p["created_day"])
        return (
            *(p["id"], p["supplier"], p["category"], p["slug"], f"C{p['id']:06d}", "listed"),
            *(p["title"], "", p["description"], "", "{}", "{颜色}", "件", "CNY", "by_quantity"),
            *(p["tiers"][0][0], 1, True, "100", promises[p["id"] % len(promises)], 200, 900, 1),
            *(listed, listed, False, "{}", "[]", "", 0, p["sold"], p["sold"]),
            *(Decimal(p["tiers"][0][1]) / 50 if p["id"] % 3 == 0 else None,),
            *(Decimal(p["tiers"][0][1]) / 80 if p["id"] % 4 == 0 else None,),
        )

    _copy(
        "catalog_product (id, supplier_id, category_id, slug, code, status, title, title_en,"
        " description, description_en, attributes, option_names, unit, currency, quote_type, moq,"
        " order_multiple, mixable, stage_plan, promise_hours, weight_g, volume_cm3, revision,"
        " created_at, listed_at, on_sale, category_path, ladder, picture, stock, sold_30d,"
        " sold_total, sample_price, consign_price)",
        map(product, dataset.products(count)),
    )
    _copy(
        "catalog_pricetier (product_id, from_quantity, unit_price)",
        (
            (p["id"], start, Decimal(c) / 100)
            for p in dataset.products(count)
            for start, c in p["tiers"]
        ),
    )
    _copy(
        "catalog_sku (product_id, code, options, on_hand, reserved, is_active, position, picture)",
        (
            (p["id"], v["sku"], f"{{{v['option']}}}", v["stock"], 0, True, n, "")
            for p in dataset.products(count)
            for n, v in enumerate(p["variants"])
        ),
    )
    _copy(
        "catalog_productpicture (product_id, stem, position, width, height, alt)",
        (
            (p["id"], f"bench/{p['id'] % 200}-{n}", n, 800, 800, "")
            for p in dataset.products(count)
            for n in range(3)
        ),
    )


def _index() -> None:
    from catalog.services import index, shop_index

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("SELECT id FROM catalog_product ORDER BY id")
        index.refresh(row[0] for row in cursor.fetchall())
    shop_index.refresh_all_shops()


def _set_sequences() -> None:
    with connection.cursor() as cursor:
        for table in (
            "catalog_category",
            "catalog_product",
            "suppliers_belt",
            "suppliers_supplier",
            "accounts_company",
        ):
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
            )


def _copy(target: str, rows: Iterable[Sequence[Any]]) -> None:
    """Fill a table by COPY, 20,000 rows at a time; None is NULL.

    Columns that ``target`` does not name have what their model gives them.
    """
    table, _space, listed = target.partition(" ")
    named = [name.strip() for name in listed.strip("()").split(",")]
    left_out = _defaults(table, named)
    target = f"{table} ({', '.join([*named, *left_out])})"
    for block in _blocks(((*row, *left_out.values()) for row in rows), 20_000):
        with connection.cursor() as cursor:
            cursor.copy_expert(f"COPY {target} FROM STDIN (FORMAT csv, NULL '\\N')", block)


def _defaults(table: str, named: Sequence[str]) -> dict[str, Any]:
    """What goes into the columns that nobody names and that may not be empty."""
    (model,) = (model for model in apps.get_models() if model._meta.db_table == table)
    fields = [
        field
        for field in model._meta.concrete_fields
        if not (field.primary_key or field.null or field.column in named)
    ]
    return {str(field.column): _as_text(field.get_default()) for field in fields}


def _as_text(value: Any) -> Any:
    """An empty array or object as PostgreSQL reads it."""
    return "{}" if value in ([], {}) else value


def _blocks(rows: Iterable[Sequence[Any]], size: int) -> Iterator[io.StringIO]:
    block, writer, held = io.StringIO(), None, 0
    writer = csv.writer(block)
    for row in rows:
        writer.writerow("\\N" if value is None else value for value in row)
        held += 1
        if held == size:
            block.seek(0)
            yield block
            block, held = io.StringIO(), 0
            writer = csv.writer(block)
    block.seek(0)
    yield block
