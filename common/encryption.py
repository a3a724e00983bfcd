"""What is private is encrypted at rest (rules §3), with the keys of the settings."""

from __future__ import annotations

import hashlib
import hmac
from functools import cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


@cache
def _cipher() -> MultiFernet:
    """The newest key encrypts, all of them decrypt: a key is changed by putting one in front."""
    return MultiFernet([Fernet(key) for key in settings.FIELD_ENCRYPTION_KEYS])


def encrypt(text: str) -> bytes:
    return _cipher().encrypt(text.encode())


def decrypt(secret: bytes) -> str:
    """Raises cryptography's InvalidToken where none of the keys made ``secret``."""
    return _cipher().decrypt(bytes(secret)).decode()


def keyed_digest(text: str) -> str:
    """Equal texts have equal digests, and nobody without the key can try them out.

    The key stays when those that encrypt are changed, so that digests kept stay comparable.
    """
    return hmac.new(settings.DIGEST_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
