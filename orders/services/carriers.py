"""How carriers sign what they tell (rules §8): HMAC-SHA256 over ``timestamp.body``."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

from django.conf import settings
from django.utils.encoding import force_bytes
from django.utils.translation import gettext as _

from orders.errors import BadNotice
from policies.schemas import FulfilmentRules
from policies.selectors import in_force

SECONDS_A_MINUTE = 60


class BadSignature(BadNotice):
    """The notice does not come from the carrier, or not from now."""

    code = "bad_signature"
    status = 403


def secret_of(carrier_code: str) -> bytes:
    """The secret shared with a carrier: from the settings, else derived from the site's own."""
    given = settings.CARRIER_SECRETS.get(carrier_code)
    if given:
        return force_bytes(given)
    purpose = f"carrier:{carrier_code}".encode()
    return hmac.digest(force_bytes(settings.SECRET_KEY), purpose, "sha256")


def signature(*, carrier_code: str, timestamp: str, body: bytes) -> str:
    """The hexadecimal signature of a notice."""
    message = timestamp.encode() + b"." + body
    return hmac.new(secret_of(carrier_code), message, hashlib.sha256).hexdigest()


def check_signature(
    *, carrier_code: str, timestamp: str, body: bytes, given: str, at: datetime
) -> None:
    """Raise BadSignature for a signature that does not fit, or a time outside the window.

    ``timestamp`` is in seconds since 1970.
    """
    expected = signature(carrier_code=carrier_code, timestamp=timestamp, body=body)
    if not hmac.compare_digest(expected.encode(), given.encode()):
        raise BadSignature(_("The signature does not fit."))
    minutes = in_force(FulfilmentRules, at).rules.notice_window_minutes
    if abs(at.timestamp() - int(timestamp)) > minutes * SECONDS_A_MINUTE:
        raise BadSignature(
            _("The notice is not from the last %(minutes)d minutes.") % {"minutes": minutes},
            code="too_old",
        )
