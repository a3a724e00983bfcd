"""Spot checks: planned, sampled, decided by a laboratory's report, and what follows (rules §4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.models import User
from common.errors import refuse_reused
from common.locking import lock_again, lock_one
from common.status import move
from common.sweep import sweep
from policies.schemas import SpotCheckRules
from policies.selectors import InForce, in_force
from suppliers import sampling
from suppliers.enums import DeductionCause, Standing
from suppliers.enums.audits import AuditTrigger
from suppliers.enums.spot_checks import (
    SPOT_CHECK_TRANSITIONS,
    SpotCheckCause,
    SpotCheckKind,
    SpotCheckStatus,
)
from suppliers.errors import BadSpotCheck, TooLate
from suppliers.models import Deduction, SpotCheck, SpotCheckEvent, Supervision, Supplier
from suppliers.selectors.spot_checks import failure_key, goods_name, series_of, supervised
from suppliers.services import appeals, audit_triggers, audits, discontinuations, points
from suppliers.services import tell_spot_checks as telling
from suppliers.services.staff import refuse_own_company

S = SpotCheckStatus
FAILED = gettext_noop("%(failures)s of %(tested)s pieces of “%(goods)s” failed a spot check")
SUPERVISED = gettext_noop("New sample under supervision")
OVERTURNED = gettext_noop("The goods passed when they were tested again")
RETESTED = gettext_noop("The supplier asked for a retest")
PASSED = gettext_noop("The retest passed, and the points are given back.")


@dataclass(frozen=True, slots=True)
class Goods:
    """What is checked; ``product_id`` where it is listed here."""

    title: str
    product_id: int | None = None
    is_safety: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What a laboratory found: how many of the pieces it tested failed."""

    laboratory: str
    number: str
    tested: int
    failures: int
    findings: str = ""


@transaction.atomic
def open_lot_check(
    *,
    supplier: Supplier,
    goods: Goods,
    lot_size: int,
    reason: str,
    key: str,
    at: datetime,
    cause: str = SpotCheckCause.ROUTINE,
    actor: User | None = None,
) -> SpotCheck:
    """Plan the inspection of a lot of so many pieces, as sharply as the supplier's series asks for.

    Once per ``key``; raises KeyReused where that planned another. Raises NoPlan, BadSpotCheck, also
    while inspection of its lots is discontinued, and NotAllowed for one's own company.
    """
    rules = in_force(SpotCheckRules, at)
    aql = rules.rules.safety_aql if goods.is_safety else rules.rules.aql
    lock_again(supplier, "status")
    known = SpotCheck.objects.filter(key=key).first()
    if known is not None:
        subject = _named(supplier, goods)
        refuse_reused(known, **subject, kind=SpotCheckKind.LOT, lot_size=lot_size)
        return known
    discontinuations.refuse_discontinued(supplier)
    severity = series_of(supplier).severity
    plan = sampling.plan(lot_size, aql, severity)
    return _open(
        supplier,
        goods,
        rules,
        kind=SpotCheckKind.LOT,
        cause=cause,
        reason=reason,
        key=key,
        actor=actor,
        at=at,
        lot_size=lot_size,
        aql=aql,
        severity=severity,
        letter=plan.letter,
        sample_size=plan.sample_size,
        accept=plan.accept,
    )


@transaction.atomic
def open_purchase(
    *,
    supplier: Supplier,
    goods: Goods,
    reason: str,
    key: str,
    at: datetime,
    pieces: int | None = None,
    cause: str = SpotCheckCause.ROUTINE,
    actor: User | None = None,
    supervision: Supervision | None = None,
) -> SpotCheck:
    """Plan to buy some pieces without telling the supplier; none of them may fail.

    Once per ``key``; raises KeyReused where that planned another. Raises BadSpotCheck, and
    NotAllowed for one's own company.
    """
    rules = in_force(SpotCheckRules, at)
    bought = rules.rules.purchase_pieces if pieces is None else pieces
    _refuse_pieces(bought, rules.rules)
    lock_again(supplier, "status")
    return _open(
        supplier,
        goods,
        rules,
        kind=SpotCheckKind.PURCHASE,
        cause=cause,
        reason=reason,
        key=key,
        actor=actor,
        at=at,
        sample_size=bought,
        supervision=supervision,
    )


def _refuse_pieces(bought: int, rules: SpotCheckRules) -> None:
    least, most = rules.purchase_pieces, rules.purchase_pieces_most
    if not least <= bought <= most:
        raise BadSpotCheck(
            _("%(least)d to %(most)d pieces are bought, not %(have)d.")
            % {"least": least, "most": most, "have": bought},
            field="pieces",
        )


@transaction.atomic
def record_samples(*, check: SpotCheck, actor: User, at: datetime) -> SpotCheck:
    """The samples are at the laboratory. Raises WrongStatus, NotAllowed for one's own company."""
    refuse_own_company(supplier=check.supplier, actor=actor)
    rules = in_force(SpotCheckRules, at)
    _move(
        check,
        S.SAMPLED,
        actor=actor,
        at=at,
        policy_version=rules.version,
        sampled_at=at,
        report_due_at=at + timedelta(days=rules.rules.report_days),
    )
    telling.sampled(check, at=at)
    return check


@transaction.atomic
def record_report(*, check: SpotCheck, report: Report, actor: User, at: datetime) -> SpotCheck:
    """Decide by what the laboratory found (rules §4): at most ``accept`` failures pass.

    Rejected goods cost points, an audit and supervision; a retest that passes takes all of it
    back. Raises BadSpotCheck, WrongStatus, NotAllowed for one's own company.
    """
    refuse_own_company(supplier=check.supplier, actor=actor)
    _check_report(check, report)
    lock_again(check.supplier, "status")
    verdict = S.ACCEPTED if report.failures <= check.accept else S.REJECTED
    rules = in_force(SpotCheckRules, at)
    _move(
        check,
        verdict,
        actor=actor,
        at=at,
        reason=report.findings[:500],
        policy_version=rules.version,
        laboratory=report.laboratory.strip(),
        report_number=report.number.strip(),
        failures=report.failures,
        findings=report.findings,
        decided_at=at,
        retest_until=_retest_until(check, verdict, rules, at),
    )
    if check.retest_of is not None:
        _decide_again(check, check.retest_of, actor=actor, at=at)
    elif verdict == S.ACCEPTED:
        telling.accepted(check, at=at)
    else:
        _punish(check, rules, actor=actor, at=at)
    discontinuations.settle(check=check, at=at)
    return check


@transaction.atomic
def ask_for_retest(*, check: SpotCheck, actor: User, at: datetime) -> SpotCheck:
    """Have the same goods tested once more, as before. Raises TooLate, BadSpotCheck."""
    check = lock_one(
        SpotCheck.objects.filter(pk=check.pk).select_related("supplier__company", "policy_version")
    )
    if check.status != S.REJECTED or check.retest_of_id is not None:
        raise BadSpotCheck(_("Only a check that failed is tested again, and only once."))
    known = SpotCheck.objects.filter(retest_of=check).first()
    if known is not None:
        return known
    if check.retest_until is None or at > check.retest_until:
        days = in_force(SpotCheckRules, at).rules.retest_days
        raise TooLate(_("A retest may be asked for within %(days)d days.") % {"days": days})
    same = ("kind", "lot_size", "aql", "severity", "letter", "sample_size", "accept")
    return _open(
        check.supplier,
        Goods(check.product_title, check.product_id, check.is_safety),
        in_force(SpotCheckRules, at),
        cause=SpotCheckCause.RETEST,
        reason=RETESTED,
        key=f"retest:{check.pk}",
        actor=actor,
        at=at,
        retest_of=check,
        **{name: getattr(check, name) for name in same},
    )


@transaction.atomic
def cancel(*, check: SpotCheck, reason: str, actor: User, at: datetime) -> SpotCheck:
    """Call it off before it is decided. Raises WrongStatus, BadSpotCheck without a reason."""
    refuse_own_company(supplier=check.supplier, actor=actor)
    if not reason.strip():
        raise BadSpotCheck(_("A check is called off for a reason."), field="reason")
    return _move(check, S.CANCELLED, actor=actor, at=at, reason=reason)


def open_supervised(*, at: datetime, limit: int) -> list[int]:
    """Plan the samples that are due under up to ``limit`` supervisions; returns their ids."""
    due = supervised(at).select_related("check_failed", "supplier__company")
    return sweep(due, lambda supervision: _next_sample(supervision, at), limit=limit)


def _open(
    supplier: Supplier,
    goods: Goods,
    rules: InForce[SpotCheckRules],
    *,
    actor: User | None,
    at: datetime,
    **given: Any,
) -> SpotCheck:
    """Samples may be taken at once. Only for a retest a supplier asks about its own goods."""
    if actor is not None and given["cause"] != SpotCheckCause.RETEST:
        refuse_own_company(supplier=supplier, actor=actor)
    if supplier.status == Standing.REMOVED and given["cause"] != SpotCheckCause.RETEST:
        raise BadSpotCheck(_("%(shop)s was removed.") % {"shop": supplier}, code="removed")
    if not goods.title.strip():
        raise BadSpotCheck(_("Say which goods are checked."), field="title")
    check, made = SpotCheck.objects.get_or_create(
        key=given.pop("key"),
        defaults={
            "supplier": supplier,
            "product_id": goods.product_id,
            "product_title": _title(goods),
            "is_safety": goods.is_safety,
            "policy_version": rules.version,
            "opened_at": at,
            "opened_by": actor,
            "sample_after": at,
            **given,
        },
    )
    if made:
        SpotCheckEvent.objects.create(
            subject=check, at=check.opened_at, actor=check.opened_by, target=S.PLANNED
        )
    else:
        numbers = {name: given[name] for name in ("kind", "sample_size")}
        refuse_reused(check, **_named(supplier, goods), **numbers)
    return check


def _named(supplier: Supplier, goods: Goods) -> dict[str, Any]:
    """What a check keeps of whose goods it tests, by which a key is known again."""
    return {"supplier_id": supplier.pk, "product_title": _title(goods)}


def _title(goods: Goods) -> str:
    return goods.title.strip()[:200]


def _move(check: SpotCheck, to: str, **given: Any) -> SpotCheck:
    return move(check, to, table=SPOT_CHECK_TRANSITIONS, events=SpotCheckEvent, **given)


def _check_report(check: SpotCheck, report: Report) -> None:
    if report.tested != check.sample_size:
        raise BadSpotCheck(
            _("The plan asks for %(size)d pieces; the report tells of %(have)d.")
            % {"size": check.sample_size, "have": report.tested},
            field="tested",
        )
    if not 0 <= report.failures <= report.tested:
        raise BadSpotCheck(
            _("Of %(tested)d pieces 0 to %(tested)d failed, not %(have)d.")
            % {"tested": report.tested, "have": report.failures},
            field="failures",
        )
    for field, value in (("laboratory", report.laboratory), ("number", report.number)):
        if not value.strip():
            raise BadSpotCheck(_("A report names its laboratory and its number."), field=field)
    if SpotCheck.objects.filter(
        laboratory=report.laboratory.strip(), report_number=report.number.strip()
    ).exists():
        raise BadSpotCheck(
            _("Report %(number)s of this laboratory decided another check.")
            % {"number": report.number},
            field="number",
        )


def _retest_until(
    check: SpotCheck, verdict: str, rules: InForce[SpotCheckRules], at: datetime
) -> datetime | None:
    if verdict == S.ACCEPTED or check.retest_of_id is not None:
        return None
    return at + timedelta(days=rules.rules.retest_days)


def _punish(check: SpotCheck, rules: InForce[SpotCheckRules], *, actor: User, at: datetime) -> None:
    """Points, an audit, supervision; the supplier is told when it may ask for a retest."""
    taken = rules.rules.safety_points if check.is_safety else rules.rules.other_points
    points.deduct(
        supplier=check.supplier,
        points=taken,
        cause=DeductionCause.SPOT_CHECK,
        key=failure_key(check.pk),
        reason=FAILED,
        params={
            "failures": check.failures,
            "tested": check.sample_size,
            "goods": goods_name(check),
        },
        at=at,
        actor=actor,
        policy_version=rules.version,
    )
    _supervise(check, rules.rules, at)
    audits.open_if_audited(
        supplier=check.supplier,
        trigger=AuditTrigger.SPOT_CHECK,
        reason=check.product_title,
        at=at,
        key=failure_key(check.pk),
    )
    until = check.retest_until or at
    telling.rejected(check, points=taken, until=until, at=at)


def _supervise(check: SpotCheck, rules: SpotCheckRules, at: datetime) -> Supervision:
    """A new sample for each piece that failed beyond what was allowed; the most for safety."""
    beyond = (check.failures or 0) - check.accept
    most, least = rules.supervision_most, rules.supervision_least
    wanted = most if check.is_safety else min(max(beyond, least), most)
    supervision = Supervision(
        check_failed=check,
        supplier=check.supplier,
        since=at,
        until=at + timedelta(days=rules.supervision_days),
        wanted=wanted,
    )
    supervision.next_at = _sample_at(supervision, 1)
    supervision.save()
    return supervision


def _sample_at(supervision: Supervision, number: int) -> datetime | None:
    """Samples lie evenly in the time of supervision."""
    if number > supervision.wanted:
        return None
    step = (supervision.until - supervision.since) / (supervision.wanted + 1)
    return supervision.since + step * number


def _next_sample(supervision: Supervision, at: datetime) -> None:
    """Plan the sample that is due; none of a supplier that was removed meanwhile."""
    supervision.taken += 1
    supervision.next_at = _sample_at(supervision, supervision.taken + 1)
    supplier, failed = supervision.supplier, supervision.check_failed
    if supplier.status == Standing.REMOVED:
        supervision.next_at = None
        supervision.save(update_fields=["next_at"])
        return
    supervision.save(update_fields=["taken", "next_at"])
    open_purchase(
        supplier=supplier,
        goods=Goods(failed.product_title, failed.product_id, failed.is_safety),
        reason=SUPERVISED,
        key=f"supervision:{supervision.pk}:{supervision.taken}",
        at=at,
        cause=SpotCheckCause.SUPERVISION,
        supervision=supervision,
    )


def _decide_again(retest: SpotCheck, first: SpotCheck, *, actor: User, at: datetime) -> None:
    """A retest that passes takes the first verdict back, with all that it brought.

    Also the audit, where the check and the points for it are all that opened it.
    """
    if retest.status == S.REJECTED:
        telling.retest_failed(retest, at=at)
        return
    _move(first, S.OVERTURNED, actor=actor, at=at, reason=retest.report_number)
    _end_supervision(first, actor=actor, at=at)
    deduction = Deduction.objects.filter(supplier=first.supplier, key=failure_key(first.pk)).first()
    keys = [failure_key(first.pk)]
    if deduction is not None:
        points.give_back(deduction=deduction, reason=retest.report_number, actor=actor, at=at)
        appeals.grant_what_came(deduction=deduction, answer=PASSED, actor=actor, at=at)
        keys.append(audit_triggers.points_key(deduction.at))
    audits.call_off(supplier=first.supplier, keys=keys, reason=OVERTURNED, actor=actor, at=at)
    telling.overturned(retest, at=at)


def _end_supervision(first: SpotCheck, *, actor: User, at: datetime) -> None:
    """Samples that are not taken yet are taken no more."""
    Supervision.objects.filter(check_failed=first).update(ended_at=at, next_at=None)
    for sample in SpotCheck.objects.filter(supervision__check_failed=first, status=S.PLANNED):
        _move(sample, S.CANCELLED, actor=actor, at=at, reason=OVERTURNED)
