"""What waits for staff who look after money, on the start page of their desk."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common import queues
from payments.enums import NoticeOutcome
from payments.models import GatewayNotice


def register_all() -> None:
    """Say where the queue is, who works on it, and how it is measured."""
    queues.register(
        "contradicting_notices",
        title=_("Gateways that say otherwise than is booked"),
        url=_contradicting,
        permission="payments.change_gatewaynotice",
        measure=lambda at, _person: queues.measured(
            GatewayNotice.objects.unanswered(), at, since="received_at"
        ),
    )


def _contradicting() -> str:
    asked = f"outcome__exact={NoticeOutcome.CONTRADICTS}&answered_at__isempty=1"
    return f"{reverse('admin:payments_gatewaynotice_changelist')}?{asked}"
