"""When a supplier's balance may be paid out (rules §4), and who may pay into the deposit.

``settings.PAYOUT_GUARDS`` and ``settings.DEPOSIT_GUARDS`` name these.
"""

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


def check_may_pledge(*, company: Company, at: datetime) -> None:
    """Let only a shop that was vetted and is not removed pay into a deposit: it pledges for trade.

    Raises NotAllowed.
    """
    if not Supplier.objects.open().filter(company=company).exists():
        raise NotAllowed(
            _(
                "Only a company with a shop that was vetted and is not removed pays into the"
                " deposit: it pledges for what the shop sells."
            ),
            code="no_shop",
        )


def _unsettled(supplier: Supplier) -> bool:
    return Settlement.objects.open().filter(hold__supplier=supplier).exists()
