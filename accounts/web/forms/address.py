"""The address form with its picker of regions: three selects, each filled by the one before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.enums import RegionLevel
from accounts.models import Address, Region
from accounts.selectors.regions import children_of, region_by_code
from accounts.services.addresses import AddressDraft
from common.countries import CHINA, countries
from common.web.forms import ServiceForm

#: Names of the selects; ``city`` is the text field of addresses abroad.
STEPS = {"province": _("Province"), "city_code": _("City"), "district": _("District")}


@dataclass(frozen=True)
class Step:
    """One select of the picker."""

    name: str
    label: Any
    options: list[Region]
    chosen: str


@dataclass(frozen=True)
class RegionPicker:
    """What stands in the three selects, by the codes chosen so far."""

    chosen: dict[str, str]

    @classmethod
    def from_data(cls, data: Any) -> RegionPicker:
        return cls({step: data.get(step, "") for step in STEPS})

    @classmethod
    def from_region(cls, region: Region | None) -> RegionPicker:
        path = region.path() if region else []
        names = list(STEPS)
        return cls({names[part.level - RegionLevel.PROVINCE]: part.code for part in path})

    @cached_property
    def steps(self) -> list[Step]:
        """A step with one option is taken; a code that is not among the options is dropped."""
        steps: list[Step] = []
        parent: str | None = None
        while options := children_of(parent):
            step = self._step(options)
            steps.append(step)
            if not step.chosen:
                break
            parent = step.chosen
        return steps

    def _step(self, options: list[Region]) -> Step:
        """A step is named by the level of its options: Hong Kong's second one is districts."""
        name = list(STEPS)[options[0].level - RegionLevel.PROVINCE]
        codes = [region.code for region in options]
        chosen = self.chosen.get(name, "")
        if chosen not in codes:
            chosen = codes[0] if len(codes) == 1 else ""
        return Step(name, STEPS[name], options, chosen)

    @property
    def region(self) -> Region | None:
        """The deepest region that was chosen."""
        codes = [step.chosen for step in self.steps if step.chosen]
        return region_by_code(codes[-1]) if codes else None


class AddressForm(ServiceForm):
    country = forms.ChoiceField(label=_("Country"), choices=countries, initial=CHINA)

    class Meta:
        model = Address
        fields = ["contact", "phone", "country", "city", "street", "postcode", "is_default"]
        labels = {"is_default": _("Use this address unless I choose another")}
        widgets = {
            "contact": forms.TextInput(attrs={"autocomplete": "name"}),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
            "street": forms.TextInput(attrs={"autocomplete": "street-address"}),
            "postcode": forms.TextInput(attrs={"autocomplete": "postal-code"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.picker = RegionPicker.from_data(self.data)
        else:
            self.picker = RegionPicker.from_region(self.instance.region)

    @property
    def in_china(self) -> bool:
        return self["country"].value() == CHINA

    @property
    def region_errors(self) -> list[str]:
        """Refusals of the place, which is no field of this form but of its picker."""
        return getattr(self, "_region_errors", [])

    def refuse_region(self, message: str) -> None:
        self._region_errors = [message]
        self.add_error(None, message)

    def draft(self) -> AddressDraft:
        return AddressDraft(region=self.picker.region, **self.cleaned_data)
