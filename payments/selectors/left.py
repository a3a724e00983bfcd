"""What keeps a company from being closed: money of its own that lies here."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Company
from common.formats import money
from payments.models import LedgerAccount


def money_left(company: Company) -> Any:
    """A sentence with the sums; None where nothing is left."""
    accounts = LedgerAccount.objects.filter(company=company, balance__gt=0).order_by("currency")
    sums = [money(account.balance, account.currency) for account in accounts]
    if not sums:
        return None
    return _("%(sums)s lie here: pay them out first.") % {"sums": ", ".join(sums)}
