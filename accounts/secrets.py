"""Secrets that are shown once and kept as a hash."""

from __future__ import annotations

import hashlib
import secrets

#: Random bytes of a secret: far beyond guessing, so a plain hash keeps it.
SECRET_BYTES = 32


def new_secret() -> str:
    """A fresh secret, safe in addresses and headers."""
    return secrets.token_urlsafe(SECRET_BYTES)


def hash_of(secret: str) -> str:
    """What is stored of a secret, 64 hexadecimal digits."""
    return hashlib.sha256(secret.encode()).hexdigest()
