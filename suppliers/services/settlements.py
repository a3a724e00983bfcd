"""A removed supplier's money: settled once its orders and cases have ended (rules §4).

The deposit goes back to the balance, through the ledger, and the balance may be paid out.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.module_loading import import_string

from common import formats
from common.locking import lock_one
from common.sweep import sweep
from payments.services import deposits
from policies.schemas import StandingRules
from policies.selectors import in_force
from suppliers.enums import AppealStatus
from suppliers.models import Appeal, Hold, Settlement, SpotCheck, Supplier
from suppliers.selectors.standing import appeal_until
from suppliers.services.telling import tell_owners

#: What is not over is looked at again after that.
AGAIN_AFTER = timedelta(days=1)


def begin(*, hold: Hold, at: datetime) -> Settlement:
    """A supplier was removed: look at its money when the time for an appeal is over."""
    return Settlement.objects.create(hold=hold, due_at=appeal_until(since=hold.since, at=at))


def call_off(*, hold: Hold, at: datetime) -> None:
    """The removal was taken back: the deposit stays where it is."""
    Settlement.objects.open().filter(hold=hold).update(due_at=None, called_off_at=at)


def settle_due(*, at: datetime, limit: int) -> list[int]:
    """Settle up to ``limit`` removed suppliers with nothing left open; the others are put off."""

    def lock_supplier(pk: int) -> None:
        lock_one(Supplier.objects.filter(holds__settlement=pk))

    def look(settlement: Settlement) -> None:
        if _still_open(settlement, at):
            settlement.due_at = at + AGAIN_AFTER
            settlement.save(update_fields=["due_at"])
        else:
            _settle(settlement, at)

    return sweep(Settlement.objects.due(at), look, limit=limit, lock_first=lock_supplier)


def _still_open(settlement: Settlement, at: datetime) -> bool:
    """An appeal nobody decided, a retest, or what the apps above name: orders, cases."""
    supplier_id = settlement.hold.supplier_id
    if Appeal.objects.filter(supplier=supplier_id, status=AppealStatus.OPEN).exists():
        return True
    if SpotCheck.objects.filter(supplier=supplier_id).may_be_overturned(at).exists():
        return True
    return any(import_string(path)(supplier_id) for path in settings.SUPPLIER_OBLIGATIONS)


def _settle(settlement: Settlement, at: datetime) -> None:
    supplier = settlement.hold.supplier
    returned = deposits.give_back(
        company=supplier.company,
        key=f"settlement:{settlement.pk}",
        at=at,
        policy_version=in_force(StandingRules, settlement.hold.since).version,
    )
    settlement.due_at, settlement.settled_at = None, at
    settlement.save(update_fields=["due_at", "settled_at"])
    tell_owners(
        supplier=supplier,
        kind="removed_settled",
        key=f"settlement:{settlement.pk}",
        at=at,
        sums=", ".join(formats.money(amount, currency) for currency, amount in returned.items())
        or "–",
    )
