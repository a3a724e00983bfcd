"""What sold, as listings sort by it; counted by whoever has the orders."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection, transaction

_WRITE = """
    WITH given AS (
        SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[]) AS g(id, recent, total)
    ), products AS (
        UPDATE catalog_product p SET sold_30d = given.recent, sold_total = given.total
        FROM given
        WHERE p.id = given.id AND (p.sold_30d, p.sold_total) <> (given.recent, given.total)
    )
    UPDATE catalog_listingentry e SET sold = given.recent
    FROM given WHERE e.product_id = given.id AND e.sold <> given.recent
"""


@transaction.atomic
def record_sales(*, sold: Mapping[int, tuple[int, int]]) -> None:
    """Write (pieces in 30 days, pieces in all) by product id. Only what changed is written."""
    ids = sorted(sold)
    columns = [ids, [sold[pk][0] for pk in ids], [sold[pk][1] for pk in ids]]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, columns)
