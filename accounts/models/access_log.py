"""Who looked at whose private data; the database lets no row be changed or taken out."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import LookReason


class AccessLog(models.Model):
    """One look at one number or file; ``field`` is its column in ``subject``."""

    company = models.ForeignKey(
        "accounts.Company", models.PROTECT, related_name="looks", verbose_name=_("company")
    )
    viewer = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="+", verbose_name=_("who looked")
    )
    as_staff = models.BooleanField(_("as staff"))
    subject_type = models.ForeignKey("contenttypes.ContentType", models.PROTECT, related_name="+")
    subject_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    field = models.CharField(max_length=60)
    why = models.CharField(_("why"), max_length=10, choices=LookReason.choices)
    about = models.CharField(_("in the matter of"), max_length=120, blank=True)
    at = models.DateTimeField(_("when"))

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("look at private data")
        verbose_name_plural = _("looks at private data")
        permissions = [("look", "Can look at private numbers and documents")]
        indexes = [models.Index(fields=["company", "-at", "-id"], name="access_log_of_company")]

    def __str__(self) -> str:
        return f"{self.viewer} · {self.company} · {self.at:%Y-%m-%d %H:%M}"
