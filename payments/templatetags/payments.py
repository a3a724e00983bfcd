"""How money is written for people."""

from __future__ import annotations

from django import template

from payments.reasons import in_words

register = template.Library()


@register.filter
def reason_said(reason: str) -> str:
    """Why money did not arrive, in the reader's language."""
    return str(in_words(reason))
