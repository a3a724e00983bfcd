"""What a company or person is told, in the page and by e-mail."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.notices import said


class Notice(models.Model):
    """A notice for a person; ``key`` makes a repeated delivery one notice."""

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="notices")
    company = models.ForeignKey(
        "accounts.Company",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="notices",
    )
    kind = models.CharField(max_length=40)
    params = models.JSONField(
        default=dict,
        help_text=_("What fills the sentence, which is made in the reader's language."),
    )
    url = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    emailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="notice_once")]
        indexes = [
            models.Index(fields=["user", "-created_at"], name="notice_of_user"),
            models.Index(fields=["user"], condition=Q(read_at__isnull=True), name="notice_unread"),
            models.Index(
                fields=["read_at"], condition=Q(read_at__isnull=False), name="notice_to_purge"
            ),
        ]

    def __str__(self) -> str:
        return f"{said(self).subject} → {self.user}"
