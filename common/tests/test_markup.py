"""Cards and choices are written by hand, so what they escape and show is held here."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

from common.markup import facet_choices, product_cards
from common.web.styleguide_samples import samples

CARDS = samples()["cards"]


def test_what_people_wrote_is_escaped() -> None:
    bad = '<script>"'
    text = product_cards([replace(CARDS[0], title=bad, supplier=bad, unit=bad, picture=bad)])
    assert "<script>" not in text
    assert text.count("&lt;script&gt;&quot;") == 4
    choice = SimpleNamespace(url="/?a=1&b=2", label=bad, count=1200, chosen=True)
    shown = facet_choices([choice], "belt")
    assert 'href="/?a=1&amp;b=2"' in shown
    assert "<script>" not in shown


def test_a_card_leaves_out_what_is_not_known() -> None:
    bare = replace(
        CARDS[0], picture="", pickup_rate=None, repeat_rate=None, sold=0, promise_hours=None
    )
    text = product_cards([bare])
    for part in ("<img", "__sold", "badge"):
        assert part not in text
    # Both lines stay, so that the cards of a row end alike.
    assert text.count("<b>–</b>") == 2


def test_a_ladder_in_one_line_takes_prices_as_text_or_numbers() -> None:
    ladder = [(50, "6.8000"), (1000, Decimal("5.855"))]
    line = product_cards([replace(CARDS[0], ladder=ladder)])
    for part in ("≥50<", "≥1,000<", ">.80<", ">.855<"):
        assert part in line


def test_twenty_four_cards_take_a_millisecond() -> None:
    """On a free machine; the bound allows for a busy one."""
    cards = CARDS * 4
    assert min(_seconds(cards) for _ in range(10)) < 0.005


def _seconds(cards: list[object]) -> float:
    start = time.perf_counter()
    assert product_cards(cards).count("<article") == len(cards) == 24
    return time.perf_counter() - start
