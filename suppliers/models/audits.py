"""Re-audits: what opened one, its checklist, its outcome and conditions (rules §4)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.notices import Phrase
from common.status import StatusEvent
from suppliers.enums.audits import (
    AUDIT_OPEN,
    AuditPart,
    AuditStatus,
    AuditTrigger,
    ConditionStatus,
    Consequence,
    Finding,
    RiskBand,
    Verdict,
    VisitNeed,
)
from suppliers.models.documents import private_storage

S = AuditStatus


class Audit(models.Model):
    """``clock_at`` is when the clock has to do something about it next: remind, then restrict."""

    supplier = models.ForeignKey("suppliers.Supplier", models.PROTECT, related_name="audits")
    status = models.CharField(_("status"), max_length=24, choices=S.choices, default=S.OPEN)
    band = models.CharField(_("risk band"), max_length=1, choices=RiskBand.choices)
    opened_at = models.DateTimeField(_("opened"))
    due_at = models.DateTimeField(_("due"))
    clock_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    restricted_at = models.DateTimeField(null=True, blank=True)
    auditor = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("auditor"),
    )
    claimed_at = models.DateTimeField(null=True, blank=True)
    visit_need = models.CharField(
        _("needs a visit"),
        max_length=6,
        choices=VisitNeed.choices,
        default=VisitNeed.NONE,
        blank=True,
    )
    draw = models.ForeignKey(
        "suppliers.RandomDraw", models.PROTECT, null=True, blank=True, related_name="audits"
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    summary = models.TextField(_("summary"), blank=True, max_length=2000)
    consequence = models.CharField(
        _("consequence"), max_length=10, choices=Consequence.choices, blank=True
    )
    policy_version = models.ForeignKey("policies.PolicyVersion", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("audit")
        verbose_name_plural = _("audits")
        constraints = [
            models.UniqueConstraint(
                fields=["supplier"],
                condition=Q(status__in=sorted(AUDIT_OPEN)),
                name="audit_one_open",
            ),
            models.CheckConstraint(
                name="audit_ended_when_it_says",
                condition=Q(status__in=sorted(AUDIT_OPEN), ended_at__isnull=True)
                | (~Q(status__in=sorted(AUDIT_OPEN)) & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="audit_claimed_by_somebody",
                condition=~Q(status=S.IN_REVIEW)
                | Q(auditor__isnull=False, claimed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="audit_ended_has_no_clock",
                condition=Q(status__in=sorted(AUDIT_OPEN)) | Q(clock_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["clock_at"], condition=Q(clock_at__isnull=False), name="audit_clock"
            ),
            models.Index(
                fields=["opened_at"],
                condition=Q(status__in=sorted(AUDIT_OPEN), draw__isnull=True, visit_need=""),
                name="audit_not_drawn",
            ),
            models.Index(
                fields=["due_at"], condition=Q(status__in=sorted(AUDIT_OPEN)), name="audit_queue"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier} #{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.status in AUDIT_OPEN

    @property
    def anchor(self) -> str:
        return f"audit-{self.pk}"


class AuditEvent(StatusEvent):
    subject = models.ForeignKey(Audit, models.CASCADE, related_name="events")


class AuditCause(models.Model):
    """Why an audit was opened; whatever is reported twice under one ``key`` is one cause."""

    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="+")
    audit = models.ForeignKey(Audit, models.CASCADE, related_name="causes")
    trigger = models.CharField(_("trigger"), max_length=14, choices=AuditTrigger.choices)
    reason = models.CharField(_("reason"), max_length=300)
    params = models.JSONField(default=dict, db_default={}, blank=True)
    key = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    policy_version = models.ForeignKey(
        "policies.PolicyVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The rules of re-audits by which it is a cause."),
    )

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("cause of an audit")
        verbose_name_plural = _("causes of an audit")
        constraints = [
            models.UniqueConstraint(
                fields=["supplier", "key"], condition=~Q(key=""), name="audit_cause_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_trigger_display()}: {self.said}"

    @property
    def said(self) -> Phrase:
        """The reason, for each reader's language where it is a sentence of the software's."""
        return Phrase(self.reason, self.params)


class AuditItem(models.Model):
    """A part of the checklist: what the records say (``facts``), and what the auditor says."""

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="items")
    part = models.CharField(max_length=12, choices=AuditPart.choices)
    finding = models.CharField(max_length=8, choices=Finding.choices, default=Finding.UNKNOWN)
    facts = models.JSONField(default=list, blank=True)
    filled_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    decided_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("part of an audit")
        verbose_name_plural = _("parts of an audit")
        constraints = [
            models.UniqueConstraint(fields=["audit", "part"], name="audit_item_once"),
            models.CheckConstraint(
                name="audit_item_decided_when",
                condition=Q(verdict="", decided_at__isnull=True)
                | (~Q(verdict="") & Q(decided_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.audit_id} · {self.get_part_display()}"


class AuditCondition(models.Model):
    """What a supplier has to put right by a deadline. ``clock_at`` as with an audit."""

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="conditions")
    status = models.CharField(
        _("status"),
        max_length=8,
        choices=ConditionStatus.choices,
        default=ConditionStatus.OPEN,
    )
    text = models.CharField(_("condition"), max_length=500)
    deadline = models.DateTimeField(_("deadline"))
    clock_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    missed_at = models.DateTimeField(null=True, blank=True)
    met_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["deadline", "pk"]
        verbose_name = _("condition of an audit")
        verbose_name_plural = _("conditions of an audit")
        constraints = [
            models.CheckConstraint(
                name="condition_met_when_it_says",
                condition=Q(status=ConditionStatus.MET, met_at__isnull=False, clock_at__isnull=True)
                | (~Q(status=ConditionStatus.MET) & Q(met_at__isnull=True)),
            )
        ]
        indexes = [
            models.Index(
                fields=["clock_at"], condition=Q(clock_at__isnull=False), name="condition_clock"
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def last_reason(self) -> str:
        """Why the last answer was sent back, while that is the state of things."""
        last = max(self.events.all(), key=lambda event: (event.at, event.pk), default=None)
        return last.reason if last and last.target == ConditionStatus.OPEN else ""


class ConditionEvent(StatusEvent):
    subject = models.ForeignKey(AuditCondition, models.CASCADE, related_name="events")


class ConditionAnswer(models.Model):
    """What the supplier says and shows; each answer stays. ``file`` lies in the private storage."""

    condition = models.ForeignKey(AuditCondition, models.CASCADE, related_name="answers")
    text = models.TextField(max_length=2000)
    file = models.FileField(
        upload_to="audit-answers/", storage=private_storage, max_length=200, blank=True
    )
    content_type = models.CharField(max_length=40, blank=True)
    actor = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("answer to a condition")
        verbose_name_plural = _("answers to a condition")

    def __str__(self) -> str:
        return self.text[:60]
