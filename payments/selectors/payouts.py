"""Payouts and bank accounts of a company; other companies' are not found."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.models import Company
from payments.models import BankAccount, Payout


def bank_accounts_of(company: Company) -> QuerySet[BankAccount]:
    """Those that payouts may go to, in the order in which they were added."""
    usable = BankAccount.objects.filter(removed_at=None, confirmed_at__isnull=False)
    return usable.filter(company=company).order_by("pk")


def payouts_of(company: Company) -> QuerySet[Payout]:
    return Payout.objects.filter(company=company).select_related("bank_account")
