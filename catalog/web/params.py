"""What an address asks a listing for. What makes no sense is left out, as if it were not there.

Of the prices, which people type, it is said what became of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from django.utils.translation import gettext as _

from catalog.enums import Sort
from catalog.models.listing import MOQ_STEPS, PRICE_STEPS
from catalog.selectors.belts import belts
from catalog.selectors.categories import Node
from catalog.selectors.listing import LONGEST_TEXT
from catalog.selectors.listing_statement import ListingQuery
from suppliers.enums import Badge
from suppliers.freight import Destination

#: Names of the filters in the address, beside ``q``, ``sort`` and ``page``.
FILTERS = (
    *("category", "belt", "price", "min", "max", "moq", "promise"),
    *("sample", "dropship", "badge", "ships"),
)
#: Hours that the filter by promise offers.
PROMISES = (24, 48, 72)
MOST_PAGES = 10_000
#: How much of what makes no sense is shown again.
LONGEST_SHOWN = 18


def read_query(
    params: Mapping[str, str],
    *,
    category: Node | None = None,
    belt_id: int | None = None,
    supplier_id: int | None = None,
    destination: Destination | None = None,
) -> ListingQuery:
    """The query of an address, within a category, belt or shop whose page it is."""
    belt = belts().get(params.get("belt", ""))
    lowest, highest = _price_range(params)
    return ListingQuery(
        text=words_of(params),
        category=category,
        supplier_id=supplier_id,
        ships_to=destination if params.get("ships") == "1" else None,
        price_min=lowest,
        price_max=highest,
        belt_id=belt_id if belt_id is not None else belt.pk if belt else None,
        price_band=_one_of(params.get("price"), range(len(PRICE_STEPS) + 1)),
        moq_max=_one_of(params.get("moq"), MOQ_STEPS),
        promise_max=_one_of(params.get("promise"), PROMISES),
        sample=params.get("sample") == "1",
        consign=params.get("dropship") == "1",
        badge=Badge(params["badge"]) if params.get("badge") in Badge.values else None,
        sort=params["sort"] if params.get("sort") in Sort.values else Sort.BEST,
        page=page_of(params),
    )


def _one_of(text: str | None, allowed: range | tuple[int, ...]) -> int | None:
    return next((value for value in allowed if str(value) == text), None)


def _amount(text: str | None) -> Decimal | None:
    try:
        amount = Decimal((text or "").strip())
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and 0 <= amount < Decimal(10) ** 10 else None


def _price_range(params: Mapping[str, str]) -> tuple[Decimal | None, Decimal | None]:
    """The lowest and the highest price, in that order whichever way they were typed."""
    lowest, highest = _amount(params.get("min")), _amount(params.get("max"))
    if lowest is not None and highest is not None and lowest > highest:
        return highest, lowest
    return lowest, highest


class PriceEdge(NamedTuple):
    """A field of the price range: what was typed into it, and what is wrong with that."""

    name: str
    label: str
    typed: str
    fault: str


def price_edges(params: Mapping[str, str]) -> list[PriceEdge]:
    """The lowest and the highest price as they were typed."""
    crossed = _crossed(params)
    return [
        _edge("min", _("Lowest price"), params, crossed),
        _edge("max", _("Highest price"), params),
    ]


def _edge(name: str, label: str, params: Mapping[str, str], fault: str = "") -> PriceEdge:
    typed = params.get(name, "").strip()
    shown = typed[:LONGEST_SHOWN]
    if typed and _amount(typed) is None:
        fault = _("“%(typed)s” is no price: it was left out.") % {"typed": shown}
    return PriceEdge(name, label, shown, fault)


def _crossed(params: Mapping[str, str]) -> str:
    """What is said of a lowest price above the highest; empty where it is not."""
    typed, (lowest, highest) = _amount(params.get("min")), _price_range(params)
    if typed == lowest or highest is None:
        return ""
    return _(
        "The lowest price, ¥%(above)s, is above the highest, ¥%(below)s: what costs ¥%(below)s to "
        "¥%(above)s is shown."
    ) % {"above": f"{highest:f}", "below": f"{lowest:f}"}


def words_of(params: Mapping[str, str]) -> str:
    """What is looked for."""
    return params.get("q", "").replace("\x00", " ").strip()[:LONGEST_TEXT]


def page_of(params: Mapping[str, str]) -> int:
    """The number of the page asked for, or the first."""
    text = params.get("page")
    usable = text and text.isascii() and text.isdecimal() and len(text) < len(str(MOST_PAGES))
    return max(int(text), 1) if text and usable else 1
