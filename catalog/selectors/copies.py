"""Listings with pictures that another supplier showed first (rules §4)."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

#: Whoever first uploaded a picture of that look owns it. The sample is the same every day, so that
#: a streak is about the same listings.
_COPIED = """
    WITH shared AS (
        SELECT pic.look, (array_agg(p.supplier_id ORDER BY pic.id))[1] AS owner
        FROM catalog_productpicture pic JOIN catalog_product p ON p.id = pic.product_id
        WHERE pic.look IS NOT NULL
        GROUP BY pic.look HAVING count(DISTINCT p.supplier_id) > 1),
    copied AS (
        SELECT DISTINCT p.id, p.supplier_id
        FROM shared JOIN catalog_productpicture pic USING (look)
        JOIN catalog_product p ON p.id = pic.product_id
        WHERE p.supplier_id <> shared.owner),
    sampled AS (
        SELECT p.id, p.supplier_id, row_number() OVER (
            PARTITION BY p.supplier_id ORDER BY md5(p.id::text)) AS place
        FROM catalog_product p
        WHERE p.status = 'listed'
            AND (p.supplier_id IN (SELECT supplier_id FROM copied) OR p.supplier_id = ANY(%s)))
    SELECT sampled.supplier_id, count(copied.id), count(*)
    FROM sampled LEFT JOIN copied ON copied.id = sampled.id
    WHERE sampled.place <= %s
    GROUP BY sampled.supplier_id HAVING count(copied.id) > 0 OR sampled.supplier_id = ANY(%s)
"""


def copied_listings(*, sample: int, also: Collection[int] = ()) -> dict[int, tuple[int, int]]:
    """By supplier: of at most ``sample`` listings, those copied, and how many were looked at.

    Suppliers without a copy are left out, but for those of ``also``; those without listings always.
    """
    with connection.cursor() as cursor:
        cursor.execute(_COPIED, [list(also), sample, list(also)])
        return {supplier: (copied, looked) for supplier, copied, looked in cursor.fetchall()}
