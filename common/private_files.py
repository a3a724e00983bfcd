"""Files that nobody may read from the disk or by an address: encrypted at rest."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, storages
from django.utils._os import safe_join

from common.encryption import decrypt_bytes, encrypt_bytes, is_newest

#: What an encrypted file begins with; one without it is from before files were encrypted.
MARK = b"encrypted 1\n"


class EncryptedStorage(FileSystemStorage):
    """A folder whose files only the market's keys open. A file is held in memory as a whole."""

    def url(self, name: str | None) -> str:
        raise ValueError("This file is not accessible via a URL.")

    def size(self, name: str) -> int:
        """Of what is in it."""
        return len(self._plain(name))

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        if mode not in ("r", "rb"):
            raise ValueError("An encrypted file is written as a whole, by save().")
        return ContentFile(self._plain(name), name=name)

    def _save(self, name: str, content: File[Any]) -> str:
        plain = b"".join(
            chunk if isinstance(chunk, bytes) else chunk.encode() for chunk in content.chunks()
        )
        saved: str = super()._save(name, ContentFile(MARK + encrypt_bytes(plain)))  # type: ignore[misc]
        return saved

    def rotate(self, name: str) -> bool:
        """Encrypt it by the newest key, unless it is; whether it was not."""
        path = Path(self.path(name))
        stored = path.read_bytes()
        if stored.startswith(MARK) and is_newest(stored[len(MARK) :]):
            return False
        _replace(path, MARK + encrypt_bytes(_opened(stored)))
        return True

    def names(self, folder: str = "") -> Iterator[str]:
        """Every file in the storage."""
        if not Path(safe_join(self.location, folder)).is_dir():
            return
        folders, files = self.listdir(folder)
        for name in sorted(files):
            if not name.endswith(_HALF_WRITTEN):
                yield os.path.join(folder, name)  # noqa: PTH118 — names of storages, not paths
        for inner in sorted(folders):
            yield from self.names(os.path.join(folder, inner))  # noqa: PTH118

    def _plain(self, name: str) -> bytes:
        return _opened(Path(self.path(name)).read_bytes())


def encrypted_storages() -> dict[str, EncryptedStorage]:
    """Those of the settings, by their alias."""
    found = {alias: storages[alias] for alias in storages.backends}
    return {
        alias: storage for alias, storage in found.items() if isinstance(storage, EncryptedStorage)
    }


_HALF_WRITTEN = ".rotating"


def _opened(stored: bytes) -> bytes:
    return decrypt_bytes(stored[len(MARK) :]) if stored.startswith(MARK) else stored


def _replace(path: Path, content: bytes) -> None:
    """Whole or not at all: a stop in between leaves the old file."""
    beside = path.with_name(path.name + _HALF_WRITTEN)
    beside.write_bytes(content)
    beside.chmod(path.stat().st_mode & 0o777)
    beside.replace(path)
