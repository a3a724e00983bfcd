"""What keeps a company from being closed: a shop that is open still."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Company
from suppliers.models import Supplier


def shop_open(company: Company) -> Any:
    """A sentence that says what to do; None where the shop is removed, or there is none."""
    shop = Supplier.objects.open().filter(company=company).first()
    if shop is None:
        return None
    return _(
        "Its shop %(shop)s is open: ask our staff to close the shop first. Its deposit comes back"
        " to the balance once its orders have ended."
    ) % {"shop": shop}
