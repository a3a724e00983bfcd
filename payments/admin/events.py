"""What became of money, step by step, with the reasons in words."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from common.desk import ReadOnlyInline
from payments.reasons import in_words


class SaidInline(ReadOnlyInline):
    """The moves of a status."""

    fields = ["at", "source", "target", "said", "actor"]
    readonly_fields = ["said"]

    @admin.display(description=_("Reason"))
    def said(self, event: Any) -> str:
        return str(in_words(event.reason))
