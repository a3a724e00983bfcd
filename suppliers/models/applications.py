"""A company's request to become a supplier (rules §3)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.fields import CurrencyField
from common.formats import in_language
from common.status import StatusEvent
from suppliers.enums import (
    DECIDED,
    LIVE,
    WITH_REVIEWERS,
    WRITABLE,
    AppealStatus,
    ApplicationStatus,
    FlaggedGoods,
    SupplierKind,
)


class ApplicationQuerySet(models.QuerySet["Application"]):
    def live(self) -> ApplicationQuerySet:
        """Those under way."""
        return self.filter(status__in=LIVE)

    def waiting(self) -> ApplicationQuerySet:
        """Those that a reviewer may claim, the oldest first."""
        free = self.filter(status__in=WITH_REVIEWERS, claimed_by__isnull=True)
        return free.order_by("submitted_at", "pk")


class Application(models.Model):
    """Answers, saved as they are written; ``round`` counts how often it was submitted.

    Documents belong to the company (``suppliers.Document``), as they outlive the application.
    """

    company = models.ForeignKey("accounts.Company", models.PROTECT, related_name="applications")
    kind = models.CharField(_("kind"), max_length=12, choices=SupplierKind.choices)
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=ApplicationStatus.choices,
        default=ApplicationStatus.DRAFT,
    )
    round = models.PositiveSmallIntegerField(_("times submitted"), default=0)

    shop_name = models.CharField(_("shop name"), max_length=120, blank=True)
    shop_name_en = models.CharField(_("shop name in English"), max_length=160, blank=True)
    intro = models.TextField(_("introduction"), blank=True, max_length=2000)
    intro_en = models.TextField(_("introduction in English"), blank=True, max_length=2000)
    founded_year = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    trades = ArrayField(
        models.CharField(max_length=80),
        default=list,
        blank=True,
        verbose_name=_("trades"),
        help_text=_("Slugs of categories of the first level."),
    )
    goods = ArrayField(
        models.CharField(max_length=12, choices=FlaggedGoods.choices),
        default=list,
        blank=True,
        verbose_name=_("goods that need a qualification"),
    )
    belt = models.ForeignKey(
        "suppliers.Belt", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ships_from = models.ForeignKey(
        "accounts.Region",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ships from"),
    )
    currency = CurrencyField(_("currency of new products"))
    saved_steps = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    sent_back = models.JSONField(
        default=dict, blank=True, help_text=_("Answer → why it was sent back, in this round.")
    )

    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    expected_at = models.DateTimeField(_("answer expected"), null=True, blank=True)
    checked_round = models.PositiveSmallIntegerField(default=0)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    claimed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    claimed_at = models.DateTimeField(null=True, blank=True)
    first_approved_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    first_approved_at = models.DateTimeField(null=True, blank=True)
    supplier = models.OneToOneField(
        "suppliers.Supplier", models.PROTECT, null=True, blank=True, related_name="application"
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        constraints = [
            models.UniqueConstraint(
                fields=["company"],
                condition=Q(status__in=sorted(LIVE)),
                name="application_one_live",
            ),
            models.CheckConstraint(
                name="application_submitted_has_time",
                condition=Q(status__in=["draft", "withdrawn"])
                | Q(submitted_at__isnull=False, expected_at__isnull=False, round__gt=0),
            ),
            models.CheckConstraint(
                name="application_decided_has_time",
                condition=Q(status__in=sorted(DECIDED), decided_at__isnull=False)
                | ~Q(status__in=sorted(DECIDED)) & Q(decided_at__isnull=True),
            ),
            models.CheckConstraint(
                name="application_approved_has_supplier",
                condition=Q(status="approved", supplier__isnull=False)
                | ~Q(status="approved") & Q(supplier__isnull=True),
            ),
            models.CheckConstraint(
                name="application_claim_whole",
                condition=Q(claimed_by__isnull=True, claimed_at__isnull=True)
                | Q(
                    claimed_by__isnull=False,
                    claimed_at__isnull=False,
                    status__in=["in_review", "site_visit"],
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["submitted_at"],
                condition=Q(status__in=sorted(WITH_REVIEWERS)),
                name="application_queue",
            )
        ]

    def __str__(self) -> str:
        return in_language(self, "name")

    @property
    def name(self) -> str:
        return self.shop_name or self.company.name

    @property
    def name_en(self) -> str:
        return self.shop_name_en or self.company.name_en

    @property
    def is_writable(self) -> bool:
        return self.status in WRITABLE

    @property
    def is_with_reviewers(self) -> bool:
        return self.status in WITH_REVIEWERS

    @property
    def is_live(self) -> bool:
        return self.status in LIVE


class ApplicationEvent(StatusEvent):
    subject = models.ForeignKey(Application, models.CASCADE, related_name="events")


class ApplicationAppeal(models.Model):
    """Against a rejection, once an application; another reviewer decides."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="appeal")
    text = models.TextField(_("what you ask us to look at again"), max_length=2000)
    status = models.CharField(
        max_length=10, choices=AppealStatus.choices, default=AppealStatus.OPEN
    )
    made_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expected_at = models.DateTimeField(_("answer expected"))
    decided_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at"]
        verbose_name = _("appeal against a rejection")
        verbose_name_plural = _("appeals against rejections")
        constraints = [
            models.CheckConstraint(
                name="application_appeal_decided_whole",
                condition=Q(status="open", decided_at__isnull=True, decided_by__isnull=True)
                | ~Q(status="open") & Q(decided_at__isnull=False, decided_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.application)


class ApplicationAppealEvent(StatusEvent):
    subject = models.ForeignKey(ApplicationAppeal, models.CASCADE, related_name="events")
