"""The company's own moves: submitting and withdrawing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.outbox import send_after_commit
from common.working_days import working_days_later
from policies.schemas import VettingRules
from policies.selectors import in_force
from suppliers.enums import ApplicationStatus
from suppliers.errors import BadApplication
from suppliers.models import Application
from suppliers.selectors.applications import Paper, missing_answers, papers
from suppliers.services import documents, tell_vetting
from suppliers.services.applications.moving import UNCLAIMED, locked, move_to

CHECKS_TASK = "suppliers.tasks.run_checks"


@transaction.atomic
def submit(*, application: Application, actor: User, at: datetime) -> Application:
    """Hand it in, or in again: it is checked behind, and answered by ``expected_at``.

    Raises BadApplication that names what is missing, WrongStatus where it is no draft.
    """
    row = locked(application)
    shown = papers(row)
    _check_complete(row, shown)
    _cover_tax(shown, actor, at)
    rules = in_force(VettingRules, at)
    expected = working_days_later(at, rules.rules.review_working_days, rules.rules.holidays)
    move_to(
        row,
        ApplicationStatus.SUBMITTED,
        actor=actor,
        at=at,
        policy_version=rules.version,
        round=row.round + 1,
        submitted_at=at,
        expected_at=expected,
        sent_back={},
        first_approved_by=None,
        first_approved_at=None,
    )
    send_after_commit(CHECKS_TASK, row.pk, row.round)
    told = {"expected": expected}
    tell_vetting.step(application=row, kind="application_submitted", params=told, at=at)
    return row


def _check_complete(application: Application, shown: list[Paper]) -> None:
    answers = missing_answers(application)
    if answers:
        raise BadApplication(_("Some answers are missing."), field=answers[0], code="incomplete")
    missing = [one for one in shown if one.is_missing and not one.wanted.covered]
    if missing:
        wanted = missing[0].wanted
        raise BadApplication(
            _("%(document)s is missing.") % {"document": wanted.label},
            field=":".join(wanted.key),
            code="incomplete",
        )


def _cover_tax(shown: list[Paper], actor: User, at: datetime) -> None:
    """What the licence states too is recorded as such (三证合一)."""
    for one in shown:
        if one.wanted.covered:
            licence = next(other.revision for other in shown if other.revision is not None)
            documents.cover_tax(licence=licence, actor=actor, at=at)


@transaction.atomic
def withdraw(*, application: Application, actor: User, at: datetime) -> Application:
    """Take it back before it is decided; a new one may be begun. Raises WrongStatus."""
    row = locked(application)
    move_to(row, ApplicationStatus.WITHDRAWN, actor=actor, at=at, **UNCLAIMED)
    params = {"person": str(actor)}
    tell_vetting.step(application=row, kind="application_withdrawn", params=params, at=at)
    return row
