"""Forms of the inspector's phone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from suppliers.enums.visits import Answer
from suppliers.models import VisitItem
from suppliers.places import Place
from suppliers.services.visit_photos import Phone

_LONGEST_STAMP = 9_999_999_999_999


class PositionForm(forms.Form):
    """The phone's position, written by position.js where the inspector consents."""

    latitude = forms.DecimalField(
        min_value=-90, max_value=90, required=False, widget=forms.HiddenInput
    )
    longitude = forms.DecimalField(
        min_value=-180, max_value=180, required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", False)
        super().__init__(*args, **kwargs)
        for name in ("latitude", "longitude"):
            self.fields[name].widget.attrs[f"data-position-{name}"] = True

    @property
    def place(self) -> Place | None:
        latitude, longitude = (self.cleaned_data.get(name) for name in ("latitude", "longitude"))
        return None if latitude is None or longitude is None else Place(latitude, longitude)


class BeginForm(PositionForm):
    """Nothing but the position: the button says the rest."""


class PhotoForm(PositionForm):
    photo = forms.FileField(label=_("Photograph"))
    taken = forms.IntegerField(
        min_value=0, max_value=_LONGEST_STAMP, required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["taken"].widget.attrs["data-position-taken"] = True

    @property
    def phone(self) -> Phone:
        """``taken`` is the file's own time in milliseconds since 1970, UTC."""
        stamp = self.cleaned_data.get("taken")
        taken = datetime.fromtimestamp(stamp / 1000, UTC) if stamp else None
        return Phone(taken, self.place)


class CountField(forms.IntegerField):
    """A whole number; what is none goes on as it was typed, for the service to refuse."""

    #: Not ``number``: a browser empties such a field where what was typed is no number.
    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except forms.ValidationError:
            return str(value)


class ItemForm(forms.Form):
    """A point that is counted asks for the number alone, any other for one of the answers."""

    answer = forms.ChoiceField(
        label=_("What is there"), choices=Answer.choices, widget=forms.RadioSelect
    )
    counted = CountField(
        label=pgettext_lazy("number", "Counted"),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Write down the number that you counted.")},
    )
    note = forms.CharField(
        label=_("Note"), max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, data: Any = None, *, item: VisitItem) -> None:
        """``item`` is what is on record; refused input stays in the fields."""
        initial = {name: getattr(item, name) for name in ("answer", "counted", "note")}
        super().__init__(data, initial=initial, prefix=f"point{item.pk}")
        self.item = item
        del self.fields["answer" if item.is_counted else "counted"]


class ReportForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Result"),
        choices=[("passed", _("Passed")), ("failed", _("Failed"))],
        widget=forms.RadioSelect,
    )
    report = forms.CharField(label=_("Report"), max_length=4000, widget=forms.Textarea({"rows": 5}))

    def for_service(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"passed": data["outcome"] == "passed", "report": data["report"]}
