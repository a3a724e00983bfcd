"""The automatic checks are run, and what they found is kept; older findings stay (rules §3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from accounts.models import Company
from common.encryption import decrypt
from common.locking import lock_one, lock_word
from common.outbox import send_after_commit
from common.working_days import day_of
from policies.schemas import VettingRules
from policies.selectors import InForce, in_force
from suppliers.checks import Facts, Finding, Paper, findings
from suppliers.enums import WITH_REVIEWERS, CheckCode, DocumentKind, Outcome, RevisionStatus
from suppliers.models import Application, Check, DocumentRevision
from suppliers.selectors.applications import (
    findings_of,
    findings_of_renewal,
    goods_of,
    is_read,
    papers,
)
from suppliers.selectors.documents import Key, every_in_force, newest, renewals
from suppliers.selectors.shared import shared_by
from suppliers.trades import trades

#: A task that was not begun by then went down with its broker.
LOST_AFTER = timedelta(minutes=5)
READING_TASK = "suppliers.tasks.read_licence"
#: Findings of how a document agrees with the licence.
_OF_TWO = frozenset({CheckCode.SAME_NAME, CheckCode.SAME_PERSON})
_LICENCE: Key = (DocumentKind.LICENCE, "")


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
def check_again(*, application: Application, at: datetime) -> list[Check]:
    """Check what was submitted against what others name now, and what the company is called now.

    What a check finds is kept where it is not what it found last, and stands from then on; older
    findings stay. Days are counted from when it was handed in: it does not age with its reviewer.
    """
    row = lock_one(Application.objects.filter(pk=application.pk).select_related("company"))
    if row.checked_round != row.round or row.submitted_at is None:
        return []
    rules = in_force(VettingRules, at)
    facts = replace(_facts(row, rules.rules, at), today=day_of(row.submitted_at))
    found = findings(facts)
    known, now = _by_code(findings_of(row)), _by_code(found)
    news = [one for one in found if now[one.code] != known.get(one.code)]
    return Check.objects.bulk_create(_check(one, row.company, row, rules, at) for one in news)


def _by_code(found: Iterable[Check | Finding]) -> dict[str, list[tuple[object, ...]]]:
    said: dict[str, list[tuple[object, ...]]] = {}
    for one in found:
        said.setdefault(one.code, []).append((*_said(one), one.revision_id))
    return said


def hold_numbers() -> None:
    """Let nobody else become a supplier, or renew what tells him from others, before the end of
    this transaction: of two who name one number, the second has to find the first."""
    lock_word("suppliers:numbers")


@transaction.atomic
def check_revision(*, revision_id: int, at: datetime) -> Renewal:
    """Check a document that a supplier renewed, against its others as they are now.

    What was found is kept where it is not what was found last; older findings stay.
    """
    revision = lock_one(
        DocumentRevision.objects.filter(pk=revision_id).select_related("document__company")
    )
    rules = in_force(VettingRules, at)
    renewal = renewal_of(revision, at=at)
    if revision.document.kind == DocumentKind.LICENCE and not is_read(revision):
        send_after_commit(READING_TASK, revision.pk, None, 0)
    known = [one for one in findings_of_renewal(revision) if one.code != CheckCode.READING]
    if not known or [_said(one) for one in known] != [_said(one) for one in renewal.findings]:
        _keep(renewal.findings, revision, known[0].round + 1 if known else 0, rules, at)
    return renewal


def _keep(
    found: Sequence[Finding],
    revision: DocumentRevision,
    turn: int,
    rules: InForce[VettingRules],
    at: datetime,
) -> None:
    made = [_check(one, revision.document.company, None, rules, at) for one in found]
    for check in made:
        check.round, check.revision = turn, revision
    Check.objects.bulk_create(made)


def _said(one: Check | Finding) -> tuple[object, ...]:
    return (one.code, one.outcome, one.text, dict(one.words))


@dataclass(frozen=True, slots=True)
class Renewal:
    """A renewed document, those that wait and have to be accepted with it, and what was found.

    ``findings`` are of these documents, and of how the others agree with a renewed licence.
    """

    revisions: Sequence[DocumentRevision]
    findings: Sequence[Finding]


def renewal_of(revision: DocumentRevision, *, at: datetime) -> Renewal:
    """Check a renewed document as one set with those in force.

    Where the two disagree, as a licence and an ID do of which only one names a new representative,
    what waits takes the place of what is in force: both come into force together, or neither.
    """
    company, rules = revision.document.company, in_force(VettingRules, at).rules
    old = every_in_force(company)
    taken = {_key(revision): revision}
    waiting = {key: one for key, one in newest(company).items() if _waits(one) and key not in taken}
    while True:
        found = _findings_beside(company, old, taken, rules, at)
        more = next((key for key in _at_odds(found, old | taken) if key in waiting), None)
        if more is None:
            return Renewal(list(taken.values()), _own(found, taken))
        taken[more] = waiting.pop(more)


def _findings_beside(
    company: Company,
    old: Mapping[Key, DocumentRevision],
    taken: Mapping[Key, DocumentRevision],
    rules: VettingRules,
    at: datetime,
) -> Sequence[Finding]:
    shown = [paper_of(row) for row in {**old, **taken}.values()]
    facts = _about(company, shown, rules, at, kind=company.supplier.kind)
    licence = old.get(_LICENCE)
    return findings(
        replace(
            facts,
            names=[licence.holder] if licence else facts.names,
            goods=[paper.goods for paper in shown if paper.goods],
            code=decrypt(bytes(licence.identifier_encrypted)) if licence else "",
        )
    )


def _at_odds(found: Iterable[Finding], shown: Mapping[Key, DocumentRevision]) -> Iterator[Key]:
    """The documents that disagree with the licence, and the licence itself."""
    by_id = {row.pk: key for key, row in shown.items()}
    for one in found:
        if one.code in _OF_TWO and one.outcome == Outcome.FAIL and one.revision_id in by_id:
            yield by_id[one.revision_id]
            yield _LICENCE


def _own(found: Iterable[Finding], taken: Mapping[Key, DocumentRevision]) -> list[Finding]:
    ids = {row.pk for row in taken.values()}
    return [
        one
        for one in found
        if one.revision_id in ids or (_LICENCE in taken and one.code in _OF_TWO)
    ]


def _waits(revision: DocumentRevision) -> bool:
    return revision.status == RevisionStatus.PENDING and revision.covered_by_id is None


def _key(revision: DocumentRevision) -> Key:
    return revision.document.kind, revision.document.goods


def foreseen(*, application: Application, at: datetime) -> list[Check]:
    """What the checks would find of it as it stands; not kept.

    Whether somebody else names the same number is only told once it is submitted: a form that
    answers this at once would tell strangers whose numbers we hold.
    """
    rules = in_force(VettingRules, at)
    found = _tellable(findings(_facts(application, rules.rules, at)))
    return [_check(one, application.company, application, rules, at) for one in found]


def foreseen_of(revision: DocumentRevision, *, at: datetime) -> list[Check]:
    """The same of a document that a supplier renews.

    What only says that another document has to follow is no fault of this one.
    """
    rules = in_force(VettingRules, at)
    found = renewal_of(revision, at=at).findings
    own = [one for one in found if one.revision_id == revision.pk]
    return [_check(one, revision.document.company, None, rules, at) for one in _tellable(own)]


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
    return replace(facts, trades=named, goods=goods_of(application))


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


def renewals_left_behind(*, at: datetime, limit: int) -> list[int]:
    """Documents that suppliers renewed a while ago and no check has looked at.

    A check finds something of every kind, good or bad: what was looked at has its findings.
    """
    found = Check.objects.filter(revision=OuterRef("pk"), application=None)
    waiting = renewals().filter(uploaded_at__lte=at - LOST_AFTER, covered_by=None)
    return list(waiting.exclude(Exists(found)).values_list("pk", flat=True)[:limit])
