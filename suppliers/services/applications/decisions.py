"""An application is approved or rejected; two people approve where the rules ask for two."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.locking import lock_again
from common.working_days import day_of
from policies.models import PolicyVersion
from policies.schemas import VettingRules
from policies.selectors import in_force
from suppliers.enums import ApplicationStatus, DocumentKind, Outcome
from suppliers.errors import NotReady, NotYours
from suppliers.models import Application
from suppliers.selectors.applications import (
    Paper,
    findings_of,
    is_read,
    needs_second,
    papers,
)
from suppliers.selectors.bank_checks import is_verified
from suppliers.selectors.visits import valid_visit, visited_elsewhere
from suppliers.services import bank_checks, checks, tell_vetting
from suppliers.services.applications.moving import (
    UNCLAIMED,
    claimed,
    move_to,
    need_reason,
    noted,
)
from suppliers.services.shops import ShopProfile, found_supplier

#: What checks read of the company itself.
COMPANY_CHECKED = ("name", "name_en", "invoice_title", "country")


def approve(*, application: Application, reason: str, actor: User, at: datetime) -> Application:
    """Approve it: the shop is founded, or the application waits for its second reviewer.

    It is checked again first: others may have become suppliers or been removed since, and the
    company been renamed. Flagged goods and warnings need two different people. Raises NotYours,
    BadApplication without a reason, and NotReady that says what stands against it.
    """
    with transaction.atomic():
        why = need_reason(reason)
        # What is found now stays, also where the approval is refused because of it.
        checks.check_again(application=claimed(application, actor), at=at)
    with transaction.atomic():
        return _approve(application, why, actor, at)


def _approve(application: Application, why: str, actor: User, at: datetime) -> Application:
    row = claimed(application, actor)
    lock_again(row.company, *COMPANY_CHECKED)
    checks.hold_numbers()
    checks.check_again(application=row, at=at)
    rules = in_force(VettingRules, at)
    shown = papers(row)
    _check_ready(row, shown, rules.rules, at)
    if needs_second(row) and row.first_approved_by_id is None:
        return _approve_first(row, why, actor, at)
    if row.first_approved_by_id == actor.pk:
        raise NotYours(_("You approved it first; somebody else decides."), code="same_reviewer")
    return _found(row, shown, why, actor, at, rules.version)


def _approve_first(row: Application, why: str, actor: User, at: datetime) -> Application:
    row.first_approved_by, row.first_approved_at = actor, at
    row.claimed_by = row.claimed_at = None
    row.save(update_fields=["first_approved_by", "first_approved_at", "claimed_by", "claimed_at"])
    noted(row, "first_approval", actor=actor, at=at, reason=why)
    return row


def _found(
    row: Application,
    shown: list[Paper],
    why: str,
    actor: User,
    at: datetime,
    version: PolicyVersion,
) -> Application:
    supplier = found_supplier(company=row.company, profile=_profile(row, shown), actor=actor, at=at)
    for one in shown:
        if one.revision and _is(one, DocumentKind.BANK):
            bank_checks.put_in_use(revision=one.revision, at=at)
    move_to(
        row,
        ApplicationStatus.APPROVED,
        actor=actor,
        at=at,
        reason=why,
        policy_version=version,
        decided_at=at,
        supplier=supplier,
        **UNCLAIMED,
    )
    tell_vetting.step(application=row, kind="application_approved", at=at)
    return row


def _profile(row: Application, shown: list[Paper]) -> ShopProfile:
    """What buyers read, from the answers and the proof of plant."""
    plants = (one.revision for one in shown if one.revision and _is(one, DocumentKind.PLANT))
    plant: dict[str, Any] = next((one.data for one in plants), {})
    return ShopProfile(
        name=row.shop_name,
        name_en=row.shop_name_en,
        kind=row.kind,
        intro=row.intro,
        intro_en=row.intro_en,
        belt=row.belt,
        ships_from=row.ships_from,
        founded_year=row.founded_year,
        plant_area=plant.get("area"),
        headcount=plant.get("headcount"),
        currency=row.currency,
    )


def _is(paper: Paper, kind: DocumentKind) -> bool:
    return paper.wanted.kind == kind


def _check_ready(row: Application, shown: list[Paper], rules: VettingRules, at: datetime) -> None:
    """Raises NotReady with the first thing that stands against an approval."""
    if row.status != ApplicationStatus.IN_REVIEW:
        raise NotReady(_("It waits for its site visit."), code="site_visit")
    _check_findings(row, shown)
    today = day_of(at)
    for one in shown:
        if not one.is_accepted or one.revision is None:
            raise NotReady(
                _("%(document)s is not accepted.") % {"document": one.wanted.label},
                code="document",
            )
        if one.revision.expires_on is not None and one.revision.expires_on < today:
            raise NotReady(
                _("%(document)s has run out.") % {"document": one.wanted.label}, code="expired"
            )
    if row.kind in rules.visited_kinds:
        _check_visited(row, at)
    bank = next(one.revision for one in shown if _is(one, DocumentKind.BANK))
    if bank is None or not is_verified(row.company, bank.identifier_digest):
        raise NotReady(_("The bank account is not confirmed yet."), code="bank_unchecked")


def _check_visited(row: Application, at: datetime) -> None:
    """The visit that holds was made to what it is, in the place that was accepted."""
    visit = valid_visit(row.company, at)
    if visit is None:
        raise NotReady(
            _("A %(kind)s is visited first: no passed site visit holds yet.")
            % {"kind": row.get_kind_display()},
            code="not_visited",
        )
    if visit.kind != row.kind:
        raise NotReady(
            _("It was visited as another kind (%(seen)s), not as a %(kind)s: visit it again.")
            % {"seen": visit.get_kind_display(), "kind": row.get_kind_display()},
            code="visited_as_other",
        )
    elsewhere = visited_elsewhere(visit, row.kind)
    if elsewhere is not None:
        raise NotReady(
            _("The place visited is “%(seen)s”, the one accepted “%(said)s”: visit it again.")
            % {"seen": elsewhere.seen, "said": elsewhere.said},
            code="visited_elsewhere",
        )


def _check_findings(row: Application, shown: list[Paper]) -> None:
    """A warning of the licence's reading counts too: it is waited for."""
    if row.checked_round != row.round:
        raise NotReady(_("The automatic checks are still running."), code="unchecked")
    licences = (one.revision for one in shown if one.revision and _is(one, DocumentKind.LICENCE))
    if not all(is_read(licence, row) for licence in licences):
        raise NotReady(_("The licence is still being read."), code="unread")
    failed = findings_of(row).filter(outcome=Outcome.FAIL).first()
    if failed is not None:
        raise NotReady(
            _("A check failed: %(why)s Send the application back, or reject it.")
            % {"why": failed.reason},
            code="check_failed",
        )


@transaction.atomic
def reject(*, application: Application, reason: str, actor: User, at: datetime) -> Application:
    """Reject it; the applicant may appeal once. Raises NotYours, BadApplication, WrongStatus."""
    row = claimed(application, actor)
    why = need_reason(reason)
    rules = in_force(VettingRules, at)
    move_to(
        row,
        ApplicationStatus.REJECTED,
        actor=actor,
        at=at,
        reason=why,
        policy_version=rules.version,
        decided_at=at,
        **UNCLAIMED,
    )
    until = at + timedelta(days=rules.rules.appeal_days)
    tell_vetting.step(
        application=row,
        kind="application_rejected",
        params={"reason": why, "until": until},
        at=at,
    )
    return row
