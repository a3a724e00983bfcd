"""The risk band of a supplier, with what made it so (rules §4)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from suppliers.enums.audits import RiskBand


class RiskAssessment(models.Model):
    """One a change of band: the history. ``factors`` holds each figure, its limits, its band."""

    supplier = models.ForeignKey(
        "suppliers.Supplier", models.CASCADE, related_name="risk_assessments"
    )
    at = models.DateTimeField()
    band = models.CharField(_("risk band"), max_length=1, choices=RiskBand.choices)
    factors = models.JSONField(default=list)
    policy_version = models.ForeignKey("policies.PolicyVersion", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("risk assessment")
        verbose_name_plural = _("risk assessments")
        indexes = [models.Index(fields=["supplier", "-at", "-id"], name="risk_of_supplier")]

    def __str__(self) -> str:
        return f"{self.supplier} {self.band}"
