"""Forms that say what the services say."""

from __future__ import annotations

from django import forms

from common.errors import DomainError


def refuse(form: forms.BaseForm, error: DomainError) -> None:
    """Show a refusal at the field that it speaks of, or above the form."""
    form.add_error(error.field if error.field in form.fields else None, str(error.message))
