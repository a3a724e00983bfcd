"""What stayed open although what it hung on had ended: appeals, audits and series of lots.

Each is closed at once where its end comes about; what had ended before that was so is closed here,
with the same events and notices, by the night.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_noop

from common.locking import lock
from common.sweep import each_alone, sweep
from suppliers.enums import AppealStatus, Standing
from suppliers.enums.audits import AUDIT_OPEN
from suppliers.enums.spot_checks import DISCONTINUED, SpotCheckKind, SpotCheckStatus
from suppliers.models import Appeal, Audit, SpotCheck, Supplier
from suppliers.sampling import FEWEST_TO_STOP
from suppliers.selectors.audits import overdue_key
from suppliers.services import audit_plans, discontinuations, holds
from suppliers.services.appeal_ends import close_against

NOT_VETTED = gettext_noop("The supplier was never vetted")
#: So many of each a night.
LIMIT = 5000


def close_all(*, at: datetime) -> None:
    """Close all of it, up to ``LIMIT`` of each; twice is harmless. A fault stops no other, and
    what failed is raised at the end."""
    steps = (_close_appeals, _call_off_audits, _discontinue_series)
    each_alone(partial(step, at) for step in steps)


def _close_appeals(at: datetime) -> None:
    due = Appeal.objects.filter(status=AppealStatus.OPEN, hold__lifted_at__isnull=False)

    def close(appeal: Appeal) -> None:
        if appeal.hold is not None:
            close_against(hold=appeal.hold, at=at)

    sweep(due, close, limit=LIMIT, lock_first=_supplier_by("appeals"))


def _call_off_audits(at: datetime) -> None:
    """Of who was removed or never vetted; one that is overdue holds no more."""
    due = Audit.objects.filter(status__in=AUDIT_OPEN)
    due = due.exclude(supplier__in=Supplier.objects.open())

    def call_off(audit: Audit) -> None:
        supplier = audit.supplier
        reason = audit_plans.REMOVED if supplier.status == Standing.REMOVED else NOT_VETTED
        audit_plans.call_off_audit(audit=audit, reason=reason, actor=None, at=at)
        holds.lift(supplier=supplier, key=overdue_key(audit), reason=reason, at=at, quiet=True)

    sweep(due, call_off, limit=LIMIT, lock_first=_supplier_by("audits"))


def _discontinue_series(at: datetime) -> None:
    """Too many lots were rejected before that ended inspection."""

    def settle(supplier: Supplier) -> None:
        last = _rejected().filter(supplier=supplier).latest("decided_at", "pk")
        last.supplier = supplier
        discontinuations.settle(check=last, at=at)

    sweep(_may_have_stopped(), settle, limit=LIMIT)


def _may_have_stopped() -> QuerySet[Supplier]:
    many = _rejected().values("supplier").annotate(lots=Count("pk"))
    return (
        Supplier.objects.filter(pk__in=many.filter(lots__gte=FEWEST_TO_STOP).values("supplier"))
        .exclude(status=Standing.REMOVED)
        .exclude(discontinuations__status__in=DISCONTINUED)
    )


def _rejected() -> QuerySet[SpotCheck]:
    lots = SpotCheck.objects.filter(kind=SpotCheckKind.LOT, retest_of=None)
    return lots.filter(status=SpotCheckStatus.REJECTED).order_by()


def _supplier_by(relation: str) -> Callable[[int], object]:
    """Lock the supplier to whom the row belongs, before the row."""
    return lambda pk: lock(Supplier.objects.filter(**{f"{relation}__pk": pk}))
