"""What the benchmarks share: their database, the real server on it, clients, and the figures.

A benchmark is  ``python -m bench.listing [--dataset PATH] [--products N] [--seconds S]``, or
``bin/bench listing``. The database ``bench`` is filled at the first run and kept for the next.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from types import ModuleType
from typing import Any

import psutil
import psycopg2

from bench import database
from bench.database import ROOT
from marketplace import devservices

DATABASE = "bench"
WORKERS = 2
CLIENTS = (1, 8)
SAMPLED_PAGES = 200
ROUNDS = 5
SECONDS_TO_ANSWER = 30


@dataclass(frozen=True)
class Options:
    dataset: ModuleType
    products: int
    seconds: float


@dataclass(frozen=True)
class Load:
    """What clients measured: pages a second, and milliseconds of a page.

    ``server_p50`` is the time in the server, from the request's head to the page that is made.
    """

    clients: int
    pages: int
    per_second: float
    p50: float
    p95: float
    server_p50: float
    failed: int


@dataclass(frozen=True)
class Statements:
    """What a page asks of the database, and how long that takes without the market around it."""

    fewest: int
    most: int
    bare_ms: float


def options(about: str) -> Options:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--dataset", type=Path, help="a module like bench/dataset.py")
    parser.add_argument("--products", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=10, help="of each measurement")
    given = parser.parse_args()
    path = given.dataset or ROOT / "bench" / "dataset.py"
    return Options(_module(path), given.products, given.seconds)


@contextlib.contextmanager
def market(asked: Options) -> Iterator[None]:
    """Services running, Django set up on the filled database."""
    with database.services(DATABASE) as server:
        from django.core.management import call_command

        call_command("collectstatic", interactive=False, verbosity=0)
        _ensure_filled(server, asked)
        yield


def _ensure_filled(server: str, asked: Options) -> None:
    """Fill the database anew unless it holds just these products in the tables of today."""
    from django.core.management import call_command

    from bench.market import fill, mark_of

    mark = mark_of(asked.dataset, asked.products)
    made = partial(fill, asked.dataset, asked.products)
    if not database.ensure_filled(server, DATABASE, mark, made):
        call_command("migrate", verbosity=0)


@contextlib.contextmanager
def server() -> Iterator[psutil.Process]:
    """The market's own gunicorn with two workers, as ``bin/run`` starts it, but for a timer."""
    port = _free_port()
    environment = os.environ | {"PORT": str(port), "WEB_WORKERS": str(WORKERS)}
    command = [sys.executable, "-m", "gunicorn", "--config", "python:marketplace.gunicorn"]
    command.append("bench.served:application")
    log = (devservices.data_dir(ROOT) / "bench.log").open("w")
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log, stderr=log)
    try:
        _wait(port)
        running = psutil.Process(process.pid)
        running.port = port
        yield running
    finally:
        process.terminate()
        process.wait()
        log.close()


def load(port: int, paths: Sequence[str], clients: int, seconds: float) -> Load:
    """Ask for ``paths`` by so many clients, in a process of their own."""
    asked = {"port": port, "paths": list(paths), "clients": clients, "seconds": seconds}
    done = subprocess.run(
        [sys.executable, "-m", "bench.load"],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    measured = json.loads(done.stdout)
    times = sorted(1000 * duration for duration in measured["durations"])
    return Load(
        clients=clients,
        pages=len(times),
        per_second=len(times) / measured["seconds"],
        p50=median(times),
        p95=quantiles(times, n=20)[-1],
        server_p50=1000 * median(measured["served"]),
        failed=measured["failed"],
    )


def statements(paths: Sequence[str]) -> Statements:
    """Count the statements of some pages and run the same ones bare; the median over the pages."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, counts, times = Client(headers={"Accept-Language": "zh-hans"}), [], []
    client.get(paths[0])  # what a process keeps is read once
    bare = psycopg2.connect(**connection.get_connection_params() | {"cursor_factory": None})
    with contextlib.closing(bare), bare.cursor() as cursor:
        for path in paths[:SAMPLED_PAGES]:
            with CaptureQueriesContext(connection) as captured:
                client.get(path)
            asked = [query["sql"] for query in captured.captured_queries]
            counts.append(len(asked))
            times.append(median(_seconds(cursor, asked) for _ in range(ROUNDS)))
    return Statements(min(counts), max(counts), 1000 * median(times))


def report(name: str, paths: Sequence[str], seconds: float) -> None:
    """Measure pages and print the figures, a line of JSON last."""
    asked = statements(paths)
    with server() as process:
        port = process.port
        load(port, paths, CLIENTS[-1], 2)  # warms both workers
        before = _work(process)
        loads = [load(port, paths, clients, seconds) for clients in CLIENTS]
        work = [after - then for after, then in zip(_work(process), before, strict=True)]
        memory = [child.memory_info().rss / 2**20 for child in process.children()]
    print(f"\n{name}: {len(paths)} pages, {WORKERS} workers, no page cache\n")
    print(
        f"{'clients':>8} {'pages/s':>9} {'p50 ms':>8} {'p95 ms':>8} {'server ms':>10} {'failed':>7}"
    )
    for one in loads:
        row = f"{one.clients:>8} {one.per_second:>9.1f} {one.p50:>8.1f} {one.p95:>8.1f}"
        print(f"{row} {one.server_p50:>10.2f} {one.failed:>7}")
    times = loads[0].server_p50 / asked.bare_ms
    pages = sum(one.pages for one in loads)
    web_ms, database_ms = (1000 * seconds / pages for seconds in work)
    print(f"\nstatements of a page   {asked.fewest} to {asked.most}")
    print(f"bare SQL, median       {asked.bare_ms:.2f} ms; the server takes {times:.2f} times that")
    print(f"processor of a page    web {web_ms:.2f} ms, database {database_ms:.2f} ms")
    print(f"memory of the workers  {', '.join(f'{size:.0f} MB' for size in memory)}")
    figures: dict[str, Any] = {
        "bench": name,
        **{f"per_second_{one.clients}": round(one.per_second, 1) for one in loads},
        **{f"p50_{one.clients}": round(one.p50, 2) for one in loads},
        **{f"p95_{one.clients}": round(one.p95, 2) for one in loads},
        **{f"server_p50_{one.clients}": round(one.server_p50, 2) for one in loads},
        "statements": asked.most,
        "bare_sql_ms": round(asked.bare_ms, 2),
        "times_bare_sql": round(times, 2),
        "web_cpu_ms": round(web_ms, 2),
        "database_cpu_ms": round(database_ms, 2),
        "worker_mb": [round(size) for size in memory],
    }
    print(json.dumps(figures))


def run(about: str, paths_of: Callable[[Options], Sequence[str]]) -> None:
    """A benchmark of pages: fill, measure, print."""
    asked = options(about)
    with market(asked):
        report(about.partition(":")[0], paths_of(asked), asked.seconds)


def _work(process: psutil.Process) -> tuple[float, float]:
    """Seconds of processor so far: of the workers, and of the database for this database.

    On a machine that does other things these say more than pages a second.
    """
    backends = [
        backend
        for backend in psutil.process_iter(["cmdline"])
        if backend.info["cmdline"] and f" {DATABASE} " in backend.info["cmdline"][0]
    ]
    return _processor(process.children()), _processor(backends)


def _processor(processes: Sequence[psutil.Process]) -> float:
    return sum(sum(process.cpu_times()[:2]) for process in processes)


def _seconds(cursor: Any, asked: Sequence[str]) -> float:
    start = time.perf_counter()
    for statement in asked:
        cursor.execute(statement)
        cursor.fetchall()
    return time.perf_counter() - start


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_dataset", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int) -> None:
    end = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.1)
    raise SystemExit("the server did not start; its log is .data/bench.log")
