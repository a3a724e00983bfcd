"""Cursors: stable while rows come and go, and as quick on the last page as on the first."""

from __future__ import annotations

from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.fields import IntegerField
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request

#: Longer numbers are in no column.
MOST_DIGITS = 18


class NewestFirst(CursorPagination):
    """Pages by the primary key, which is a number in all lists; bad parameters are told by name."""

    page_size = 24
    max_page_size = 100
    page_size_query_param = "page_size"
    ordering: tuple[str, ...] = ("-pk",)

    def get_page_size(self, request: Request) -> int:
        """What is asked for, from 1 to ``max_page_size``; raises ValidationError at its name."""
        asked = request.query_params.get(self.page_size_query_param, self.page_size)
        field = IntegerField(min_value=1, max_value=self.max_page_size)
        try:
            return int(field.run_validation(asked))
        except ValidationError as refused:
            raise ValidationError({self.page_size_query_param: refused.detail}) from refused

    def decode_cursor(self, request: Request) -> Cursor | None:
        """Where the page begins; raises ValidationError at its name for what no list gave out."""
        try:
            cursor: Cursor | None = super().decode_cursor(request)
        except NotFound:
            raise self._refused() from None
        if cursor and not _leads_on(cursor):
            raise self._refused()
        return cursor

    def _refused(self) -> ValidationError:
        return ValidationError(
            {self.cursor_query_param: [_("No page begins here: follow “next” and “previous”.")]}
        )


def _leads_on(cursor: Cursor) -> bool:
    """Whether it begins at a key; or elsewhere than at the first page, which has no cursor."""
    if cursor.position is None:
        return bool(cursor.offset or cursor.reverse)
    position = str(cursor.position)
    return position.isdigit() and len(position) <= MOST_DIGITS


class OldestFirst(NewestFirst):
    ordering = ("pk",)
