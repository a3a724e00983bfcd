"""The ledger: double entry and append-only, held to it by the database (rules §7).

An entry's amount is positive where the account receives and negative where it gives; the
entries of a transaction sum to zero per currency. ``gateway_clearing`` stands for the world
outside: it is minus what came in and has not gone out again.
"""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from accounts.models import Company
from common.fields import CurrencyField, MoneyField
from common.formats import in_language
from common.money import ZERO
from payments.enums import OWNED, AccountKind, TransactionKind


class LedgerAccount(models.Model):
    kind = models.CharField(max_length=20, choices=AccountKind.choices)
    company = models.ForeignKey(
        "accounts.Company",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ledger_accounts",
    )
    currency = CurrencyField()
    balance = MoneyField(
        default=0,
        help_text=_("Kept for accounts of companies; the platform's are summed when asked."),
    )

    class Meta:
        verbose_name = _("ledger account")
        verbose_name_plural = _("ledger accounts")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "company", "currency"],
                nulls_distinct=False,
                name="ledger_account_once",
            ),
            models.CheckConstraint(
                name="ledger_account_owner",
                condition=Q(kind__in=OWNED, company__isnull=False)
                | (~Q(kind__in=OWNED) & Q(company__isnull=True)),
            ),
            models.CheckConstraint(name="ledger_balance_not_negative", condition=Q(balance__gte=0)),
        ]

    def __str__(self) -> str:
        owner = in_language(self.company, "name") if self.company else _("platform")
        return f"{self.get_kind_display()} · {owner} · {self.currency}"


class Transaction(models.Model):
    """One movement of money; ``key`` makes a repeated booking the same one."""

    kind = models.CharField(max_length=16, choices=TransactionKind.choices)
    key = models.CharField(max_length=80, unique=True)
    at = models.DateTimeField()
    memo = models.CharField(max_length=200, blank=True)
    actor = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    policy_version = models.ForeignKey(
        "policies.PolicyVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("ledger transaction")
        verbose_name_plural = _("ledger transactions")
        indexes = [models.Index(fields=["at"], name="ledger_transaction_at")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.key}"


class EntryQuerySet(models.QuerySet["Entry"]):
    def of(self, kind: str, company: Company | None = None) -> EntryQuerySet:
        """Entries of one account in all its currencies; ``company`` for an owned kind."""
        return self.filter(account__kind=kind, account__company=company)

    def total(self) -> Decimal:
        """The sum of the amounts; they should be of one currency."""
        return self.aggregate(total=Sum("amount"))["total"] or ZERO


class Entry(models.Model):
    transaction = models.ForeignKey(Transaction, models.PROTECT, related_name="entries")
    account = models.ForeignKey(LedgerAccount, models.PROTECT, related_name="entries")
    amount = MoneyField()
    currency = CurrencyField()
    subject = models.CharField(
        max_length=40,
        blank=True,
        help_text=_("What it is about: the number of an order, payment or payout."),
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        constraints = [models.CheckConstraint(name="ledger_entry_not_zero", condition=~Q(amount=0))]
        indexes = [
            models.Index(
                fields=["account", "-id"],
                include=["amount"],
                name="ledger_entry_of_account",
            ),
            models.Index(
                fields=["subject"],
                condition=~Q(subject=""),
                name="ledger_entry_subject",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency} → {self.account_id}"
