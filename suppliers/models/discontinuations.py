"""Lots of a supplier that are inspected no more until it has mended its production
(ISO 2859-1, 9.4)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.status import StatusEvent
from suppliers.enums.spot_checks import DISCONTINUED, DiscontinuationStatus

S = DiscontinuationStatus


class DiscontinuationQuerySet(models.QuerySet["Discontinuation"]):
    def going_on(self) -> DiscontinuationQuerySet:
        return self.filter(status__in=DISCONTINUED)


class Discontinuation(models.Model):
    """From the lot that was one too many until staff resume inspection, or a retest undoes it.

    ``action`` is what the supplier says it has mended, ``answer`` what staff said of it.
    """

    supplier = models.ForeignKey(
        "suppliers.Supplier",
        models.PROTECT,
        related_name="discontinuations",
        verbose_name=_("supplier"),
    )
    last_lot = models.ForeignKey(
        "suppliers.SpotCheck", models.PROTECT, related_name="+", verbose_name=_("last lot")
    )
    status = models.CharField(_("status"), max_length=10, choices=S.choices, default=S.OPEN)
    since = models.DateTimeField(_("discontinued"))
    action = models.TextField(_("corrective action taken"), max_length=2000, blank=True)
    stated_at = models.DateTimeField(_("stated"), null=True, blank=True)
    stated_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("stated by"),
    )
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    policy_version = models.ForeignKey(
        "policies.PolicyVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("version of the rules"),
    )

    objects = DiscontinuationQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-pk"]
        verbose_name = _("discontinued inspection")
        verbose_name_plural = _("discontinued inspections")
        constraints = [
            models.UniqueConstraint(
                fields=["supplier"],
                condition=Q(status__in=sorted(DISCONTINUED)),
                name="discontinuation_once_open",
            ),
            models.CheckConstraint(
                name="discontinuation_stated",
                condition=Q(status__in=[S.OPEN, S.WITHDRAWN])
                | (Q(stated_at__gte=F("since")) & ~Q(action="")),
            ),
            models.CheckConstraint(
                name="discontinuation_ended",
                condition=Q(status__in=sorted(DISCONTINUED), ended_at=None)
                | (~Q(status__in=sorted(DISCONTINUED)) & Q(ended_at__gte=F("since"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier} · {self.get_status_display()}"

    @property
    def waits_for_supplier(self) -> bool:
        return self.status == S.OPEN


class DiscontinuationEvent(StatusEvent):
    subject = models.ForeignKey(Discontinuation, models.CASCADE, related_name="events")
