"""A reviewer's steps before the decision: claim, release, send back, ask for a visit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from suppliers.enums import WITH_REVIEWERS, ApplicationStatus
from suppliers.errors import BadApplication, NotReady, NotYours
from suppliers.models import Application
from suppliers.selectors.applications import Undecided, papers, undecided
from suppliers.services import tell_vetting
from suppliers.services.applications.answers import ANSWERS
from suppliers.services.applications.moving import (
    UNCLAIMED,
    claimed,
    locked,
    move_to,
    need_reason,
    noted,
)
from suppliers.services.reviewers import check_reviewer


@transaction.atomic
def claim(*, application: Application, actor: User, at: datetime) -> Application:
    """Take an application to review; of two who claim at once, one gets it.

    Claiming one's own again is harmless. Raises NotYours where somebody else has it, or this
    person approved it first; NotReady where it does not wait.
    """
    row = locked(application)
    check_reviewer(actor, row.company)
    _check_free(row, actor)
    if row.claimed_by_id == actor.pk:
        return row
    if row.status == ApplicationStatus.SUBMITTED:
        move_to(
            row, ApplicationStatus.IN_REVIEW, actor=actor, at=at, claimed_by=actor, claimed_at=at
        )
        told = {"expected": row.expected_at}
        tell_vetting.step(application=row, kind="application_in_review", params=told, at=at)
        return row
    row.claimed_by, row.claimed_at = actor, at
    row.save(update_fields=["claimed_by", "claimed_at"])
    noted(row, "claimed", actor=actor, at=at)
    return row


def _check_free(row: Application, actor: User) -> None:
    if row.status not in WITH_REVIEWERS:
        raise NotReady(_("It does not wait for a reviewer."), code="not_waiting")
    if row.claimed_by_id not in (None, actor.pk):
        raise NotYours(_("%(person)s has claimed it.") % {"person": row.claimed_by}, code="claimed")
    if row.first_approved_by_id == actor.pk:
        raise NotYours(
            _("You approved it first; somebody else is the second reviewer."),
            code="same_reviewer",
        )


@transaction.atomic
def release(
    *, application: Application, actor: User, at: datetime, reason: str = ""
) -> Application:
    """Give it back to the queue, with all that was decided of its documents.

    Whoever may review it does so for another too, who is away or has left, and says why. Raises
    NotYours, BadApplication without that reason, NotReady where nobody has it.
    """
    row = locked(application)
    check_reviewer(actor, row.company)
    if row.claimed_by_id is None:
        raise NotReady(_("Nobody has claimed it."), code="not_claimed")
    is_own = row.claimed_by_id == actor.pk
    why = reason.strip() if is_own else need_reason(reason)
    row.claimed_by = row.claimed_at = None
    row.save(update_fields=["claimed_by", "claimed_at"])
    noted(row, "released" if is_own else "taken_away", actor=actor, at=at, reason=why)
    return row


@transaction.atomic
def send_back(
    *,
    application: Application,
    reason: str,
    actor: User,
    at: datetime,
    fields: Mapping[str, str] | None = None,
    partly: bool = False,
) -> Application:
    """Ask for changes: of the answers in ``fields``, each with its reason, and of the documents
    that were sent back. The rest stays accepted.

    The applicant is to learn of all that is wrong at once: documents that are not decided yet are
    left for later only where ``partly`` says that this is meant. Raises NotYours, BadApplication
    without a reason, NotReady where nothing is to be changed or some documents are undecided.
    """
    row = claimed(application, actor)
    why = need_reason(reason)
    wanted = {name: text.strip() for name, text in (fields or {}).items() if text.strip()}
    for name in wanted:
        if name not in ANSWERS:
            raise BadApplication(_("There is no such question."), field=name, code="unknown")
    if not wanted and not any(one.is_missing for one in papers(row)):
        raise NotReady(
            _("Name an answer, or send a document back: nothing is to be changed yet."),
            code="nothing_to_change",
        )
    left = [] if partly else undecided(row)
    if left:
        raise _left_undecided(left)
    move_to(
        row,
        ApplicationStatus.CHANGES_REQUESTED,
        actor=actor,
        at=at,
        reason=why,
        data={"fields": wanted},
        sent_back=wanted,
        first_approved_by=None,
        first_approved_at=None,
        **UNCLAIMED,
    )
    tell_vetting.step(
        application=row, kind="application_changes_requested", params={"reason": why}, at=at
    )
    return row


def _left_undecided(left: Sequence[Undecided]) -> NotReady:
    named = [
        gettext("%(document)s (a check failed)") % {"document": one.label}
        if one.is_failed
        else one.label
        for one in left
    ]
    return NotReady(
        ngettext(
            "%(number)d document is not decided yet: %(named)s. Accept it or send it back first, or"
            " say that it is left for later.",
            "%(number)d documents are not decided yet: %(named)s. Accept them or send them back"
            " first, or say that they are left for later.",
            len(left),
        )
        % {"number": len(left), "named": " · ".join(named)},
        code="undecided",
    )


@transaction.atomic
def ask_visit(*, application: Application, reason: str, actor: User, at: datetime) -> Application:
    """Have the premises seen before deciding; the claim stays. Raises NotYours, WrongStatus."""
    row = claimed(application, actor)
    why = need_reason(reason)
    move_to(row, ApplicationStatus.SITE_VISIT, actor=actor, at=at, reason=why)
    tell_vetting.step(application=row, kind="application_site_visit", params={"reason": why}, at=at)
    return row


@transaction.atomic
def visit_done(*, application: Application, actor: User | None, at: datetime) -> Application:
    """The visit was reported: the review goes on. One that waits for no visit is left alone."""
    row = locked(application)
    if row.status == ApplicationStatus.SITE_VISIT:
        move_to(row, ApplicationStatus.IN_REVIEW, actor=actor, at=at, data={"what": "visited"})
    return row
