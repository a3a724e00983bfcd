"""Penalty points: taken and given back, never rewritten (rules §4)."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.notices import Phrase
from suppliers.enums import DeductionCause


class DeductionQuerySet(models.QuerySet["Deduction"]):
    def taken(self) -> DeductionQuerySet:
        """Deductions, without the rows that give points back."""
        return self.filter(reverses=None)

    def counting(self, at: datetime) -> DeductionQuerySet:
        """Those that count at ``at``: taken, not faded, not given back by then."""
        given_back = Q(reversal__isnull=False, reversal__at__lte=at)
        return self.taken().filter(at__lte=at, fades_at__gt=at).exclude(given_back)


class Deduction(models.Model):
    """Points taken at ``at`` count until ``fades_at``. Append-only, which the database holds it to.

    One that is taken back has a second row that ``reverses`` it, with its points below zero.
    ``total`` is what counted after it, ``threshold`` the gravest one that it crossed, or 0.
    """

    supplier = models.ForeignKey("suppliers.Supplier", models.PROTECT, related_name="deductions")
    points = models.SmallIntegerField(_("points"))
    cause = models.CharField(_("cause"), max_length=16, choices=DeductionCause.choices)
    key = models.CharField(max_length=80)
    reason = models.CharField(_("reason"), max_length=500)
    params = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(_("at"))
    fades_at = models.DateTimeField(_("fades"))
    total = models.PositiveSmallIntegerField(_("points after it"))
    threshold = models.PositiveSmallIntegerField(_("threshold crossed"), default=0)
    actor = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversal"
    )
    policy_version = models.ForeignKey(
        "policies.PolicyVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = DeductionQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("deduction of points")
        verbose_name_plural = _("deductions of points")
        indexes = [models.Index(fields=["supplier", "at"], name="deduction_of_supplier")]
        constraints = [
            models.UniqueConstraint(fields=["supplier", "key"], name="deduction_once"),
            models.CheckConstraint(
                name="deduction_sign",
                condition=Q(reverses=None, points__gt=0) | Q(reverses__isnull=False, points__lt=0),
            ),
            models.CheckConstraint(name="deduction_fades", condition=Q(fades_at__gt=F("at"))),
        ]

    def __str__(self) -> str:
        return f"{-self.points:+d}: {self.said}"

    @property
    def said(self) -> Phrase:
        """The reason, for each reader's language."""
        return Phrase(self.reason, self.params)
