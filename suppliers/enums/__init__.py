from suppliers.enums.applications import (
    APPEAL_SAID,
    APPEAL_TRANSITIONS,
    APPLICATION_TRANSITIONS,
    DECIDED,
    LIVE,
    WITH_REVIEWERS,
    WRITABLE,
    AppealStatus,
    ApplicationStatus,
)
from suppliers.enums.badges import Badge, BadgeCondition
from suppliers.enums.bank_checks import BANK_CHECK_TRANSITIONS, BankCheckStatus
from suppliers.enums.checks import CheckCode, Outcome
from suppliers.enums.clear_out import Criterion, StreakOutcome
from suppliers.enums.documents import (
    REVISION_TRANSITIONS,
    DocumentKind,
    FlaggedGoods,
    RevisionStatus,
    document_label,
)
from suppliers.enums.expiry import ExpiryKind
from suppliers.enums.facts import HAPPENED, MOST_HOURS, STARS, YES_OR_NO, FactKind
from suppliers.enums.freight import FreightBasis
from suppliers.enums.holds import BY_GRAVITY, HELD_AT, HoldCause
from suppliers.enums.numbers import NumberKind
from suppliers.enums.points import DeductionCause
from suppliers.enums.scores import LOWER_IS_BETTER, SAMPLES, Figure, ScoreItem
from suppliers.enums.shops import SalesScope, SupplierKind
from suppliers.enums.standing import (
    MAY_LIST,
    MEANINGS,
    RETURN_TRANSITIONS,
    SHOWN,
    STANDING_TRANSITIONS,
    Standing,
)

__all__ = [
    "APPEAL_SAID",
    "APPEAL_TRANSITIONS",
    "APPLICATION_TRANSITIONS",
    "BANK_CHECK_TRANSITIONS",
    "BY_GRAVITY",
    "DECIDED",
    "HAPPENED",
    "HELD_AT",
    "LIVE",
    "LOWER_IS_BETTER",
    "MAY_LIST",
    "MEANINGS",
    "MOST_HOURS",
    "RETURN_TRANSITIONS",
    "REVISION_TRANSITIONS",
    "SAMPLES",
    "SHOWN",
    "STANDING_TRANSITIONS",
    "STARS",
    "WITH_REVIEWERS",
    "WRITABLE",
    "YES_OR_NO",
    "AppealStatus",
    "ApplicationStatus",
    "Badge",
    "BadgeCondition",
    "BankCheckStatus",
    "CheckCode",
    "Criterion",
    "DeductionCause",
    "DocumentKind",
    "ExpiryKind",
    "FactKind",
    "Figure",
    "FlaggedGoods",
    "FreightBasis",
    "HoldCause",
    "NumberKind",
    "Outcome",
    "RevisionStatus",
    "SalesScope",
    "ScoreItem",
    "Standing",
    "StreakOutcome",
    "SupplierKind",
    "document_label",
]
