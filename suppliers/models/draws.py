"""Random draws that anybody can repeat from what is stored (rules §4)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.formats import day

#: What ``suppliers.services.draws`` draws for.
AUDIT_VISITS = "audit_visits"
_PURPOSES = {AUDIT_VISITS: _("Site visits of audits")}


class RandomDraw(models.Model):
    """Who was drawn from whom. Never changed, never deleted: the database holds it so.

    ``carry`` is the fraction of one that the draws before it left over, ``carried`` what this one
    leaves: over many small draws the share comes out exactly.
    """

    purpose = models.CharField(_("purpose"), max_length=40)
    at = models.DateTimeField()
    seed = models.CharField(max_length=64)
    share = models.DecimalField(max_digits=7, decimal_places=6)
    carry = models.DecimalField(max_digits=7, decimal_places=6)
    carried = models.DecimalField(max_digits=7, decimal_places=6)
    population = ArrayField(models.BigIntegerField())
    population_digest = models.CharField(max_length=64)
    chosen = ArrayField(models.BigIntegerField())
    policy_version = models.ForeignKey("policies.PolicyVersion", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("random draw")
        verbose_name_plural = _("random draws")
        indexes = [models.Index(fields=["purpose", "-id"], name="draw_last")]

    def __str__(self) -> str:
        return f"{self.what} · {day(self.at)} · #{self.pk}"

    @property
    def what(self) -> str:
        """What was drawn for, in words."""
        return str(_PURPOSES.get(self.purpose, self.purpose))
