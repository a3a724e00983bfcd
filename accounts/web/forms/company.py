"""Forms about a company and its people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.errors import BadInput
from accounts.models import ApiToken, Company, Invitation
from accounts.services.companies import (
    CompanyData,
    faults_of,
    faults_of_change,
    faults_of_limit,
)
from accounts.vouched import vouched_for
from common.countries import countries
from common.web.forms import ServiceForm


class FoundForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the company"),
        max_length=Company._meta.get_field("name").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    country = forms.ChoiceField(label=_("Country"), choices=countries)


class CompanyForm(ServiceForm):
    country = forms.ChoiceField(label=_("Country"), choices=countries)

    class Meta:
        model = Company
        fields = [
            "name",
            "name_en",
            "country",
            "currency",
            "phone",
            "tax_number",
            "invoice_title",
            "spending_limit",
        ]
        widgets = {
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
            "spending_limit": forms.NumberInput(attrs={"min": "0", "inputmode": "decimal"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, said in vouched_for(self.instance).items():
            self.fields[name].help_text = said

    def data_of_company(self) -> CompanyData:
        """What was filled in, as far as it can be read, without the rule of the limit."""
        given: dict[str, Any] = {"name": ""} | self.cleaned_data
        given.pop("spending_limit", None)
        return CompanyData(**given)

    def faults(self) -> list[BadInput]:
        limit = self.cleaned_data.get("spending_limit")
        data = self.data_of_company()
        changed = faults_of_change(self.instance, data)
        return [*faults_of(data), *changed, *faults_of_limit(limit)]


class InviteForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"), max_length=Invitation._meta.get_field("email").max_length
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.PURCHASER)


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=ApiToken._meta.get_field("name").max_length,
        help_text=_("What uses it, for example: stock system"),
    )
