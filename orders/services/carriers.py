"""What carriers tell, and how they sign it (rules §8): HMAC-SHA256 over ``timestamp.body``."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.encoding import force_bytes
from django.utils.translation import gettext as _

from orders.errors import BadNotice
from orders.models import Carrier, CarrierNotice
from orders.services.scans import book_notice
from policies.schemas import FulfilmentRules
from policies.selectors import in_force

SECONDS_A_MINUTE = 60
LARGEST = 16_384
LONGEST_ID = 80
LONGEST_TIMESTAMP = 12


class BadSignature(BadNotice):
    """The notice does not come from the carrier, or not from now."""

    code = "bad_signature"
    status = 403


def receive(
    *, carrier: Carrier, timestamp: str, body: bytes, given: str, at: datetime
) -> CarrierNotice:
    """Book a notice, once its signature ``given``, its time and its shape are found good.

    ``timestamp`` is in seconds since 1970; ``body`` a JSON object with its ``id`` and what
    ``book_notice`` reads. Raises BadSignature and BadNotice; nothing is booked then.
    """
    if not timestamp.isdecimal() or len(timestamp) > LONGEST_TIMESTAMP:
        raise BadNotice(_("A notice needs its time, in seconds since 1970."), field="X-Timestamp")
    if len(body) > LARGEST:
        raise BadNotice(_("A notice is at most %(bytes)d bytes.") % {"bytes": LARGEST})
    _check_signature(carrier, timestamp, body, given)
    _check_age(int(timestamp), at)
    notice_id, payload = _read(body)
    return book_notice(carrier=carrier, notice_id=notice_id, payload=payload, at=at)


def signature(*, carrier_code: str, timestamp: str, body: bytes) -> str:
    """The hexadecimal signature of a notice."""
    message = timestamp.encode() + b"." + body
    return hmac.new(_secret_of(carrier_code), message, hashlib.sha256).hexdigest()


def _secret_of(carrier_code: str) -> bytes:
    """The secret shared with a carrier: from the settings, else derived from the site's own."""
    given = settings.CARRIER_SECRETS.get(carrier_code)
    if given:
        return force_bytes(given)
    purpose = f"carrier:{carrier_code}".encode()
    return hmac.digest(force_bytes(settings.SECRET_KEY), purpose, "sha256")


def _check_signature(carrier: Carrier, timestamp: str, body: bytes, given: str) -> None:
    expected = signature(carrier_code=carrier.code, timestamp=timestamp, body=body)
    if not hmac.compare_digest(expected.encode(), given.encode()):
        raise BadSignature(_("The signature does not fit."))


def _check_age(timestamp: int, at: datetime) -> None:
    minutes = in_force(FulfilmentRules, at).rules.notice_window_minutes
    if abs(at.timestamp() - timestamp) > minutes * SECONDS_A_MINUTE:
        raise BadSignature(
            _("The notice is not from the last %(minutes)d minutes.") % {"minutes": minutes},
            code="too_old",
        )


def _read(body: bytes) -> tuple[str, dict[str, Any]]:
    try:
        payload = json.loads(body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise BadNotice(_("The notice is no JSON.")) from error
    notice_id = payload.get("id") if isinstance(payload, dict) else None
    if not isinstance(notice_id, str) or not 0 < len(notice_id) <= LONGEST_ID:
        raise BadNotice(_("The notice names no id."), field="id")
    if "\\u0000" in json.dumps(payload):
        raise BadNotice(_("The notice holds a character that is none."))
    return notice_id, payload


def _refuse_constant(name: str) -> None:
    """NaN and the infinities are Python's own; JSON has none."""
    raise ValueError(name)
