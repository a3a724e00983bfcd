"""Staff's desk: its sections and lists in the order of a day's work, whatever the language."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest

#: Sections, and in each the lists that are opened most. What is not named stands behind, by name:
#: last the sections that others bring, of signing in.
SECTIONS = {
    "orders": ["Order", "Shipment", "PurchaseRequest", "PaymentStage", "OrderGroup"],
    "payments": ["Payment", "Refund", "Payout", "IncomingTransfer", "TrialTransfer", "BankAccount"],
    "suppliers": ["Supplier", "Application", "ApplicationAppeal", "SiteVisit", "Audit", "Appeal"],
    "catalog": ["Product", "Category", "ImportJob"],
    "accounts": ["Company", "User", "Membership", "Invitation", "Address"],
    "policies": ["PolicyVersion"],
}
#: Lists of people and companies that are looked at when something is wrong.
TECHNICAL = frozenset({"ApiToken"})


class DeskConfig(AdminConfig):
    default_site = "marketplace.desk.Desk"


class Desk(AdminSite):
    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The sections that this person may see, as Django names them, in our order."""
        sections = super().get_app_list(request, app_label)
        for section in sections:
            named = SECTIONS.get(section["app_label"], [])
            section["models"].sort(key=lambda model: _place(model["object_name"], named))
        return sorted(sections, key=lambda section: _place(section["app_label"], list(SECTIONS)))


def _place(name: str, named: list[str]) -> tuple[bool, int]:
    """Where a name stands: as it is named, else behind those and before what is technical."""
    return (name in TECHNICAL, named.index(name) if name in named else len(named))
