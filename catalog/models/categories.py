"""Categories in three levels; products hang on the third."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.formats import in_language
from suppliers.enums import FlaggedGoods


class Category(models.Model):
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    level = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=80)
    icon = models.CharField(max_length=30, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_industrial = models.BooleanField(default=False)
    flagged = models.CharField(
        _("flagged goods"),
        max_length=12,
        choices=FlaggedGoods.choices,
        blank=True,
        default="",
        help_text=_("Only suppliers with this qualification list here, and below it."),
    )

    class Meta:
        ordering = ["level", "position", "slug"]
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        constraints = [
            models.CheckConstraint(
                name="category_level_fits_parent",
                condition=Q(level=1, parent__isnull=True)
                | Q(level__in=(2, 3), parent__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return in_language(self, "name")


class Attribute(models.Model):
    """What products of a category state about themselves: material, voltage, …"""

    category = models.ForeignKey(Category, models.CASCADE, related_name="attributes")
    slug = models.SlugField(max_length=40)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80)
    choices = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    unit = models.CharField(max_length=12, blank=True)
    required = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = _("attribute")
        verbose_name_plural = _("attributes")
        constraints = [models.UniqueConstraint(fields=["category", "slug"], name="attribute_once")]

    def __str__(self) -> str:
        return in_language(self, "name")
