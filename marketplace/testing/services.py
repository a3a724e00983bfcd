"""The embedded services for a run of tests; loaded by ``pytest.ini`` before Django is."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path

import pytest

from common.catalogues import compile_stale
from marketplace import devservices
from marketplace.testing import pattern

ROOT = Path(__file__).resolve().parent.parent.parent
#: So many new objects before the young ones are looked through for garbage; Python's own is 700.
OBJECTS_BEFORE_COLLECTING = 50_000
_services = ExitStack()


# What is loaded stays: to look through it for garbage took a third of the time of loading it.
gc.disable()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """Start them before Django reads where they are; worker processes find them running."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        compile_stale(ROOT)
        _services.enter_context(devservices.running(devservices.data_dir(ROOT)))
        _begin_pattern(getattr(early_config.known_args_namespace, "numprocesses", None))
    return (yield)


def _begin_pattern(workers: int | str | None) -> None:
    """Have the database made that worker processes copy; with ``-n auto`` each makes its own."""
    if isinstance(workers, int) and workers and (process := pattern.make_for(workers)):
        _services.callback(process.wait)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs no database runs while that is made; what takes long does not start at the end."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    fixtures = getattr(item, "fixturenames", ())
    mark = item.get_closest_marker("django_db")
    if "live_server" in fixtures or (mark and mark.kwargs.get("transaction")):
        return 1
    if mark or "db" in fixtures:
        return 1 if item.nodeid.startswith("marketplace/") else 2
    return 0


def pytest_collection_finish() -> None:
    """The program and the list of its tests are never looked through; what tests leave is."""
    gc.freeze()
    gc.set_threshold(OBJECTS_BEFORE_COLLECTING)
    gc.enable()


def pytest_unconfigure() -> None:
    """Leave them once the last test is over."""
    _services.close()
