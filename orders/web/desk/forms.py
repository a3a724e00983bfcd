"""Forms of the orders desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.units import unit_name
from common.formats import in_language, number, one_language
from common.web.forms import RowChoice
from orders.enums import LONGEST_SHOWN_REASON
from orders.models import Carrier, Order, OrderLine, Shipment
from orders.services.ship import only_left


class CarrierField(RowChoice):
    """A carrier, by the name that the reader sees."""

    def label_from_instance(self, obj: Any) -> str:
        return in_language(obj, "name")


def _pieces_field(line: OrderLine, left: int) -> forms.IntegerField:
    """How many of the ``left`` pieces go along; called by its code, short enough for a summary."""
    goods = gettext("%(title)s %(options)s · %(left)s %(unit)s left") % {
        "title": in_language(line, "title"),
        "options": " ".join(map(one_language, line.options)),
        "left": number(left),
        "unit": unit_name(line.unit),
    }
    return forms.IntegerField(
        label=line.sku_code,
        help_text=escape(goods),  # helps are put out as they are, and a title is whatever was typed
        min_value=0,
        max_value=left,
        initial=left,
        error_messages={"max_value": only_left(left)},
    )


class ParcelForm(forms.Form):
    """Carrier, waybill, and the pieces of each line that go into this parcel."""

    carrier = CarrierField(Carrier.objects.filter(is_active=True), label=_("Carrier"))
    waybill = forms.CharField(label=_("Waybill number"), max_length=40)

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for line in order.lines.all():
            left = line.quantity - line.shipped_quantity
            if left:
                self.fields[f"line-{line.pk}"] = _pieces_field(line, left)

    @property
    def line_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("line-")]

    @property
    def quantities(self) -> dict[int, int]:
        """Pieces by order line; the form must be valid."""
        return {
            int(name.removeprefix("line-")): pieces
            for name, pieces in self.cleaned_data.items()
            if name.startswith("line-")
        }


class ResendForm(forms.Form):
    """Carrier and waybill of the parcel in which goods that came back go out again."""

    carrier = CarrierField(Carrier.objects.filter(is_active=True), label=_("Carrier"))
    waybill = forms.CharField(label=_("Waybill number"), max_length=40)

    def __init__(self, *args: Any, parcel: Shipment, **kwargs: Any) -> None:
        self.parcel = parcel
        super().__init__(*args, **{**kwargs, "auto_id": f"resend-{parcel.pk}_%s"})


class PriceForm(forms.Form):
    """改价: what comes off the goods, the freight, and why."""

    discount = forms.DecimalField(
        label=_("Off the goods"), min_value=0, max_digits=16, decimal_places=2
    )
    freight = forms.DecimalField(label=_("Freight"), min_value=0, max_digits=16, decimal_places=2)
    reason = forms.CharField(
        label=_("Reason, shown to the buyer"), max_length=LONGEST_SHOWN_REASON, required=False
    )


class ReasonForm(forms.Form):
    """Stands beside the form of prices, which asks for a reason too: its ids are its own."""

    reason = forms.CharField(label=_("Reason, shown to the buyer"), max_length=LONGEST_SHOWN_REASON)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "auto_id": "close_%s"})


class BulkForm(forms.Form):
    """A file with a row for each parcel."""

    file = forms.FileField(
        label=_("CSV or Excel file"), help_text=_("Columns: order, carrier, waybill.")
    )
