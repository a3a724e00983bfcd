"""The bank transfer desk: lines of the statement, and what they pay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.desk import others
from common.desk import ModelAdmin
from common.errors import DomainError
from payments.enums import AttemptStatus
from payments.models import IncomingTransfer, PaymentAttempt
from payments.selectors.transfers import Candidate, candidates, matched_total, payable
from payments.services import bank_transfers

TYPED = ("bank_reference", "amount", "currency", "text", "payer_name", "value_day")


class Unmatched(admin.SimpleListFilter):
    title = _("matched")
    parameter_name = "matched"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", _("Waiting to be matched")), ("yes", _("Matched"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[IncomingTransfer]
    ) -> QuerySet[IncomingTransfer]:
        if self.value() is None:
            return queryset
        return queryset.filter(attempt__isnull=self.value() == "no")


@admin.register(IncomingTransfer)
class IncomingTransferAdmin(ModelAdmin):
    list_display = ["value_day", "bank_reference", "amount", "currency", "text", "attempt"]
    list_filter = [Unmatched, "currency"]
    search_fields = ["bank_reference", "text", "payer_name"]
    date_hierarchy = "value_day"
    list_select_related = ["attempt"]
    fields = [*TYPED]
    change_form_template = "payments/admin/transfer.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[IncomingTransfer]:
        return others(super().get_queryset(request), request.user, "attempt__payment__payer")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(
        self, request: HttpRequest, obj: IncomingTransfer, form: Any, change: bool
    ) -> None:
        """A line is recorded by the service; its reference was found unused by the form."""
        given = {name: form.cleaned_data[name] for name in TYPED}
        made = bank_transfers.record(**given, actor=_staff(request), at=timezone.now())
        obj.pk = made.pk

    def get_urls(self) -> list[URLPattern]:
        match = path(
            "<int:pk>/match/",
            self.admin_site.admin_view(require_POST(self.match)),
            name="payments_incomingtransfer_match",
        )
        return [match, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        transfer = self.get_object(request, object_id)
        context = {
            "proposed": self._proposed(request, transfer),
            "may_match": self.has_add_permission(request),
        }
        return super().change_view(request, object_id, form_url, (extra_context or {}) | context)

    def _proposed(
        self, request: HttpRequest, transfer: IncomingTransfer | None
    ) -> Sequence[Candidate]:
        if transfer is None or transfer.attempt_id:
            return ()
        return candidates(transfer, _others_attempts(request))

    def match(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Match to a proposed attempt, or to the one whose reference staff typed."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        transfer = get_object_or_404(self.get_queryset(request), pk=pk)
        attempt = payable(request.POST.get("reference", ""), _others_attempts(request))
        if attempt is None:
            messages.error(request, gettext("No bank transfer is awaited with that reference."))
            return redirect("admin:payments_incomingtransfer_change", pk)
        try:
            bank_transfers.match(
                transfer=transfer, attempt=attempt, actor=_staff(request), at=timezone.now()
            )
        except DomainError as error:
            messages.error(request, str(error))
        else:
            attempt.refresh_from_db()
            messages.success(request, _came_of(attempt))
        return redirect("admin:payments_incomingtransfer_change", pk)


def _others_attempts(request: HttpRequest) -> QuerySet[PaymentAttempt]:
    """Staff match no money to what a company of their own has to pay."""
    return others(PaymentAttempt.objects.all(), request.user, "payment__payer")


def _came_of(attempt: Any) -> str:
    """What the match did, with the numbers."""
    came = matched_total(attempt)
    numbers = {
        "payment": attempt.payment,
        "came": came,
        "missing": attempt.amount - came,
        "over": came - attempt.amount,
        "currency": attempt.currency,
    }
    if attempt.status == AttemptStatus.STARTED:
        return (
            gettext("%(came)s %(currency)s came for %(payment)s; it waits for %(missing)s more.")
            % numbers
        )
    if attempt.status == AttemptStatus.RETURNED:
        return (
            gettext("%(payment)s was closed: the %(came)s %(currency)s go back. Send the refund.")
            % numbers
        )
    if came > attempt.amount:
        return (
            gettext("%(payment)s is paid; %(over)s %(currency)s too much go back. Send the refund.")
            % numbers
        )
    return gettext("%(payment)s is paid.") % numbers


def _staff(request: HttpRequest) -> Any:
    return request.user
