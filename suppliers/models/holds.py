"""What holds a supplier's standing down, and appeals against it (rules §4)."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.notices import Phrase
from common.status import StatusEvent
from suppliers.enums import APPEAL_SAID, HELD_AT, AppealStatus, HoldCause, Standing
from suppliers.models.points import Deduction


class HoldQuerySet(models.QuerySet["Hold"]):
    def open(self) -> HoldQuerySet:
        return self.filter(lifted_at=None)

    def ending(self, at: datetime) -> HoldQuerySet:
        """Open ones whose time is over; the index ``hold_ends`` has no others to pass by."""
        return self.open().filter(until__lte=at)


class Hold(models.Model):
    """One reason for which a supplier is worse than active; the worst open one is its standing.

    ``key`` names the decision: while it is open, it is not placed twice.
    """

    supplier = models.ForeignKey("suppliers.Supplier", models.PROTECT, related_name="holds")
    cause = models.CharField(_("cause"), max_length=12, choices=HoldCause.choices)
    key = models.CharField(max_length=80)
    standing = models.CharField(
        _("holds at"), max_length=12, choices=[(value, value.label) for value in HELD_AT]
    )
    reason = models.CharField(_("reason"), max_length=500)
    params = models.JSONField(default=dict, blank=True)
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(
        _("ends by itself"), null=True, blank=True, help_text=_("Empty: until it is lifted.")
    )
    placed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    lift_reason = models.CharField(_("lifted because"), max_length=500, blank=True)
    deduction = models.ForeignKey(
        Deduction,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="holds",
        help_text=_("The deduction that crossed the threshold."),
    )
    policy_version = models.ForeignKey(
        "policies.PolicyVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-pk"]
        verbose_name = _("hold")
        verbose_name_plural = _("holds")
        indexes = [
            models.Index(
                fields=["until"],
                name="hold_ends",
                condition=Q(lifted_at=None, until__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["supplier", "key"], condition=Q(lifted_at=None), name="hold_once_open"
            ),
            models.CheckConstraint(name="hold_standing", condition=Q(standing__in=HELD_AT)),
            models.CheckConstraint(
                name="hold_ends_after_start",
                condition=Q(until=None) | Q(until__gt=F("since")),
            ),
            models.CheckConstraint(
                name="hold_removal_has_no_end",
                condition=~Q(standing=Standing.REMOVED) | Q(until=None),
            ),
            models.CheckConstraint(
                name="hold_lifted_with_reason",
                condition=Q(lifted_at=None, lift_reason="")
                | (Q(lifted_at__gte=F("since")) & ~Q(lift_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_standing_display()}: {self.said}"

    @property
    def is_open(self) -> bool:
        return self.lifted_at is None

    @property
    def said(self) -> Phrase:
        """The reason, for each reader's language."""
        return Phrase(self.reason, self.params)


class Appeal(models.Model):
    """Against a hold or a deduction: once, and decided by somebody else than who decided it."""

    supplier = models.ForeignKey("suppliers.Supplier", models.PROTECT, related_name="appeals")
    hold = models.OneToOneField(Hold, models.PROTECT, null=True, blank=True, related_name="appeal")
    deduction = models.OneToOneField(
        Deduction, models.PROTECT, null=True, blank=True, related_name="appeal"
    )
    text = models.TextField(_("why it is wrong"), max_length=2000)
    status = models.CharField(max_length=8, choices=AppealStatus.choices, default=AppealStatus.OPEN)
    made_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"))
    expected_at = models.DateTimeField(
        _("answer expected"),
        null=True,
        blank=True,
        help_text=_("Empty of one that was made before a day was promised."),
    )
    decided_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        indexes = [
            models.Index(
                fields=["made_at"], name="appeal_waiting", condition=Q(status=AppealStatus.OPEN)
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="appeal_one_subject",
                condition=Q(hold__isnull=False, deduction=None)
                | Q(hold=None, deduction__isnull=False),
            ),
            models.CheckConstraint(
                name="appeal_decided",
                condition=Q(status=AppealStatus.OPEN, decided_at=None, decided_by=None)
                | (
                    ~Q(status=AppealStatus.OPEN)
                    & Q(decided_at__gte=F("made_at"))
                    & (Q(decided_by__isnull=False) | Q(status=AppealStatus.CLOSED))
                    & ~Q(answer="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier}: {self.subject}"

    @property
    def stands(self) -> str:
        """How it stands, in words."""
        return str(APPEAL_SAID[AppealStatus(self.status)])

    @property
    def subject(self) -> Hold | Deduction:
        found = self.hold or self.deduction
        assert found is not None  # the constraint appeal_one_subject
        return found

    @property
    def said_answer(self) -> str:
        """The answer in the reader's language, where it is a sentence of the software's."""
        return str(Phrase(self.answer))


class AppealEvent(StatusEvent):
    subject = models.ForeignKey(Appeal, models.CASCADE, related_name="events")
