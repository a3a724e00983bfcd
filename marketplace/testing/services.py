"""The embedded services for a run of tests; loaded by ``pytest.ini`` before Django is."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path

import pytest

from common.catalogues import compile_stale
from marketplace import devservices

ROOT = Path(__file__).resolve().parent.parent.parent
_services = ExitStack()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None]:
    """Start them before Django reads where they are; worker processes find them running."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        compile_stale(ROOT)
        _services.enter_context(devservices.running(devservices.data_dir(ROOT)))
    return (yield)


def pytest_unconfigure() -> None:
    """Leave them once the last test is over."""
    _services.close()
