"""Orders: always of one buyer and one supplier; a checkout makes one group (rules §1, §7)."""

from __future__ import annotations

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.enums import BuyMode, StagePlan
from common.fields import CurrencyField, MoneyField, UnitPriceField
from common.formats import in_language
from common.status import StatusEvent
from orders.enums import LONGEST_SHOWN_REASON, CloseReason, EventKind, OrderStatus

S = OrderStatus
PAID_STATES = (
    S.AWAITING_SHIPMENT,
    S.PARTLY_SHIPPED,
    S.SHIPPED,
    S.DELIVERED,
    S.COMPLETED,
)


class OrderGroup(models.Model):
    """One checkout. ``key`` comes from the form: a double click is one checkout.

    ``asked`` is the digest of what that form asked for, and empty of those that did not keep it.
    """

    buyer = models.ForeignKey("accounts.Company", models.PROTECT, related_name="order_groups")
    placed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    asked = models.CharField(max_length=64, blank=True, default="", db_default="", editable=False)
    placed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("checkout")
        verbose_name_plural = _("checkouts")
        constraints = [models.UniqueConstraint(fields=["buyer", "key"], name="order_group_once")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Order(models.Model):
    number = models.CharField(max_length=24, unique=True)
    group = models.ForeignKey(OrderGroup, models.PROTECT, related_name="orders")
    buyer = models.ForeignKey("accounts.Company", models.PROTECT, related_name="bought_orders")
    supplier = models.ForeignKey("suppliers.Supplier", models.PROTECT, related_name="orders")
    status = models.CharField(
        max_length=20, choices=OrderStatus.choices, default=OrderStatus.AWAITING_PAYMENT
    )
    stage_plan = models.CharField(max_length=10, choices=StagePlan.choices, default=StagePlan.WHOLE)

    currency = CurrencyField()
    goods_amount = MoneyField(help_text=_("Sum of the lines."))
    discount = MoneyField(default=0, help_text=_("What the supplier took off the goods (改价)."))
    freight_amount = MoneyField(default=0)
    total = MoneyField()

    address = models.JSONField(help_text=_("Where it goes, as it was when the order was placed."))
    region = models.ForeignKey(
        "accounts.Region", models.PROTECT, null=True, blank=True, related_name="+"
    )
    country = models.CharField(max_length=2, default="CN")
    note = models.CharField(_("note to the supplier"), max_length=500, blank=True)

    placed_at = models.DateTimeField()
    pay_until = models.DateTimeField()
    paid_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When the first stage was paid.")
    )
    promise_hours = models.PositiveIntegerField(
        help_text=_("Shortest promise of its lines, in clock hours.")
    )
    due_at = models.DateTimeField(
        null=True, blank=True, help_text=_("The carrier's pickup is promised by then.")
    )
    judged_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When its parcels were judged, once they were due.")
    )
    shipped_at = models.DateTimeField(
        null=True, blank=True, help_text=_("The last parcel's «shipped» button.")
    )
    picked_up_at = models.DateTimeField(
        null=True, blank=True, help_text=_("The last parcel's pickup.")
    )
    delivered_at = models.DateTimeField(
        null=True, blank=True, help_text=_("The last parcel's signature.")
    )
    complete_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text=_("Completes by itself then; known from the carrier's pickup on."),
    )
    returned_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text=_(
            "A parcel of it came back and was not sent again: it does not complete by itself."
        ),
    )
    extended_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    close_reason = models.CharField(max_length=10, choices=CloseReason.choices, blank=True)
    policy_version = models.ForeignKey("policies.PolicyVersion", models.PROTECT, related_name="+")

    #: Whether a carrier has a parcel of it: of orders read by ``selectors.orders.with_scans``.
    is_scanned: bool

    class Meta:
        ordering = ["-placed_at", "-pk"]
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        constraints = [
            models.CheckConstraint(
                name="order_total_adds_up",
                condition=Q(total=F("goods_amount") - F("discount") + F("freight_amount")),
            ),
            models.CheckConstraint(
                name="order_amounts",
                condition=Q(
                    discount__gte=0,
                    freight_amount__gte=0,
                    total__gte=0,
                    discount__lte=F("goods_amount"),
                ),
            ),
            models.CheckConstraint(
                name="order_paid_has_times",
                condition=~Q(status__in=PAID_STATES)
                | Q(paid_at__isnull=False, due_at__isnull=False),
            ),
            models.CheckConstraint(
                name="order_unpaid_has_no_time",
                condition=~Q(status=S.AWAITING_PAYMENT) | Q(paid_at__isnull=True),
            ),
            models.CheckConstraint(
                name="order_shipped_has_times",
                condition=~Q(status__in=(S.SHIPPED, S.DELIVERED)) | Q(shipped_at__isnull=False),
            ),
            models.CheckConstraint(
                name="order_delivered_has_time",
                condition=~Q(status=S.DELIVERED) | Q(delivered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="order_completed_has_time",
                condition=Q(status=S.COMPLETED, completed_at__isnull=False)
                | (~Q(status=S.COMPLETED) & Q(completed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="order_closed_has_reason",
                condition=(Q(status=S.CLOSED, closed_at__isnull=False) & ~Q(close_reason=""))
                | (~Q(status=S.CLOSED) & Q(closed_at__isnull=True, close_reason="")),
            ),
        ]
        indexes = [
            models.Index(fields=["buyer", "-placed_at"], name="order_of_buyer"),
            models.Index(fields=["supplier", "-placed_at"], name="order_of_supplier"),
            models.Index(fields=["supplier", "status", "due_at"], name="order_to_ship"),
            models.Index(
                fields=["pay_until"],
                condition=Q(status=S.AWAITING_PAYMENT),
                name="order_unpaid_due",
            ),
            models.Index(
                fields=["complete_at"],
                condition=Q(status__in=(S.SHIPPED, S.DELIVERED), returned_at__isnull=True),
                name="order_complete_due",
            ),
            models.Index(
                fields=["due_at"],
                condition=Q(judged_at__isnull=True, due_at__isnull=False),
                name="order_judge_due",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def goods_after_discount(self) -> Decimal:
        return self.goods_amount - self.discount


class OrderLine(models.Model):
    """What was agreed, word for word; a later edit of the product changes nothing here."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="lines")
    sku = models.ForeignKey("catalog.Sku", models.PROTECT, related_name="order_lines")
    product = models.ForeignKey("catalog.Product", models.PROTECT, related_name="order_lines")
    mode = models.CharField(max_length=8, choices=BuyMode.choices, default=BuyMode.BATCH)
    title = models.CharField(max_length=160)
    title_en = models.CharField(max_length=200, blank=True)
    sku_code = models.CharField(max_length=60)
    options = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    picture = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=12)
    product_revision = models.PositiveIntegerField()
    quantity = models.PositiveIntegerField()
    shipped_quantity = models.PositiveIntegerField(default=0)
    unit_price = UnitPriceField()
    tier_from = models.PositiveIntegerField(
        help_text=_("The tier that applied: from this quantity.")
    )
    amount = MoneyField()
    promise_hours = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("order line")
        verbose_name_plural = _("order lines")
        constraints = [
            models.UniqueConstraint(fields=["order", "sku", "mode"], name="order_line_once"),
            models.CheckConstraint(name="order_line_quantity", condition=Q(quantity__gte=1)),
            models.CheckConstraint(
                name="order_line_not_overshipped",
                condition=Q(shipped_quantity__lte=F("quantity")),
            ),
        ]
        indexes = [models.Index(fields=["product", "mode"], name="order_line_of_product")]

    def __str__(self) -> str:
        return f"{self.quantity} × {in_language(self, 'title')}"


class OrderEvent(StatusEvent):
    """The order's history. ``source == target`` where something happened without a move."""

    subject = models.ForeignKey(Order, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=24, choices=EventKind.choices, default=EventKind.STATUS)


class PriceChange(models.Model):
    """The supplier's change of price or freight of an unpaid order; the buyer sees old and new."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="price_changes")
    at = models.DateTimeField()
    actor = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    old_discount = MoneyField()
    new_discount = MoneyField()
    old_freight = MoneyField()
    new_freight = MoneyField()
    old_total = MoneyField()
    new_total = MoneyField()
    reason = models.CharField(max_length=LONGEST_SHOWN_REASON, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("price change")
        verbose_name_plural = _("price changes")

    def __str__(self) -> str:
        return f"{self.old_total} → {self.new_total}"
