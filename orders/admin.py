"""Staff's desk for orders: all of it to read, and the one act that staff may do, with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.desk import MOVE, HistoryInline, OthersAdmin
from common.desk import ReadOnlyAdmin, ReadOnlyInline, decision
from common.formats import in_language
from orders.models import (
    Carrier,
    CarrierNotice,
    Order,
    OrderEvent,
    OrderGroup,
    OrderLine,
    PaymentStage,
    PriceChange,
    PurchaseRequest,
    PurchaseRequestEvent,
    Scan,
    Shipment,
    ShipmentLine,
    StageEvent,
)
from orders.services import cancel, requests
from orders.templatetags.orders import address_line


def _place(address: Mapping[str, str]) -> str:
    """Who gets it and where, as on the pages of buyer and supplier."""
    return format_html("{} · {}<br>{}", address["contact"], address["phone"], address_line(address))


class LineInline(ReadOnlyInline):
    model = OrderLine
    fields = ("called", "sku_code", "mode", "quantity", "shipped_quantity", "unit_price", "amount")
    readonly_fields = ("called",)

    @admin.display(description=_("title"))
    def called(self, line: OrderLine) -> str:
        return in_language(line, "title")


class StageInline(ReadOnlyInline):
    model = PaymentStage
    fields = ("number", "percent", "amount", "status", "paid_at", "confirmed_at")
    show_change_link = True


class ParcelInline(ReadOnlyInline):
    model = Shipment
    fields = ("carrier", "waybill", "declared_at", "picked_up_at", "signed_at", "returned_at")
    show_change_link = True


class PriceChangeInline(ReadOnlyInline):
    model = PriceChange
    fields = ("at", "actor", "old_total", "new_total", "reason")


class OrderEventInline(HistoryInline):
    model = OrderEvent
    fields = ("at", "kind", *MOVE, "actor", "policy_version")


@admin.register(Order)
class OrderAdmin(OthersAdmin):
    company_paths = ("buyer", "supplier__company")
    list_display = (
        "number",
        "status",
        "buyer",
        "supplier",
        "total",
        "currency",
        "placed_at",
        "due_at",
        "complete_at",
        "returned_at",
    )
    list_filter = (
        "status",
        ("returned_at", admin.EmptyFieldListFilter),
        ("picked_up_at", admin.EmptyFieldListFilter),
        "currency",
        "stage_plan",
        "close_reason",
    )
    search_fields = ("number", "buyer__name", "supplier__name", "shipments__waybill")
    date_hierarchy = "placed_at"
    list_select_related = ("buyer", "supplier")
    inlines = (LineInline, StageInline, ParcelInline, PriceChangeInline, OrderEventInline)
    actions = ("refund_in_full",)
    exclude = ("address",)
    readonly_fields = ("goes_to",)

    @admin.display(description=_("Goes to"))
    def goes_to(self, order: Order) -> str:
        return _place(order.address)

    @decision(_("Refund in full and close"))
    def refund_in_full(self, request: HttpRequest, order: Order, reason: str) -> None:
        actor: Any = request.user
        cancel.refund_in_full(order=order, actor=actor, at=timezone.now(), reason=reason)


class GroupOrderInline(ReadOnlyInline):
    model = Order
    fields = ("number", "supplier", "status", "total", "currency")
    show_change_link = True


@admin.register(OrderGroup)
class OrderGroupAdmin(OthersAdmin):
    company_paths = ("buyer",)
    list_display = ("pk", "buyer", "placed_by", "placed_at")
    search_fields = ("buyer__name", "orders__number")
    date_hierarchy = "placed_at"
    list_select_related = ("buyer", "placed_by")
    inlines = (GroupOrderInline,)


class RequestEventInline(HistoryInline):
    model = PurchaseRequestEvent


@admin.register(PurchaseRequest)
class PurchaseRequestAdmin(OthersAdmin):
    company_paths = ("company",)
    list_display = ("pk", "company", "requested_by", "status", "requested_at", "expires_at")
    list_filter = ("status",)
    search_fields = ("company__name", "requested_by__email")
    list_select_related = ("company", "requested_by")
    inlines = (RequestEventInline,)
    exclude = ("address", "address_text")
    readonly_fields = ("goes_to",)

    @admin.display(description=_("Goes to"))
    def goes_to(self, asked: PurchaseRequest) -> str:
        return _place(requests.address_of(asked).text)


class StageEventInline(HistoryInline):
    model = StageEvent


@admin.register(PaymentStage)
class PaymentStageAdmin(OthersAdmin):
    company_paths = ("order__buyer", "order__supplier__company")
    list_display = ("order", "number", "percent", "amount", "status", "paid_at")
    list_filter = ("status",)
    search_fields = ("order__number",)
    list_select_related = ("order",)
    inlines = (StageEventInline,)


class ParcelLineInline(ReadOnlyInline):
    model = ShipmentLine
    fields = ("order_line", "quantity")


class ScanInline(ReadOnlyInline):
    model = Scan
    fields = ("scanned_at", "kind", "place", "received_at", "notice")


@admin.register(Shipment)
class ShipmentAdmin(OthersAdmin):
    company_paths = ("order__buyer", "order__supplier__company")
    list_display = ("waybill", "carrier", "order", "declared_at", "picked_up_at", "signed_at")
    list_filter = ("carrier", "last_scan_kind")
    search_fields = ("waybill", "order__number")
    date_hierarchy = "declared_at"
    list_select_related = ("carrier", "order")
    inlines = (ParcelLineInline, ScanInline)


@admin.register(CarrierNotice)
class CarrierNoticeAdmin(ReadOnlyAdmin):
    list_display = ("notice_id", "carrier", "outcome", "received_at")
    list_filter = ("carrier", "outcome")
    search_fields = ("notice_id", "scans__waybill")
    date_hierarchy = "received_at"
    list_select_related = ("carrier",)


@admin.register(Carrier)
class CarrierAdmin(admin.ModelAdmin):
    list_display = ("code", "name", "name_en", "is_active", "position")
    list_editable = ("is_active", "position")
    search_fields = ("code", "name", "name_en")
