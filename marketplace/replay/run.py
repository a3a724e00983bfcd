"""Many invoices through the services, by several processes at once where there are many."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from zlib import crc32

import django
from django.db import connection
from django.db.models import Count

from catalog.models import Sku
from common.errors import DomainError
from marketplace.replay.report import Report
from marketplace.replay.trade import Market, NotOffered, key_of, trade
from marketplace.replay.trades import Invoice
from orders.models import OrderGroup
from suppliers.models import Supplier

STEP = 500


def replay(invoices: Sequence[Invoice], supplier: Supplier, *, processes: int) -> Report:
    """Send ``invoices`` through the services; those of one customer stay in one process."""
    # What all processes share is made before they begin.
    Market.of(supplier)
    if processes == 1:
        return replay_part(invoices, supplier.pk)
    report = Report(tiers_of(supplier.pk))
    # Each process opens its own connections.
    connection.close()
    with ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), initializer=django.setup
    ) as pool:
        parts = _parts(invoices, processes)
        for done in as_completed(pool.submit(_replay_alone, part, supplier.pk) for part in parts):
            report.add(done.result())
    return report


def replay_part(invoices: Sequence[Invoice], supplier_id: int) -> Report:
    """The same in this process."""
    report = Report(tiers_of(supplier_id))
    market = Market.of(Supplier.objects.get(pk=supplier_id))
    before = _replayed()
    for number, invoice in enumerate(invoices, 1):
        if key_of(invoice) in before:
            report.refuse(invoice, "was replayed before")
        else:
            _send(invoice, market, report)
        if number % STEP == 0:
            sys.stderr.write(f"{number} of {len(invoices)} invoices\n")
    return report


def tiers_of(supplier_id: int) -> dict[str, int]:
    """How many price tiers each of the shop's SKUs has."""
    skus = Sku.objects.filter(product__supplier=supplier_id)
    return dict(skus.annotate(steps=Count("product__tiers")).values_list("code", "steps"))


def _replay_alone(invoices: Sequence[Invoice], supplier_id: int) -> Report:
    """In a process of its own: a commit need not wait for the disk, since a replay can be
    repeated; what is committed stays whole all the same. The invoices, hundreds of thousands of
    lines, are kept from being looked through by each collection of garbage."""
    gc.freeze()
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
    return replay_part(invoices, supplier_id)


def _parts(invoices: Iterable[Invoice], count: int) -> list[list[Invoice]]:
    parts: list[list[Invoice]] = [[] for _ in range(count)]
    for invoice in invoices:
        parts[crc32(invoice.customer.encode()) % count].append(invoice)
    return [part for part in parts if part]


def _replayed() -> set[str]:
    groups = OrderGroup.objects.filter(key__startswith="replay:")
    return set(groups.values_list("key", flat=True))


def _send(invoice: Invoice, market: Market, report: Report) -> None:
    try:
        report.traded(invoice, trade(invoice, market))
    except (DomainError, NotOffered) as error:
        report.refuse(invoice, str(error))
