"""Badges of shops, and what staff attest of factories for them (rules §5; docs/badges.md)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.notices import Phrase
from common.fields import MoneyField
from common.formats import day
from suppliers.enums import Badge


class SupplierBadgeQuerySet(models.QuerySet["SupplierBadge"]):
    def open(self) -> SupplierBadgeQuerySet:
        return self.filter(until=None)


class SupplierBadge(models.Model):
    """Given at ``since``, taken at ``until``; each with its reason, and what was measured then."""

    supplier = models.ForeignKey("suppliers.Supplier", models.PROTECT, related_name="badges")
    badge = models.CharField(_("badge"), max_length=16, choices=Badge.choices)
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, blank=True)
    reason = models.CharField(_("why it was given"), max_length=200)
    evidence = models.JSONField(help_text=_("Conditions as they were met when it was given."))
    end_reason = models.CharField(_("why it was taken"), max_length=200, blank=True)
    end_evidence = models.JSONField(null=True, blank=True)
    policy_version = models.ForeignKey(
        "policies.PolicyVersion", models.PROTECT, related_name="+", help_text=_("That gave it.")
    )
    end_policy_version = models.ForeignKey(
        "policies.PolicyVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SupplierBadgeQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-pk"]
        verbose_name = _("badge of a shop")
        verbose_name_plural = _("badges of shops")
        constraints = [
            models.UniqueConstraint(
                fields=["supplier", "badge"], condition=Q(until=None), name="badge_one_open"
            ),
            models.CheckConstraint(
                name="badge_ends_after_it_began",
                condition=Q(until=None) | Q(until__gte=F("since")),
            ),
            models.CheckConstraint(
                name="badge_taken_has_reason",
                condition=Q(until=None, end_reason="")
                | (Q(until__isnull=False) & ~Q(end_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_badge_display()}: {self.supplier}"

    @property
    def said(self) -> Phrase:
        """Why it was given, in words."""
        return _phrase(self.reason, self.evidence)

    @property
    def end_said(self) -> Phrase:
        """Why it was taken, in words."""
        return _phrase(self.end_reason, self.end_evidence or {})


def _phrase(text: str, evidence: dict[str, Any]) -> Phrase:
    counts: dict[str, Any] = {name: evidence[name] for name in ("met", "total") if name in evidence}
    return Phrase(text, counts)


class FactoryRecordQuerySet(models.QuerySet["FactoryRecord"]):
    def newest(self, supplier_ids: Any, at: datetime) -> FactoryRecordQuerySet:
        """The last one of each supplier up to ``at``: the one that holds."""
        rows = self.filter(supplier__in=supplier_ids, attested_at__lte=at)
        return rows.order_by("supplier_id", "-attested_at", "-pk").distinct("supplier_id")


class FactoryRecord(models.Model):
    """What staff saw proof of; never edited: a newer one replaces it whole. Empty is "no proof"."""

    supplier = models.ForeignKey(
        "suppliers.Supplier", models.PROTECT, related_name="factory_records"
    )
    revenue = MoneyField(_("revenue of a year, CNY"), null=True, blank=True)
    certificate = models.CharField(_("specialised maker's certificate"), max_length=200, blank=True)
    brand = models.CharField(_("known brand"), max_length=200, blank=True)
    abroad = models.CharField(_("customers abroad"), max_length=200, blank=True)
    online = models.CharField(_("supply to online shops"), max_length=200, blank=True)
    reason = models.CharField(
        _("reason"), max_length=500, help_text=_("Which papers were seen, and of when.")
    )
    attested_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    attested_at = models.DateTimeField(_("attested"))

    objects = FactoryRecordQuerySet.as_manager()

    class Meta:
        ordering = ["-attested_at", "-pk"]
        verbose_name = _("record of a factory")
        verbose_name_plural = _("records of factories")
        indexes = [
            models.Index(fields=["supplier", "-attested_at"], name="factory_record_of_supplier")
        ]
        constraints = [
            models.CheckConstraint(
                name="factory_record_revenue", condition=Q(revenue=None) | Q(revenue__gte=0)
            )
        ]

    def __str__(self) -> str:
        return f"{self.supplier}: {day(self.attested_at)}"
