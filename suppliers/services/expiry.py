"""Documents that run out: reminders, then restricted, suspended, removed (rules §4).

Each step is taken once, by a clock that may come late: what it missed is recorded in order, and
the owners are told of the last alone. A renewed document lifts what the old one brought about.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_noop

from common.locking import lock_again, lock_one
from common.sweep import sweep
from common.working_days import day_of
from policies.models import PolicyVersion
from policies.schemas import StandingRules
from policies.selectors import in_force
from suppliers.enums import ExpiryKind, HoldCause, Standing
from suppliers.expiry import Step, steps
from suppliers.models import DocumentRevision, DocumentWatch, ExpiryStep, Supplier
from suppliers.paperwork import required
from suppliers.selectors.documents import all_in_force
from suppliers.services import holds
from suppliers.services.hooks import goods_lapsed
from suppliers.services.telling import name_of, tell_owners

EXPIRED = gettext_noop("%(document)s was valid until %(day)s and was not renewed")
RENEWED = gettext_noop("The document was renewed")


@transaction.atomic
def watch_documents(*, supplier: Supplier, at: datetime) -> list[DocumentWatch]:
    """Watch what is in force of a supplier: as its shop is founded."""
    revisions = all_in_force().filter(document__company=supplier.company_id)
    found = [follow(supplier=supplier, revision=revision, at=at) for revision in revisions]
    return [watch for watch in found if watch is not None]


@transaction.atomic
def follow(*, supplier: Supplier, revision: DocumentRevision, at: datetime) -> DocumentWatch | None:
    """A revision has come into force: end what its predecessor brought about, and watch it.

    None where it does not run out, or is but another side of one that is watched. Following it a
    second time is harmless.
    """
    lock_again(supplier, "status")
    known = DocumentWatch.objects.filter(revision=revision).first()
    if known is not None:
        return known
    before = DocumentWatch.objects.filter(revision__document=revision.document_id, replaced_at=None)
    if before.update(next_on=None, replaced_at=at):
        _lift_all(supplier, revision, at)
    if revision.expires_on is None or revision.covered_by_id is not None:
        return None
    first = _plan(supplier, revision, in_force(StandingRules, at).rules)[0]
    return DocumentWatch.objects.create(supplier=supplier, revision=revision, next_on=first.on)


def run_due(*, at: datetime, limit: int) -> list[int]:
    """Take the steps that are due by the market's calendar; returns the ids of the watches."""

    def lock_supplier(pk: int) -> None:
        lock_one(Supplier.objects.filter(watches=pk))

    return sweep(
        DocumentWatch.objects.due(day_of(at)),
        lambda watch: _take(watch, at),
        limit=limit,
        lock_first=lock_supplier,
    )


def _lift_all(supplier: Supplier, revision: DocumentRevision, at: datetime) -> None:
    """A removal stays: it is final."""
    placed = supplier.holds.open().filter(
        cause=HoldCause.DOCUMENT, key__startswith=f"document:{revision.document_id}:"
    )
    keys = list(
        placed.exclude(standing=Standing.REMOVED).order_by("pk").values_list("key", flat=True)
    )
    for key in keys:
        holds.lift(supplier=supplier, key=key, reason=RENEWED, at=at, quiet=key != keys[-1])


def _take(watch: DocumentWatch, at: datetime) -> None:
    rules = in_force(StandingRules, at)
    revision, today = watch.revision, day_of(at)
    plan = _plan(watch.supplier, revision, rules.rules)
    taken = set(watch.steps.values_list("kind", "days"))
    due = [one for one in plan if one.on <= today and (one.kind, one.days) not in taken]
    ExpiryStep.objects.bulk_create(
        ExpiryStep(
            watch=watch,
            kind=one.kind,
            days=one.days,
            due_on=one.on,
            at=at,
            policy_version=rules.version,
        )
        for one in due
    )
    _act(watch, due, at, rules.version)
    watch.next_on = next((one.on for one in plan if one.on > today), None)
    watch.save(update_fields=["next_on"])


def _plan(supplier: Supplier, revision: DocumentRevision, rules: StandingRules) -> list[Step]:
    assert revision.expires_on is not None  # or it would not be watched
    return steps(revision.expires_on, rules, is_needed=_is_needed(supplier, revision))


def _is_needed(supplier: Supplier, revision: DocumentRevision) -> bool:
    """Whether the shop has to show the document; flagged goods need theirs besides."""
    document = revision.document
    wanted = required(kind=supplier.kind, country=supplier.company.country, goods=())
    return (document.kind, document.goods) in {one.key for one in wanted}


def _act(watch: DocumentWatch, due: Sequence[Step], at: datetime, version: PolicyVersion) -> None:
    """Hold at each standing in turn, or take goods off sale; tell of the last step alone."""
    for step in due:
        if step.standing is not None:
            _hold(watch, step.standing, at, version, quiet=step != due[-1])
        elif step.kind == ExpiryKind.LAPSED and watch.revision.document.goods:
            goods_lapsed(watch.supplier, goods=watch.revision.document.goods, at=at)
    if due and due[-1].standing is None and watch.supplier.status != Standing.REMOVED:
        _remind(watch, due[-1], at)


def _hold(
    watch: DocumentWatch, standing: Standing, at: datetime, version: PolicyVersion, *, quiet: bool
) -> None:
    revision = watch.revision
    holds.place(
        supplier=watch.supplier,
        cause=HoldCause.DOCUMENT,
        key=f"document:{revision.document_id}:{revision.number}:{standing}",
        standing=standing,
        reason=EXPIRED,
        params={"document": name_of(revision.document), "day": revision.expires_on},
        at=at,
        policy_version=version,
        quiet=quiet,
    )


def _remind(watch: DocumentWatch, step: Step, at: datetime) -> None:
    revision = watch.revision
    tell_owners(
        supplier=watch.supplier,
        kind=_notice(watch, step),
        key=f"expires:{watch.pk}:{step.days}",
        url=reverse("suppliers:documents"),
        at=at,
        document=name_of(revision.document),
        day=revision.expires_on,
        days=revision.days_left(day_of(at)) or 0,
    )


def _notice(watch: DocumentWatch, step: Step) -> str:
    if step.kind == ExpiryKind.LAPSED:
        return "document_lapsed"
    return "document_expires" if _is_needed(watch.supplier, watch.revision) else "document_lapses"
