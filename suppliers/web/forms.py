"""Forms of a shop: what buyers read of it, where it sells, what sending costs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.formsets import formset_factory
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from accounts.enums import RegionLevel
from accounts.models import Region
from common.formats import in_chinese
from common.money import CURRENCIES
from common.web.forms import RowChoice
from common.zones import zones_of
from suppliers.enums import FreightBasis, SalesScope
from suppliers.models import Belt, FreightTemplate, Supplier
from suppliers.services.freight import TemplateDraft, ZoneDraft
from suppliers.services.shops import ShopProfile
from suppliers.web.freight_words import label_by_basis

EMPTY_ROWS = 2


def _named(thing: Any) -> str:
    return str(thing.name if in_chinese() else thing.name_en or thing.name)


def _provinces() -> QuerySet[Region]:
    return Region.objects.filter(level=RegionLevel.PROVINCE)


class RegionsField(forms.ModelMultipleChoiceField):
    """Provinces as boxes to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return _named(obj)


class NamedField(RowChoice):
    def label_from_instance(self, obj: Any) -> str:
        return _named(obj)


class CitiesByProvince(ModelChoiceIterator):
    """The choices of cities, each under its province."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for province, cities in groupby(self.queryset, key=lambda city: city.parent):
            yield _named(province) if province else "", [self.choice(city) for city in cities]


class CityField(NamedField):
    """A city, named with its province and listed under it."""

    iterator = CitiesByProvince

    def label_from_instance(self, obj: Any) -> str:
        return f"{_named(obj.parent)} · {_named(obj)}" if obj.parent else _named(obj)


class ShopForm(forms.Form):
    """Kind, plant and people are not written here: they are what the documents show."""

    name = forms.CharField(label=_("Shop name in Chinese"), max_length=120)
    name_en = forms.CharField(label=_("Shop name in English"), max_length=160, required=False)
    belt = NamedField(
        Belt.objects.all(), label=_("Belt"), required=False, empty_label=_("In no belt")
    )
    ships_from = CityField(
        Region.objects.filter(level=RegionLevel.CITY).select_related("parent"),
        label=_("Ships from"),
        required=False,
    )
    founded_year = forms.IntegerField(
        label=_("Founded in"), min_value=1600, max_value=9999, required=False
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        help_text=_(
            "Of your country. Your answering hours are counted by it; what is promised and planned"
            " already stays."
        ),
    )
    intro = forms.CharField(
        label=_("About the shop, in Chinese"),
        max_length=2000,
        required=False,
        widget=forms.Textarea,
    )
    intro_en = forms.CharField(
        label=_("About the shop, in English"),
        max_length=2000,
        required=False,
        widget=forms.Textarea,
    )
    currency = forms.ChoiceField(label=_("Currency of new products"), choices=CURRENCIES)
    mix_amount = forms.DecimalField(
        label=_("Mixed batch from this amount"), max_digits=16, decimal_places=2, required=False
    )
    mix_pieces = forms.IntegerField(
        label=_("Mixed batch from this many pieces"), min_value=1, required=False
    )

    def __init__(self, data: Any = None, *, supplier: Supplier) -> None:
        super().__init__(data, initial=self.initial_of(supplier))
        zones: Any = self.fields["time_zone"]
        known = zones_of(supplier.company.country)
        present = () if supplier.time_zone in known else (supplier.time_zone,)
        zones.choices = [(zone, zone) for zone in (*present, *known)]

    @staticmethod
    def initial_of(supplier: Supplier) -> dict[str, Any]:
        return {name: getattr(supplier, name) for name in ShopProfile.__dataclass_fields__}

    def profile(self, supplier: Supplier) -> ShopProfile:
        """What was typed, with what was vetted as it is; the form must be valid."""
        return ShopProfile(**self.initial_of(supplier) | self.cleaned_data)


class SalesForm(forms.Form):
    sales_scope = forms.ChoiceField(label=_("Sells"), choices=SalesScope.choices)
    sales_regions = RegionsField(Region.objects.none(), label=_("Regions"), required=False)
    sells_abroad = forms.BooleanField(label=_("Ships abroad"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions: Any = self.fields["sales_regions"]
        regions.queryset = _provinces()

    @staticmethod
    def initial_of(supplier: Supplier) -> dict[str, Any]:
        return {
            "sales_scope": supplier.sales_scope,
            "sales_regions": supplier.sales_regions.all(),
            "sells_abroad": supplier.sells_abroad,
        }


class TemplateForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=60)
    basis = forms.ChoiceField(label=_("Counted"), choices=FreightBasis.choices)
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)
    is_default = forms.BooleanField(label=_("For products that name no other"), required=False)

    @staticmethod
    def initial_of(template: FreightTemplate) -> dict[str, Any]:
        return {name: getattr(template, name) for name in TemplateForm.base_fields}


class ZoneForm(forms.Form):
    """A row; one without fees is not there. Nothing ticked: the rest of China."""

    regions = RegionsField(Region.objects.none(), label=_("Regions"), required=False)
    abroad = forms.BooleanField(label=_("Abroad"), required=False)
    first_units = forms.DecimalField(max_digits=10, decimal_places=3, required=False)
    first_fee = forms.DecimalField(max_digits=16, decimal_places=2, required=False)
    next_units = forms.DecimalField(max_digits=10, decimal_places=3, required=False)
    next_fee = forms.DecimalField(max_digits=16, decimal_places=2, required=False)
    free_above = forms.DecimalField(
        label=_("Free from goods of"), max_digits=16, decimal_places=2, required=False
    )

    FIGURES = ("first_units", "first_fee", "next_units", "next_fee")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions: Any = self.fields["regions"]
        regions.queryset = _provinces()
        self.fields["first_units"].label = label_by_basis("first", with_unit=True)
        self.fields["first_fee"].label = label_by_basis("first_fee")
        self.fields["next_units"].label = label_by_basis("further", with_unit=True)
        self.fields["next_fee"].label = label_by_basis("further_fee")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        missing = [name for name in self.FIGURES if data.get(name) is None]
        if len(missing) < len(self.FIGURES):
            for name in missing:
                self.add_error(name, _("A row has units and fees."))
        return data

    @property
    def zone(self) -> ZoneDraft | None:
        data = self.cleaned_data
        if data.get("first_fee") is None:
            return None
        return ZoneDraft(
            **{name: data[name] for name in (*self.FIGURES, "abroad", "free_above")},
            regions=tuple(region.code for region in data["regions"]),
        )


ZoneFormSet = formset_factory(ZoneForm, extra=0, max_num=40, absolute_max=60)


def zone_rows(template: FreightTemplate | None) -> list[dict[str, Any]]:
    """What the rows of a template say, and empty ones to write in."""
    zones = template.zones.prefetch_related("regions").order_by("pk") if template else []
    names = (*ZoneForm.FIGURES, "abroad", "free_above")
    rows = [
        {name: _plain(getattr(zone, name)) for name in names} | {"regions": zone.regions.all()}
        for zone in zones
    ]
    return rows + [{}] * EMPTY_ROWS


def _plain(figure: Any) -> Any:
    """A figure without the noughts that its column adds: 1, not 1.000."""
    return f"{figure.normalize():f}" if isinstance(figure, Decimal) else figure


def template_draft(form: TemplateForm, zones: Any) -> TemplateDraft:
    """Both forms as one draft; they must be valid."""
    rows = tuple(zone.zone for zone in zones if zone.zone)
    return TemplateDraft(zones=rows, **form.cleaned_data)
