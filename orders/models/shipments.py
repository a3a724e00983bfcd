"""Parcels and what carriers told of them (rules §8). Pickup counts, not the «shipped» button."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.formats import in_language
from orders.enums import ScanKind, ScanOutcome


class Carrier(models.Model):
    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80)
    waybill_pattern = models.CharField(
        max_length=80, help_text=_("Regular expression of its waybill numbers.")
    )
    waybill_format = models.CharField(
        max_length=80,
        blank=True,
        default="",
        db_default="",
        help_text=_("The same in words, which suppliers read beside the field, in Chinese."),
    )
    waybill_format_en = models.CharField(
        max_length=120,
        blank=True,
        default="",
        db_default="",
        help_text=_("The same words in English."),
    )
    is_active = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("carrier")
        verbose_name_plural = _("carriers")

    def __str__(self) -> str:
        return in_language(self, "name")


class Shipment(models.Model):
    """One parcel. Its times come from the scans' own times, in whatever order they arrive."""

    order = models.ForeignKey("orders.Order", models.PROTECT, related_name="shipments")
    carrier = models.ForeignKey(Carrier, models.PROTECT, related_name="shipments")
    waybill = models.CharField(_("waybill number"), max_length=40)
    created_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    declared_at = models.DateTimeField(help_text=_("When the supplier pressed «shipped»."))
    picked_up_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replacement",
        help_text=_("The parcel that came back, whose goods are sent again in this one."),
    )
    last_scan_at = models.DateTimeField(null=True, blank=True)
    last_scan_kind = models.CharField(max_length=20, choices=ScanKind.choices, blank=True)

    class Meta:
        ordering = ["declared_at", "pk"]
        verbose_name = _("parcel")
        verbose_name_plural = _("parcels")
        constraints = [
            models.UniqueConstraint(fields=["carrier", "waybill", "order"], name="shipment_once"),
        ]
        indexes = [
            models.Index(fields=["carrier", "waybill"], name="shipment_by_waybill"),
            models.Index(
                fields=["declared_at"],
                condition=Q(signed_at__isnull=True, returned_at__isnull=True),
                name="shipment_moving",
            ),
        ]

    def __str__(self) -> str:
        return self.waybill


class ShipmentLine(models.Model):
    shipment = models.ForeignKey(Shipment, models.CASCADE, related_name="lines")
    order_line = models.ForeignKey(
        "orders.OrderLine", models.PROTECT, related_name="shipment_lines"
    )
    quantity = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("parcel line")
        verbose_name_plural = _("parcel lines")
        constraints = [
            models.UniqueConstraint(fields=["shipment", "order_line"], name="shipment_line_once"),
            models.CheckConstraint(name="shipment_line_quantity", condition=Q(quantity__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.order_line_id}"


class CarrierNotice(models.Model):
    """A carrier's signed notice; each id of a carrier is acted on once (rules §8)."""

    carrier = models.ForeignKey(Carrier, models.PROTECT, related_name="notices")
    notice_id = models.CharField(max_length=80)
    payload = models.JSONField()
    outcome = models.CharField(max_length=20, choices=ScanOutcome.choices)
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["-received_at"]
        verbose_name = _("carrier notice")
        verbose_name_plural = _("carrier notices")
        constraints = [
            models.UniqueConstraint(fields=["carrier", "notice_id"], name="carrier_notice_once")
        ]

    def __str__(self) -> str:
        return self.notice_id


class Scan(models.Model):
    """One scan. A scan for a waybill that no parcel has yet waits, and is booked when it comes."""

    carrier = models.ForeignKey(Carrier, models.PROTECT, related_name="scans")
    waybill = models.CharField(max_length=40)
    shipment = models.ForeignKey(
        Shipment, models.CASCADE, null=True, blank=True, related_name="scans"
    )
    notice = models.ForeignKey(
        CarrierNotice, models.PROTECT, null=True, blank=True, related_name="scans"
    )
    kind = models.CharField(max_length=20, choices=ScanKind.choices)
    scanned_at = models.DateTimeField()
    received_at = models.DateTimeField()
    place = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["scanned_at", "pk"]
        verbose_name = _("scan")
        verbose_name_plural = _("scans")
        constraints = [
            models.UniqueConstraint(
                fields=["carrier", "waybill", "shipment", "kind", "scanned_at"],
                nulls_distinct=False,
                name="scan_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["carrier", "waybill"],
                condition=Q(shipment__isnull=True),
                name="scan_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.waybill} · {self.get_kind_display()}"
