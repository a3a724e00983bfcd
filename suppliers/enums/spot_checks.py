"""Spot checks of goods, by sample and laboratory (rules §4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.status import Transitions


class Severity(models.TextChoices):
    """ISO 2859-1: how sharply a lot is inspected."""

    NORMAL = "normal", pgettext_lazy("inspection", "Normal")
    TIGHTENED = "tightened", pgettext_lazy("inspection", "Tightened")
    REDUCED = "reduced", pgettext_lazy("inspection", "Reduced")


class SpotCheckKind(models.TextChoices):
    PURCHASE = "purchase", _("Undisclosed purchase")
    LOT = "lot", _("Lot inspected by sampling plan")


class SpotCheckCause(models.TextChoices):
    ROUTINE = "routine", _("Routine")
    COMPLAINTS = "complaints", _("Complaints of buyers")
    SUPERVISION = "supervision", _("Supervision after a failed check")
    RETEST = "retest", _("Retest at the supplier's request")


class SpotCheckStatus(models.TextChoices):
    PLANNED = "planned", _("Planned")
    SAMPLED = "sampled", _("Samples at the laboratory")
    ACCEPTED = "accepted", pgettext_lazy("spot check", "Accepted")
    REJECTED = "rejected", pgettext_lazy("spot check", "Rejected")
    OVERTURNED = "overturned", _("Rejected, then accepted by a retest")
    CANCELLED = "cancelled", pgettext_lazy("spot check", "Called off")


SPOT_CHECK_TRANSITIONS: Transitions = {
    SpotCheckStatus.SAMPLED: frozenset({SpotCheckStatus.PLANNED}),
    SpotCheckStatus.ACCEPTED: frozenset({SpotCheckStatus.SAMPLED}),
    SpotCheckStatus.REJECTED: frozenset({SpotCheckStatus.SAMPLED}),
    SpotCheckStatus.OVERTURNED: frozenset({SpotCheckStatus.REJECTED}),
    SpotCheckStatus.CANCELLED: frozenset({SpotCheckStatus.PLANNED, SpotCheckStatus.SAMPLED}),
}

SPOT_CHECK_UNDER_WAY = frozenset({SpotCheckStatus.PLANNED, SpotCheckStatus.SAMPLED})
SPOT_CHECK_ENDED = frozenset(
    {SpotCheckStatus.ACCEPTED, SpotCheckStatus.REJECTED, SpotCheckStatus.OVERTURNED}
)


class DiscontinuationStatus(models.TextChoices):
    """ISO 2859-1, 9.4: no lot is inspected until the supplier has mended what was wrong."""

    OPEN = "open", _("Waits for corrective action")
    STATED = "stated", _("Corrective action stated")
    RESUMED = "resumed", _("Resumed, tightened")
    WITHDRAWN = "withdrawn", _("Withdrawn after a retest")


DISCONTINUATION_TRANSITIONS: Transitions = {
    DiscontinuationStatus.OPEN: frozenset({DiscontinuationStatus.STATED}),
    DiscontinuationStatus.STATED: frozenset({DiscontinuationStatus.OPEN}),
    DiscontinuationStatus.RESUMED: frozenset({DiscontinuationStatus.STATED}),
    DiscontinuationStatus.WITHDRAWN: frozenset(
        {DiscontinuationStatus.OPEN, DiscontinuationStatus.STATED}
    ),
}

DISCONTINUED = frozenset({DiscontinuationStatus.OPEN, DiscontinuationStatus.STATED})
