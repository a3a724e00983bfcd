"""``bin/run``: one market a checkout, a clear word when it cannot start, nothing left behind."""

from __future__ import annotations

import importlib.util
import os
import socket
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from marketplace.launcher import __main__ as launcher
from marketplace.launcher.mark import AlreadyRunning, only_one, running_market
from marketplace.launcher.processes import Group, Process

ROOT = Path(__file__).resolve().parent.parent.parent


def python(code: str) -> list[str]:
    return [sys.executable, "-u", "-c", code]


def wait_until_ended(group: Group) -> str:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if name := group.fallen():
            return name
        time.sleep(0.02)
    pytest.fail("nothing ended")


@pytest.fixture
def group() -> Group:
    return Group(ROOT, dict(os.environ))


def test_a_second_market_finds_the_first(tmp_path: Path) -> None:
    with only_one(tmp_path, "http://localhost:8000"):
        with (
            pytest.raises(AlreadyRunning, match="http://localhost:8000"),
            only_one(tmp_path, "http://localhost:8001"),
        ):
            pytest.fail("two markets in one checkout")
        market = running_market(tmp_path)
        assert market is not None
        assert market.pid == os.getpid()
    assert running_market(tmp_path) is None


@pytest.mark.parametrize("text", ["", "http", "0", "65536", "-1"])
def test_a_port_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(launcher.Refused, match="must be a number from 1 to 65535"):
        launcher.port_of(text)


def test_a_taken_port_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launcher, "SECONDS_FOR_PORT", 0)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(launcher.Refused, match=f"port {port}"):
            launcher.check_port("127.0.0.1", port)
    launcher.check_port("127.0.0.1", port)


def test_lines_carry_the_name_of_their_process(
    group: Group, capfd: pytest.CaptureFixture[str]
) -> None:
    group.start(Process("clock", python("print('tick')")))
    assert wait_until_ended(group) == "clock"
    group.stop()
    assert capfd.readouterr().out == "clock   | tick\n"


def test_a_process_that_does_not_leave_is_killed(
    group: Group, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("marketplace.launcher.processes.SECONDS_TO_LEAVE", 0.2)
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print('up'); time.sleep(60)"
    group.start(Process("deaf", python(deaf)))
    while "up" not in capfd.readouterr().out:
        time.sleep(0.02)
    group.stop()
    assert group.running["deaf"].returncode == -9


@pytest.fixture
def installer(tmp_path: Path) -> Path:
    """Stands for pip: warns, and fails where it is asked to install what is called ``missing``."""
    path = tmp_path / "installer"
    warns, fails = 'echo "WARNING: a location is ignored" >&2', '! echo "$*" | grep missing'
    path.write_text(f"#!/bin/sh\n{warns}\n{fails}\n")
    path.chmod(0o755)
    return path


def setting_up() -> Any:
    spec = importlib.util.spec_from_file_location("setting_up", ROOT / "bin" / "_setup.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_installer_is_heard_only_where_it_fails(
    installer: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    setting_up().install(str(installer), "requirements.txt")
    assert capfd.readouterr() == ("", "")
    with pytest.raises(SystemExit, match="could not be installed"):
        setting_up().install(str(installer), "missing.txt")
    assert "WARNING: a location is ignored" in capfd.readouterr().err
