"""What people write between digits, and the wrong characters among them."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from suppliers.errors import BadNumber

_BETWEEN = re.compile(r"[\s\-‐-―.·]+")


def compact(text: str) -> str:
    """Half-width, upper case, with nothing between the characters."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper()


def need_length(text: str, length: int) -> None:
    if len(text) != length:
        raise BadNumber(
            _("The number has %(need)d characters, not %(have)d.")
            % {"need": length, "have": len(text)},
            code="length",
            need=length,
            have=len(text),
        )


def need_characters(text: str, allowed: str, *, first: int = 1) -> None:
    """Every character may stand where it does; the first is at place ``first`` of the number."""
    for place, character in enumerate(text, start=first):
        if character not in allowed:
            raise BadNumber(
                _("“%(character)s” cannot stand at place %(place)d.")
                % {"character": character, "place": place},
                code="character",
                place=place,
            )


def wrong_check_digit() -> BadNumber:
    return BadNumber(
        _("The check digit does not fit: look for a mistyped or swapped character."),
        code="check_digit",
    )
