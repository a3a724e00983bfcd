"""The numbers of suppliers' standing, and of documents that expire (rules §4)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy
from pydantic import Field

from policies.schemas.base import Days, Policy

#: A lazy sentence is no ``str``, yet pydantic keeps it as it is, for each reader's language.
_: Callable[[str], Any] = gettext_lazy


class StandingRules(Policy):
    slug: ClassVar[str] = "standing"
    title: ClassVar[Any] = _("Suppliers' standing")

    appeal_days: Days = Field(
        7, description=_("Days in which a supplier may appeal against a decision on its standing")
    )
    appeal_answer_days: Days = Field(
        3, description=_("Working days in which such an appeal is decided")
    )
    reminder_days: tuple[Days, ...] = Field(
        (30, 7, 1), description=_("Days before a document expires, at which its owner is reminded")
    )
    document_suspend_days: Days = Field(
        15, description=_("Days after a document expired, until the supplier is suspended")
    )
    document_remove_days: Days = Field(
        30, description=_("Days after that suspension, until the supplier is removed")
    )
