"""Where carriers send their notices; each is checked, booked once, and answered in JSON."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from orders.errors import BadNotice
from orders.models import Carrier
from orders.services.carriers import check_signature
from orders.services.scans import book_notice

LARGEST = 16_384
LONGEST_ID = 80
LONGEST_TIMESTAMP = 12


@csrf_exempt
@require_POST
def notice(request: HttpRequest, code: str) -> JsonResponse:
    """Book a carrier's notice: ``X-Timestamp``, ``X-Signature``, and a JSON object with its ``id``.

    An unknown waybill and a repeated id are answered with 200: the carrier need not send again.
    """
    carrier = get_object_or_404(Carrier, code=code, is_active=True)
    at = timezone.now()
    try:
        check_signature(
            carrier_code=carrier.code,
            timestamp=_timestamp(request),
            body=request.body,
            given=request.headers.get("X-Signature", ""),
            at=at,
        )
        notice_id, payload = _read(request.body)
        booked = book_notice(carrier=carrier, notice_id=notice_id, payload=payload, at=at)
    except BadNotice as refused:
        answer = {"error": refused.code, "detail": str(refused), "field": refused.field}
        return JsonResponse(answer, status=refused.status)
    return JsonResponse({"id": booked.notice_id, "outcome": booked.outcome})


def _timestamp(request: HttpRequest) -> str:
    timestamp = request.headers.get("X-Timestamp", "")
    if not timestamp.isdecimal() or len(timestamp) > LONGEST_TIMESTAMP:
        raise BadNotice(_("A notice needs its time, in seconds since 1970."), field="X-Timestamp")
    if len(request.body) > LARGEST:
        raise BadNotice(_("A notice is at most %(bytes)d bytes.") % {"bytes": LARGEST})
    return timestamp


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
