"""What is owed by a buyer at one moment, the attempts to pay it, and what gateways told us."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import JSONField, Q, Sum, Value
from django.db.models.fields.json import KT
from django.utils.translation import gettext_lazy as _

from accounts.notices import Phrase
from common.fields import CurrencyField, MoneyField
from common.money import ZERO
from common.status import StatusEvent
from payments.enums import (
    AttemptStatus,
    GatewayCode,
    NoticeOutcome,
    PaymentStatus,
    RefundStatus,
)


def purposes() -> list[tuple[str, Any]]:
    """What a payment may be for, each with its name."""
    return list(settings.PAYMENT_PURPOSE_NAMES.items())


class Payment(models.Model):
    """One sum in one currency that a company is to pay.

    ``purpose`` names who settles it (``settings.PAYMENT_PURPOSES``): the app that asked for
    the money registers a function there, which is called once, in the transaction that books it.
    """

    number = models.CharField(max_length=24, unique=True)
    payer = models.ForeignKey("accounts.Company", models.PROTECT, related_name="payments")
    purpose = models.CharField(max_length=16, choices=purposes)
    amount = MoneyField()
    currency = CurrencyField()
    status = models.CharField(
        max_length=8, choices=PaymentStatus.choices, default=PaymentStatus.OPEN
    )
    title = models.CharField(
        max_length=120,
        blank=True,
        help_text=_("What it is for, untranslated."),
    )
    title_params = models.JSONField(default=dict, blank=True, db_default=Value({}, JSONField()))
    return_url = models.CharField(max_length=300, blank=True, help_text=_("A path of this site."))
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        constraints = [
            models.CheckConstraint(name="payment_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="payment_paid_has_time",
                condition=Q(status=PaymentStatus.PAID, paid_at__isnull=False)
                | (~Q(status=PaymentStatus.PAID) & Q(paid_at__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["expires_at"], condition=Q(status="open"), name="payment_due"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def shown_title(self) -> str:
        """What it is for, in the reader's language."""
        return str(Phrase(self.title, self.title_params))

    def shown_status(self, at: datetime) -> str:
        """The status in words; one that is over its time is expired before the clock says so."""
        over = self.status == PaymentStatus.OPEN and self.expires_at <= at
        return str(PaymentStatus(PaymentStatus.EXPIRED if over else self.status).label)


class PaymentEvent(StatusEvent):
    subject = models.ForeignKey(Payment, models.CASCADE, related_name="events")


class PaymentAttempt(models.Model):
    """One try through one gateway; ``reference`` is ours there, and what a transfer names."""

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="attempts")
    gateway = models.CharField(max_length=20, choices=GatewayCode.choices)
    reference = models.CharField(max_length=40, unique=True)
    gateway_reference = models.CharField(max_length=80, blank=True)
    amount = MoneyField()
    received = MoneyField(default=0, help_text=_("What came in by it, whatever it was to be."))
    currency = CurrencyField()
    status = models.CharField(
        max_length=10, choices=AttemptStatus.choices, default=AttemptStatus.STARTED
    )
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at"]
        verbose_name = _("payment attempt")
        verbose_name_plural = _("payment attempts")

    def __str__(self) -> str:
        return self.reference


class AttemptEvent(StatusEvent):
    subject = models.ForeignKey(PaymentAttempt, models.CASCADE, related_name="events")


class GatewayNoticeQuerySet(models.QuerySet["GatewayNotice"]):
    def signed(self) -> GatewayNoticeQuerySet:
        """Those that are the gateway's word; the others have no id that counts."""
        return self.exclude(outcome=NoticeOutcome.BAD_SIGNATURE)

    def unanswered(self) -> GatewayNoticeQuerySet:
        """Those that say otherwise than is booked, while staff have not looked into them."""
        return self.filter(outcome=NoticeOutcome.CONTRADICTS, answered_at__isnull=True)


class GatewayNotice(models.Model):
    """Every notice that a gateway sent, whatever became of it; each is acted on once.

    Another thing told under the id of one before, or the opposite, is another notice.
    """

    gateway = models.CharField(max_length=20, choices=GatewayCode.choices)
    notice_id = models.CharField(max_length=80)
    attempt = models.ForeignKey(
        PaymentAttempt, models.PROTECT, null=True, blank=True, related_name="notices"
    )
    payload = models.JSONField()
    outcome = models.CharField(max_length=16, choices=NoticeOutcome.choices)
    received_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1, help_text=_("How often it came."))
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.CharField(
        max_length=200,
        blank=True,
        db_default="",
        default="",
        help_text=_("What staff did about one that says otherwise than is booked."),
    )

    objects = GatewayNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at"]
        verbose_name = _("gateway notice")
        verbose_name_plural = _("gateway notices")
        constraints = [
            models.UniqueConstraint(
                "gateway",
                "notice_id",
                KT("payload__reference"),
                KT("payload__status"),
                condition=~Q(outcome=NoticeOutcome.BAD_SIGNATURE),
                name="gateway_notice_once_told",
            )
        ]

    def __str__(self) -> str:
        return f"{self.gateway} {self.notice_id}"

    @property
    def about(self) -> str:
        """What the gateway says it is about: the number of a payout, the key of a refund."""
        return str(self.payload.get("reference", ""))


class RefundQuerySet(models.QuerySet["Refund"]):
    def total(self) -> Decimal:
        """The sum of the amounts; they should be of one currency."""
        return self.aggregate(total=Sum("amount"))["total"] or ZERO

    def sent_as(self, name: str) -> RefundQuerySet:
        """That of which a try may have gone by this name; ``Refund.names`` knows."""
        return self.filter(key__in=(name, name.rpartition(".")[0]))


class Refund(models.Model):
    """Money on its way back to the payer through the gateway that took it."""

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="refunds")
    attempt = models.ForeignKey(
        PaymentAttempt,
        models.PROTECT,
        null=True,
        related_name="refunds",
        help_text=_("What brought the money; it goes back the same way."),
    )
    key = models.CharField(max_length=80, unique=True)
    subject = models.CharField(max_length=40, blank=True)
    amount = MoneyField()
    currency = CurrencyField()
    reason = models.CharField(max_length=200)
    status = models.CharField(
        max_length=10, choices=RefundStatus.choices, default=RefundStatus.REQUESTED
    )
    failed_tries = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text=_("How often the gateway said that it had failed.")
    )
    requested_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    objects = RefundQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at"]
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        constraints = [
            models.CheckConstraint(name="refund_amount_positive", condition=Q(amount__gt=0))
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def names(self) -> list[str]:
        """What the gateway calls each try, the last of them under way or to come.

        A try may be asked for twice without harm: its name stays. One that the gateway has ended
        is answered as it was, so the next has a name of its own; where staff alone took it for
        failed, it has not, or both might be paid.
        """
        return [self.key, *(f"{self.key}.{number + 2}" for number in range(self.failed_tries))]

    @property
    def name(self) -> str:
        return self.names[-1]


class RefundEvent(StatusEvent):
    subject = models.ForeignKey(Refund, models.CASCADE, related_name="events")
