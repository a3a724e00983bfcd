"""Where carriers send their notices; each is checked, booked once, and answered in JSON."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from orders.errors import BadNotice
from orders.models import Carrier
from orders.services.carriers import receive


@csrf_exempt
@require_POST
def notice(request: HttpRequest, code: str) -> JsonResponse:
    """Book a carrier's notice: ``X-Timestamp``, ``X-Signature``, and a JSON object with its ``id``.

    An unknown waybill and a repeated id are answered with 200: the carrier need not send again.
    A carrier that is offered no longer is heard: its parcels are still under way.
    """
    carrier = get_object_or_404(Carrier, code=code)
    try:
        booked = receive(
            carrier=carrier,
            timestamp=request.headers.get("X-Timestamp", ""),
            body=request.body,
            given=request.headers.get("X-Signature", ""),
            at=timezone.now(),
        )
    except BadNotice as refused:
        answer = {"error": refused.code, "detail": str(refused), "field": refused.field}
        return JsonResponse(answer, status=refused.status)
    return JsonResponse({"id": booked.notice_id, "outcome": booked.outcome})
