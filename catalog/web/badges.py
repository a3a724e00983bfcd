"""Badges of shops as pages show them: one colour for what was checked, one for where it stands."""

from __future__ import annotations

from collections.abc import Container

from common.markup import BadgeMark
from suppliers.enums import Badge

_LOOKS = {
    Badge.PRO: ("accent", "badge"),
    Badge.SUPER_FACTORY: ("accent", "factory"),
    Badge.BELT: ("info", "location"),
}


def badge_mark(badge: Badge) -> BadgeMark:
    return BadgeMark(str(badge.label), *_LOOKS[badge])


def badge_marks(held: Container[str]) -> tuple[BadgeMark, ...]:
    """The badges among ``held``, by their values."""
    return tuple(badge_mark(badge) for badge in Badge if badge.value in held)


def marks_of_bits(bits: int) -> tuple[BadgeMark, ...]:
    """Those that are kept as one number."""
    return tuple(badge_mark(badge) for badge in Badge if bits & badge.bit)
