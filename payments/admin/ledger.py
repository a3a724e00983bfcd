"""The ledger, to be read: no status, no sum and no row of it can be edited."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from common.desk import ModelAdmin, ReadOnlyAdmin, ReadOnlyInline
from common.formats import money
from common.money import ZERO
from payments.models import Entry, ExchangeRate, LedgerAccount, Transaction
from payments.services.rates import changing


@admin.register(LedgerAccount)
class LedgerAccountAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "kind", "company", "currency", "summed", "statement"]
    list_filter = ["kind", "currency"]
    search_fields = ["company__name", "company__name_en"]
    list_select_related = ["company"]
    readonly_fields = ["summed", "statement"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[LedgerAccount]:
        return super().get_queryset(request).annotate(sum_of_entries=Sum("entries__amount"))

    @admin.display(description=_("Sum of the entries"), ordering="sum_of_entries")
    def summed(self, account: LedgerAccount) -> Decimal:
        return getattr(account, "sum_of_entries", None) or ZERO

    @admin.display(description=_("Statement"))
    def statement(self, account: LedgerAccount) -> SafeString:
        url = reverse("admin:payments_entry_changelist")
        return format_html(
            '<a href="{}?account__id__exact={}">{}</a>', url, account.pk, _("Statement")
        )


class EntryInline(ReadOnlyInline):
    model = Entry
    fields = ["account", "amount", "currency", "subject"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Entry]:
        return super().get_queryset(request).select_related("account__company")


@admin.register(Transaction)
class TransactionAdmin(ReadOnlyAdmin):
    list_display = ["at", "kind", "moved", "key", "memo", "actor", "policy_version"]
    list_filter = ["kind"]
    search_fields = ["key", "entries__subject"]
    date_hierarchy = "at"
    list_select_related = ["actor", "policy_version"]
    inlines = [EntryInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Transaction]:
        return super().get_queryset(request).prefetch_related("entries")

    @admin.display(description=_("Moved"))
    def moved(self, booked: Transaction) -> str:
        """What its accounts received, by currency."""
        sums: dict[str, Decimal] = defaultdict(lambda: ZERO)
        for entry in booked.entries.all():
            if entry.amount > 0:
                sums[entry.currency] += entry.amount
        return ", ".join(money(amount, currency) for currency, amount in sorted(sums.items()))


@admin.register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    list_display = ["moment", "what", "account", "amount", "currency", "subject"]
    list_filter = ["account__kind", "currency", "transaction__kind"]
    search_fields = ["=subject", "=transaction__key"]
    list_select_related = ["transaction", "account__company"]
    ordering = ["-pk"]

    @admin.display(description=_("Time"), ordering="transaction__at")
    def moment(self, entry: Entry) -> object:
        return entry.transaction.at

    @admin.display(description=_("What happened"))
    def what(self, entry: Entry) -> SafeString:
        url = reverse("admin:payments_transaction_change", args=[entry.transaction_id])
        return format_html('<a href="{}">{}</a>', url, entry.transaction.get_kind_display())


@admin.register(ExchangeRate)
class ExchangeRateAdmin(ModelAdmin):
    """Rates may be added and mended: what was decided by one does not change any more."""

    list_display = ["day", "currency", "cny", "source"]
    list_filter = ["currency"]
    search_fields = ["source"]
    date_hierarchy = "day"

    def save_model(self, request: HttpRequest, obj: ExchangeRate, form: Any, change: bool) -> None:
        with changing():
            super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: ExchangeRate) -> None:
        with changing():
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[ExchangeRate]) -> None:
        with changing():
            super().delete_queryset(request, queryset)
