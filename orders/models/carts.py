"""The cart of a member, and purchases that wait for an approver."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.enums import BuyMode
from common.fields import MoneyField, UnitPriceField
from common.status import StatusEvent
from orders.asked import digest_of
from orders.enums import RequestStatus


class Cart(models.Model):
    membership = models.OneToOneField("accounts.Membership", models.CASCADE, related_name="cart")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("cart")
        verbose_name_plural = _("carts")

    def __str__(self) -> str:
        return f"#{self.pk}"


class CartLine(models.Model):
    """``seen_price``: the unit price last shown to the buyer; another one is asked about."""

    cart = models.ForeignKey(Cart, models.CASCADE, related_name="lines")
    sku = models.ForeignKey("catalog.Sku", models.CASCADE, related_name="+")
    mode = models.CharField(max_length=8, choices=BuyMode.choices, default=BuyMode.BATCH)
    quantity = models.PositiveIntegerField()
    seen_price = UnitPriceField(null=True, blank=True)
    is_chosen = models.BooleanField(default=True, help_text=_("Goes into the next checkout."))
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("cart line")
        verbose_name_plural = _("cart lines")
        constraints = [
            models.UniqueConstraint(fields=["cart", "sku", "mode"], name="cart_line_once"),
            models.CheckConstraint(name="cart_line_quantity", condition=Q(quantity__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.sku_id}"


class PurchaseRequest(models.Model):
    """A checkout that an approver has to agree to before its orders are placed.

    ``wants`` keeps what the purchaser saw: SKU, mode, quantity and unit price of each line.
    """

    company = models.ForeignKey(
        "accounts.Company", models.PROTECT, related_name="purchase_requests"
    )
    requested_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    status = models.CharField(
        max_length=10, choices=RequestStatus.choices, default=RequestStatus.WAITING
    )
    address = models.ForeignKey("accounts.Address", models.PROTECT, related_name="+")
    address_text = models.JSONField(
        null=True, blank=True, help_text=_("The address word for word, as it was asked for.")
    )
    wants = models.JSONField(encoder=DjangoJSONEncoder)
    notes = models.JSONField(
        default=dict, blank=True, help_text=_("Supplier id → note to that supplier.")
    )
    total_in_limit_currency = MoneyField()
    requested_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    group = models.OneToOneField(
        "orders.OrderGroup",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="request",
    )

    class Meta:
        ordering = ["-requested_at"]
        verbose_name = _("purchase request")
        verbose_name_plural = _("purchase requests")
        constraints = [
            models.UniqueConstraint(fields=["company", "key"], name="request_once"),
            models.CheckConstraint(
                name="request_approved_has_group",
                condition=~Q(status=RequestStatus.APPROVED) | Q(group__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["expires_at"], condition=Q(status="waiting"), name="request_due"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def asked(self) -> str:
        """As ``OrderGroup.asked``, which the checkout gets when this is approved."""
        return digest_of(self.address_id, self.notes)


class PurchaseRequestEvent(StatusEvent):
    subject = models.ForeignKey(PurchaseRequest, models.CASCADE, related_name="events")
