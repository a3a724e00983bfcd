"""A deadline in a queue of the desk: the time left, marked where it is near or over."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from common import formats

#: A deadline nearer than this is marked.
SOON = timedelta(hours=24)


def deadline_cell(due: datetime | None) -> str | SafeString:
    """A dash where nothing is due."""
    if due is None:
        return "–"
    now = timezone.now()
    mark = "desk-late" if due < now else "desk-soon" if due - now < SOON else ""
    return format_html('<span class="{}">{}</span>', mark, formats.time_left(due, now))
