"""Forms that say what the services say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from common.errors import DomainError

#: Stands first in a select in which nothing is chosen yet.
CHOOSE = _("Choose …")


@dataclass(frozen=True)
class RowFault:
    """What is wrong in one row of a table of fields, for the summary above the form."""

    anchor: str
    where: str
    error: str


class RowChoice(forms.ModelChoiceField):
    """A select of rows that asks for a choice in words."""

    def __init__(self, queryset: Any, *, empty_label: Any = CHOOSE, **options: Any) -> None:
        super().__init__(queryset, empty_label=empty_label, **options)


class ServiceForm(forms.ModelForm):
    """A form with the fields of a row, whose rules are those of the service that writes it.

    The row in hand is left as it is, whatever was typed.
    """

    def faults(self) -> Iterable[DomainError]:
        """What the service would refuse of all that could be read; asked in ``clean``."""
        return ()

    def clean(self) -> Any:
        """Say the service's refusals together with those of the fields, not one after another."""
        cleaned = super().clean()
        for fault in self.faults():
            if fault.field not in self.errors:
                self.refuse(fault)
        return cleaned

    def refuse(self, error: DomainError) -> None:
        refuse(self, error)

    def _post_clean(self) -> None:
        """No copying to the row, and no checking of its constraints."""


def refuse(form: forms.BaseForm, error: DomainError) -> None:
    """Show a refusal, and those that came with it, at their fields or above the form.

    A field that is wrong already keeps what it says.
    """
    for one in (error, *error.others):
        field = one.field if one.field in form.fields else None
        if field is None or not form.has_error(field):
            form.add_error(field, str(one.message))


def accepted(
    form: forms.BaseForm,
    act: Callable[[], object],
    look: Callable[[], object] | None = None,
) -> bool:
    """Act where the form is whole; what the domain refuses stands at its field, or above.

    ``look`` raises what ``act`` would, and changes nothing: it adds to what the form itself found.
    """
    if not form.is_bound:
        return False
    done = act if form.is_valid() else look
    try:
        if done is not None:
            done()
    except DomainError as error:
        refuse(form, error)
    return form.is_valid()


def row_faults(formset: BaseFormSet[Any], name_of: Callable[[Any, int], object]) -> list[RowFault]:
    """What is wrong in each row, by the row's name; ``name_of`` takes its form and number, from 1.

    What speaks of a row as a whole leads to its first field.
    """
    return [
        fault
        for number, form in enumerate(formset.forms, start=1)
        if form.errors
        for fault in _faults_of_row(form, str(name_of(form, number)))
    ]


def _faults_of_row(form: forms.BaseForm, row: str) -> list[RowFault]:
    first = form.visible_fields()[0].id_for_label
    of_row = [RowFault(first, row, str(error)) for error in form.non_field_errors()]
    return of_row + [
        RowFault(field.id_for_label, format_html("{} · {}", row, field.label), str(field.errors[0]))
        for field in form.visible_fields()
        if field.errors
    ]
