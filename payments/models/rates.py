"""Rates of the day, by staff or import (rules §6)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common import formats
from common.fields import CurrencyField


class ExchangeRate(models.Model):
    currency = CurrencyField()
    day = models.DateField()
    cny = models.DecimalField(_("CNY for one unit"), max_digits=14, decimal_places=6)
    source = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-day", "currency"]
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        constraints = [
            models.UniqueConstraint(fields=["currency", "day"], name="rate_once_a_day"),
            models.CheckConstraint(name="rate_positive", condition=Q(cny__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{formats.day(self.day)} · {self.currency} {self.cny}"
