"""Where gateways tell us what became of a payment, a refund or a payout."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from payments import gateways
from payments.enums import NoticeOutcome
from payments.services import notices

#: A gateway's notice is a few hundred bytes.
LARGEST_BODY = 64 * 1024
STATUS = {
    NoticeOutcome.ACCEPTED: 200,
    NoticeOutcome.REPEATED: 200,
    NoticeOutcome.LATE: 200,
    NoticeOutcome.CONTRADICTS: 200,
    NoticeOutcome.BAD_SIGNATURE: 403,
    NoticeOutcome.TOO_OLD: 403,
    NoticeOutcome.UNKNOWN: 404,
    NoticeOutcome.WRONG_SUM: 422,
    NoticeOutcome.WRONG_CURRENCY: 422,
}


@csrf_exempt
@require_POST
def notice(request: HttpRequest, gateway: str) -> HttpResponse:
    """Take a notice; the signature over its body is what is believed, not who brings it."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST_BODY:
        return JsonResponse({"outcome": "too_large"}, status=413)
    try:
        recorded = notices.receive(
            gateway=gateway, headers=request.headers, body=request.body, at=timezone.now()
        )
    except gateways.UnknownGateway as error:
        return JsonResponse({"outcome": error.code}, status=error.status)
    outcome = NoticeOutcome(recorded.outcome)
    return JsonResponse({"outcome": outcome.value}, status=STATUS[outcome])
