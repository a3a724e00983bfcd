"""Staff's desk for categories, products and imports. A product is blocked with a reason."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.desk import HistoryInline
from catalog.models import (
    Attribute,
    Category,
    ImportJob,
    ImportRow,
    PriceTier,
    Product,
    ProductEvent,
    Sku,
)
from catalog.selectors import categories
from catalog.services.flagged import flags_changed
from catalog.services.products import block_product, unblock_product
from catalog.services.relist import category_changed
from common.desk import ModelAdmin, ReadOnlyAdmin, ReadOnlyInline, TabularInline, decision


class Attributes(TabularInline):
    model = Attribute
    extra = 0


@admin.register(Category)
class CategoryAdmin(ModelAdmin):
    list_display = ("name", "name_en", "level", "parent", "position", "is_industrial")
    list_filter = ("level", "is_industrial")
    list_select_related = ("parent",)
    list_editable = ("position",)
    search_fields = ("name", "name_en", "slug")
    autocomplete_fields = ("parent",)
    prepopulated_fields = {"slug": ("name_en",)}
    inlines = (Attributes,)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Category, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        categories.forget()
        if change and not {"name", "name_en", "parent"}.isdisjoint(form.changed_data):
            category_changed(obj)
        if change and not {"flagged", "parent"}.isdisjoint(form.changed_data):
            flags_changed(obj)


class Events(HistoryInline):
    model = ProductEvent


class Skus(ReadOnlyInline):
    model = Sku
    fields = ("code", "options", "price", "on_hand", "reserved", "is_active")


class Tiers(ReadOnlyInline):
    model = PriceTier
    fields = ("sku", "from_quantity", "unit_price")


@admin.register(Product)
class ProductAdmin(ReadOnlyAdmin):
    list_display = ("called", "supplier", "status", "on_sale", "price_from", "currency", "sold_30d")
    list_filter = ("status", "on_sale", "quote_type")
    list_select_related = ("supplier",)
    search_fields = ("title", "title_en", "code", "slug", "supplier__name")
    inlines = (Events, Tiers, Skus)
    actions = ("block", "unblock")
    show_full_result_count = False

    @admin.display(description=_("title"), ordering="title")
    def called(self, product: Product) -> str:
        return str(product)

    @decision(_("Block: off sale until staff unblock it"))
    def block(self, request: HttpRequest, product: Product, reason: str) -> None:
        actor: Any = request.user
        block_product(product=product, reason=reason, actor=actor, at=timezone.now())

    @decision(_("Unblock: hand back to the supplier, hidden"))
    def unblock(self, request: HttpRequest, product: Product, reason: str) -> None:
        actor: Any = request.user
        unblock_product(product=product, reason=reason, actor=actor, at=timezone.now())


class Rows(ReadOnlyInline):
    model = ImportRow
    fields = ("number", "code", "outcome", "message")


@admin.register(ImportJob)
class ImportJobAdmin(ReadOnlyAdmin):
    list_display = ("file_name", "supplier", "status", "created", "updated", "refused")
    list_filter = ("status",)
    list_select_related = ("supplier",)
    search_fields = ("file_name", "supplier__name")
    inlines = (Rows,)
    exclude = ("file",)  # private: it has no address
