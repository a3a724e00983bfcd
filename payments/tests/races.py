"""Doing things at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection


def at_once(work: Callable[[], Any], times: int = 2) -> list[Any]:
    """Run ``work`` in threads that start together; what each returned or raised."""
    gate, done = threading.Barrier(times), []

    def run() -> None:
        gate.wait(timeout=10)
        try:
            done.append(work())
        except Exception as error:  # noqa: BLE001
            done.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return done
