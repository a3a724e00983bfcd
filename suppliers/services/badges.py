"""Giving and taking badges, each night for every shop (rules §5; docs/badges.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.enums import Right
from accounts.models import User
from accounts.services.notices import tell
from common.bulk import ids_in_batches
from common.locking import lock
from common.sweep import in_batches
from policies.schemas import BadgeRules
from policies.selectors import InForce, in_force
from suppliers.badges import Verdict, judge
from suppliers.enums import Badge, Standing
from suppliers.errors import BadRecord
from suppliers.models import FactoryRecord, Supplier, SupplierBadge
from suppliers.selectors.badges import known_of, open_badges
from suppliers.services.hooks import shop_changed
from suppliers.services.reviewers import check_reviewer

#: Suppliers that are looked at together: what is in memory at a time.
BATCH = 1000
GIVEN = gettext_noop("Meets %(met)s of %(total)s conditions")
TAKEN = gettext_noop("Meets only %(met)s of %(total)s conditions")
REMOVED = gettext_noop("The shop was removed")

Rules = InForce[BadgeRules]
Verdicts = Mapping[Badge, Verdict]


def evaluate(*, at: datetime) -> int:
    """Give and take the badges of every shop; returns how many were. Again is harmless."""
    batches = ids_in_batches(Supplier.objects.all(), BATCH)
    return in_batches(batches, lambda ids: evaluate_some(supplier_ids=ids, at=at))


@transaction.atomic
def evaluate_some(*, supplier_ids: Sequence[int], at: datetime) -> list[SupplierBadge]:
    """Evaluate these shops: ten queries, and a few for each whose badges change.

    Those are judged again once they are locked: meanwhile a shop may have been removed.
    """
    rules = in_force(BadgeRules, at)
    verdicts, had = _judged(supplier_ids, rules, at), open_badges(supplier_ids)
    moved = [pk for pk, found in verdicts.items() if _earned(found) != had.get(pk, {}).keys()]
    if not moved:
        return []
    suppliers = lock(Supplier.objects.filter(pk__in=moved).select_related("company"))
    verdicts, had = _judged(moved, rules, at), open_badges(moved)
    return [
        row
        for supplier in suppliers
        for row in _move(supplier, verdicts[supplier.pk], had.get(supplier.pk, {}), rules, at)
    ]


@dataclass(frozen=True, slots=True)
class Attested:
    """What staff saw proof of; empty where they saw none."""

    revenue: Decimal | None = None
    certificate: str = ""
    brand: str = ""
    abroad: str = ""
    online: str = ""


@transaction.atomic
def attest(
    *, supplier: Supplier, attested: Attested, reason: str, actor: User, at: datetime
) -> FactoryRecord:
    """Record what staff saw proof of, in place of what they saw before. Raises BadRecord, NotYours.

    Badges follow in the next night.
    """
    check_attested(supplier=supplier, attested=attested, reason=reason, actor=actor)
    return FactoryRecord.objects.create(
        supplier=supplier,
        revenue=attested.revenue,
        certificate=attested.certificate,
        brand=attested.brand,
        abroad=attested.abroad,
        online=attested.online,
        reason=reason,
        attested_by=actor,
        attested_at=at,
    )


def check_attested(*, supplier: Supplier, attested: Attested, reason: str, actor: User) -> None:
    """Raises BadRecord where something is missing, NotYours where somebody else has to say it."""
    check_reviewer(actor, supplier.company)
    if not reason.strip():
        raise BadRecord(_("Say which papers were seen."), field="reason")
    if attested.revenue is not None and attested.revenue < 0:
        raise BadRecord(_("A revenue is not below zero."), field="revenue")


def _judged(ids: Sequence[int], rules: Rules, at: datetime) -> dict[int, Verdicts]:
    """The verdicts by supplier; removed shops earn none."""
    rows = list(Supplier.objects.filter(pk__in=ids))
    live = [supplier for supplier in rows if supplier.status != Standing.REMOVED]
    known = known_of(live, at) if live else {}
    judged: dict[int, Verdicts] = {pk: judge(found, rules.rules) for pk, found in known.items()}
    return {supplier.pk: judged.get(supplier.pk, {}) for supplier in rows}


def _earned(verdicts: Verdicts) -> set[str]:
    return {badge.value for badge, verdict in verdicts.items() if verdict.earned}


def _move(
    supplier: Supplier,
    verdicts: Verdicts,
    had: Mapping[str, SupplierBadge],
    rules: Rules,
    at: datetime,
) -> list[SupplierBadge]:
    earned = _earned(verdicts)
    moved = [_take(row, verdicts, rules, at) for name, row in had.items() if name not in earned]
    moved += [
        _give(supplier, verdict, rules, at)
        for badge, verdict in verdicts.items()
        if badge in earned - had.keys()
    ]
    for row in moved:
        _tell(supplier, row, at)
    if moved:
        shop_changed(supplier)
    return moved


def _give(supplier: Supplier, verdict: Verdict, rules: Rules, at: datetime) -> SupplierBadge:
    return SupplierBadge.objects.create(
        supplier=supplier,
        badge=verdict.badge,
        since=at,
        reason=GIVEN,
        evidence=verdict.evidence,
        policy_version=rules.version,
    )


def _take(row: SupplierBadge, verdicts: Verdicts, rules: Rules, at: datetime) -> SupplierBadge:
    verdict = verdicts.get(Badge(row.badge))
    row.until, row.end_policy_version = at, rules.version
    row.end_reason = TAKEN if verdict else REMOVED
    row.end_evidence = verdict.evidence if verdict else None
    row.save(update_fields=["until", "end_policy_version", "end_reason", "end_evidence"])
    return row


def _tell(supplier: Supplier, row: SupplierBadge, at: datetime) -> None:
    """A removed shop was told of that, and has no use for this."""
    taken = row.until is not None
    evidence = row.end_evidence if taken else row.evidence
    if evidence is None:
        return
    tell(
        kind="badge_taken" if taken else "badge_given",
        params={"badge": Badge(row.badge), "met": evidence["met"], "total": evidence["total"]},
        url=reverse("suppliers:badges"),
        key=f"badge:{row.pk}:{'taken' if taken else 'given'}",
        at=at,
        company=supplier.company,
        rights=[Right.MANAGE_COMPANY],
    )
