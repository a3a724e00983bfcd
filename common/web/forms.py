"""Forms that say what the services say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.errors import DomainError

#: Stands first in a select in which nothing is chosen yet.
CHOOSE = _("Choose …")


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
