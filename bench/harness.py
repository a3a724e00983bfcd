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
from functools import partial, reduce
from itertools import chain
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
ROUNDS = 10
SECONDS_TO_ANSWER = 30


@dataclass(frozen=True)
class Options:
    dataset: ModuleType
    products: int
    seconds: float


@dataclass(frozen=True)
class Load:
    """What clients measured: seconds of each page as the client sees it, and in the server.

    ``served`` is the time from the request's head to the page that is made.
    """

    clients: int
    durations: Sequence[float]
    served: Sequence[float]
    failed: int
    seconds: float

    def __add__(self, later: Load) -> Load:
        return Load(
            clients=self.clients,
            durations=[*self.durations, *later.durations],
            served=[*self.served, *later.served],
            failed=self.failed + later.failed,
            seconds=self.seconds + later.seconds,
        )

    @property
    def pages(self) -> int:
        return len(self.durations)

    @property
    def per_second(self) -> float:
        return self.pages / self.seconds

    @property
    def p50(self) -> float:
        """Milliseconds."""
        return 1000 * median(self.durations)

    @property
    def p95(self) -> float:
        """Milliseconds."""
        return 1000 * quantiles(self.durations, n=20)[-1]

    @property
    def server_p50(self) -> float:
        """Milliseconds."""
        return 1000 * median(self.served)


@dataclass(frozen=True)
class Figures:
    """What the workers and the database did for the pages, and how the pages compare to bare SQL.

    ``bare_ms`` is the median of the same statements without the market around them, ``times`` the
    median over the rounds of a page's time in the server divided by that.
    """

    loads: Sequence[Load]
    bare_ms: float
    times: Sequence[float]
    web_ms: float
    database_ms: float
    worker_mb: Sequence[float]


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
    return Load(clients=clients, **json.loads(done.stdout))


def statements(paths: Sequence[str]) -> list[list[str]]:
    """What each of the pages asks of the database."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, asked = Client(headers={"Accept-Language": "zh-hans"}), []
    for path in paths[:SAMPLED_PAGES]:  # what a process keeps is read once
        client.get(path)
    for path in paths[:SAMPLED_PAGES]:
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        asked.append([query["sql"] for query in captured.captured_queries])
    return asked


def measure(
    process: psutil.Process, paths: Sequence[str], texts: Sequence[Sequence[str]], seconds: float
) -> Figures:
    """Pages with one client and their bare statements turn about, then with eight.

    Turn about, because a machine is seldom as fast now as it was ten seconds ago: each round
    divides two figures of the same moment.
    """
    port = process.port
    load(port, paths, CLIENTS[-1], 2)  # warms both workers
    alone, bare = [], []
    with _plain_cursor() as cursor:
        for _ in range(ROUNDS):
            alone.append(load(port, paths, CLIENTS[0], seconds / ROUNDS))
            bare.append([_seconds(cursor, asked) for asked in texts])
    before = _work(process)
    together = load(port, paths, CLIENTS[-1], seconds)
    web, base = (after - then for after, then in zip(_work(process), before, strict=True))
    rounds = zip(alone, bare, strict=True)
    return Figures(
        loads=[reduce(Load.__add__, alone), together],
        bare_ms=1000 * median(chain.from_iterable(bare)),
        times=sorted(one.server_p50 / (1000 * median(seconds)) for one, seconds in rounds),
        web_ms=1000 * web / together.pages,
        database_ms=1000 * base / together.pages,
        worker_mb=[child.memory_info().rss / 2**20 for child in process.children()],
    )


def report(name: str, paths: Sequence[str], seconds: float) -> None:
    """Measure pages and print the figures, a line of JSON last."""
    texts = statements(paths)
    counts = [len(asked) for asked in texts]
    with server() as process:
        figures = measure(process, paths, texts, seconds)
    times = median(figures.times)
    print(f"\n{name}: {len(paths)} pages, {WORKERS} workers, no page cache\n")
    print(
        f"{'clients':>8} {'pages/s':>9} {'p50 ms':>8} {'p95 ms':>8} {'server ms':>10} {'failed':>7}"
    )
    for one in figures.loads:
        row = f"{one.clients:>8} {one.per_second:>9.1f} {one.p50:>8.1f} {one.p95:>8.1f}"
        print(f"{row} {one.server_p50:>10.2f} {one.failed:>7}")
    print(f"\nstatements of a page   {min(counts)} to {max(counts)}")
    print(f"bare SQL, median       {figures.bare_ms:.2f} ms")
    print(
        f"server ÷ bare SQL      {times:.2f} ({figures.times[0]:.2f} to {figures.times[-1]:.2f}"
        f" in {ROUNDS} rounds)"
    )
    print(
        f"processor of a page    web {figures.web_ms:.2f} ms, database {figures.database_ms:.2f} ms"
    )
    print(f"memory of the workers  {', '.join(f'{size:.0f} MB' for size in figures.worker_mb)}")
    line: dict[str, Any] = {
        "bench": name,
        **{f"per_second_{one.clients}": round(one.per_second, 1) for one in figures.loads},
        **{f"p50_{one.clients}": round(one.p50, 2) for one in figures.loads},
        **{f"p95_{one.clients}": round(one.p95, 2) for one in figures.loads},
        **{f"server_p50_{one.clients}": round(one.server_p50, 2) for one in figures.loads},
        "statements": max(counts),
        "bare_sql_ms": round(figures.bare_ms, 2),
        "times_bare_sql": round(times, 2),
        "web_cpu_ms": round(figures.web_ms, 2),
        "database_cpu_ms": round(figures.database_ms, 2),
        "worker_mb": [round(size) for size in figures.worker_mb],
    }
    print(json.dumps(line))


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


@contextlib.contextmanager
def _plain_cursor() -> Iterator[Any]:
    """One connection to the same database with nothing of Django's around it."""
    from django.db import connection

    plain = psycopg2.connect(**connection.get_connection_params() | {"cursor_factory": None})
    with contextlib.closing(plain), plain.cursor() as cursor:
        yield cursor


def _seconds(cursor: Any, asked: Sequence[str]) -> float:
    """What a page's statements take, all rows fetched.

    Page after page as the clients ask for them, so that both find what they read equally warm.
    """
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
