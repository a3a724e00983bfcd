"""Prices and stock of a product on one line each: the form behind a row of the table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.drafts import ProductDraft, SkuDraft
from catalog.enums import QuoteType
from catalog.web.desk.forms import TiersField, write_tiers
from common.errors import DomainError
from common.formats import one_language

#: Fields of a ladder that a fault may speak of.
LADDER = {"tiers", "from_quantity", "unit_price"}
#: How many changes a message names.
MOST_SAID = 4


class QuickEdit(forms.Form):
    """By the quote type one ladder, or a price or ladder of each SKU; and each SKU's stock."""

    def __init__(
        self, draft: ProductDraft, data: QueryDict | None, revision: int | None = None
    ) -> None:
        self._draft = draft
        super().__init__(data)
        self.fields["revision"] = forms.IntegerField(
            widget=forms.HiddenInput, required=False, initial=revision
        )
        if draft.quote_type == QuoteType.BY_QUANTITY:
            self.fields["tiers"] = TiersField(
                label=_("Ladder"),
                initial=write_tiers(draft.tiers),
                help_text=_("from: price; from: price"),
            )
        for number, sku in enumerate(draft.skus):
            self._add_sku(number, sku)

    def _add_sku(self, number: int, sku: SkuDraft) -> None:
        name = " / ".join(map(one_language, sku.options)) or sku.code
        if self._draft.quote_type == QuoteType.BY_SKU:
            self.fields[f"price-{number}"] = forms.DecimalField(
                label=_("Price of %(sku)s") % {"sku": name},
                max_digits=14,
                decimal_places=4,
                initial=sku.price,
            )
        if self._draft.quote_type == QuoteType.BY_SKU_QUANTITY:
            self.fields[f"tiers-{number}"] = TiersField(
                label=_("Ladder of %(sku)s") % {"sku": name}, initial=write_tiers(sku.tiers)
            )
        self.fields[f"stock-{number}"] = forms.IntegerField(
            label=_("Stock of %(sku)s") % {"sku": name},
            min_value=0,
            max_value=2_000_000_000,
            initial=sku.on_hand,
        )

    @property
    def revision(self) -> int | None:
        return self.cleaned_data.get("revision")

    def draft(self) -> ProductDraft:
        """The draft with the prices and stocks that were typed; the form must be valid."""
        data = self.cleaned_data
        skus = tuple(self._sku(number, sku, data) for number, sku in enumerate(self._draft.skus))
        return replace(self._draft, skus=skus, tiers=data.get("tiers", self._draft.tiers))

    def _sku(self, number: int, sku: SkuDraft, data: dict[str, Any]) -> SkuDraft:
        return replace(
            sku,
            on_hand=data[f"stock-{number}"],
            price=data.get(f"price-{number}", sku.price),
            tiers=data.get(f"tiers-{number}", sku.tiers),
        )

    def refuse(self, faults: Iterable[DomainError]) -> None:
        """Put each fault at the field that it speaks of, or above the form."""
        for fault in faults:
            self.add_error(self._field_of(fault), str(fault))

    def _field_of(self, fault: DomainError) -> str | None:
        """A step of a ladder stands in the one field in which the whole ladder is written."""
        sku = re.fullmatch(r"skus\.(\d+)\.(\w+)", fault.field)
        end = f"-{sku[1]}" if sku else ""
        name = sku[2] if sku else fault.field
        names = (f"{name}{end}", f"tiers{end}" if name in LADDER else "")
        return next((name for name in names if name in self.fields), None)

    def said(self, title: str) -> str:
        """What was changed, with its new values; the form must be valid."""
        changed = [f"{self[name].label}: {self[name].value()}" for name in self.changed_data]
        if not changed:
            return _("%(title)s: nothing was changed.") % {"title": title}
        if len(changed) > MOST_SAID:
            rest = len(changed) - MOST_SAID
            changed = [
                *changed[:MOST_SAID],
                ngettext("%(n)d more", "%(n)d more", rest) % {"n": rest},
            ]
        return _("Saved: %(title)s. %(changes)s") % {"title": title, "changes": "; ".join(changed)}
