"""Payouts and where they go."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.desk import OthersAdmin
from accounts.enums import LookReason
from accounts.private import look_button
from common.desk import attempt, decision
from common.masking import masked
from payments.admin.events import SaidInline
from payments.models import BankAccount, Payout, PayoutEvent
from payments.services import payouts


class PayoutEventInline(SaidInline):
    model = PayoutEvent


@admin.register(Payout)
class PayoutAdmin(OthersAdmin):
    company_paths = ("company",)
    list_display = ["number", "company", "amount", "currency", "status", "requested_at", "done_at"]
    list_filter = ["status", "currency"]
    search_fields = ["number", "company__name", "bank_account__number_tail"]
    date_hierarchy = "requested_at"
    list_select_related = ["company", "bank_account"]
    inlines = [PayoutEventInline]
    actions = ["arrived", "refused", "arrived_after_all"]

    @admin.action(description=_("The money has arrived"), permissions=["act"])
    def arrived(self, request: HttpRequest, queryset: QuerySet[Payout]) -> None:
        now: dict[str, Any] = {"actor": request.user, "at": timezone.now()}
        for payout in queryset:
            attempt(request, payout, lambda it: payouts.finish(payout=it, **now))

    @decision(_("The bank refused it: back to the balance"))
    def refused(self, request: HttpRequest, payout: Payout, reason: str) -> None:
        actor: Any = request.user
        payouts.fail(payout=payout, reason=reason, actor=actor, at=timezone.now())

    @decision(_("A failed one was paid all the same: off the balance again"))
    def arrived_after_all(self, request: HttpRequest, payout: Payout, reason: str) -> None:
        actor: Any = request.user
        payouts.arrived_after_all(payout=payout, reason=reason, actor=actor, at=timezone.now())


@admin.register(BankAccount)
class BankAccountAdmin(OthersAdmin):
    """The number in full is shown by a button, and that is logged."""

    company_paths = ("company",)
    list_display = ["__str__", "company", "holder", "currency", "created_at", "removed_at"]
    list_filter = ["currency"]
    search_fields = ["company__name", "holder", "number_tail"]
    list_select_related = ["company"]
    fields = ["company", "holder", "bank", "number", "currency", "created_at", "removed_at"]
    readonly_fields = ["number"]

    @admin.display(description=_("number"))
    def number(self, account: BankAccount) -> SafeString:
        back = reverse("admin:payments_bankaccount_change", args=[account.pk])
        button = look_button(account, "number_encrypted", why=LookReason.PAYOUT, back=back)
        return format_html("{} {}", masked(account.number_tail), button)
