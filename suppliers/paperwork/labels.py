"""What the parts of a document are called."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from suppliers.enums import FlaggedGoods

LABELS: dict[str, Any] = {
    "holder": _("Name on it"),
    "identifier": _("Number"),
    "id_type": _("Kind of identity document"),
    "person": _("Legal representative"),
    "scope": _("Business scope"),
    "address": _("Address"),
    "issued_on": _("Issued on"),
    "expires_on": _("Valid until"),
    "bank": _("Bank"),
    "currency": _("Currency"),
    "area": _("Plant area, m²"),
    "lines": _("Production lines"),
    "headcount": _("People"),
    "market": _("Market"),
    "floor": _("Floor"),
    "stall": _("Stall"),
    "issuer": _("Issued by"),
}
#: Which certificate flagged goods call for; companies abroad show what their country has for it.
CERTIFICATES: dict[str, Any] = {
    FlaggedGoods.FOOD: _("food business licence or food production licence"),
    FlaggedGoods.TOYS: _("compulsory product certification (CCC) of the toys"),
    FlaggedGoods.COSMETICS: _("cosmetics production licence, or the goods' registration or filing"),
    FlaggedGoods.ELECTRICAL: _("compulsory product certification (CCC) of the goods"),
}
