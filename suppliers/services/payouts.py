"""When a supplier's balance may be paid out (rules §4): ``settings.PAYOUT_GUARDS`` names this."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import Company
from common.errors import NotAllowed
from common.locking import lock
from suppliers.enums import Standing
from suppliers.models import Settlement, Supplier


def check_may_pay_out(*, company: Company, at: datetime) -> None:
    """Refuse a payout to a suspended supplier, and to a removed one before it is settled.

    The supplier is locked, so that no payout slips past a suspension. Raises NotAllowed.
    """
    for supplier in lock(Supplier.objects.filter(company=company)):
        if supplier.status == Standing.SUSPENDED:
            raise NotAllowed(
                _("Your shop is suspended: payouts are held back until that ends."),
                code="standing",
            )
        if supplier.status == Standing.REMOVED and _unsettled(supplier):
            raise NotAllowed(
                _(
                    "Your shop was removed: its money is settled once its open orders have ended "
                    "and the time for an appeal is over."
                ),
                code="standing",
            )


def _unsettled(supplier: Supplier) -> bool:
    return Settlement.objects.open().filter(hold__supplier=supplier).exists()
