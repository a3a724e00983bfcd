"""The product editor: one form, its ladder and its SKUs, to and from a ProductDraft."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from catalog.drafts import ProductDraft, SkuDraft
from catalog.enums import QuoteType, StagePlan
from catalog.models import Attribute, Category
from catalog.pricing import BadOffer, Tier
from catalog.services.checks import LEAF_LEVEL
from common.errors import DomainError
from common.formats import one_language
from common.money import CURRENCIES
from common.web.forms import RowChoice, RowFault, row_faults
from suppliers.models import FreightTemplate, Supplier

OPTION_SLOTS = (1, 2, 3)
_VALUES = re.compile(r"[,，、;；\n]+")
_OPTION_JOINER = "\x1f"
#: Fields that the rules hold against each other and against the ladder.
TERMS = {"quote_type", "moq", "order_multiple", "max_per_order", "sample_price", "consign_price"}
NO_PROMISE, LEAD_DAYS = "", "lead"


def split_values(text: str) -> list[str]:
    """«红, 蓝、绿» → 红, 蓝, 绿; each once, in their order."""
    return list(dict.fromkeys(value.strip() for value in _VALUES.split(text) if value.strip()))


class TiersField(forms.Field):
    """A ladder in one line, «1: 3.50; 100: 3.20», as tiers."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> tuple[Tier, ...]:
        text = str(value or "")
        return tuple(self._tier(step) for step in re.split(r"[;；\n]+", text) if step.strip())

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the ladder is another, however it is written."""
        return super().has_changed(self.to_python(initial), data)

    def _tier(self, step: str) -> Tier:
        start, found, price = step.replace("：", ":").partition(":")
        try:
            if not found:
                raise ValueError(step)
            return Tier(int(start), Decimal(price.strip()))
        except (ValueError, InvalidOperation) as error:
            raise forms.ValidationError(
                _("“%(step)s” is not “from: price”, such as “100: 3.20”."),
                params={"step": step.strip()},
            ) from error


def write_tiers(tiers: Iterable[Tier]) -> str:
    return "; ".join(f"{tier.from_quantity}: {tier.unit_price.normalize():f}" for tier in tiers)


class ProductForm(forms.Form):
    title = forms.CharField(label=_("Title in Chinese"), max_length=160)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    code = forms.CharField(label=_("Your code"), max_length=60)
    category = RowChoice(Category.objects.none(), label=_("Category"))
    description = forms.CharField(
        label=_("Description in Chinese"), max_length=20_000, required=False, widget=forms.Textarea
    )
    description_en = forms.CharField(
        label=_("Description in English"), max_length=20_000, required=False, widget=forms.Textarea
    )
    unit = forms.CharField(label=_("Unit"), max_length=12, initial="件")
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)
    quote_type = forms.ChoiceField(label=_("Prices go by"), choices=QuoteType.choices)
    moq = forms.IntegerField(label=_("MOQ"), min_value=1, initial=1)
    order_multiple = forms.IntegerField(label=_("Pack"), min_value=1, initial=1)
    max_per_order = forms.IntegerField(label=_("Most per order"), min_value=1, required=False)
    mixable = forms.BooleanField(
        label=_("Counts towards mixed batch"), required=False, initial=True
    )
    sample_price = forms.DecimalField(
        label=_("Sample price"), max_digits=14, decimal_places=4, min_value=0, required=False
    )
    consign_price = forms.DecimalField(
        label=_("Dropship price"), max_digits=14, decimal_places=4, min_value=0, required=False
    )
    stage_plan = forms.ChoiceField(
        label=_("Terms of payment"), choices=StagePlan.choices, initial=StagePlan.WHOLE
    )
    promise = forms.ChoiceField(label=_("Ships within"), required=False)
    lead_days = forms.IntegerField(label=_("Lead time in days"), min_value=1, required=False)
    freight_template = forms.ModelChoiceField(
        FreightTemplate.objects.none(),
        label=_("Freight"),
        required=False,
        empty_label=_("The shop's default"),
    )
    weight_g = forms.IntegerField(label=_("Weight of a piece"), min_value=0, initial=0)
    volume_cm3 = forms.IntegerField(label=_("Volume of a piece"), min_value=0, initial=0)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        supplier: Supplier,
        promises: Sequence[int],
        attributes: Sequence[Attribute],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.attributes = attributes
        self._fill_choices(supplier, promises)
        for number in OPTION_SLOTS:
            self._add_option(number)
        for attribute in attributes:
            self.fields[f"attribute-{attribute.slug}"] = _attribute_field(attribute)

    def _fill_choices(self, supplier: Supplier, promises: Sequence[int]) -> None:
        category: Any = self.fields["category"]
        category.queryset = Category.objects.filter(level=3).select_related("parent__parent")
        category.label_from_instance = _category_label
        template: Any = self.fields["freight_template"]
        template.queryset = FreightTemplate.objects.filter(supplier=supplier)
        promise: Any = self.fields["promise"]
        promise.choices = [
            (NO_PROMISE, _("No promise")),
            *((str(hours), _("%d hours") % hours) for hours in promises),
            (LEAD_DAYS, _("Custom lead time")),
        ]

    def _add_option(self, number: int) -> None:
        self.fields[f"option_{number}"] = forms.CharField(
            label=_("Option %d") % number, max_length=40, required=False
        )
        self.fields[f"values_{number}"] = forms.CharField(
            label=_("Values"), max_length=2000, required=False, help_text=_("Separated by commas.")
        )

    @property
    def option_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"option_{n}"], self[f"values_{n}"]) for n in OPTION_SLOTS]

    @property
    def attribute_fields(self) -> list[forms.BoundField]:
        return [self[f"attribute-{attribute.slug}"] for attribute in self.attributes]

    def named_options(self) -> dict[str, list[str]]:
        """Option name → its values, of what was typed, valid or not as a whole."""
        typed = {
            str(self[f"option_{n}"].value() or "").strip(): split_values(
                str(self[f"values_{n}"].value() or "")
            )
            for n in OPTION_SLOTS
        }
        return {name: values for name, values in typed.items() if name and values}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("promise") == LEAD_DAYS and not data.get("lead_days"):
            self.add_error("lead_days", _("Say in how many days you ship."))
        return data

    def columns(self) -> dict[str, Any]:
        """The draft's own values; of a field that cannot be read, what it began with."""
        data = self._unread() | self.cleaned_data
        promise = data.pop("promise")
        data.pop("revision")
        data["promise_hours"] = int(promise) if promise not in (NO_PROMISE, LEAD_DAYS) else None
        data["lead_days"] = data["lead_days"] if promise == LEAD_DAYS else None
        for n in OPTION_SLOTS:
            data.pop(f"option_{n}"), data.pop(f"values_{n}")
        values = {a.slug: data.pop(f"attribute-{a.slug}") for a in self.attributes}
        data["attributes"] = {slug: value for slug, value in values.items() if value}
        data["option_names"] = tuple(self.named_options())
        return data

    def _unread(self) -> dict[str, Any]:
        """Something for each field in which nothing can be read; its own error stands there."""
        nothing = {"category": Category(level=LEAF_LEVEL), "quote_type": QuoteType.BY_QUANTITY}
        return {
            name: "" if isinstance(field, forms.CharField) else field.initial
            for name, field in self.fields.items()
        } | nothing


class TierForm(forms.Form):
    from_quantity = forms.IntegerField(label=_("From"), min_value=1, required=False)
    unit_price = forms.DecimalField(
        label=_("Unit price"), max_digits=14, decimal_places=4, required=False
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        given = [name for name in ("from_quantity", "unit_price") if data.get(name) is not None]
        if len(given) == 1 and not self.errors:
            other = "unit_price" if given == ["from_quantity"] else "from_quantity"
            self.add_error(other, _("A step of the ladder has a quantity and a price."))
        return data

    @property
    def tier(self) -> Tier | None:
        price = self.cleaned_data.get("unit_price")
        return None if price is None else Tier(self.cleaned_data["from_quantity"], price)


class SkuForm(forms.Form):
    code = forms.CharField(label=_("SKU code"), max_length=60)
    options = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    price = forms.DecimalField(label=_("Price"), max_digits=14, decimal_places=4, required=False)
    tiers = TiersField(label=_("Ladder of this SKU"), required=False)
    on_hand = forms.IntegerField(label=_("Stock"), min_value=0, max_value=2_000_000_000, initial=0)

    @property
    def option_values(self) -> tuple[str, ...]:
        joined = str(self["options"].value() or "")
        return tuple(joined.split(_OPTION_JOINER)) if joined else ()

    def draft(self, number: int) -> SkuDraft:
        """What was typed, as far as it can be read; without a code it goes by its number."""
        data = self.cleaned_data
        return SkuDraft(
            code=data.get("code", f"#{number}"),
            options=self.option_values,
            price=data.get("price"),
            on_hand=data.get("on_hand", 0),
            tiers=data.get("tiers", ()),
        )


TierFormSet = formset_factory(TierForm, extra=0, max_num=20, absolute_max=20)
SkuFormSet = formset_factory(SkuForm, extra=0, max_num=500, absolute_max=1000, validate_max=True)


@dataclass
class Editor:
    """The three forms of the page as one thing: bound to what was typed, or to a draft."""

    form: ProductForm
    tiers: BaseFormSet[TierForm]
    skus: BaseFormSet[SkuForm]

    def is_valid(self) -> bool:
        """All three are looked at, so that every fault is shown at once."""
        return all([self.form.is_valid(), self.tiers.is_valid(), self.skus.is_valid()])

    def draft(self) -> ProductDraft:
        """What was typed, as far as it can be read."""
        return ProductDraft(
            tiers=tuple(form.tier for form in self._steps() if form.tier),
            skus=tuple(form.draft(number) for number, form in enumerate(self.skus, start=1)),
            **self.form.columns(),
        )

    def row_faults(self) -> list[RowFault]:
        """What is wrong in the ladder and in the SKUs, in the order of the page."""
        return [
            *_of_the_whole(self.tiers, "price", _("Price ladder of the product")),
            *row_faults(self.tiers, lambda _form, number: _("Step %d") % number),
            *_of_the_whole(self.skus, "skus", _("SKUs")),
            *row_faults(self.skus, _name_of_sku),
        ]

    def refuse(self, faults: Iterable[DomainError]) -> None:
        """Put each fault of the domain at the field that it speaks of, if that could be read."""
        for fault in faults:
            if isinstance(fault, BadOffer) and not self._terms_are_read(fault):
                continue
            if fault.field == "tiers":
                self.tiers.non_form_errors().append(str(fault))
                continue
            form, field = self._place_of(fault)
            if field not in form.errors:
                form.add_error(field if field in form.fields else None, str(fault))

    def _terms_are_read(self, fault: DomainError) -> bool:
        """Prices and quantities are held against each other: one that is wrong hides the rest."""
        of_a_sku = fault.field.startswith("skus.")
        return of_a_sku or (self.tiers.is_valid() and not TERMS & self.form.errors.keys())

    def _steps(self) -> list[TierForm]:
        """The rows of the ladder in which something was typed; none if one cannot be read."""
        return [form for form in self.tiers if form.tier] if self.tiers.is_valid() else []

    def _place_of(self, fault: DomainError) -> tuple[forms.Form, str]:
        """The form and field that a fault speaks of; ``tier`` counts the steps that were given."""
        sku = re.fullmatch(r"skus\.(\d+)\.(\w+)", fault.field)
        if sku:
            field = "tiers" if "tier" in fault.params else sku[2]
            return self.skus.forms[int(sku[1])], field
        given = self._steps()
        if 1 <= fault.params.get("tier", 0) <= len(given):
            return given[fault.params["tier"] - 1], fault.field
        name = fault.field.replace("attributes.", "attribute-").replace("promise_hours", "promise")
        return self.form, name


def _of_the_whole(formset: BaseFormSet[Any], anchor: str, where: object) -> list[RowFault]:
    faults = formset.non_form_errors() if formset.is_bound else ()
    return [RowFault(anchor, str(where), str(fault)) for fault in faults]


def _name_of_sku(form: SkuForm, number: int) -> str:
    """Its options as the table shows them, or its number where the product has none."""
    options = " / ".join(map(one_language, form.option_values))
    return options or str(_("SKU %d") % number)


def combinations(
    options: Mapping[str, Sequence[str]],
    known: Mapping[tuple[str, ...], Mapping[str, Any]],
    code: str,
) -> list[dict[str, Any]]:
    """A row for each combination of the options' values; what was typed in a row stays."""
    rows = []
    for number, values in enumerate(itertools.product(*options.values()), start=1):
        fresh = {
            "code": f"{code}-{number}" if values else code,
            "price": None,
            "tiers": "",
            "on_hand": 0,
        }
        rows.append({**fresh, **known.get(values, {}), "options": _OPTION_JOINER.join(values)})
    return rows


def sku_row(sku: SkuDraft) -> dict[str, Any]:
    return {
        "code": sku.code,
        "options": _OPTION_JOINER.join(sku.options),
        "price": sku.price,
        "tiers": write_tiers(sku.tiers),
        "on_hand": sku.on_hand,
    }


def initial_of(draft: ProductDraft) -> dict[str, Any]:
    """What the product form shows of a draft."""
    initial = {
        name: getattr(draft, name) for name in ProductForm.base_fields if hasattr(draft, name)
    }
    initial["promise"] = LEAD_DAYS if draft.lead_days else str(draft.promise_hours or NO_PROMISE)
    for number, name in enumerate(draft.option_names):
        values = dict.fromkeys(sku.options[number] for sku in draft.skus)
        initial |= {f"option_{number + 1}": name, f"values_{number + 1}": ", ".join(values)}
    return initial | {f"attribute-{slug}": value for slug, value in draft.attributes.items()}


def tier_rows(tiers: Iterable[Tier], least: int) -> list[dict[str, Any]]:
    """One row a tier, and empty ones to write in."""
    rows: list[dict[str, Any]] = [
        {"from_quantity": t.from_quantity, "unit_price": t.unit_price} for t in tiers
    ]
    return rows + [{} for _ in range(max(1, least - len(rows)))]


def _attribute_field(attribute: Attribute) -> forms.Field:
    label = attribute.name_en if (get_language() or "").startswith("en") else attribute.name
    if attribute.choices:
        choices = [("", "—"), *((choice, one_language(choice)) for choice in attribute.choices)]
        return forms.ChoiceField(label=label, choices=choices, required=attribute.required)
    return forms.CharField(
        label=label, max_length=60, required=attribute.required, help_text=attribute.unit
    )


def _category_label(category: Category) -> str:
    path = [category.parent.parent, category.parent, category] if category.parent else [category]
    english = (get_language() or "").startswith("en")
    return " › ".join(c.name_en if english else c.name for c in path if c)
