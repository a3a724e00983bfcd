"""Payouts and bank accounts of a company; other companies' are not found."""

from __future__ import annotations

from django.db.models import OuterRef, QuerySet, Subquery

from accounts.models import Company
from payments.enums import PayoutStatus
from payments.models import BankAccount, Payout, PayoutEvent


def bank_accounts_of(company: Company) -> QuerySet[BankAccount]:
    """Those that payouts may go to, in the order in which they were added."""
    usable = BankAccount.objects.filter(removed_at=None, confirmed_at__isnull=False)
    return usable.filter(company=company).order_by("pk")


def offered_for(company: Company, key: str) -> QuerySet[BankAccount]:
    """Those that a form may name: also one out of use, where the form's ``key`` paid out to it.

    So the form that is sent again meets its payout.
    """
    paid_to = Payout.objects.filter(company=company, key=key).values("bank_account")
    return bank_accounts_of(company) | BankAccount.objects.filter(pk__in=paid_to)


def payouts_of(company: Company) -> QuerySet[Payout]:
    """The newest first; of those that failed ``failed_because`` is what was said."""
    failed = PayoutEvent.objects.filter(subject=OuterRef("pk"), target=PayoutStatus.FAILED)
    why = Subquery(failed.order_by("-pk").values("reason")[:1])
    found = Payout.objects.filter(company=company).select_related("bank_account")
    return found.annotate(failed_because=why)
