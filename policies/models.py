"""Versions of the rules; a version is never edited once announced (rules §2)."""

from __future__ import annotations

from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.formats import in_chinese
from policies.enums import VersionState
from policies.schemas import SCHEMAS, Policy


class PolicyVersionQuerySet(models.QuerySet["PolicyVersion"]):
    def announced(self) -> PolicyVersionQuerySet:
        return self.filter(state=VersionState.ANNOUNCED)

    def in_force(self, slug: str, at: datetime) -> PolicyVersionQuerySet:
        """The version in force at ``at``, first."""
        return (
            self.announced()
            .filter(policy=slug, effective_from__lte=at)
            .order_by("-effective_from", "-number")
        )


class PolicyVersion(models.Model):
    policy = models.CharField(max_length=32)
    number = models.PositiveIntegerField()
    state = models.CharField(
        max_length=12, choices=VersionState.choices, default=VersionState.DRAFT
    )
    parameters = models.JSONField(encoder=DjangoJSONEncoder)
    summary = models.CharField(max_length=500)
    summary_zh = models.CharField(max_length=500, blank=True)
    only_favours = models.BooleanField(
        default=False,
        help_text=_("It only favours the accounts it binds, so it needs no notice period."),
    )
    author = models.CharField(
        max_length=254,
        blank=True,
        help_text=_("E-mail of the staff member, as it was."),
    )
    created_at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True, blank=True)
    announced_by = models.CharField(max_length=254, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    effective_from = models.DateTimeField(null=True, blank=True)

    objects = PolicyVersionQuerySet.as_manager()

    class Meta:
        ordering = ["policy", "-number"]
        verbose_name = _("policy version")
        verbose_name_plural = _("policy versions")
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="policy_version_once"),
            models.CheckConstraint(
                name="policy_announced_has_dates",
                condition=Q(state=VersionState.DRAFT)
                | Q(announced_at__isnull=False, effective_from__isnull=False),
            ),
            models.CheckConstraint(
                name="policy_effective_after_announced",
                condition=Q(effective_from__isnull=True) | Q(effective_from__gte=F("announced_at")),
            ),
        ]
        indexes = [models.Index(fields=["policy", "-effective_from"], name="policy_in_force")]

    def __str__(self) -> str:
        return f"{self.title} v{self.number}"

    @property
    def title(self) -> str:
        """What the policy is called, in the reader's language."""
        return str(SCHEMAS[self.policy].title) if self.policy in SCHEMAS else self.policy

    @property
    def shown_summary(self) -> str:
        """The summary in the reader's language, where it was written in it."""
        return (in_chinese() and self.summary_zh) or self.summary

    @property
    def rules(self) -> Policy:
        """The parameters by the policy's schema; pydantic's ValidationError if they do not fit."""
        return SCHEMAS[self.policy].model_validate(self.parameters)
