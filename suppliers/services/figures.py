"""What suppliers sold, as cards and shops show it; counted by whoever has the orders.

The figures of their service come from the facts: ``suppliers.services.scores``.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection, transaction

_WRITE = """
    UPDATE suppliers_supplier s SET sold_30d = n.pieces
    FROM (
        SELECT all_of_them.id, coalesce(given.pieces, 0) AS pieces
        FROM suppliers_supplier all_of_them
        LEFT JOIN unnest(%s::bigint[], %s::int[]) AS given(id, pieces) USING (id)) n
    WHERE s.id = n.id AND s.sold_30d <> n.pieces
"""


@transaction.atomic
def record_sold(*, sold: Mapping[int, int]) -> int:
    """Write the pieces sold in the last days by supplier id, 0 for those not named.

    Only what changed is written; returns for how many suppliers.
    """
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [list(sold), list(sold.values())])
        return int(cursor.rowcount)
