"""contention: 200 buyers at once want one of 50 pieces; exactly 50 may get it.

``--control`` takes the lock and the constraint away and shows how many would be sold then.
"""

from __future__ import annotations

import contextlib
import json
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch
from uuid import uuid4

from bench.harness import market, options

ATTEMPTS = 200
PIECES = 50
THREADS = 16


def attempt(members: list[Any], sku: int, outcomes: list[str]) -> None:
    """Order one piece for each member in turn."""
    from django.db import connections
    from django.utils import timezone

    from common.errors import DomainError
    from orders.selectors.basket import WantedLine
    from orders.selectors.delivery import AddressSnapshot
    from orders.services.place import place_orders

    for member in members:
        try:
            place_orders(
                buyer=member.company,
                placed_by=member.user,
                wants=[WantedLine(sku, 1)],
                address=AddressSnapshot({"city": "Berlin"}, country="DE"),
                notes={},
                key=uuid4().hex,
                at=timezone.now(),
            )
            outcomes.append("sold")
        except DomainError as refused:
            outcomes.append(refused.code)
    connections.close_all()


@contextlib.contextmanager
def without_guards() -> Iterator[None]:
    """The market as it would be without the row lock and the CHECK of the database."""
    from django.db import connection

    from catalog.services import stock

    def read(model: Any, ids: Any) -> dict[int, Any]:
        rows = {row.pk: row for row in model.objects.filter(pk__in=set(ids))}
        time.sleep(0.005)  # as long as a busy server may leave between reading and writing
        return rows

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE catalog_sku DROP CONSTRAINT sku_not_oversold")
    try:
        with patch.object(stock, "lock_ids", read):
            yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE catalog_sku SET reserved = on_hand WHERE reserved > on_hand")
            cursor.execute(
                "ALTER TABLE catalog_sku ADD CONSTRAINT sku_not_oversold"
                " CHECK (reserved <= on_hand)"
            )


def compete(sku: int) -> tuple[Counter[str], float]:
    """What became of each attempt, and how long they took together."""
    from bench.buyers import make_buyers

    members = make_buyers(ATTEMPTS)
    outcomes: list[str] = []
    threads = [
        threading.Thread(target=attempt, args=(members[n::THREADS], sku, outcomes))
        for n in range(THREADS)
    ]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(outcomes), time.perf_counter() - start


def main() -> None:
    is_control = "--control" in sys.argv
    sys.argv = [argument for argument in sys.argv if argument != "--control"]
    with market(options(__doc__ or "")):
        from bench.buyers import baskets
        from catalog.models import Product, Sku

        ((sku, _moq),) = baskets(1, 1)[0].items()
        Sku.objects.filter(pk=sku).update(on_hand=PIECES, reserved=0)
        terms = Product.objects.filter(skus=sku)
        kept = terms.values("moq", "order_multiple").get()
        terms.update(moq=1, order_multiple=1)
        try:
            with without_guards() if is_control else contextlib.nullcontext():
                outcomes, seconds = compete(sku)
        finally:
            terms.update(**kept)
        print(f"\n{ATTEMPTS} attempts on {PIECES} pieces, {THREADS} at once: {dict(outcomes)}\n")
        figures = {
            "bench": "contention",
            "control": is_control,
            "sold": outcomes["sold"],
            "refused": ATTEMPTS - outcomes["sold"],
            "seconds": round(seconds, 2),
        }
        print(json.dumps(figures))
        if not is_control and outcomes["sold"] != PIECES:
            raise SystemExit(1)


if __name__ == "__main__":
    main()
