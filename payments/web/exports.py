"""Lists of money as files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.text import slugify

from common.tables import csv_lines


def csv_file(
    name: str, header: Sequence[Any], rows: Iterable[Sequence[Any]]
) -> StreamingHttpResponse:
    """A CSV file called ``name`` and by the reader's day, sent as it is made."""
    file = slugify(f"{name}-{timezone.localdate()}")
    return StreamingHttpResponse(
        csv_lines(header, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file}.csv"'},
    )


def moment(at: datetime) -> str:
    """To the second, in the reader's zone, with its offset."""
    return timezone.localtime(at).isoformat(timespec="seconds")
