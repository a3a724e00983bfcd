"""Industrial regions known for one trade (产业带)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.formats import in_language


class Belt(models.Model):
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=80)
    trade = models.CharField(_("trade"), max_length=60)
    trade_en = models.CharField(_("trade in English"), max_length=80)
    intro = models.TextField(blank=True)
    intro_en = models.TextField(blank=True)
    regions = models.ManyToManyField("accounts.Region", related_name="+", blank=True)
    picture = models.ImageField(upload_to="belts/", blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = _("belt")
        verbose_name_plural = _("belts")

    def __str__(self) -> str:
        return in_language(self, "name")
