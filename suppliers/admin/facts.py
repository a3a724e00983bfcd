"""Staff's desk for the log of facts: to read, never to change."""

from __future__ import annotations

from django.contrib import admin

from accounts.desk import OthersAdmin
from suppliers.models import Fact


@admin.register(Fact)
class FactAdmin(OthersAdmin):
    list_display = ("supplier", "kind", "at", "value", "weight", "key")
    list_filter = ("kind",)
    list_select_related = ("supplier",)
    search_fields = ("=key", "=supplier__slug")
    show_full_result_count = False
    ordering = ("-pk",)
