"""What people type about money."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Company
from common.money import CURRENCIES, MINOR_UNITS, minor_unit
from payments.enums import AccountKind, HistoryKind, TransactionKind
from payments.models import BankAccount
from payments.selectors.history import Wanted
from payments.selectors.payouts import offered_for
from payments.selectors.statement import SHOWN, Asked

#: Days far enough from both ends of the calendar that every zone has the next and the last one.
WITHIN_THE_CALENDAR = (
    MinValueValidator(date(1900, 1, 1)),
    MaxValueValidator(date(2999, 12, 31)),
)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


#: Said of an amount in place of what Django says of decimals.
AMOUNT_ERRORS = {
    "invalid": _("Write an amount in figures, such as 1200.50."),
    "min_value": _("An amount is at least 0.01."),
    "max_digits": _("An amount is below 1,000,000,000,000."),
    "max_whole_digits": _("An amount is below 1,000,000,000,000."),
    "max_decimal_places": _("An amount has at most 2 decimals."),
}


def amount_field(**options: Any) -> forms.DecimalField:
    return forms.DecimalField(
        max_digits=14,
        decimal_places=2,
        min_value=Decimal("0.01"),
        error_messages=AMOUNT_ERRORS,
        **options,
    )


def check_small_change(form: forms.Form, currency: str | None) -> None:
    """Add an error where the currency has no such small change: there is no half a yen."""
    amount = form.cleaned_data.get("amount")
    if amount is not None and currency and amount != amount.quantize(minor_unit(currency)):
        form.add_error(
            "amount",
            _("An amount in %(currency)s has %(places)d decimals.")
            % {"currency": currency, "places": MINOR_UNITS[currency]},
        )


class PeriodForm(forms.Form):
    """Days, both included."""

    since = forms.DateField(
        label=pgettext_lazy("day", "From"),
        widget=DayInput,
        required=False,
        validators=WITHIN_THE_CALENDAR,
    )
    until = forms.DateField(
        label=pgettext_lazy("day", "Until"),
        widget=DayInput,
        required=False,
        validators=WITHIN_THE_CALENDAR,
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", _("The last day lies before the first."))
        return cleaned

    def given(self) -> dict[str, Any]:
        """What was asked for; nothing where something of it cannot be."""
        return self.cleaned_data if self.is_bound and self.is_valid() else {}


class StatementForm(PeriodForm):
    """Filters of a statement; what does not fit a choice falls back to the first."""

    account = forms.ChoiceField(
        label=_("Account"),
        choices=[(kind.value, kind.label) for kind in SHOWN],
        required=False,
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES, required=False)
    kind = forms.ChoiceField(
        label=_("What happened"),
        choices=[("", _("Everything")), *TransactionKind.choices],
        required=False,
    )
    field_order = ("account", "currency", "kind", "since", "until")

    def asked(self, currency: str) -> Asked:
        """The statement asked for; ``currency`` where none is."""
        given = self.given()
        return Asked(
            account=given.get("account") or AccountKind.SUPPLIER_BALANCE,
            currency=given.get("currency") or currency,
            kind=given.get("kind") or "",
            since=given.get("since"),
            until=given.get("until"),
        )


class HistoryForm(PeriodForm):
    """Filters of what a company paid."""

    kind = forms.ChoiceField(
        label=_("What happened"),
        choices=[("", _("Everything")), *HistoryKind.choices],
        required=False,
    )
    currency = forms.ChoiceField(
        label=_("Currency"), choices=[("", _("Every currency")), *CURRENCIES], required=False
    )
    field_order = ("kind", "currency", "since", "until")

    def wanted(self) -> Wanted:
        return Wanted(**self.given())


class BankAccountChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: BankAccount) -> str:
        return f"{obj} · {obj.currency}"


class PayoutForm(forms.Form):
    bank_account = BankAccountChoice(
        label=pgettext_lazy("payout", "To"), queryset=BankAccount.objects.none(), empty_label=None
    )
    amount = amount_field(label=_("Amount"))
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["bank_account"]
        assert isinstance(field, BankAccountChoice)
        field.queryset = offered_for(company, self.data.get("key", "").replace("\x00", ""))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "bank_account" in cleaned:
            check_small_change(self, cleaned["bank_account"].currency)
        return cleaned


class DepositForm(forms.Form):
    amount = amount_field(label=_("Amount"))
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        check_small_change(self, cleaned.get("currency"))
        return cleaned
