"""Spot checks of goods: sampled, tested by a laboratory, decided by its report (rules §4)."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.formats import day, in_chinese
from common.status import StatusEvent
from suppliers.enums.spot_checks import (
    SPOT_CHECK_ENDED,
    SPOT_CHECK_UNDER_WAY,
    Severity,
    SpotCheckCause,
    SpotCheckKind,
    SpotCheckStatus,
)

S = SpotCheckStatus


class SpotCheckQuerySet(models.QuerySet["SpotCheck"]):
    def under_way(self) -> SpotCheckQuerySet:
        return self.filter(status__in=SPOT_CHECK_UNDER_WAY)

    def may_be_overturned(self, at: datetime) -> SpotCheckQuerySet:
        """Failed, with a retest under way, or time left to ask for one."""
        failed = self.filter(status=S.REJECTED, retest_of=None)
        may_ask = Q(retest__isnull=True, retest_until__gte=at)
        return failed.filter(may_ask | Q(retest__status__in=SPOT_CHECK_UNDER_WAY))

    def shown_to_the_supplier(self) -> SpotCheckQuerySet:
        """An undisclosed purchase is no secret only once its goods are at the laboratory."""
        return self.exclude(kind=SpotCheckKind.PURCHASE, sampled_at=None)


class SpotCheck(models.Model):
    """Accepted at ``accept`` failures or fewer of ``sample_size`` pieces, else rejected.

    The product is named by words and, where it is listed here, by its id; it may be gone later.
    """

    supplier = models.ForeignKey(
        "suppliers.Supplier",
        models.PROTECT,
        related_name="spot_checks",
        verbose_name=_("supplier"),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=SpotCheckKind.choices)
    cause = models.CharField(_("cause"), max_length=12, choices=SpotCheckCause.choices)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    key = models.CharField(max_length=80, unique=True, help_text=_("One check for each cause."))
    product_id = models.BigIntegerField(_("number of the product"), null=True, blank=True)
    product_title = models.CharField(_("goods"), max_length=200)
    is_safety = models.BooleanField(
        _("tests safety"), default=False, help_text=_("A failure would endanger people.")
    )
    status = models.CharField(_("status"), max_length=12, choices=S.choices, default=S.PLANNED)
    opened_at = models.DateTimeField(_("planned"))
    opened_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("planned by"),
    )
    sample_after = models.DateTimeField(_("take samples from"))
    lot_size = models.PositiveIntegerField(_("pieces in the lot"), null=True, blank=True)
    aql = models.DecimalField(
        _("AQL, per cent"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    severity = models.CharField(
        _("severity"), max_length=10, choices=Severity.choices, default=Severity.NORMAL
    )
    letter = models.CharField(_("code letter"), max_length=1, blank=True)
    sample_size = models.PositiveIntegerField(_("pieces to test"))
    accept = models.PositiveIntegerField(_("failures at most"), default=0)
    sampled_at = models.DateTimeField(_("sampled"), null=True, blank=True)
    report_due_at = models.DateTimeField(_("report due"), null=True, blank=True)
    laboratory = models.CharField(_("laboratory"), max_length=120, blank=True)
    report_number = models.CharField(_("number of the report"), max_length=60, blank=True)
    failures = models.PositiveIntegerField(_("pieces that failed"), null=True, blank=True)
    findings = models.TextField(_("what was found"), max_length=2000, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    retest_until = models.DateTimeField(_("retest may be asked for until"), null=True, blank=True)
    retest_of = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="retest",
        verbose_name=_("retest of"),
    )
    supervision = models.ForeignKey(
        "suppliers.Supervision",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="samples",
        verbose_name=_("supervision"),
    )
    policy_version = models.ForeignKey(
        "policies.PolicyVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("version of the rules"),
    )

    #: The product's titles of today, Chinese and English: ``selectors.spot_checks.named``.
    titles_now = ("", "")

    objects = SpotCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        verbose_name = _("spot check")
        verbose_name_plural = _("spot checks")
        indexes = [models.Index(fields=["supplier", "decided_at"], name="spot_check_of_supplier")]
        constraints = [
            models.CheckConstraint(
                name="spot_check_sample",
                condition=Q(sample_size__gt=0, accept__lt=F("sample_size")),
            ),
            models.CheckConstraint(
                name="spot_check_failures",
                condition=Q(failures=None) | Q(failures__lte=F("sample_size")),
            ),
            models.CheckConstraint(
                name="spot_check_report",
                condition=Q(
                    status__in=sorted(SPOT_CHECK_ENDED),
                    sampled_at__isnull=False,
                    decided_at__isnull=False,
                    failures__isnull=False,
                )
                | Q(status__in=sorted({*SPOT_CHECK_UNDER_WAY, S.CANCELLED}), failures=None),
            ),
            models.CheckConstraint(
                name="spot_check_verdict",
                condition=~Q(status=S.ACCEPTED, failures__gt=F("accept"))
                & ~Q(status__in=[S.REJECTED, S.OVERTURNED], failures__lte=F("accept")),
            ),
            models.UniqueConstraint(
                fields=["laboratory", "report_number"],
                condition=~Q(report_number=""),
                name="spot_check_report_once",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.goods}"

    @property
    def goods(self) -> str:
        """What was checked, as readers call it; else the words that were kept."""
        chinese, english = self.titles_now
        return (chinese if in_chinese() else english or chinese) or self.product_title

    @property
    def reject(self) -> int:
        """From this many failures on the goods are rejected."""
        return self.accept + 1

    def may_be_retested(self, at: datetime) -> bool:
        """Whether the supplier may still ask for another test."""
        if self.status != S.REJECTED or self.retest_of_id or self.retest_until is None:
            return False
        return at <= self.retest_until and not hasattr(self, "retest")


class SpotCheckEvent(StatusEvent):
    subject = models.ForeignKey(SpotCheck, models.CASCADE, related_name="events")


class Supervision(models.Model):
    """After a failed check: so many new samples until then. ``next_at`` is when one is due."""

    check_failed = models.OneToOneField(
        SpotCheck, models.PROTECT, related_name="brought", verbose_name=_("failed check")
    )
    supplier = models.ForeignKey("suppliers.Supplier", models.PROTECT, related_name="supervisions")
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"))
    wanted = models.PositiveSmallIntegerField(_("new samples"))
    taken = models.PositiveSmallIntegerField(_("of them planned"), default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(_("ended early"), null=True, blank=True)

    class Meta:
        ordering = ["-since", "-pk"]
        verbose_name = _("supervision")
        verbose_name_plural = _("supervisions")
        indexes = [
            models.Index(
                fields=["next_at"], name="supervision_due", condition=Q(next_at__isnull=False)
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="supervision_time", condition=Q(until__gt=F("since"), taken__lte=F("wanted"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.supplier} · {day(self.until)}"
