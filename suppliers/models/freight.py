"""Freight templates: first and next units, by region, free above an amount (rules §8)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.fields import CurrencyField, MoneyField
from suppliers.enums import FreightBasis


class FreightTemplate(models.Model):
    supplier = models.ForeignKey(
        "suppliers.Supplier", models.CASCADE, related_name="freight_templates"
    )
    name = models.CharField(_("name"), max_length=60)
    basis = models.CharField(_("counted"), max_length=8, choices=FreightBasis.choices)
    currency = CurrencyField()
    is_default = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("freight template")
        verbose_name_plural = _("freight templates")
        constraints = [
            models.UniqueConstraint(
                fields=["supplier"],
                condition=Q(is_default=True),
                name="freight_one_default",
            )
        ]

    def __str__(self) -> str:
        return self.name


class FreightZone(models.Model):
    """One row of a template. No regions: everywhere else in China; ``abroad``: outside it."""

    template = models.ForeignKey(FreightTemplate, models.CASCADE, related_name="zones")
    regions = models.ManyToManyField("accounts.Region", blank=True, related_name="+")
    abroad = models.BooleanField(default=False)
    first_units = models.DecimalField(_("first units"), max_digits=10, decimal_places=3)
    first_fee = MoneyField(_("fee for the first"))
    next_units = models.DecimalField(_("next units"), max_digits=10, decimal_places=3)
    next_fee = MoneyField(_("fee for each next"))
    free_above = MoneyField(_("free from this amount"), null=True, blank=True)

    class Meta:
        verbose_name = _("freight zone")
        verbose_name_plural = _("freight zones")
        constraints = [
            models.CheckConstraint(
                name="freight_units_positive",
                condition=Q(first_units__gt=0, next_units__gt=0),
            ),
            models.CheckConstraint(
                name="freight_fees", condition=Q(first_fee__gte=0, next_fee__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} #{self.pk}"
