"""The automatic checks are run, and what they found is kept; older findings stay (rules §3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from accounts.models import Company
from common.encryption import decrypt
from common.locking import lock_one
from common.outbox import send_after_commit
from common.working_days import day_of
from policies.schemas import VettingRules
from policies.selectors import InForce, in_force
from suppliers.checks import Facts, Finding, Paper, findings
from suppliers.enums import WITH_REVIEWERS, CheckCode, DocumentKind
from suppliers.models import Application, Check, DocumentRevision
from suppliers.selectors.applications import papers
from suppliers.selectors.documents import newest
from suppliers.selectors.shared import shared_by
from suppliers.trades import trades

#: A task that was not begun by then went down with its broker.
LOST_AFTER = timedelta(minutes=5)
READING_TASK = "suppliers.tasks.read_licence"


@transaction.atomic
def run_checks(*, application_id: int, round_number: int, at: datetime) -> list[Check]:
    """Check what was submitted in that round, once; a later round is checked by its own task."""
    application = lock_one(Application.objects.filter(pk=application_id).select_related("company"))
    if application.round != round_number or application.checked_round == round_number:
        return []
    rules = in_force(VettingRules, at)
    facts = _facts(application, rules.rules, at)
    made = Check.objects.bulk_create(
        _check(finding, application.company, application, rules, at) for finding in findings(facts)
    )
    licence = facts.one(DocumentKind.LICENCE)
    if licence is not None:
        send_after_commit(READING_TASK, licence.revision_id, application.pk, round_number)
    application.checked_round = round_number
    application.save(update_fields=["checked_round"])
    return made


@transaction.atomic
def check_revision(*, revision_id: int, at: datetime) -> list[Check]:
    """Check a document that a supplier renewed, against its others; once."""
    revision = lock_one(
        DocumentRevision.objects.filter(pk=revision_id).select_related("document__company")
    )
    known = list(revision.checks.filter(application=None))
    if known:
        return known
    company = revision.document.company
    rules = in_force(VettingRules, at)
    own = _own(revision, rules.rules, at)
    if revision.document.kind == DocumentKind.LICENCE:
        send_after_commit(READING_TASK, revision.pk, None, 0)
    return Check.objects.bulk_create(_check(found, company, None, rules, at) for found in own)


def _own(revision: DocumentRevision, rules: VettingRules, at: datetime) -> list[Finding]:
    """What is found of a supplier's new revision beside the others."""
    company = revision.document.company
    shown = [paper_of(row) for row in newest(company).values() if row.covered_by_id is None]
    facts = _about(company, shown, rules, at, kind=company.supplier.kind)
    return [found for found in findings(facts) if found.revision_id == revision.pk]


def foreseen(*, application: Application, at: datetime) -> list[Check]:
    """What the checks would find of it as it stands; not kept.

    Whether somebody else names the same number is only told once it is submitted: a form that
    answers this at once would tell strangers whose numbers we hold.
    """
    rules = in_force(VettingRules, at)
    found = _tellable(findings(_facts(application, rules.rules, at)))
    return [_check(one, application.company, application, rules, at) for one in found]


def foreseen_of(revision: DocumentRevision, at: datetime) -> list[Check]:
    """The same of a document that a supplier renews."""
    rules = in_force(VettingRules, at)
    found = _tellable(_own(revision, rules.rules, at))
    return [_check(one, revision.document.company, None, rules, at) for one in found]


def _tellable(found: Iterable[Finding]) -> list[Finding]:
    return [one for one in found if one.code != CheckCode.UNUSED]


def _check(
    finding: Finding,
    company: Company,
    application: Application | None,
    rules: InForce[VettingRules],
    at: datetime,
) -> Check:
    return Check(
        company=company,
        application=application,
        round=application.round if application else 0,
        code=finding.code,
        outcome=finding.outcome,
        text=finding.text,
        words=dict(finding.words),
        revision_id=finding.revision_id,
        at=at,
        policy_version=rules.version,
    )


def _facts(application: Application, rules: VettingRules, at: datetime) -> Facts:
    own = [one.revision for one in papers(application) if not one.wanted.covered]
    shown = [paper_of(revision) for revision in own if revision is not None]
    facts = _about(
        application.company, shown, rules, at, kind=application.kind, phone=application.phone
    )
    named = [trade for trade in trades() if trade.slug in application.trades]
    return replace(facts, trades=named, goods=application.goods)


def _about(
    company: Company,
    shown: Sequence[Paper],
    rules: VettingRules,
    at: datetime,
    *,
    kind: str,
    phone: str = "",
) -> Facts:
    return Facts(
        kind=kind,
        country=company.country,
        names=_names(company),
        papers=shown,
        trades=[],
        goods=[],
        shared=shared_by(company, _ids(shown), phone),
        today=day_of(at),
        validity_days=rules.validity_days,
        similarity=rules.name_similarity,
    )


def _ids(shown: Iterable[Paper]) -> list[int]:
    return [paper.revision_id for paper in shown]


def _names(company: Company) -> list[str]:
    return [name for name in (company.name, company.name_en, company.invoice_title) if name]


def paper_of(revision: DocumentRevision) -> Paper:
    """A revision as checks look at it."""
    secret = bytes(revision.identifier_encrypted)
    return Paper(
        revision_id=revision.pk,
        kind=revision.document.kind,
        goods=revision.document.goods,
        holder=revision.holder,
        person=revision.person,
        identifier=decrypt(secret) if secret else "",
        id_type=revision.data.get("id_type", ""),
        expires_on=revision.expires_on,
        scope=revision.data.get("scope", ""),
    )


def left_behind(*, at: datetime, limit: int) -> list[tuple[int, int]]:
    """Applications that were submitted a while ago and not checked, with their round."""
    waiting = Application.objects.filter(
        status__in=WITH_REVIEWERS, submitted_at__lte=at - LOST_AFTER
    ).exclude(checked_round=F("round"))
    return list(waiting.order_by("pk").values_list("pk", "round")[:limit])
