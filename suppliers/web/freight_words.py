"""What the figures of a freight template are called: 首件/续件, 首重/续重, 首体积/续体积."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from suppliers.enums import FreightBasis


@dataclass(frozen=True)
class FreightWords:
    """How one basis counts; ``unit`` is what its figures are in."""

    first: Any
    further: Any
    first_fee: Any
    further_fee: Any
    unit: Any


WORDS = {
    FreightBasis.PIECE: FreightWords(
        _("First pieces"),
        _("Each further pieces"),
        _("Fee for the first pieces"),
        _("Fee for each further pieces"),
        _("pcs"),
    ),
    FreightBasis.WEIGHT: FreightWords(
        _("First weight"),
        _("Each further weight"),
        _("Fee for the first weight"),
        _("Fee for each further weight"),
        _("kg"),
    ),
    FreightBasis.VOLUME: FreightWords(
        _("First volume"),
        _("Each further volume"),
        _("Fee for the first volume"),
        _("Fee for each further volume"),
        _("m³"),
    ),
}


def words_of(basis: str) -> FreightWords:
    return WORDS[FreightBasis(basis)]


def label_by_basis(name: str, *, with_unit: bool = False) -> SafeString:
    """The label of a figure in each basis: the sheet ``by-basis.css`` shows that of the chosen."""
    return format_html_join(
        " ",
        '<span class="by-basis by-basis--{}">{}{}</span>',
        (
            (basis.value, getattr(words, name), f" ({words.unit})" if with_unit else "")
            for basis, words in WORDS.items()
        ),
    )
