"""The main category of each supplier: the first level under which most of its products are sold."""

from __future__ import annotations

from django.db import connection, transaction

from catalog.services.index import CHUNK
from catalog.services.shop_index import refresh_shops

_WRITE = """
    UPDATE suppliers_supplier s SET main_category = most.slug
    FROM (
        SELECT DISTINCT ON (supplier_id) supplier_id, slug
        FROM (
            SELECT e.supplier_id, c.slug, count(*) AS products
            FROM catalog_listingentry e JOIN catalog_category c ON c.id = e.top
            GROUP BY e.supplier_id, c.slug) counted
        ORDER BY supplier_id, products DESC, slug) most
    WHERE s.id = most.supplier_id AND s.main_category <> most.slug
    RETURNING s.id
"""


@transaction.atomic
def refresh() -> int:
    """Write it where it changed, and have searches for suppliers find it.

    A supplier with nothing on sale keeps the one that it had. Returns for how many suppliers.
    """
    with connection.cursor() as cursor:
        cursor.execute(_WRITE)
        changed = [pk for (pk,) in cursor.fetchall()]
    for start in range(0, len(changed), CHUNK):
        refresh_shops(changed[start : start + CHUNK])
    return len(changed)
