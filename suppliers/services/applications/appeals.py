"""A rejected applicant may appeal once; another reviewer decides (rules §3)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.locking import lock_one
from common.status import move
from common.working_days import working_days_later
from policies.schemas import VettingRules
from policies.selectors import in_force
from suppliers.enums import APPEAL_TRANSITIONS, AppealStatus, ApplicationStatus
from suppliers.errors import BadApplication, NotReady, NotYours, TooLate
from suppliers.models import Application, ApplicationAppeal, ApplicationAppealEvent
from suppliers.services import tell_vetting
from suppliers.services.appeal_words import checked_words
from suppliers.services.applications.moving import locked, move_to, need_reason
from suppliers.services.reviewers import check_reviewer


@transaction.atomic
def appeal(*, application: Application, text: str, actor: User, at: datetime) -> ApplicationAppeal:
    """Ask for another look at a rejection.

    Raises NotReady where it is not rejected, was appealed before or a newer application exists;
    TooLate, BadApplication for a text that is too short or long.
    """
    row = locked(application)
    rules = in_force(VettingRules, at).rules
    _check_may_appeal(row, rules, at)
    words = checked_words(text, BadApplication)
    made = ApplicationAppeal.objects.create(
        application=row,
        text=words,
        made_by=actor,
        made_at=at,
        expected_at=working_days_later(at, rules.review_working_days, rules.holidays),
    )
    ApplicationAppealEvent.objects.create(subject=made, at=at, actor=actor, target=made.status)
    tell_vetting.step(
        application=row,
        kind="application_appealed",
        params={"expected": made.expected_at},
        at=at,
    )
    return made


def _check_may_appeal(row: Application, rules: VettingRules, at: datetime) -> None:
    if row.status != ApplicationStatus.REJECTED or row.decided_at is None:
        raise NotReady(_("Only a rejected application can be appealed."), code="not_rejected")
    if ApplicationAppeal.objects.filter(application=row).exists():
        raise NotReady(_("A rejection is appealed once; you did."), code="appealed")
    if Application.objects.filter(company=row.company, created_at__gt=row.created_at).exists():
        raise NotReady(_("You began a new application instead."), code="newer")
    until = row.decided_at + timedelta(days=rules.appeal_days)
    if at > until:
        raise TooLate(
            _("A rejection may be appealed for %(days)d days.") % {"days": rules.appeal_days},
            code="appeal_late",
        )


@transaction.atomic
def decide_appeal(
    *, appeal: ApplicationAppeal, granted: bool, reason: str, actor: User, at: datetime
) -> ApplicationAppeal:
    """Grant an appeal, which puts the application into this reviewer's hands, or refuse it.

    Raises NotYours where ``actor`` had a part in the rejection or belongs to the company,
    BadApplication without a reason, WrongStatus where it is decided.
    """
    row = locked(appeal.application)
    held = lock_one(ApplicationAppeal.objects.filter(pk=appeal.pk))
    check_reviewer(actor, row.company)
    _check_other(row, actor)
    why = need_reason(reason)
    version = in_force(VettingRules, at).version
    move(
        held,
        AppealStatus.GRANTED if granted else AppealStatus.REFUSED,
        table=APPEAL_TRANSITIONS,
        events=ApplicationAppealEvent,
        at=at,
        actor=actor,
        reason=why,
        policy_version=version,
        decided_by=actor,
        decided_at=at,
    )
    if granted:
        move_to(
            row,
            ApplicationStatus.IN_REVIEW,
            actor=actor,
            at=at,
            reason=why,
            data={"what": "appeal_granted"},
            decided_at=None,
            claimed_by=actor,
            claimed_at=at,
        )
    held.application = row
    tell_vetting.appeal(appeal=held, kind=f"application_appeal_{held.status}", reason=why, at=at)
    return held


def _check_other(row: Application, actor: User) -> None:
    """Whoever reviewed the application in any round had a part in it."""
    if row.events.filter(actor=actor).exists():
        raise NotYours(
            _("You had a part in the rejection: somebody else decides."), code="same_reviewer"
        )
