"""Regions of GB/T 2260 and addresses."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import RegionLevel
from common.formats import in_language

#: What a region of each level is called in an address, from the province down.
LEVELS = ("province", "city", "district")


class Region(models.Model):
    """A province, city or district by its GB/T 2260 code."""

    code = models.CharField(max_length=6, primary_key=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80)
    level = models.PositiveSmallIntegerField(choices=RegionLevel.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )

    class Meta:
        ordering = ["code"]
        verbose_name = _("region")
        verbose_name_plural = _("regions")

    def __str__(self) -> str:
        return in_language(self, "name")

    def path(self) -> list[Region]:
        """Province, city and district down to this one, as far as they exist.

        No query where it was loaded with ``select_related("parent__parent")``.
        """
        return [*(self.parent.path() if self.parent else []), self]


class AddressQuerySet(models.QuerySet["Address"]):
    def of(self, company: Any) -> AddressQuerySet:
        """The company's addresses with their regions, the default one first."""
        return (
            self.filter(company=company, removed_at__isnull=True)
            .select_related("region__parent__parent")
            .order_by("-is_default", "-pk")
        )


class Address(models.Model):
    company = models.ForeignKey("accounts.Company", models.CASCADE, related_name="addresses")
    contact = models.CharField(_("contact"), max_length=80)
    phone = models.CharField(_("phone"), max_length=32)
    country = models.CharField(_("country"), max_length=2, default="CN")
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("district"),
        related_name="+",
    )
    city = models.CharField(_("city and province abroad"), max_length=120, blank=True)
    street = models.CharField(_("street and number"), max_length=200)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    is_default = models.BooleanField(_("default"), default=False)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = AddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["company"],
                condition=Q(is_default=True, removed_at__isnull=True),
                name="address_one_default",
            ),
            models.CheckConstraint(
                name="address_region_in_china",
                condition=Q(country="CN", region__isnull=False)
                | (~Q(country="CN") & Q(region__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact}, {self.street}"

    def snapshot(self) -> dict[str, str]:
        """The address as it is now, for what must not change with it (rules §6).

        ``region`` is the GB/T 2260 code of the deepest region, empty abroad; ``province``,
        ``city`` and ``district`` are Chinese names, the same with ``_en`` English ones.
        """
        return {
            "contact": self.contact,
            "phone": self.phone,
            "country": self.country,
            "region": self.region_id or "",
            **self._place_names(),
            "street": self.street,
            "postcode": self.postcode,
        }

    def _place_names(self) -> dict[str, str]:
        names = dict.fromkeys((f"{level}{end}" for level in LEVELS for end in ("", "_en")), "")
        if self.region is None:
            return names | {"city": self.city, "city_en": self.city}
        for region in self.region.path():
            level = LEVELS[region.level - RegionLevel.PROVINCE]
            names |= {level: region.name, f"{level}_en": region.name_en}
        return names
