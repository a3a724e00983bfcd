from suppliers.models.applications import (
    Application,
    ApplicationAppeal,
    ApplicationAppealEvent,
    ApplicationEvent,
)
from suppliers.models.audits import (
    Audit,
    AuditCause,
    AuditCondition,
    AuditEvent,
    AuditItem,
    ConditionAnswer,
    ConditionEvent,
)
from suppliers.models.badges import FactoryRecord, SupplierBadge
from suppliers.models.bank_checks import BankCheck, BankCheckEvent
from suppliers.models.belts import Belt
from suppliers.models.checks import Check
from suppliers.models.clear_out import ClearOutStreak
from suppliers.models.discontinuations import Discontinuation, DiscontinuationEvent
from suppliers.models.documents import Document, DocumentPage, DocumentRevision, RevisionEvent
from suppliers.models.draws import RandomDraw
from suppliers.models.expiry import DocumentWatch, ExpiryStep
from suppliers.models.facts import Fact
from suppliers.models.freight import FreightTemplate, FreightZone
from suppliers.models.holds import Appeal, AppealEvent, Hold
from suppliers.models.names import NameChange
from suppliers.models.night import NightMark
from suppliers.models.points import Deduction
from suppliers.models.risk import RiskAssessment
from suppliers.models.scores import CategoryDay, ScoreDay
from suppliers.models.settlements import Settlement
from suppliers.models.spot_checks import SpotCheck, SpotCheckEvent, Supervision
from suppliers.models.suppliers import StandingEvent, Supplier
from suppliers.models.visits import SiteVisit, VisitEvent, VisitItem, VisitPhoto

__all__ = [
    "Appeal",
    "AppealEvent",
    "Application",
    "ApplicationAppeal",
    "ApplicationAppealEvent",
    "ApplicationEvent",
    "Audit",
    "AuditCause",
    "AuditCondition",
    "AuditEvent",
    "AuditItem",
    "BankCheck",
    "BankCheckEvent",
    "Belt",
    "CategoryDay",
    "Check",
    "ClearOutStreak",
    "ConditionAnswer",
    "ConditionEvent",
    "Deduction",
    "Discontinuation",
    "DiscontinuationEvent",
    "Document",
    "DocumentPage",
    "DocumentRevision",
    "DocumentWatch",
    "ExpiryStep",
    "Fact",
    "FactoryRecord",
    "FreightTemplate",
    "FreightZone",
    "Hold",
    "NameChange",
    "NightMark",
    "RandomDraw",
    "RevisionEvent",
    "RiskAssessment",
    "ScoreDay",
    "Settlement",
    "SiteVisit",
    "SpotCheck",
    "SpotCheckEvent",
    "StandingEvent",
    "Supervision",
    "Supplier",
    "SupplierBadge",
    "VisitEvent",
    "VisitItem",
    "VisitPhoto",
]
