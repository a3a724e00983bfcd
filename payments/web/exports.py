"""Lists of money as files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, tzinfo
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
        csv_lines(header, _in_zone(rows, timezone.get_current_timezone())),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file}.csv"'},
    )


def _in_zone(rows: Iterable[Sequence[Any]], zone: tzinfo) -> Iterator[Sequence[Any]]:
    """Rows made in the reader's zone: they are sent when the request's own has been left."""
    each = iter(rows)
    while True:
        with timezone.override(zone):
            row = next(each, None)
        if row is None:
            return
        yield row


def moment(at: datetime) -> str:
    """To the second, in the reader's zone, with its offset."""
    return timezone.localtime(at).isoformat(timespec="seconds")
