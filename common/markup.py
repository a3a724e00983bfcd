"""What a listing repeats dozens of times: cards and choices of filters, as the page's markup.

Django's template engine takes 0.3 ms for a card of 40 nodes; 24 cards and 50 choices would take
most of a page's time. These two are written here, by one formatted string each, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from html import escape
from typing import NamedTuple, Protocol

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from common.formats import currency_symbol, number, percent, short_number, unit_price_parts
from common.icons import ICONS
from common.money import MINOR_UNITS
from common.words import once_a_language


class BadgeMark(NamedTuple):
    """A badge in words, with the tone and the icon that tell it from the others."""

    label: str
    tone: str
    icon: str


@dataclass(slots=True, kw_only=True)  # not frozen: that takes twice as long to make
class ProductCard:
    """A product in a list. ``ladder`` has pairs of (from, unit price); rates are shares of 1."""

    url: str
    title: str
    ladder: Sequence[tuple[int, Decimal | str]]
    currency: str
    unit: str
    moq: int = 1
    picture: str = ""
    supplier: str = ""
    supplier_url: str = ""
    pickup_rate: Decimal | None = None
    repeat_rate: Decimal | None = None
    sold: int = 0
    promise_hours: int | None = None
    badges: Sequence[BadgeMark] = ()
    eager: bool = False


class Choice(Protocol):
    """A choice of a filter: a link, so that a filter is an address."""

    @property
    def url(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def count(self) -> int | None: ...
    @property
    def chosen(self) -> bool: ...


class Option(Protocol):
    """One of a list to choose from."""

    @property
    def value(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def chosen(self) -> bool: ...


def product_cards(cards: Iterable[ProductCard]) -> SafeString:
    """The cards, one after another."""
    words = _words()
    return SafeString("".join([_card(card, words) for card in cards]))


def facet_choices(choices: Iterable[Choice], name: str) -> SafeString:
    """The list items of a group of filters."""
    remove = _("chosen; follow to remove")
    return SafeString("".join([_choice(choice, name, remove) for choice in choices]))


def options(choices: Iterable[Option]) -> SafeString:
    """The options of a choice that a page repeats, such as of a province."""
    return SafeString("".join([_option(one.value, one.label, one.chosen) for one in choices]))


@lru_cache(maxsize=500)
def _option(value: str, label: str, chosen: bool) -> str:
    """An option; those of a choice that every page has are written once."""
    selected = " selected" if chosen else ""
    return f'<option value="{escape(value)}"{selected}>{escape(label)}</option>'


class _Words(NamedTuple):
    """The words of cards, and the signs of currencies as readers of the language expect them."""

    moq: str
    sold: str
    hours: str
    pickup: str
    repeat: str
    symbols: dict[str, str]


@once_a_language
def _words() -> _Words:
    return _Words(
        moq=_("MOQ {}"),
        sold=_("{} sold"),
        hours=_("{} h"),
        pickup=_("48 h pickup"),
        repeat=_("Repeat buyers"),
        symbols={currency: currency_symbol(currency) for currency in MINOR_UNITS},
    )


def _card(card: ProductCard, words: _Words) -> str:
    url = escape(card.url)
    return (
        f'<article class="product-card"><a class="product-card__picture" href="{url}" tabindex="-1"'
        f' aria-hidden="true">{_picture(card)}</a><div class="product-card__body">'
        f'<h3 class="product-card__title"><a href="{url}">{escape(card.title)}</a></h3>'
        f"{_ladder(card, words.symbols[card.currency])}{_facts(card, words)}{_badges(card, words)}"
        f"{_supplier(card)}{_figures(card, words)}</div></article>"
    )


def _ladder(card: ProductCard, symbol: str) -> str:
    """The ladder in one line: unit prices, and the quantities from which they hold."""
    steps = []
    for quantity, price in card.ladder:
        whole, fraction = unit_price_parts(Decimal(price), card.currency)
        steps.append(
            '<span class="ladder-line__step">'
            f'<span class="price__symbol">{symbol}</span><span class="price__whole">{whole}</span>'
            f'<span class="price__fraction">{fraction}</span>'
            f'<span class="ladder-line__from">≥{quantity:,}</span></span>'
        )
    return f'<p class="ladder-line">{"".join(steps)}</p>'


def _picture(card: ProductCard) -> str:
    if not card.picture:
        return ICONS["image"]
    lazy = "" if card.eager else ' loading="lazy"'
    source = escape(card.picture)
    return f'<img src="{source}" alt="" width="400" height="400"{lazy} decoding="async">'


def _facts(card: ProductCard, words: _Words) -> str:
    moq = f"<span>{words.moq.format(number(card.moq))} {escape(card.unit)}</span>"
    sold = words.sold.format(short_number(card.sold)) if card.sold else ""
    sold = f'<span class="product-card__sold">{sold}</span>' if sold else ""
    return f'<p class="product-card__facts">{moq}{sold}</p>'


def _badges(card: ProductCard, words: _Words) -> str:
    shown = [
        f'<span class="badge badge--{mark.tone}">{ICONS[mark.icon]}{escape(mark.label)}</span>'
        for mark in card.badges
    ]
    if card.promise_hours:
        hours = words.hours.format(card.promise_hours)
        shown.insert(0, f'<span class="badge badge--good">{ICONS["truck"]}{hours}</span>')
    return f'<p class="product-card__badges">{"".join(shown)}</p>' if shown else ""


def _supplier(card: ProductCard) -> str:
    if not card.supplier:
        return ""
    name, url = escape(card.supplier), escape(card.supplier_url)
    return f'<p class="product-card__supplier"><a href="{url}">{name}</a></p>'


def _figures(card: ProductCard, words: _Words) -> str:
    """Always both, so that the cards of a row end alike; what nobody has counted yet is a dash."""
    shown = [
        f"<span>{word} <b>{'–' if rate is None else percent(rate)}</b></span>"
        for word, rate in ((words.pickup, card.pickup_rate), (words.repeat, card.repeat_rate))
    ]
    return f'<p class="product-card__figures">{"".join(shown)}</p>'


def _choice(choice: Choice, name: str, remove: str) -> str:
    on, tick, note = "", "", ""
    if choice.chosen:
        on, tick = ' aria-current="true"', ICONS["check"]
        note = f'<span class="visually-hidden">{remove}</span>'
    count = choice.count
    counted = "" if count is None else f'<span class="facet__count">{number(count)}</span>'
    return (
        f'<li><a class="facet" href="{escape(choice.url)}" rel="nofollow"{on} data-facet="{name}">'
        f'<span class="facet__box">{tick}</span>'
        f'<span class="facet__label">{escape(choice.label)}</span>{counted}{note}</a></li>'
    )
