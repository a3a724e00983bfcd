"""What the start page of staff's desk shows."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.utils import timezone

from common.queues import Line, waiting_for

register = template.Library()


@register.simple_tag(takes_context=True)
def staff_queues(context: Context) -> list[Line]:
    """The queues of the one who is signed in, as they are now."""
    request: Any = context["request"]
    return waiting_for(request.user, timezone.now())
