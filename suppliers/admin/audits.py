"""Staff's desk of audits."""

from __future__ import annotations

from django.contrib import admin

from common.desk import ReadOnlyAdmin
from suppliers.models import RandomDraw


@admin.register(RandomDraw)
class RandomDrawAdmin(ReadOnlyAdmin):
    list_display = ("purpose", "at", "share", "drawn_from", "drawn")
    list_filter = ("purpose",)
    date_hierarchy = "at"

    @admin.display(description="n")
    def drawn_from(self, draw: RandomDraw) -> int:
        return len(draw.population)

    @admin.display(description="k")
    def drawn(self, draw: RandomDraw) -> int:
        return len(draw.chosen)
