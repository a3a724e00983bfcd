"""Words that every page has: looked up once a language, not once a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.utils.translation import get_language

T = TypeVar("T")


def once_a_language(find: Callable[[], T]) -> Callable[[], T]:
    """``find`` for the reader's language; its answer is kept, as the catalogues of a process stay
    as they are. It must hang on nothing but the language."""
    known: dict[str | None, T] = {}

    @wraps(find)
    def found() -> T:
        language = get_language()
        if language not in known:
            known[language] = find()
        return known[language]

    return found
