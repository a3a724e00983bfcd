"""Payments of a company; other companies' are not found."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from accounts.models import Company
from payments.enums import AttemptStatus
from payments.models import Payment, PaymentAttempt


class Subject(NamedTuple):
    """One thing that a payment is for: what it is called, its page, whose it is, its share.

    ``due_at`` is by when it is to be shipped, once that is known and while it is not; ``is_held``
    whether its money is in escrow.
    """

    label: str
    url: str
    who: str
    amount: Decimal
    due_at: datetime | None = None
    is_held: bool = False


def subjects_of(payment: Payment, at: datetime) -> list[Subject]:
    """What the payment is for at ``at``, where its purpose names that: ``PAYMENT_SUBJECTS``."""
    path = settings.PAYMENT_SUBJECTS.get(payment.purpose)
    return import_string(path)(payment, at) if path else []


def payments_of(company: Company) -> QuerySet[Payment]:
    """What ``company`` was asked to pay, newest first."""
    return Payment.objects.filter(payer=company)


def running_attempt(payment: Payment, gateway: str) -> PaymentAttempt | None:
    """The attempt through ``gateway`` that nobody has heard the end of."""
    return payment.attempts.filter(gateway=gateway, status=AttemptStatus.STARTED).first()


def started_ways(payment: Payment) -> set[str]:
    """The gateways through which an attempt runs that nobody has heard the end of."""
    running = payment.attempts.filter(status=AttemptStatus.STARTED)
    return set(running.values_list("gateway", flat=True))


def latest_attempt(payment: Payment) -> PaymentAttempt | None:
    return payment.attempts.order_by("-started_at", "-pk").first()
