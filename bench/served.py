"""The market as gunicorn serves it, with the time that each page took in the server in its head."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from marketplace.wsgi import application as market

HEADER = "Server-Timing"


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The market, which has made its page when it starts to respond."""
    start = time.perf_counter()

    def timed(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        took = 1000 * (time.perf_counter() - start)
        return start_response(status, [*headers, (HEADER, f"page;dur={took:.3f}")], *rest)

    return market(environ, timed)
