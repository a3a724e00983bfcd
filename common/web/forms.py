"""Forms that say what the services say."""

from __future__ import annotations

from collections.abc import Callable

from django import forms

from common.errors import DomainError


class ServiceForm(forms.ModelForm):
    """A form with the fields of a row, whose rules are those of the service that writes it.

    The row in hand is left as it is, whatever was typed.
    """

    def _post_clean(self) -> None:
        """No copying to the row, and no checking of its constraints."""


def refuse(form: forms.BaseForm, error: DomainError) -> None:
    """Show a refusal at the field that it speaks of, or above the form."""
    form.add_error(error.field if error.field in form.fields else None, str(error.message))


def accepted(form: forms.BaseForm, act: Callable[[], object]) -> bool:
    """Act where the form is whole; what the domain refuses stands at its field, or above."""
    if not form.is_valid():
        return False
    try:
        act()
    except DomainError as error:
        refuse(form, error)
        return False
    return True
