"""``bin/run``: set up what is missing, start everything, say where it is, stop it on Ctrl-C."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType

from marketplace import devservices
from marketplace.devservices.account import ServiceError
from marketplace.launcher.mark import AlreadyRunning, only_one
from marketplace.launcher.processes import Group, market_processes

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS_TO_ANSWER = 60
#: A launcher that was killed leaves its web process a moment to go.
SECONDS_FOR_PORT = 5
#: Celery warns of root at each start; a newcomer's container has nobody else.
CALM = "ignore:You're running the worker with superuser privileges"


class Refused(Exception):
    """The market cannot be started; the message says what to do."""


def check_port(host: str, port: int) -> None:
    """Raise Refused where another program listens there."""
    end = time.monotonic() + SECONDS_FOR_PORT
    while True:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                if time.monotonic() > end:
                    raise Refused(
                        f"port {port}: {error.strerror}. Choose another:  PORT=8001 bin/run"
                    ) from error
            else:
                return
        time.sleep(0.2)


def port_of(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Refused(f"PORT is {text!r} and must be a number from 1 to 65535")
    return int(text)


def wait_for_page(group: Group, host: str, port: int) -> None:
    """Wait until the first page is served; raises Refused where a process falls before."""
    end = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < end:
        if name := group.fallen():
            raise Refused(f"{name} ended; its log stands above")
        if answers(host, port):
            return
        time.sleep(0.05)
    raise Refused(f"no answer on port {port} in {SECONDS_TO_ANSWER} s")


def answers(host: str, port: int) -> bool:
    """Whether the front page is answered at all; what is wrong with it stands in the log."""
    try:
        with closing(HTTPConnection(host, port, timeout=SECONDS_TO_ANSWER)) as link:
            link.request("GET", "/")
            link.getresponse()
    except (OSError, HTTPException):
        return False
    return True


def welcome(url: str, with_demo: bool) -> str:
    """What is printed when the market is open."""
    lines = ["", f"  The market is open:  {url}", f"  Staff's desk:        {url}/admin/"]
    if with_demo:
        from marketplace.demo.signins import signins

        lines += ["", *(f"  {role:9} {email:34} {password}" for role, email, password in signins())]
    return "\n".join([*lines, "", "  Ctrl-C stops it.", ""])


def url_of(host: str, port: int) -> str:
    return f"http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port}"


def run(host: str, port: int, data: Path, with_demo: bool) -> None:
    """Serve until a signal comes or a process falls (Refused)."""
    with only_one(data, url_of(host, port)):
        check_port(host, port)
        environment = os.environ | {"HOST": host, "PORT": str(port), "PYTHONWARNINGS": CALM}
        with devservices.running(data):
            prepare(environment, with_demo)
            serve(Group(ROOT, environment), host, port, data, with_demo)


def prepare(environment: dict[str, str], with_demo: bool) -> None:
    command = [sys.executable, "manage.py", "prepare", *(["--demo"] if with_demo else [])]
    if subprocess.run(command, env=environment, cwd=ROOT, check=False).returncode:
        raise Refused("the set-up failed; what it said stands above")


def serve(group: Group, host: str, port: int, data: Path, with_demo: bool) -> None:
    try:
        web, *others = market_processes(data, with_carrier=with_demo)
        group.start(web)
        wait_for_page(group, host, port)
        for process in others:
            group.start(process)
        print(welcome(url_of(host, port), with_demo), flush=True)
        while not (name := group.fallen()):
            time.sleep(0.5)
        raise Refused(f"{name} ended, so all were stopped")
    finally:
        group.stop()


def interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main() -> int:
    signal.signal(signal.SIGTERM, interrupt)
    signal.signal(signal.SIGHUP, interrupt)
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    try:
        run(host, port_of(port), devservices.data_dir(ROOT), os.environ.get("DEMO", "1") != "0")
    except AlreadyRunning as other:
        print(f"The market of this checkout runs already:  {other}")
    except (Refused, ServiceError) as error:
        print(f"bin/run: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
