"""The address form with its picker of regions: three selects, each filled by the one before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.enums import RegionLevel
from accounts.errors import BadInput
from accounts.models import Address, Region
from accounts.selectors.regions import children_of, region_by_code
from accounts.services.addresses import AddressDraft, faults_of
from common.countries import CHINA, countries
from common.errors import DomainError
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

    def __init__(self, data: Any = None, *, typed: Any = None, **kwargs: Any) -> None:
        """``typed`` is shown unchecked: where the next selects are asked for without JavaScript."""
        super().__init__(data, initial=typed.dict() if typed else None, **kwargs)
        if data or typed:
            self.picker = RegionPicker.from_data(data or typed)
        else:
            self.picker = RegionPicker.from_region(self.instance.region)

    @property
    def in_china(self) -> bool:
        return self["country"].value() == CHINA

    @property
    def region_errors(self) -> list[str]:
        """Refusals of the place, which is no field of this form but of its picker."""
        return getattr(self, "_region_errors", [])

    def faults(self) -> list[BadInput]:
        return faults_of(self.draft())

    def refuse(self, error: DomainError) -> None:
        if error.field == "region":
            self._region_errors = [str(error)]
            self.add_error(None, str(error))
        else:
            super().refuse(error)

    def draft(self) -> AddressDraft:
        """What was typed, as far as it can be read."""
        unread: dict[str, Any] = {"contact": "", "phone": "", "street": ""}
        return AddressDraft(region=self.picker.region, **unread | self.cleaned_data)
