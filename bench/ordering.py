"""Buyers that order over HTTP, in a process of their own.

Run by the benchmark:  python -m bench.ordering < {"port": …, "seconds": 10, "buyers": […], …}
It prints {"durations": […], "failed": n, "seconds": s}; a duration is that of a whole checkout.
"""

from __future__ import annotations

import http.client
import json
import sys
import threading
import time
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

TOKEN = "a" * 32
DONE = 302


class Client(threading.Thread):
    """One buyer with one kept-alive connection, ordering basket after basket."""

    def __init__(self, asked: dict[str, Any], place: int, until: float) -> None:
        super().__init__(daemon=True)
        self.buyer, self.baskets = asked["buyers"][place], asked["baskets"]
        self.place, self.step, self.until = place, len(asked["buyers"]), until
        self.connection = http.client.HTTPConnection("127.0.0.1", asked["port"], timeout=30)
        self.durations: list[float] = []
        self.failed = 0

    def run(self) -> None:
        while time.perf_counter() < self.until:
            start = time.perf_counter()
            ok = self.order(self.baskets[self.place % len(self.baskets)])
            self.durations.append(time.perf_counter() - start)
            self.failed += not ok
            self.place += self.step

    def order(self, basket: list[tuple[int, int]]) -> bool:
        """Put in each line, look at the checkout, and order."""
        for sku, pieces in basket:
            self.ask("POST", "/cart/add/", {f"sku-{sku}": pieces})
        self.ask("GET", "/checkout/")
        form = {"address": self.buyer["address"], "key": uuid4().hex}
        return self.ask("POST", "/checkout/", form) == DONE

    def ask(self, method: str, path: str, form: dict[str, Any] | None = None) -> int:
        headers = {
            "Cookie": f"sessionid={self.buyer['session']}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.connection.request(method, path, urlencode(form or {}) or None, headers)
        answer = self.connection.getresponse()
        answer.read()
        return answer.status


def main() -> None:
    asked = json.load(sys.stdin)
    start = time.perf_counter()
    clients = [
        Client(asked, place, start + asked["seconds"]) for place in range(len(asked["buyers"]))
    ]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    found = {
        "durations": [duration for client in clients for duration in client.durations],
        "failed": sum(client.failed for client in clients),
        "seconds": time.perf_counter() - start,
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
