"""Payments of a company; other companies' are not found."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.models import Company
from payments.enums import AttemptStatus
from payments.models import Payment, PaymentAttempt


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
