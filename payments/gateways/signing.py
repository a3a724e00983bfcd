"""Signatures of notices: HMAC-SHA256 over the time of sending and the message, word for word."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from payments.gateways.base import BadSignature

SIGNATURE = "X-Signature"
TIMESTAMP = "X-Timestamp"


def signed_headers(secret: str, body: bytes, at: datetime) -> dict[str, str]:
    """The headers that make ``body`` a notice sent at ``at``."""
    timestamp = str(int(at.timestamp()))
    return {TIMESTAMP: timestamp, SIGNATURE: _signature(secret, timestamp, body)}


def sent_at(secret: str, headers: Mapping[str, str], body: bytes) -> datetime:
    """When it was sent; raises BadSignature where it was not signed by ``secret``."""
    timestamp = headers.get(TIMESTAMP, "")
    given = headers.get(SIGNATURE, "")
    if not hmac.compare_digest(given.encode(), _signature(secret, timestamp, body).encode()):
        raise BadSignature(SIGNATURE)
    try:
        return datetime.fromtimestamp(int(timestamp), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise BadSignature(TIMESTAMP) from error


def is_in_window(sent: datetime, at: datetime, window: timedelta) -> bool:
    """Clocks differ both ways."""
    return abs(at - sent) <= window


def _signature(secret: str, timestamp: str, body: bytes) -> str:
    message = timestamp.encode() + b"." + body
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()
