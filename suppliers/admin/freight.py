"""Freight templates, to be read."""

from __future__ import annotations

from django.contrib import admin

from accounts.desk import OthersAdmin
from common.desk import ReadOnlyInline
from suppliers.models import FreightTemplate, FreightZone


class Zones(ReadOnlyInline):
    model = FreightZone
    fields = ("abroad", "first_units", "first_fee", "next_units", "next_fee", "free_above")


@admin.register(FreightTemplate)
class FreightTemplateAdmin(OthersAdmin):
    list_display = ("name", "supplier", "basis", "currency", "is_default")
    list_select_related = ("supplier",)
    search_fields = ("name", "supplier__name")
    inlines = (Zones,)
