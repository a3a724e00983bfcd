"""Whether the business scope of a licence names what is to be sold.

Scopes are free text. A word of the trade in it speaks for the trade; none is for a person to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_noop as _

from suppliers.checks.facts import Facts, Finding, Paper, Trade
from suppliers.enums import CheckCode, DocumentKind, FlaggedGoods, Outcome

#: How scopes name flagged goods.
GOODS_WORDS: dict[str, tuple[str, ...]] = {
    FlaggedGoods.FOOD: ("食品", "茶叶", "饮料", "食用", "food", "tea", "beverage"),
    FlaggedGoods.TOYS: ("玩具", "童车", "toy"),
    FlaggedGoods.COSMETICS: ("化妆品", "护肤", "美妆", "cosmetic", "skincare"),
    FlaggedGoods.ELECTRICAL: ("电器", "电子", "家电", "灯具", "电动", "electric", "appliance"),
}
#: Words of categories that say nothing of a trade.
EMPTY_WORDS = frozenset({"and", "for", "the", "goods", "other", "small", "其他", "用品", "商品"})
_HAN = re.compile(r"[一-鿿]+")
_LATIN = re.compile(r"[a-z]{3,}")


def fits(facts: Facts) -> Iterator[Finding]:
    """A finding for each trade and each kind of flagged goods."""
    licence = facts.one(DocumentKind.LICENCE)
    if licence is None:
        return
    for trade in facts.trades:
        words = _words((trade.name, trade.name_en, *trade.words))
        yield _found(licence, words, _named(trade))
    for goods in facts.goods:
        yield _found(licence, GOODS_WORDS[goods], {"goods": goods})


def _found(licence: Paper, words: Iterable[str], trade: dict[str, Any]) -> Finding:
    scope = licence.scope.casefold()
    if any(word in scope for word in words):
        text, outcome = _("The business scope covers %(trade)s."), Outcome.PASS
    else:
        text, outcome = _("The business scope does not name %(trade)s."), Outcome.WARN
    return Finding(CheckCode.SCOPE, outcome, text, {"trade": trade}, licence.revision_id)


def _named(trade: Trade) -> dict[str, Any]:
    return {"names": [trade.name, trade.name_en]}


def _words(names: Iterable[str]) -> set[str]:
    """Pairs of Chinese characters, and whole Latin words without their plural."""
    found: set[str] = set()
    for name in names:
        for run in _HAN.findall(name):
            found |= {run[at : at + 2] for at in range(len(run) - 1)}
        found |= {word.removesuffix("s") for word in _LATIN.findall(name.casefold())}
    return found - EMPTY_WORDS
