"""The mark of the market that runs in a checkout: its address, its process, and a lock on both."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Market:
    """A market that runs: where, and as which process."""

    url: str
    pid: int


class AlreadyRunning(Exception):
    """A market runs in this checkout."""

    def __init__(self, market: Market) -> None:
        self.market = market
        super().__init__(market.url)


@contextmanager
def only_one(data: Path, url: str) -> Iterator[None]:
    """Hold the mark for as long as the block runs; raises AlreadyRunning where another does."""
    data.mkdir(parents=True, exist_ok=True)
    path = data / "market.running"
    path.touch()
    with path.open("r+", encoding="utf-8") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(Market(**json.load(mark))) from None
        mark.truncate()
        json.dump(asdict(Market(url, os.getpid())), mark)
        mark.flush()
        yield


def running_market(data: Path) -> Market | None:
    """The market that runs on ``data``, if one does."""
    try:
        with only_one(data, ""):
            return None
    except AlreadyRunning as other:
        return other.market
