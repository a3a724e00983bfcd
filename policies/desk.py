"""Forms of the staff's desk, made of a policy's schema."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from common.desk import DayAndTime
from policies.errors import BadParameters
from policies.models import PolicyVersion
from policies.schemas import Policy
from policies.services.versions import validated
from policies.units import Unit, unit_of


class DraftForm(forms.ModelForm):
    """The summary of a draft and one field a parameter; the schema says what is wrong with it."""

    schema: ClassVar[type[Policy]]

    class Meta:
        model = PolicyVersion
        fields = ["summary", "summary_zh", "only_favours"]
        labels = {
            "summary": _("Summary in English"),
            "summary_zh": _("Summary in Chinese"),
            "only_favours": _("Only favours"),
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            validated(self.schema, self.parameters())
        except BadParameters as error:
            for name, text in error.params["errors"].items():
                self.add_error(name if name in self.fields else None, text)
        return cleaned

    def parameters(self) -> dict[str, Any]:
        """What was filled in, a list where the schema has one."""
        return {
            name: _as_list(self.cleaned_data[name]) if _is_list(self.schema, name) else text
            for name in self.schema.model_fields
            if (text := self.cleaned_data.get(name)) is not None
        }

    def for_service(self) -> dict[str, Any]:
        own = ("summary", "summary_zh", "only_favours")
        return {
            "parameters": self.parameters(),
            **{name: self.cleaned_data[name] for name in own},
        }

    def save(self, commit: bool = True) -> Any:
        """The desk saves through a service; the form only holds the row that it is about."""
        return self.instance

    def save_m2m(self) -> None:
        """A version has no relations of its own."""


class AnnounceForm(forms.Form):
    effective_from = forms.SplitDateTimeField(label=_("takes effect"), widget=DayAndTime())


def draft_form(held: Policy) -> type[DraftForm]:
    """A form for drafts of a policy that begins with the values of ``held``."""
    schema = type(held)
    fields: dict[str, Any] = {
        name: forms.CharField(
            label=field.description or name,
            initial=_as_text(getattr(held, name)),
            help_text=_hint(unit_of(field)),
        )
        for name, field in schema.model_fields.items()
    }
    return type("DraftForm", (DraftForm,), {**fields, "schema": schema})


def _hint(unit: Unit | None) -> Any:
    """How the value is typed, where it is said in another way."""
    return unit.typed if unit else ""


def _is_list(schema: type[BaseModel], name: str) -> bool:
    return isinstance(schema.model_fields[name].default, tuple | list)


def _as_list(text: str) -> list[str]:
    return [part.strip() for part in text.replace("，", ",").split(",") if part.strip()]


def _as_text(value: Any) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(str(one) for one in value)
    return str(value)
