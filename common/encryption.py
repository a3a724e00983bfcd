"""What is private is encrypted at rest (rules §3), with the keys of the settings.

The newest key encrypts, all of them decrypt: a key is changed by putting a new one in front and
running ``manage.py rotate_keys``, after which the old one may go (docs/private-data.md).
"""

from __future__ import annotations

import hashlib
import hmac
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def encrypt(text: str) -> bytes:
    return encrypt_bytes(text.encode())


def decrypt(secret: bytes) -> str:
    """Raises cryptography's InvalidToken where none of the keys made ``secret``."""
    return decrypt_bytes(secret).decode()


def encrypt_bytes(plain: bytes) -> bytes:
    return _newest().encrypt(plain)


def decrypt_bytes(secret: bytes) -> bytes:
    """Raises cryptography's InvalidToken where none of the keys made ``secret``."""
    return MultiFernet(_ciphers()).decrypt(bytes(secret))


def is_newest(secret: bytes) -> bool:
    """Whether the newest key made ``secret``."""
    try:
        _newest().decrypt(bytes(secret))
    except InvalidToken:
        return False
    return True


def keyed_digest(text: str) -> str:
    """Equal texts have equal digests, and nobody without the key can try them out.

    The key stays when those that encrypt are changed, so that digests kept stay comparable.
    """
    return hmac.new(settings.DIGEST_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def _newest() -> Fernet:
    return _ciphers()[0]


def _ciphers() -> tuple[Fernet, ...]:
    return _made_of(tuple(settings.FIELD_ENCRYPTION_KEYS))


@cache
def _made_of(keys: tuple[str, ...]) -> tuple[Fernet, ...]:
    return tuple(Fernet(key) for key in keys)
