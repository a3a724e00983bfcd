"""How each kind of notice is said; every app registers its own kinds when it is ready."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from django.db.models import Choices
from django.utils.module_loading import import_string
from django.utils.translation import gettext

from common import formats

if TYPE_CHECKING:
    from accounts.models import Notice


@dataclass(frozen=True)
class Sentence:
    """Lazily translated templates with ``%(name)s`` of the notice's params."""

    subject: Any
    body: Any


@dataclass(frozen=True)
class Phrase:
    """A reason in words: one of the code's, by ``gettext_noop`` with params, or somebody's own."""

    text: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """In the active language and zone; ``params`` are packed or not."""
        if not self.params:
            return gettext(self.text) if self.text else ""
        return gettext(self.text) % unpack(pack(self.params))


@runtime_checkable
class Named(Protocol):
    """A company, shop or carrier: told to each reader by the name in their language."""

    name: Any
    name_en: Any


_sentences: dict[str, Sentence] = {}


def register(kind: str, *, subject: Any, body: Any) -> None:
    """Say what a notice of ``kind`` tells. Raises ValueError where the kind is taken."""
    if kind in _sentences:
        raise ValueError(f"Two sentences for the notice {kind}")
    _sentences[kind] = Sentence(subject, body)


def sentence(kind: str) -> Sentence:
    """Raises LookupError for a kind that no app registered."""
    return _sentences[kind]


@dataclass(frozen=True)
class Said:
    """A notice in words."""

    subject: str
    body: str


def said(notice: Notice) -> Said:
    """The notice in the active language and zone."""
    words = unpack(notice.params)
    template = sentence(notice.kind)
    return Said(str(template.subject) % words, str(template.body) % words)


def pack(params: Mapping[str, Any]) -> dict[str, Any]:
    """Params as JSON; a moment, a day, a sum, a choice, a phrase and a name stay what
    they are."""
    return {name: _packed(value) for name, value in params.items()}


def unpack(params: Mapping[str, Any]) -> dict[str, str]:
    """Params as words in the reader's language and zone."""
    return {name: _said(value) for name, value in params.items()}


def _packed(value: Any) -> Any:
    if isinstance(value, formats.AtPlace):
        return {"moment": value.at.isoformat(), "zone": value.zone}
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, tuple):
        amount, currency = value
        return {"amount": str(amount), "currency": currency}
    if isinstance(value, Choices):
        kind = type(value)
        return {"choice": value.value, "of": f"{kind.__module__}.{kind.__qualname__}"}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Phrase):
        return {"phrase": value.text, "params": pack(value.params)}
    if isinstance(value, Named):
        return {"name": value.name, "name_en": value.name_en}
    return value if isinstance(value, int | dict) else str(value)


def _said(value: Any) -> str:
    match value:
        case {"moment": moment, "zone": zone}:
            return str(formats.AtPlace(datetime.fromisoformat(moment), zone))
        case {"moment": moment}:
            return formats.moment(datetime.fromisoformat(moment))
        case {"amount": amount, "currency": currency}:
            return formats.money(Decimal(amount), currency)
        case {"choice": choice, "of": kind}:
            return str(import_string(kind)(choice).label)
        case {"day": day}:
            return formats.day(date.fromisoformat(day))
        case {"name": name, "name_en": english}:
            return str(name if formats.in_chinese() else english or name)
        case {"phrase": text, "params": params}:
            return str(Phrase(text, params))
        case _:
            return str(value)
