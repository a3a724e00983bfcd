from suppliers.models.applications import (
    Application,
    ApplicationAppeal,
    ApplicationAppealEvent,
    ApplicationEvent,
)
from suppliers.models.bank_checks import BankCheck, BankCheckEvent
from suppliers.models.belts import Belt
from suppliers.models.checks import Check
from suppliers.models.documents import Document, DocumentPage, DocumentRevision, RevisionEvent
from suppliers.models.facts import Fact
from suppliers.models.freight import FreightTemplate, FreightZone
from suppliers.models.holds import Appeal, AppealEvent, Hold
from suppliers.models.points import Deduction
from suppliers.models.scores import CategoryDay, ScoreDay
from suppliers.models.suppliers import StandingEvent, Supplier

__all__ = [
    "Appeal",
    "AppealEvent",
    "Application",
    "ApplicationAppeal",
    "ApplicationAppealEvent",
    "ApplicationEvent",
    "BankCheck",
    "BankCheckEvent",
    "Belt",
    "CategoryDay",
    "Check",
    "Deduction",
    "Document",
    "DocumentPage",
    "DocumentRevision",
    "Fact",
    "FreightTemplate",
    "FreightZone",
    "Hold",
    "RevisionEvent",
    "ScoreDay",
    "StandingEvent",
    "Supplier",
]
