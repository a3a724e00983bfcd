"""Clients that ask for pages over kept-alive connections, in a process of their own.

Run by the harness:  python -m bench.load < {"port": …, "paths": […], "clients": 8, "seconds": 10}
It prints {"durations": […], "served": […], "failed": n, "seconds": s}: what each page took as the
client sees it and as the server says, in seconds.
"""

from __future__ import annotations

import json
import socket
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

_END = b"\r\n\r\n"
_LENGTH = b"content-length:"
_SERVED = b"server-timing: page;dur="


@dataclass
class Client(threading.Thread):
    """One connection that asks for every ``step``-th path in turn until ``until``."""

    port: int
    paths: Sequence[str]
    first: int
    step: int
    until: float
    durations: list[float] = field(default_factory=list)
    served: list[float] = field(default_factory=list)
    failed: int = 0

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    __hash__ = threading.Thread.__hash__

    def run(self) -> None:
        place, connection = self.first, Connection(self.port)
        while time.perf_counter() < self.until:
            start = time.perf_counter()
            ok = connection.get(self.paths[place % len(self.paths)])
            self.durations.append(time.perf_counter() - start)
            self.served.append(connection.served)
            self.failed += not ok
            place += self.step


class Connection:
    """The least of HTTP/1.1 that measures a server and not its client."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.socket = self._open()
        #: Seconds that the server says it took for the last page.
        self.served = 0.0

    def get(self, path: str) -> bool:
        """Ask for ``path``; whether it was answered by 200."""
        request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Language: zh-hans\r\n\r\n"
        self.socket.sendall(request.encode())
        head, body = self._head()
        lines = head.lower().split(b"\r\n")
        length = int(_value(lines, _LENGTH, b"0"))
        self.served = float(_value(lines, _SERVED, b"0")) / 1000
        while length > len(body):
            body += self.socket.recv(length - len(body))
        if b"connection: close" in lines:
            self.socket = self._open()
        return b" 200 " in lines[0]

    def _head(self) -> tuple[bytes, bytes]:
        received = b""
        while _END not in received:
            part = self.socket.recv(65536)
            if not part:  # the server's time for an idle connection was over
                raise ConnectionError("the server hung up")
            received += part
        head, _, body = received.partition(_END)
        return head, body

    def _open(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)


def _value(lines: Sequence[bytes], name: bytes, otherwise: bytes) -> bytes:
    return next((line[len(name) :] for line in lines if line.startswith(name)), otherwise)


def main() -> None:
    asked = json.load(sys.stdin)
    count, start = asked["clients"], time.perf_counter()
    clients = [
        Client(asked["port"], asked["paths"], n, count, start + asked["seconds"])
        for n in range(count)
    ]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    measured = {
        "durations": [seconds for client in clients for seconds in client.durations],
        "served": [seconds for client in clients for seconds in client.served],
        "failed": sum(client.failed for client in clients),
        "seconds": time.perf_counter() - start,
    }
    json.dump(measured, sys.stdout)


if __name__ == "__main__":
    main()
