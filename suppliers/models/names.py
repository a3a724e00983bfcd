"""Names of vetted companies that no paper states, changed by staff."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class NameChange(models.Model):
    """A company's English name, from one to another: who changed it, when and why. Append-only."""

    supplier = models.ForeignKey("suppliers.Supplier", models.PROTECT, related_name="name_changes")
    at = models.DateTimeField(_("at"))
    actor = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    before = models.CharField(_("before"), max_length=160, blank=True)
    after = models.CharField(_("after"), max_length=160)
    reason = models.CharField(_("reason"), max_length=500)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("change of the English name")
        verbose_name_plural = _("changes of the English name")
        constraints = [
            models.CheckConstraint(
                name="name_change_says_why",
                condition=~Q(after=F("before")) & ~Q(after="") & ~Q(reason=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.before or '–'} → {self.after}"
