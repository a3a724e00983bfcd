"""Made-up things that the style guide shows the components with."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace as Thing
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common import charts
from common.icons import ICONS
from common.markup import ProductCard

_PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 400 400'%3E"
    "%3Crect width='400' height='400' fill='%23{ground}'/%3E"
    "%3Crect x='120' y='110' width='160' height='190' rx='26' fill='%23{shape}'/%3E"
    "%3Ccircle cx='200' cy='110' r='46' fill='%23{shape}'/%3E%3C/svg%3E"
)


def picture(ground: str = "e8e2d6", shape: str = "8a9a86") -> str:
    """A quiet picture that needs no file."""
    return _PICTURE.format(ground=ground, shape=shape)


class SampleForm(forms.Form):
    """Fields of each kind, some of them wrong."""

    company = forms.CharField(label=_("Company"), help_text=_("As on the business licence."))
    moq = forms.IntegerField(label=_("Minimum order"), min_value=1)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("factory", _("Factory")), ("stall", _("Market stall"))]
    )
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea)
    regions = forms.MultipleChoiceField(
        label=_("Regions"),
        choices=[("33", "Zhejiang"), ("44", "Guangdong")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    sample = forms.BooleanField(label=_("Sells samples"), required=False)
    picture = forms.FileField(label=_("Drop pictures here or choose them"), required=False)


def samples() -> dict[str, Any]:
    """The context of the style guide."""
    now = timezone.now()
    return {
        "now": now,
        "icons": sorted(ICONS),
        "form": SampleForm({"company": "Chenghai Bright Toys", "moq": "0", "kind": "stall"}),
        "tiers": _tiers(),
        "cards": [_card(number) for number in range(6)],
        "statuses": [
            "awaiting_payment",
            "awaiting_shipment",
            "completed",
            "closed",
            "late",
            "rejected",
        ],
        "events": _events(now),
        "soon": now + timedelta(hours=5, minutes=12),
        "later": now + timedelta(days=3),
        "past": now - timedelta(hours=3),
        "page": Paginator(range(480), 24).get_page(4),
        "tabs": [
            Thing(url="#", label=_("All"), current=True, count=12),
            Thing(url="#", label=_("To ship"), current=False, count=0),
        ],
        "crumbs": [Thing(url="#", label="Home textiles"), Thing(url="", label="Towels")],
        "facets": [
            Thing(url="#", label="Yiwu small goods", count=1240, chosen=True),
            Thing(url="#", label="Nantong home textiles", count=386, chosen=False),
        ],
        "steps": [
            Thing(label=_("Cart"), done=True, current=False, url="#"),
            Thing(label=_("Checkout"), done=False, current=True, url=""),
            Thing(label=_("Pay"), done=False, current=False, url=""),
        ],
        "totals": [
            Thing(label=_("Goods"), amount=Decimal("1860.00"), hint="", tone=""),
            Thing(label=_("Freight"), amount=Decimal("24.50"), hint="", tone=""),
            Thing(label=_("Price change"), amount=Decimal("-60.00"), hint="", tone="good"),
        ],
        "facts": [Thing(label="MOQ", value="50"), Thing(label=_("Material"), value="Cotton")],
        "matrix_columns": ["30 × 30 cm", "70 × 140 cm"],
        "matrix_rows": [
            _matrix_row(colour, i) for i, colour in enumerate(("Sand", "Sage", "Slate"))
        ],
        "pictures": [
            Thing(large=picture(), small=picture(), alt="Front"),
            Thing(large=picture("d8e0e6", "6c8598"), small=picture("d8e0e6", "6c8598"), alt="Back"),
        ],
        "order_pictures": [Thing(src=picture(), alt=""), Thing(src=picture("e6dcd8"), alt="")],
        "figures": [
            Thing(label=_("48 h pickup"), value="96.4%"),
            Thing(label=_("Repeat buyers"), value="31.2%"),
        ],
        "line": charts.line([(f"{n} Nov", 40 + 12 * (n % 5) + n) for n in range(1, 22)]),
        "bars": charts.bars(
            [(f"{h} h", v) for h, v in ((12, 80), (24, 140), (48, 60), (72, 18), (96, 6))]
        ),
        "spark": charts.spark([(str(n), n * n % 17 + n) for n in range(14)]),
    }


def _tiers() -> list[Thing]:
    steps = ((50, "6.8000"), (200, "6.2500"), (1000, "5.8550"))
    return [Thing(min_quantity=quantity, unit_price=Decimal(price)) for quantity, price in steps]


def _card(number: int) -> ProductCard:
    grounds = ("e8e2d6", "dfe6df", "e6dcd8", "d8e0e6", "e5e3da", "e2dce6")
    towel = "Cotton towel, 400 g/m², plain, for hotels and gyms 纯棉毛巾"
    return ProductCard(
        url="#",
        title=towel if number % 2 else "Enamel mug 8 cm",
        picture=picture(grounds[number]),
        ladder=[(50, "6.8000"), (200, "6.2500"), (1000, "5.8550")],
        currency="CNY",
        unit="pcs",
        moq=50,
        supplier="Nantong Clear Water Home Textiles",
        supplier_url="#",
        promise_hours=48,
        sold=12_480 * (number + 1),
        pickup_rate=Decimal("0.964"),
        repeat_rate=Decimal("0.312"),
    )


def _matrix_row(colour: str, place: int) -> Thing:
    cells = [
        Thing(
            name=f"quantity-{place}{column}",
            label=f"{colour}, {column}",
            stock=0 if place == column == 1 else 1200,
            unit_price=Decimal("6.80"),
            quantity=0,
            is_closed=place == column == 1,
        )
        for column in range(2)
    ]
    return Thing(label=colour, picture=picture(), cells=cells)


def _events(now: Any) -> list[Thing]:
    return [
        Thing(
            title=_("Picked up by the carrier"),
            text="",
            at=now,
            second_at=now,
            second_label=_("scanned"),
            by="",
            tone="",
        ),
        Thing(
            title=_("Paid"),
            text=_("Held until you confirm"),
            at=now,
            second_at=None,
            by="Lin",
            tone="good",
        ),
        Thing(title=_("Placed"), text="", at=now, second_at=None, by="Lin", tone=""),
    ]
