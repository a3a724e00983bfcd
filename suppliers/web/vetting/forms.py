"""Forms of the wizard and of documents: the rules are those of the services."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.enums import RegionLevel
from accounts.models import Region
from common.countries import CHINA
from common.formats import in_chinese, number
from common.money import CURRENCIES
from policies.schemas import VettingRules
from suppliers.enums import DocumentKind, FlaggedGoods, SupplierKind
from suppliers.models import Application, Belt, DocumentRevision
from suppliers.paperwork import SPECS
from suppliers.paperwork.labels import CERTIFICATES
from suppliers.paperwork.typed import DAYS, ID_TYPES, LONGEST, WHOLE
from suppliers.selectors.applications import (
    NEEDED_ABROAD,
    NEEDED_ANSWERS,
    needed_answers,
)
from suppliers.trades import trades
from suppliers.web.forms import CityField, NamedField

LONG_TEXTS = frozenset({"scope"})


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class StartForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What are you?"), choices=SupplierKind.choices, widget=forms.RadioSelect
    )


class AnswersForm(forms.Form):
    """A step of answers; ``about`` is said above its fields."""

    about = ""


class AboutForm(AnswersForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=SupplierKind.choices)
    shop_name = forms.CharField(label=_("Shop name in Chinese"), max_length=120)
    shop_name_en = forms.CharField(label=_("Shop name in English"), max_length=160, required=False)
    phone = forms.CharField(
        label=_("Phone"),
        max_length=32,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    founded_year = forms.IntegerField(label=_("Founded in"), required=False)
    intro = forms.CharField(
        label=_("About the shop, in Chinese"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    intro_en = forms.CharField(
        label=_("About the shop, in English"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class GoodsForm(AnswersForm):
    trades = forms.MultipleChoiceField(label=_("Trades"), widget=forms.CheckboxSelectMultiple)
    goods = forms.MultipleChoiceField(
        label=_("Do you sell any of these? Each needs a qualification."),
        choices=[
            (goods.value, format_lazy("{} – {}", goods.label, CERTIFICATES[goods]))
            for goods in FlaggedGoods
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    belt = NamedField(
        Belt.objects.all(), label=_("Belt"), required=False, empty_label=_("In no belt")
    )
    ships_from = CityField(
        Region.objects.filter(level=RegionLevel.CITY).select_related("parent"),
        label=_("Ships from"),
    )
    currency = forms.ChoiceField(label=_("Currency of new products"), choices=CURRENCIES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["trades"]
        field.choices = [
            (trade.slug, trade.name if in_chinese() else trade.name_en) for trade in trades()
        ]


ANSWER_FORMS: dict[str, type[AnswersForm]] = {"about": AboutForm, "goods": GoodsForm}


def answers_form(
    slug: str, application: Application, data: Any, only: Collection[str] | None
) -> forms.Form:
    """The form of a step with what was answered; ``only`` those that may be changed."""
    kind = ANSWER_FORMS[slug]
    initial = {name: getattr(application, name) for name in kind.base_fields}
    form = kind(data, initial=initial)
    needed = needed_answers(application)
    for name in {*NEEDED_ANSWERS, *NEEDED_ABROAD} & form.fields.keys():
        form.fields[name].required = name in needed
    for name in [name for name in form.fields if only is not None and name not in only]:
        del form.fields[name]
    return form


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; what each of them is, the service finds out."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return list(data) if isinstance(data, list | tuple) else [data] if data else []


_LABELS: dict[str, Any] = {
    "holder": _("Name on it"),
    "person": _("Legal representative"),
    "identifier": _("Number"),
    "scope": _("Business scope"),
    "address": _("Address"),
    "issued_on": _("Issued on"),
    "expires_on": _("Valid until"),
    "id_type": _("Kind of ID"),
    "bank": _("Bank and branch"),
    "currency": _("Currency"),
    "area": _("Area, m²"),
    "lines": _("Production lines"),
    "headcount": _("People"),
    "market": _("Market"),
    "floor": _("Floor"),
    "stall": _("Stall number"),
    "issuer": _("Issued by"),
}
#: What a document calls its own name and number.
_OWN_LABELS: dict[tuple[str, str], Any] = {
    ("licence", "holder"): _("Company name as on the licence"),
    ("id", "holder"): _("Name on the ID"),
    ("bank", "holder"): _("Account holder"),
    ("bank", "identifier"): _("Account number"),
    ("tax", "identifier"): _("Tax number"),
    ("lease", "holder"): _("Tenant"),
    ("lease", "issued_on"): _("Leased since"),
    ("lease", "expires_on"): _("Leased until"),
}
_HELP: dict[str, Any] = {
    "expires_on": _("Leave it empty if it does not run out."),
    "scope": _("Word for word as on the licence."),
}
_FILES_LABELS: dict[str, Any] = {
    DocumentKind.LICENCE: _("Picture or PDF of the licence"),
    DocumentKind.ID: _("Both sides of the ID"),
    DocumentKind.TAX: _("Certificate of tax registration"),
    DocumentKind.PLANT: _("Proof of the plant, and pictures of it"),
    DocumentKind.LEASE: _("The lease"),
    DocumentKind.QUALIFICATION: _("The certificate"),
}


_ABOUT: dict[str, Any] = {
    DocumentKind.TAX: _("The tax number of your country, and the certificate that states it."),
    DocumentKind.BANK: _("We send a small amount to this account to see that it is yours."),
}


class DocumentForm(forms.Form):
    """What is typed of a document of one kind, and its files."""

    def __init__(
        self,
        data: Any,
        files: Any,
        *,
        kind: str,
        country: str,
        known: DocumentRevision | None,
        suggested: dict[str, Any],
        rules: VettingRules,
        goods: str = "",
    ) -> None:
        super().__init__(data, files, initial=_stated(known) if known else suggested)
        self.kind, self.goods, self.rules = kind, goods, rules
        spec = SPECS[kind]
        for name in spec.fields:
            must = name in spec.must and not (name == "identifier" and known is not None)
            self.fields[name] = _field(kind, name, country, must, known)
        if spec.files:
            self.fields["file"] = FilesField(
                label=_FILES_LABELS[kind], required=False, allow_empty_file=True
            )

    @property
    def files_given(self) -> Sequence[Any]:
        files: Sequence[Any] = self.cleaned_data.get("file", [])
        return files

    @property
    def about(self) -> Any:
        """What is wanted, where the name of the document does not tell."""
        if self.kind == DocumentKind.QUALIFICATION:
            return _("Wanted: %(certificate)s") % {"certificate": CERTIFICATES[self.goods]}
        return _ABOUT.get(self.kind, "")

    @property
    def files_hint(self) -> str:
        size = number(self.rules.file_max_bytes / 1e6)
        return gettext("JPEG, PNG, WebP or PDF; at most %(most)d files of %(size)s MB each") % {
            "most": self.rules.max_pages,
            "size": size,
        }

    @property
    def stated(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "file"}


def _stated(revision: DocumentRevision) -> dict[str, Any]:
    """What a revision states, without its number."""
    columns = {name: getattr(revision, name) for name in ("holder", "person", *DAYS)}
    return columns | revision.data


def _field(
    kind: str, name: str, country: str, must: bool, known: DocumentRevision | None
) -> forms.Field:
    common: dict[str, Any] = {
        "label": _label(kind, name, country),
        "required": must,
        "help_text": _help(name, must, known),
    }
    if name in DAYS:
        return forms.DateField(widget=DayInput, **common)
    if name in WHOLE:
        return forms.IntegerField(**common)
    if name == "id_type":
        return forms.ChoiceField(choices=ID_TYPES, **common)
    if name == "currency":
        return forms.ChoiceField(choices=CURRENCIES, **common)
    return forms.CharField(max_length=LONGEST[name], widget=_widget(name, known), **common)


def _widget(name: str, known: DocumentRevision | None) -> forms.Widget:
    if name in LONG_TEXTS:
        return forms.Textarea(attrs={"rows": 4})
    if name != "identifier":
        return forms.TextInput()
    shown = {"placeholder": known.masked} if known else {}
    return forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", **shown})


def _label(kind: str, name: str, country: str) -> Any:
    if (kind, name) == (DocumentKind.LICENCE, "identifier"):
        return _("Unified social credit code") if country == CHINA else _("Register number")
    return _OWN_LABELS.get((kind, name), _LABELS[name])


def _help(name: str, must: bool, known: DocumentRevision | None) -> Any:
    if name == "identifier":
        kept = _("Stored encrypted. Leave it empty to keep the one we have.")
        return kept if known else _("Stored encrypted; only its last four characters are shown.")
    return "" if name == "expires_on" and must else _HELP.get(name, "")


def suggested(
    kind: str, application: Application | None, licence: DocumentRevision | None, name: str
) -> dict[str, Any]:
    """What the other answers let us guess, so that it need not be typed again."""
    holder = licence.holder if licence else name
    if kind == DocumentKind.ID and licence:
        holder = licence.person
    guess: dict[str, Any] = {"holder": holder, "id_type": ID_TYPES[0][0]}
    if application is not None:
        guess["currency"] = application.currency
    if kind == DocumentKind.PLANT and licence:
        guess["address"] = licence.data.get("address", "")
    return guess


class AmountForm(forms.Form):
    amount = forms.DecimalField(
        label=_("Amount that came in"),
        help_text=_("What cannot be the amount costs no try."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
