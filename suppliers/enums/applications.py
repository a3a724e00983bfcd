"""An application to become a supplier, and how it moves (rules §3)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.status import Transitions


class ApplicationStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    IN_REVIEW = "in_review", _("In review")
    SITE_VISIT = "site_visit", _("Site visit")
    CHANGES_REQUESTED = "changes_requested", _("Changes requested")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


_S = ApplicationStatus

#: A rejected one is reviewed again only where an appeal was granted.
APPLICATION_TRANSITIONS: Transitions = {
    _S.SUBMITTED: frozenset({_S.DRAFT, _S.CHANGES_REQUESTED}),
    _S.IN_REVIEW: frozenset({_S.SUBMITTED, _S.SITE_VISIT, _S.REJECTED}),
    _S.SITE_VISIT: frozenset({_S.IN_REVIEW}),
    _S.CHANGES_REQUESTED: frozenset({_S.IN_REVIEW}),
    _S.APPROVED: frozenset({_S.IN_REVIEW}),
    _S.REJECTED: frozenset({_S.IN_REVIEW}),
    _S.WITHDRAWN: frozenset(
        {_S.DRAFT, _S.SUBMITTED, _S.IN_REVIEW, _S.SITE_VISIT, _S.CHANGES_REQUESTED}
    ),
}

#: It is the applicant's turn: answers and documents may be written.
WRITABLE = frozenset({_S.DRAFT, _S.CHANGES_REQUESTED})
#: Under way: a company has at most one of these.
LIVE = frozenset({_S.DRAFT, _S.SUBMITTED, _S.IN_REVIEW, _S.SITE_VISIT, _S.CHANGES_REQUESTED})
#: With the platform, which owes an answer.
WITH_REVIEWERS = frozenset({_S.SUBMITTED, _S.IN_REVIEW, _S.SITE_VISIT})
DECIDED = frozenset({_S.APPROVED, _S.REJECTED})


class AppealStatus(models.TextChoices):
    OPEN = "open", _("Open")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", pgettext_lazy("appeal", "Refused")
    CLOSED = "closed", pgettext_lazy("appeal", "Closed undecided")


#: How an appeal stands, to who made it.
APPEAL_SAID: dict[AppealStatus, Any] = {
    AppealStatus.OPEN: _("Your appeal is handed in; it is not decided yet"),
    AppealStatus.GRANTED: _("Your appeal was granted"),
    AppealStatus.REFUSED: _("Your appeal was refused"),
    AppealStatus.CLOSED: _("Your appeal was closed: the hold has ended"),
}

APPEAL_TRANSITIONS: Transitions = {
    AppealStatus.GRANTED: frozenset({AppealStatus.OPEN}),
    AppealStatus.REFUSED: frozenset({AppealStatus.OPEN}),
    AppealStatus.CLOSED: frozenset({AppealStatus.OPEN}),
}
