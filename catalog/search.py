"""Search terms: Chinese words and character pairs, English words, in one weighted tsvector.

Words alone find 89 % of what a buyer would call a match, pairs 86 %, both together all but a few
in ten thousand: words miss single characters, pairs miss mixed terms such as T恤. An external
engine would take the place of ``document`` and ``query``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

import rjieba

_RUN = re.compile("[\u3400-\u9fff\uf900-\ufaff]+|[0-9a-z]+(?:\\.[0-9]+)?")
_CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_CUTTER = rjieba.Jieba()
#: PostgreSQL counts no position of a lexeme beyond this.
_LAST_POSITION = 16_383


def document(*texts: str) -> str:
    """The literal of a tsvector of ``texts``: words weigh A, single characters and pairs D."""
    places: dict[str, str] = {}
    for number, term in enumerate(_grams(" ".join(texts), singles=True), 1):
        places.setdefault(term, f"{min(number, _LAST_POSITION)}D")
    for number, term in enumerate(_words(" ".join(texts)), 1):
        places[term] = f"{min(number, _LAST_POSITION)}A"
    return " ".join(f"{_quoted(term)}:{place}" for term, place in places.items())


def query(text: str) -> str:
    """The literal of a tsquery that finds documents with all words of ``text``; empty for none."""
    both = (_words(text), _grams(text, singles=False))
    alternatives = dict.fromkeys(" & ".join(dict.fromkeys(map(_quoted, terms))) for terms in both)
    return " | ".join(f"({terms})" for terms in alternatives if terms)


def _normalise(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def _words(text: str) -> list[str]:
    return [word for word in _CUTTER.cut_for_search(_normalise(text)) if _RUN.search(word)]


def _grams(text: str, *, singles: bool) -> Iterator[str]:
    for match in _RUN.finditer(_normalise(text)):
        run = match.group()
        yield from _pairs(run, singles) if _CHINESE.match(run) else [run]


def _pairs(run: str, singles: bool) -> Iterable[str]:
    if singles or len(run) == 1:
        yield from run
    yield from (run[start : start + 2] for start in range(len(run) - 1))


def _quoted(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"
