"""Staff's desk for the scores of suppliers, day by day."""

from __future__ import annotations

from django.contrib import admin

from accounts.desk import OthersAdmin
from suppliers.models import ScoreDay


@admin.register(ScoreDay)
class ScoreDayAdmin(OthersAdmin):
    list_display = ("supplier", "day", "category", "composite", "parcels_due", "quick_pickups")
    list_select_related = ("supplier",)
    search_fields = ("=supplier__slug",)
    show_full_result_count = False
    ordering = ("-pk",)
