"""Prices and stock of a product on one line each: the form behind a row of the table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from catalog.drafts import ProductDraft, SkuDraft
from catalog.enums import QuoteType
from catalog.web.desk.forms import TiersField, write_tiers
from common.errors import DomainError
from common.formats import one_language


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
        for fault in faults:
            self.add_error(
                "tiers" if fault.field.startswith("tiers") and "tiers" in self.fields else None,
                str(fault),
            )
