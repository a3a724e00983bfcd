"""Forms of staff's desk of audits and visits."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.utils.translation import gettext_lazy as _

from accounts.models import Company, Region, User
from common.desk import DayAndTime
from suppliers.enums import SupplierKind
from suppliers.enums.audits import AuditStatus, Consequence, Verdict
from suppliers.models import AuditItem
from suppliers.places import Place
from suppliers.selectors.staff import inspectors
from suppliers.services.audit_desk import ConditionDraft

#: How many conditions one form can name.
CONDITIONS = 4
LONGEST_REASON = 200
BY_ITS_CLOCK = _("By the clock of the place that is visited.")
OUTCOMES = [
    (status.value, status.label)
    for status in (AuditStatus.PASSED, AuditStatus.PASSED_WITH_CONDITIONS, AuditStatus.FAILED)
]


class VerdictForm(forms.Form):
    verdict = forms.ChoiceField(label=_("Verdict"), choices=[("", "—"), *Verdict.choices])
    note = forms.CharField(label=_("Note"), max_length=1000, required=False)

    def __init__(self, data: Any = None, *, item: AuditItem) -> None:
        initial = {"verdict": item.verdict, "note": item.note}
        super().__init__(data, initial=initial, prefix=f"item{item.pk}")


class EndForm(forms.Form):
    """``conditions`` are rows of a text and a deadline; an empty row is none."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=OUTCOMES, widget=forms.RadioSelect)
    summary = forms.CharField(
        label=_("Summary"), max_length=2000, widget=forms.Textarea({"rows": 4})
    )
    consequence = forms.ChoiceField(
        label=_("What a failed audit brings"),
        choices=[("", "—"), *Consequence.choices],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(CONDITIONS):
            self.fields[f"text{number}"] = forms.CharField(
                label=_("Condition"), max_length=500, required=False
            )
            self.fields[f"deadline{number}"] = forms.SplitDateTimeField(
                label=_("Deadline"), widget=DayAndTime(), required=False
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for number in range(CONDITIONS):
            if bool(data.get(f"text{number}")) != bool(data.get(f"deadline{number}")):
                self.add_error(f"text{number}", _("A condition has a text and a deadline."))
        return data

    def for_service(self) -> dict[str, Any]:
        data = self.cleaned_data
        rows = [(data[f"text{n}"], data[f"deadline{n}"]) for n in range(CONDITIONS)]
        return {
            "outcome": data["outcome"],
            "summary": data["summary"],
            "consequence": data["consequence"],
            "conditions": [ConditionDraft(text, deadline) for text, deadline in rows if text],
        }


class PlanForm(forms.Form):
    """Planning a visit; the position is what photographs are held against."""

    kind = forms.ChoiceField(label=_("Kind"), choices=SupplierKind.choices)
    inspector = forms.ModelChoiceField(User.objects.none(), label=_("Inspector"))
    scheduled_for = forms.SplitDateTimeField(
        label=_("Date and time"), widget=DayAndTime(), help_text=BY_ITS_CLOCK
    )
    address = forms.CharField(label=_("Address"), max_length=300, widget=AdminTextInputWidget)
    region = forms.ModelChoiceField(
        Region.objects.all(),
        label=_("Region"),
        required=False,
        widget=AdminTextInputWidget,
        help_text=_("Its code of GB/T 2260. Without one, the region that the address names."),
    )
    latitude = forms.DecimalField(
        label=_("Latitude"), min_value=-90, max_value=90, decimal_places=6, required=False
    )
    longitude = forms.DecimalField(
        label=_("Longitude"),
        min_value=-180,
        max_value=180,
        decimal_places=6,
        required=False,
        help_text=_(
            "Both as a map shows them (WGS 84). Without them, the inspector's first position on"
            " the spot stands in, which proves less."
        ),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=LONGEST_REASON, widget=AdminTextInputWidget
    )

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["inspector"]
        people.queryset = inspectors(company)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if (data.get("latitude") is None) != (data.get("longitude") is None):
            self.add_error("longitude", _("A position has latitude and longitude."))
        return data

    def for_service(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        latitude, longitude = data.pop("latitude"), data.pop("longitude")
        return data | {"place": None if latitude is None else Place(latitude, longitude)}


class MoveForm(forms.Form):
    scheduled_for = forms.SplitDateTimeField(
        label=_("Date and time"), widget=DayAndTime(), help_text=BY_ITS_CLOCK
    )
    inspector = forms.ModelChoiceField(User.objects.none(), label=_("Inspector"))
    reason = forms.CharField(label=_("Reason"), max_length=LONGEST_REASON)

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["inspector"]
        people.queryset = inspectors(company)
