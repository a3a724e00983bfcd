"""Telling a company what became of its application, documents and bank account."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from accounts.enums import Right
from accounts.models import Company
from accounts.services.notices import tell
from suppliers.models import Application, ApplicationAppeal, BankCheck, DocumentRevision
from suppliers.services.telling import name_of

#: Where a step is gone on with, if not at the application: a new shop lists its first product.
GOES_TO = {"application_approved": "catalog:desk_products"}


def step(
    *, application: Application, kind: str, at: datetime, params: Mapping[str, Any] | None = None
) -> None:
    """A step of an application, told once a round and reviewer's move."""
    _tell(
        application.company,
        kind,
        {"shop": application, **(params or {})},
        reverse(GOES_TO.get(kind, "suppliers:application")),
        f"{kind}:{application.pk}:{application.round}:{application.events.count()}",
        at,
    )


def appeal(*, appeal: ApplicationAppeal, kind: str, reason: str, at: datetime) -> None:
    _tell(
        appeal.application.company,
        kind,
        {"shop": appeal.application, "reason": reason},
        reverse("suppliers:application"),
        f"{kind}:{appeal.pk}",
        at,
    )


def document(*, revision: DocumentRevision, at: datetime) -> None:
    """A supplier's new document was accepted or sent back."""
    kind = f"document_{revision.status}"
    _tell(
        revision.document.company,
        kind,
        {"document": name_of(revision.document), "reason": revision.objection},
        reverse("suppliers:documents"),
        f"{kind}:{revision.pk}",
        at,
    )


def bank_check_started(*, check: BankCheck, at: datetime) -> None:
    _bank_check(check, "bank_check_started", at, {"deadline": check.deadline})


def bank_check_arrived(*, check: BankCheck, at: datetime) -> None:
    _bank_check(check, "bank_check_arrived", at, {"deadline": check.deadline})


def bank_check_ended(*, check: BankCheck, at: datetime) -> None:
    _bank_check(check, f"bank_check_{check.status}", at)


def _bank_check(
    check: BankCheck, kind: str, at: datetime, params: Mapping[str, Any] | None = None
) -> None:
    _tell(
        check.company,
        kind,
        {"account": str(check.bank_account), **(params or {})},
        reverse("suppliers:bank_check"),
        f"{kind}:{check.pk}",
        at,
    )


def _tell(
    company: Company, kind: str, params: Mapping[str, Any], url: str, key: str, at: datetime
) -> None:
    tell(
        kind=kind,
        params=params,
        url=url,
        key=key,
        at=at,
        company=company,
        rights=[Right.MANAGE_COMPANY],
    )
