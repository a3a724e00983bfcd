"""Where the embedded services keep their data and their sockets."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote

#: A unix socket's path may have 107 bytes; PostgreSQL's is ``.s.PGSQL.5432.lock`` below its folder.
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432.lock")
DATABASE = "marketplace"
DATABASE_USER = "marketplace"
REMEMBERED = "services.json"


def data_dir(root: Path) -> Path:
    """The folder of all that a checkout at ``root`` writes while it runs."""
    return (root / (os.environ.get("DATA_DIR") or ".data")).resolve()


@dataclass(frozen=True)
class Addresses:
    """The folders of the two sockets."""

    postgres: str
    valkey: str

    @property
    def valkey_socket(self) -> str:
        return f"{self.valkey}/valkey.sock"

    @property
    def database_url(self) -> str:
        return f"postgres://{DATABASE_USER}@{quote(self.postgres, safe='')}/{DATABASE}"

    @property
    def redis_url(self) -> str:
        return f"unix://{quote(self.valkey_socket)}"


def embedded_addresses(data: Path) -> Addresses:
    """Where the services of ``data`` were last started, or would be if they never were."""
    try:
        return Addresses(**json.loads((data / REMEMBERED).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Addresses(
            postgres=str(socket_folder(data, "postgres-run")),
            valkey=str(socket_folder(data, "valkey")),
        )


def remember(data: Path, addresses: Addresses) -> None:
    """Write the addresses down for processes that did not start the services themselves."""
    written = data / f"{REMEMBERED}.{os.getpid()}"
    written.write_text(json.dumps(asdict(addresses)), encoding="utf-8")
    written.replace(data / REMEMBERED)


def socket_folder(base: Path, name: str) -> Path:
    """``base/name``, or a short folder in ``/tmp`` that belongs to it where that is too long."""
    folder = base / name
    if len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER:
        return folder
    mark = hashlib.sha256(os.fsencode(base)).hexdigest()[:12]
    return Path("/tmp") / f"marketplace-{os.getuid()}-{mark}-{name}"
