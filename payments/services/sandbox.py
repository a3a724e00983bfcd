"""How the sandbox gateway's notices reach the market: signed, over HTTP as a gateway's do."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from django.conf import settings
from django.urls import reverse

from payments.enums import GatewayCode
from payments.gateways.base import Unavailable
from payments.gateways.signing import signed_headers
from payments.services import notices

TIMEOUT_SECONDS = 10
#: From here on an answer means "not now"; below it the market has understood.
SERVER_ERROR = 500


def deliver(*, notice: dict[str, Any], at: datetime) -> None:
    """Send ``notice``, signed at ``at``. Raises Unavailable where the market does not answer.

    Without a web process to answer, as in tests, the same message goes to the function that the
    notice page calls.
    """
    body = json.dumps(notice).encode()
    headers = signed_headers(settings.SANDBOX_SECRET, body, at)
    if settings.SANDBOX_OVER_HTTP:
        _send(body, headers)
    else:
        notices.receive(gateway=GatewayCode.SANDBOX, headers=headers, body=body, at=at)


def _send(body: bytes, headers: dict[str, str]) -> None:
    url = settings.SITE_URL + reverse("payments:notice", args=[GatewayCode.SANDBOX])
    request = Request(url, body, {**headers, "Content-Type": "application/json"})  # noqa: S310
    try:
        with urlopen(request, timeout=TIMEOUT_SECONDS):  # noqa: S310
            pass
    except HTTPError as error:
        if error.code >= SERVER_ERROR:
            raise Unavailable(str(error)) from error
    except (URLError, TimeoutError, ConnectionError) as error:
        raise Unavailable(str(error)) from error
