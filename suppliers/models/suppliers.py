"""A company's selling side: profile, standing, terms of trade."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.fields import CurrencyField, MoneyField
from common.formats import in_language
from common.status import StatusEvent
from common.zones import BEIJING
from suppliers.enums import (
    MAY_LIST,
    MEANINGS,
    SHOWN,
    HoldCause,
    SalesScope,
    Standing,
    SupplierKind,
)
from suppliers.enums.audits import RiskBand


class SupplierQuerySet(models.QuerySet["Supplier"]):
    def shown(self) -> SupplierQuerySet:
        """Suppliers whose shop and products buyers see."""
        return self.filter(status__in=SHOWN)

    def vetted(self) -> SupplierQuerySet:
        """Without shops of which another system's history alone is known."""
        return self.exclude(holds__in=_unvetted())

    def open(self) -> SupplierQuerySet:
        """Those that were vetted and are not removed, though a hold may keep buyers from them.

        They are audited and held to targets, may pay into a deposit, and keep their company.
        """
        return self.vetted().exclude(status=Standing.REMOVED)


def _unvetted() -> Any:
    holds: Any = apps.get_model("suppliers", "Hold")
    return holds.objects.open().filter(cause=HoldCause.UNVETTED)


class Supplier(models.Model):
    """``status`` is the supplier's standing (rules §4)."""

    company = models.OneToOneField("accounts.Company", models.PROTECT, related_name="supplier")
    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=SupplierKind.choices)
    status = models.CharField(
        _("standing"), max_length=12, choices=Standing.choices, default=Standing.ACTIVE
    )
    name = models.CharField(_("shop name"), max_length=120)
    name_en = models.CharField(_("shop name in English"), max_length=160, blank=True)
    intro = models.TextField(_("introduction"), blank=True, max_length=2000)
    intro_en = models.TextField(_("introduction in English"), blank=True, max_length=2000)
    belt = models.ForeignKey(
        "suppliers.Belt",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="suppliers",
    )
    ships_from = models.ForeignKey(
        "accounts.Region",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ships from"),
    )
    logo = models.ImageField(upload_to="logos/", blank=True)
    founded_year = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    plant_area = models.PositiveIntegerField(_("plant area, m²"), null=True, blank=True)
    headcount = models.PositiveIntegerField(_("people"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default=BEIJING)
    joined_at = models.DateTimeField()

    currency = CurrencyField(_("currency of new products"))
    mix_amount = MoneyField(_("mixed batch from this amount"), null=True, blank=True)
    mix_pieces = models.PositiveIntegerField(
        _("mixed batch from this many pieces"), null=True, blank=True
    )
    sales_scope = models.CharField(
        _("sells"),
        max_length=12,
        choices=SalesScope.choices,
        default=SalesScope.EVERYWHERE,
    )
    sales_regions = models.ManyToManyField("accounts.Region", blank=True, related_name="+")
    sells_abroad = models.BooleanField(_("ships abroad"), default=True)

    main_category = models.CharField(
        _("main category"),
        max_length=80,
        blank=True,
        db_default="",
        default="",
        help_text=_("Slug of the first-level category with most of its products on sale."),
    )

    # Figures that cards show, written by a daily task from the facts.
    composite = models.DecimalField(
        _("score"), max_digits=4, decimal_places=2, null=True, blank=True
    )
    pickup_48h_rate = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)
    pickup_48h_parcels = models.PositiveIntegerField(default=0)
    repeat_rate = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)
    sold_30d = models.PositiveIntegerField(default=0)
    figures_at = models.DateTimeField(null=True, blank=True)

    # Re-audits (rules §4). ``next_audit_at`` is when the next one opens; empty while one is open.
    risk_band = models.CharField(
        _("risk band"), max_length=1, choices=RiskBand.choices, default=RiskBand.A, db_default="A"
    )
    last_audit_at = models.DateTimeField(_("last audit"), null=True, blank=True)
    next_audit_at = models.DateTimeField(_("next audit opens"), null=True, blank=True)

    objects = SupplierQuerySet.as_manager()

    class Meta:
        verbose_name = _("supplier")
        verbose_name_plural = _("suppliers")
        constraints = [
            models.CheckConstraint(
                name="supplier_mix_amount_positive",
                condition=Q(mix_amount__isnull=True) | Q(mix_amount__gt=0),
            ),
            models.CheckConstraint(
                name="supplier_mix_pieces_positive",
                condition=Q(mix_pieces__isnull=True) | Q(mix_pieces__gt=0),
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_audit_at"],
                condition=Q(next_audit_at__isnull=False),
                name="supplier_to_audit",
            ),
            models.Index(
                fields=["id"],
                condition=Q(last_audit_at__isnull=True),
                name="supplier_never_planned",
            ),
        ]

    def __str__(self) -> str:
        return in_language(self, "name")

    @property
    def is_shown(self) -> bool:
        return self.status in SHOWN

    @property
    def may_list(self) -> bool:
        return self.status in MAY_LIST

    @property
    def standing_meaning(self) -> str:
        """What its standing means to it, in the reader's language."""
        return str(MEANINGS[self.status])

    @property
    def mix_rule(self) -> tuple[Decimal | None, int | None]:
        return self.mix_amount, self.mix_pieces


class StandingEvent(StatusEvent):
    subject = models.ForeignKey(Supplier, models.CASCADE, related_name="events")
