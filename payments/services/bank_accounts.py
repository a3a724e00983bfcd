"""Companies' accounts at banks; numbers are encrypted at rest."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Company
from common.encryption import encrypt
from common.errors import DomainError
from common.locking import lock
from common.masking import TAIL
from payments.models import BankAccount

#: ISO 13616: an IBAN has up to 34 characters; the shortest numbers of banks have 5.
_NUMBER = re.compile(r"[0-9A-Z]{5,34}")


class BadNumber(DomainError):
    """That is no bank account's number."""

    code = "bad_account_number"


def add(
    *, company: Company, holder: str, bank: str, number: str, currency: str, at: datetime
) -> BankAccount:
    """Keep an account; payouts go to it when it is confirmed. Raises BadNumber."""
    plain = re.sub(r"[\s-]", "", number).upper()
    if not _NUMBER.fullmatch(plain):
        raise BadNumber(
            _("An account number has 5 to 34 digits and capital letters."), field="number"
        )
    return BankAccount.objects.create(
        company=company,
        holder=holder,
        bank=bank,
        number_encrypted=encrypt(plain),
        number_tail=plain[-TAIL:],
        currency=currency,
        created_at=at,
    )


@transaction.atomic
def confirm(*, bank_account: BankAccount, at: datetime) -> BankAccount:
    """Let payouts go to it from now on, and no longer to the one before in its currency."""
    mine = lock(BankAccount.objects.filter(company_id=bank_account.company_id))
    for one in mine:
        if one.pk == bank_account.pk:
            one.confirmed_at, one.removed_at = one.confirmed_at or at, None
        elif one.confirmed_at is not None and one.currency == bank_account.currency:
            one.removed_at = one.removed_at or at
        one.save(update_fields=["confirmed_at", "removed_at"])
    bank_account.refresh_from_db()
    return bank_account


def remove(*, bank_account: BankAccount, at: datetime) -> BankAccount:
    """Take it out of use; payouts that went there still name it."""
    BankAccount.objects.filter(pk=bank_account.pk, removed_at__isnull=True).update(removed_at=at)
    bank_account.refresh_from_db()
    return bank_account
