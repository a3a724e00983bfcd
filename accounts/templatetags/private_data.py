"""The button that shows a private number at staff's desk."""

from __future__ import annotations

from django import template
from django.db.models import Model
from django.utils.safestring import SafeString

from accounts import private

register = template.Library()


@register.simple_tag
def look_button(subject: Model, field: str, why: str, about: str, back: str) -> SafeString:
    return private.look_button(subject, field, why=why, about=about, back=back)
