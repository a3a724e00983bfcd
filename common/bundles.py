"""The many small style sheets and modules, joined into one file each as they are served.

A file per component is good to work on and bad to load; joining them here needs no build step.
Layers decide which rule wins, so the order of the sheets is only that of their names, after
``layers.css``. A module speaks to another by events, never by import, and is wrapped in a block
of its own.
"""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

_FOLDERS = {"css": "static/css", "js": "static/js"}
_FIRST = "layers.css"
_DIGEST_LENGTH = 12


@dataclass(frozen=True)
class Bundle:
    """Joined files, ready to send."""

    kind: str
    digest: str
    content: bytes
    compressed: bytes


def bundle(kind: str) -> Bundle:
    """The bundle ``css`` or ``js``; while developing, joined anew when a file has changed."""
    sources = _sources(kind)
    changed = max(path.stat().st_mtime_ns for path in sources) if settings.DEBUG else 0
    return _joined(kind, tuple(sources), changed)


def _sources(kind: str) -> list[Path]:
    return _listed(kind) if settings.DEBUG else list(_listed_once(kind))


def _listed(kind: str) -> list[Path]:
    folder = Path(settings.BASE_DIR) / _FOLDERS[kind]
    return sorted(folder.glob(f"*.{kind}"), key=lambda path: (path.name != _FIRST, path.name))


@cache
def _listed_once(kind: str) -> tuple[Path, ...]:
    return tuple(_listed(kind))


@cache
def _joined(kind: str, sources: tuple[Path, ...], changed: int) -> Bundle:
    content = "\n".join(
        _wrapped(kind, path.read_text(encoding="utf-8")) for path in sources
    ).encode()
    digest = hashlib.sha256(content).hexdigest()[:_DIGEST_LENGTH]
    return Bundle(kind, digest, content, gzip.compress(content, mtime=0))


def _wrapped(kind: str, text: str) -> str:
    return text if kind == "css" else "{\n" + text + "}"
