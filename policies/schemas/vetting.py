"""The numbers of becoming a supplier (rules §3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy
from pydantic import Field

from policies.schemas.base import (
    Bytes,
    Count,
    Days,
    Hundredths,
    Pixels,
    Policy,
    Share,
    SupplierKind,
)

#: A lazy sentence is no ``str``, yet pydantic keeps it as it is, for each reader's language.
_: Callable[[str], Any] = gettext_lazy


class VettingRules(Policy):
    slug: ClassVar[str] = "vetting"
    title: ClassVar[Any] = _("Becoming a supplier")

    review_working_days: Days = Field(
        3, description=_("Working days in which an application or an appeal is answered")
    )
    holidays: tuple[date, ...] = Field(
        (), description=_("Days besides Saturday and Sunday on which nobody works")
    )
    appeal_days: Days = Field(15, description=_("Days in which a rejection may be appealed, once"))
    validity_days: Days = Field(
        30, description=_("Days for which a document must still be valid when it is handed in")
    )
    name_similarity: Share = Field(
        Decimal("0.8"),
        description=_(
            "Names that agree to this share of their characters are looked at by two reviewers;"
            " below it they are different names"
        ),
    )
    visited_kinds: tuple[SupplierKind, ...] = Field(
        ("factory", "stall"),
        description=_("Kinds of supplier that are visited before they are approved"),
    )
    bank_check_most_units: Hundredths = Field(
        99, description=_("Largest transfer that checks a bank account, in its currency")
    )
    bank_check_days: Days = Field(
        7, description=_("Days in which the amount of the transfer must be named")
    )
    bank_check_tries: Count = Field(3, description=_("Tries to name it"))
    bank_check_most: Count = Field(
        3, description=_("Most checks of bank accounts that a company may begin …")
    )
    bank_check_window_days: Days = Field(30, description=_("… within this many days"))
    file_max_bytes: Bytes = Field(10_000_000, description=_("Largest file of a document in bytes"))
    picture_max_pixels: Pixels = Field(
        40_000_000, description=_("Most pixels of a picture of a document")
    )
    picture_min_side: Pixels = Field(
        300, description=_("Shortest side of a picture of a document in pixels")
    )
    picture_long_side: Pixels = Field(
        2400, description=_("Long side to which a picture of a document is reduced, in pixels")
    )
    max_pages: Count = Field(9, description=_("Most files of one document"))
    max_pdf_pages: Count = Field(60, description=_("Most pages of a PDF"))
    max_pdf_parts: Count = Field(
        50_000, description=_("Most parts of a PDF: what it is built of, not its pages")
    )
