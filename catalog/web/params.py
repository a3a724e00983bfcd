"""What an address asks a listing for. What makes no sense is left out, as if it were not there."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

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
    return ListingQuery(
        text=words_of(params),
        category=category,
        supplier_id=supplier_id,
        ships_to=destination if params.get("ships") == "1" else None,
        price_min=_amount(params.get("min")),
        price_max=_amount(params.get("max")),
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


def unread_prices(params: Mapping[str, str]) -> list[str]:
    """What was typed as a lowest or highest price and is none."""
    typed = (params.get(name, "").strip()[:LONGEST_SHOWN] for name in ("min", "max"))
    return [text for text in typed if text and _amount(text) is None]


def words_of(params: Mapping[str, str]) -> str:
    """What is looked for."""
    return params.get("q", "").replace("\x00", " ").strip()[:LONGEST_TEXT]


def page_of(params: Mapping[str, str]) -> int:
    """The number of the page asked for, or the first."""
    text = params.get("page")
    usable = text and text.isascii() and text.isdecimal() and len(text) < len(str(MOST_PAGES))
    return max(int(text), 1) if text and usable else 1
