"""The processes of a market, and keeping them together: one falls, all are stopped."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

PR_SET_PDEATHSIG = 1
SECONDS_TO_LEAVE = 15


@dataclass(frozen=True)
class Process:
    """One process: the name that stands before its log lines, and its command."""

    name: str
    command: Sequence[str]


def market_processes(data: Path, *, with_carrier: bool) -> list[Process]:
    """Web, worker and clock, and for the demo the carrier that moves its parcels."""
    python = sys.executable
    gunicorn = [python, "-m", "gunicorn", "--config", "python:marketplace.gunicorn"]
    celery = [python, "-m", "celery", "--quiet", "-A", "marketplace"]
    quiet = ["--without-gossip", "--without-mingle", "--loglevel", "INFO"]
    processes = [
        Process("web", [*gunicorn, "--log-level", "warning"]),
        Process("worker", [*celery, "worker", "--concurrency", "2", *quiet]),
        Process(
            "clock", [*celery, "beat", "--loglevel", "INFO", "--schedule", str(data / "clock")]
        ),
    ]
    if with_carrier:
        processes.append(Process("carrier", [python, "manage.py", "simulate_carrier", "--follow"]))
    return processes


def die_with_parent() -> None:
    """In a child: be told to leave when the launcher is gone, even if it was killed (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Group:
    """Processes that run together, with their output printed a line at a time."""

    root: Path
    environment: dict[str, str]
    running: dict[str, subprocess.Popen[str]] = field(default_factory=dict)
    readers: list[threading.Thread] = field(default_factory=list)

    def start(self, process: Process) -> None:
        child = subprocess.Popen(
            process.command,
            cwd=self.root,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            preexec_fn=die_with_parent,
        )
        self.running[process.name] = child
        reader = threading.Thread(target=self._print, args=(process.name, child), daemon=True)
        reader.start()
        self.readers.append(reader)

    def fallen(self) -> str | None:
        """The name of a process that has ended, if one has."""
        return next(
            (name for name, child in self.running.items() if child.poll() is not None), None
        )

    def stop(self) -> None:
        """Ask all to leave, wait, and kill whole groups of those that do not."""
        for child in self.running.values():
            if child.poll() is None:
                child.terminate()
        end = time.monotonic() + SECONDS_TO_LEAVE
        for child in self.running.values():
            try:
                child.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
        for reader in self.readers:
            reader.join(timeout=1)

    @staticmethod
    def _print(name: str, child: subprocess.Popen[str]) -> None:
        assert child.stdout is not None
        with child.stdout as lines:
            for line in lines:
                sys.stdout.write(f"{name:7} | {line.rstrip()}\n")
                sys.stdout.flush()
