"""checkout: three lines put into the cart one by one, the checkout looked at, and ordered."""

from __future__ import annotations

import json
import subprocess
import sys
from statistics import median, quantiles
from typing import Any

from bench.harness import CLIENTS, ROOT, WORKERS, market, options, server

LINES = 3
BASKETS = 400
WARMING_SECONDS = 2.0


def measure(port: int, clients: int, seconds: float, buyers: list[Any], wanted: list[Any]) -> Any:
    """What so many clients, each a buyer in a thread of another process, ordered."""
    asked = {
        "port": port,
        "seconds": seconds,
        "buyers": buyers[:clients],
        "baskets": [list(basket.items()) for basket in wanted],
    }
    done = subprocess.run(
        [sys.executable, "-m", "bench.ordering"],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return json.loads(done.stdout)


def main() -> None:
    asked = options(__doc__ or "")
    with market(asked):
        from bench.buyers import as_json, baskets, make_buyers, sign_in
        from orders.models import Order

        buyers = as_json([sign_in(member) for member in make_buyers(CLIENTS[-1])])
        wanted = baskets(BASKETS, LINES)
        figures: dict[str, Any] = {"bench": "checkout"}
        print(f"\ncheckout: {LINES} lines over HTTP, {WORKERS} workers\n")
        print(f"{'clients':>8} {'orders/s':>9} {'p50 ms':>8} {'p95 ms':>8} {'failed':>7}")
        with server() as process:
            port = process.port
            measure(port, CLIENTS[-1], WARMING_SECONDS, buyers, wanted)
            for clients in CLIENTS:
                before = Order.objects.count()
                found = measure(port, clients, asked.seconds, buyers, wanted)
                placed = Order.objects.count() - before
                times = sorted(1000 * duration for duration in found["durations"])
                rate = placed / found["seconds"]
                p50, p95 = median(times), quantiles(times, n=20)[-1]
                print(f"{clients:>8} {rate:>9.1f} {p50:>8.1f} {p95:>8.1f} {found['failed']:>7}")
                figures[f"per_second_{clients}"] = round(rate, 1)
                figures[f"p50_{clients}"] = round(p50, 1)
                figures[f"p95_{clients}"] = round(p95, 1)
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
