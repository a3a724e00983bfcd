"""Doing things at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Any

from django.db import connections


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act returned, or the error that it raised, when all begin at the same moment."""
    barrier = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            barrier.wait(timeout=10)
            results[place] = act()
        except Exception as error:  # noqa: BLE001 — given back, and looked at
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def raced(act: Callable[[], Any], times: int = 2) -> list[Any]:
    """The same of one act that several begin."""
    return at_once(*[act] * times)


def refused(results: Iterable[Any]) -> list[Exception]:
    return [result for result in results if isinstance(result, Exception)]
