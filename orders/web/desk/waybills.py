"""A file of waybills: one row a parcel, with order, carrier and waybill number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.utils.translation import gettext as _

from common.tables import Column, TableLimits, TableRefused, open_table
from policies.schemas import FulfilmentRules
from policies.selectors import in_force

COLUMNS = (
    Column("order", required=True, aliases=("订单号", "订单", "order number")),
    Column("carrier", required=True, aliases=("快递公司", "物流公司", "承运商")),
    Column("waybill", required=True, aliases=("运单号", "快递单号", "tracking number")),
)


@dataclass(frozen=True)
class Row:
    """``where`` names the row to the one who wrote it."""

    where: str
    number: str
    carrier: str
    waybill: str


def read_rows(file: BinaryIO, at: datetime) -> list[Row]:
    """The parcels that the file names. Raises TableRefused for a file that cannot be read whole."""
    rules = in_force(FulfilmentRules, at).rules
    limits = TableLimits(
        max_bytes=rules.bulk_max_bytes,
        max_unpacked_bytes=rules.bulk_max_bytes * 20,
        max_rows=rules.bulk_max_rows,
    )
    rows = []
    for row in open_table(file, COLUMNS, limits).rows():
        where = _("Row %(row)d") % {"row": row.number}
        if row.problem:
            raise TableRefused(f"{where}: {row.problem}", field="file")
        rows.append(
            Row(
                where,
                row.values["order"].strip(),
                row.values["carrier"].strip(),
                row.values["waybill"].strip(),
            )
        )
    return rows
