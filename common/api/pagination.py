"""Cursors: stable while rows come and go, and as quick on the last page as on the first."""

from __future__ import annotations

from rest_framework.pagination import CursorPagination


class NewestFirst(CursorPagination):
    page_size = 24
    max_page_size = 100
    page_size_query_param = "page_size"
    ordering: tuple[str, ...] = ("-pk",)


class OldestFirst(NewestFirst):
    ordering = ("pk",)
