"""Re-audits (rules §4): what brings one about, what is looked at, how it ends."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.status import Transitions


class RiskBand(models.TextChoices):
    A = "A", _("A")
    B = "B", _("B")
    C = "C", _("C")
    D = "D", _("D")


class RiskFactor(models.TextChoices):
    """What a band is made of."""

    COMPOSITE = "composite", _("Composite score")
    POINTS = "points", _("Points")
    CASES = "cases", _("Share of orders with a quality case, 90 days")
    STANDING = "standing", _("Standing")


class AuditStatus(models.TextChoices):
    OPEN = "open", _("Open")
    IN_REVIEW = "in_review", _("In review")
    PASSED = "passed", _("Passed")
    PASSED_WITH_CONDITIONS = "passed_with_conditions", _("Passed with conditions")
    FAILED = "failed", _("Failed")
    CALLED_OFF = "called_off", _("Called off")


AUDIT_TRANSITIONS: Transitions = {
    AuditStatus.OPEN: frozenset({AuditStatus.IN_REVIEW}),
    AuditStatus.IN_REVIEW: frozenset({AuditStatus.OPEN}),
    AuditStatus.PASSED: frozenset({AuditStatus.IN_REVIEW}),
    AuditStatus.PASSED_WITH_CONDITIONS: frozenset({AuditStatus.IN_REVIEW}),
    AuditStatus.FAILED: frozenset({AuditStatus.IN_REVIEW}),
    AuditStatus.CALLED_OFF: frozenset({AuditStatus.OPEN, AuditStatus.IN_REVIEW}),
}

AUDIT_OPEN = frozenset({AuditStatus.OPEN, AuditStatus.IN_REVIEW})
AUDIT_PASSED = frozenset({AuditStatus.PASSED, AuditStatus.PASSED_WITH_CONDITIONS})
#: How an auditor may decide; one that was called off says nothing of the supplier.
AUDIT_VERDICTS = AUDIT_PASSED | {AuditStatus.FAILED}


class AuditTrigger(models.TextChoices):
    SCHEDULE = "schedule", _("The time since the last audit")
    SCORE = "score", _("The composite score fell too low")
    QUALITY = "quality", _("Many quality cases for its category")
    SPOT_CHECK = "spot_check", _("A spot check failed")
    REPRESENTATIVE = "representative", _("Another legal representative")
    BANK_ACCOUNT = "bank_account", _("Another bank account")
    ADDRESS = "address", pgettext_lazy("audit", "Another address")
    POINTS = "points", _("Points")
    STAFF = "staff", _("Staff asked for it")


class AuditPart(models.TextChoices):
    """The checklist of an audit."""

    DOCUMENTS = "documents", _("Documents")
    REGISTER = "register", _("Register data")
    SITE_VISIT = "site_visit", _("Site visit")
    SERVICE = "service", _("Service figures")
    CASES = "cases", _("After-sales cases")


#: The parts of the checklist that a trigger casts doubt on; of the others, all.
CONCERNS: dict[str, frozenset[AuditPart]] = {
    AuditTrigger.SCORE: frozenset({AuditPart.SERVICE, AuditPart.CASES}),
    AuditTrigger.QUALITY: frozenset({AuditPart.SERVICE, AuditPart.CASES}),
    AuditTrigger.POINTS: frozenset({AuditPart.SERVICE, AuditPart.CASES}),
    AuditTrigger.REPRESENTATIVE: frozenset({AuditPart.DOCUMENTS, AuditPart.REGISTER}),
    AuditTrigger.BANK_ACCOUNT: frozenset({AuditPart.DOCUMENTS, AuditPart.REGISTER}),
    AuditTrigger.ADDRESS: frozenset(
        {AuditPart.DOCUMENTS, AuditPart.REGISTER, AuditPart.SITE_VISIT}
    ),
}


def concerned(trigger: str) -> frozenset[AuditPart]:
    """The parts that have to be judged with what this trigger found."""
    return CONCERNS.get(trigger, frozenset(AuditPart))


class Finding(models.TextChoices):
    """What the records say of a part."""

    GOOD = "pass", _("In order")
    LOOK = "warn", _("To be looked at")
    BAD = "fail", _("Not in order")
    UNKNOWN = "unknown", _("No data")


class Verdict(models.TextChoices):
    """What the auditor says of a part."""

    IN_ORDER = "in_order", _("In order")
    CONDITION = "condition", _("Needs a condition")
    BREACH = "breach", _("Breach")


class VisitNeed(models.TextChoices):
    """Why an audit needs a visit of its own."""

    NONE = "", _("Not needed")
    DRAWN = "drawn", _("Drawn at random")
    STALL = "stall", _("A stall whose last visit is too long ago")
    STAFF = "staff", _("The auditor asked for it")
    MOVED = "moved", _("The address has changed")


class Consequence(models.TextChoices):
    """What a failed audit brings."""

    POINTS = "points", _("Points")
    RESTRICTED = "restricted", _("Restricted until an audit passes")
    SUSPENDED = "suspended", _("Suspended until an audit passes")


class ConditionStatus(models.TextChoices):
    OPEN = "open", _("Open")
    ANSWERED = "answered", _("Answered")
    MET = "met", _("Met")


CONDITION_TRANSITIONS: Transitions = {
    ConditionStatus.ANSWERED: frozenset({ConditionStatus.OPEN, ConditionStatus.ANSWERED}),
    ConditionStatus.OPEN: frozenset({ConditionStatus.ANSWERED}),
    ConditionStatus.MET: frozenset({ConditionStatus.OPEN, ConditionStatus.ANSWERED}),
}
