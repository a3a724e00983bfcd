"""Keeps what a search for suppliers finds: their names in both languages, belt and trade."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.db import connection

from catalog.models import Category
from catalog.search import document
from suppliers.models import Supplier

_WRITE = """
    INSERT INTO catalog_shopentry (supplier_id, search)
    SELECT r.id, r.search::tsvector FROM jsonb_to_recordset(%s) AS r(id bigint, search text)
    ORDER BY r.id
    ON CONFLICT (supplier_id) DO UPDATE SET search = excluded.search
    WHERE catalog_shopentry.search <> excluded.search
"""
_NAMES = ("name", "name_en")
_BESIDE = tuple(f"belt__{name}" for name in (*_NAMES, "trade", "trade_en"))


def refresh_shop(supplier_id: int) -> None:
    """Bring what is found of a supplier up to date; in the transaction that changes it."""
    _write(Supplier.objects.filter(pk=supplier_id).values("pk", "main_category", *_NAMES, *_BESIDE))


def refresh_shops(supplier_ids: Iterable[int]) -> None:
    """The same for several."""
    shops = Supplier.objects.filter(pk__in=list(supplier_ids))
    _write(shops.values("pk", "main_category", *_NAMES, *_BESIDE))


def refresh_all_shops() -> None:
    """The same for all suppliers: belts and categories may have been given other names."""
    _write(Supplier.objects.values("pk", "main_category", *_NAMES, *_BESIDE))


def _write(rows: Iterable[dict[str, Any]]) -> None:
    goods = {slug: names for slug, *names in Category.objects.values_list("slug", *_NAMES)}
    entries = [
        {
            "id": row["pk"],
            "search": document(
                *(row[name] for name in _NAMES),
                beside=[
                    *(row[name] for name in _BESIDE if row[name]),
                    *goods.get(row["main_category"], ()),
                ],
            ),
        }
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [json.dumps(entries)])
