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
from suppliers.models.suppliers import StandingEvent, Supplier

__all__ = [
    "Application",
    "ApplicationAppeal",
    "ApplicationAppealEvent",
    "ApplicationEvent",
    "BankCheck",
    "BankCheckEvent",
    "Belt",
    "Check",
    "Document",
    "DocumentPage",
    "DocumentRevision",
    "Fact",
    "FreightTemplate",
    "FreightZone",
    "RevisionEvent",
    "StandingEvent",
    "Supplier",
]
