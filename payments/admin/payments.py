"""Payments, the tries to pay them, what gateways said, and what went back."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.desk import OthersAdmin
from common.desk import ReadOnlyInline, attempt, decision
from payments.admin.events import SaidInline
from payments.models import (
    AttemptEvent,
    GatewayNotice,
    Payment,
    PaymentAttempt,
    PaymentEvent,
    Refund,
    RefundEvent,
)
from payments.services import deposits, notices, refunds


class AttemptInline(ReadOnlyInline):
    model = PaymentAttempt
    fields = ["reference", "gateway", "status", "amount", "received", "started_at", "ended_at"]
    show_change_link = True


class RefundInline(ReadOnlyInline):
    model = Refund
    fk_name = "payment"
    fields = ["key", "subject", "amount", "status", "reason", "requested_at", "done_at"]
    show_change_link = True


class PaymentEventInline(SaidInline):
    model = PaymentEvent


@admin.register(Payment)
class PaymentAdmin(OthersAdmin):
    company_paths = ("payer",)
    list_display = ["number", "payer", "amount", "currency", "status", "purpose", "created_at"]
    list_filter = ["status", "purpose", "currency"]
    search_fields = ["number", "attempts__reference", "payer__name", "title_params__number"]
    date_hierarchy = "created_at"
    list_select_related = ["payer"]
    fields = [
        "number",
        "payer",
        "purpose",
        "shown_title",
        "amount",
        "currency",
        "status",
        "return_url",
        "created_at",
        "expires_at",
        "paid_at",
    ]
    readonly_fields = ["shown_title"]
    inlines = [AttemptInline, RefundInline, PaymentEventInline]
    actions = ["give_deposit_back"]

    @admin.display(description=pgettext_lazy("field", "title"))
    def shown_title(self, payment: Payment) -> str:
        return payment.shown_title

    @decision(_("Send a deposit back the way it came"))
    def give_deposit_back(self, request: HttpRequest, payment: Payment, reason: str) -> None:
        deposits.refund(payment=payment, reason=reason, **_by(request))


class NoticeInline(ReadOnlyInline):
    model = GatewayNotice
    fields = ["received_at", "notice_id", "outcome", "times"]
    show_change_link = True


class AttemptEventInline(SaidInline):
    model = AttemptEvent


@admin.register(PaymentAttempt)
class PaymentAttemptAdmin(OthersAdmin):
    company_paths = ("payment__payer",)
    list_display = ["reference", "payment", "gateway", "amount", "currency", "status", "started_at"]
    list_filter = ["status", "gateway", "currency"]
    search_fields = ["reference", "gateway_reference", "payment__number"]
    date_hierarchy = "started_at"
    list_select_related = ["payment"]
    inlines = [NoticeInline, AttemptEventInline]


@admin.register(GatewayNotice)
class GatewayNoticeAdmin(OthersAdmin):
    """One that says otherwise than is booked waits here until staff have settled it."""

    company_paths = ("attempt__payment__payer",)
    list_display = ["received_at", "gateway", "notice_id", "about", "outcome", "times", "answer"]
    list_filter = ["outcome", "gateway", ("answered_at", admin.EmptyFieldListFilter)]
    search_fields = ["notice_id", "attempt__reference", "payload__reference"]
    date_hierarchy = "received_at"
    actions = ["settled"]

    @admin.display(description=_("About"))
    def about(self, notice: GatewayNotice) -> str:
        return notice.about

    @decision(_("Settled with the gateway or bank"))
    def settled(self, request: HttpRequest, notice: GatewayNotice, reason: str) -> None:
        notices.answer(notice=notice, text=reason, **_by(request))


class RefundEventInline(SaidInline):
    model = RefundEvent


@admin.register(Refund)
class RefundAdmin(OthersAdmin):
    """Those by bank transfer wait here until staff have sent them."""

    company_paths = ("payment__payer",)
    list_display = ["key", "payment", "gateway", "amount", "currency", "status", "requested_at"]
    list_filter = ["status", "attempt__gateway", "currency"]
    search_fields = ["key", "subject", "payment__number"]
    date_hierarchy = "requested_at"
    list_select_related = ["payment", "attempt"]
    inlines = [RefundEventInline]
    actions = ["send_again", "was_sent", "could_not_be_sent"]

    @admin.display(description=_("Gateway"))
    def gateway(self, refund: Refund) -> str:
        return refund.attempt.get_gateway_display() if refund.attempt else ""

    @admin.action(description=_("Send failed refunds again"), permissions=["act"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Refund]) -> None:
        for refund in queryset:
            attempt(request, refund, lambda it: refunds.retry(refund=it, **_by(request)))

    @admin.action(description=_("The money has arrived"), permissions=["act"])
    def was_sent(self, request: HttpRequest, queryset: QuerySet[Refund]) -> None:
        for refund in queryset:
            attempt(request, refund, lambda it: refunds.finish(refund=it, **_by(request)))

    @decision(_("Could not be sent"))
    def could_not_be_sent(self, request: HttpRequest, refund: Refund, reason: str) -> None:
        refunds.fail(refund=refund, reason=reason, **_by(request))


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"actor": request.user, "at": timezone.now()}
