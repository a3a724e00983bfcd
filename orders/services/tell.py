"""What both sides of an order are told; the sentences are in ``orders.sentences``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from accounts.enums import Right
from accounts.services.notices import tell
from orders.models import Order
from orders.selectors.links import buyer_page, supplier_page


def tell_buyer(order: Order, *, kind: str, at: datetime, once: str = "", **params: Any) -> None:
    """Tell those at the buyer who see orders. ``once`` tells repeated notices of a kind apart."""
    tell(
        kind=kind,
        params={"number": order.number, **params},
        url=buyer_page(order),
        key=_key(order, kind, once),
        at=at,
        company=order.buyer,
        rights=[Right.BUY],
    )


def tell_sellers(order: Order, *, kind: str, at: datetime, once: str = "", **params: Any) -> None:
    """Tell those at the supplier who may see what the order costs."""
    _tell_shop(order, kind, at, once, [Right.SELL], params)


def tell_supplier(order: Order, *, kind: str, at: datetime, once: str = "", **params: Any) -> None:
    """Tell those at the supplier who ship or sell; no sums, for who ships sees none."""
    _tell_shop(order, kind, at, once, [Right.SHIP, Right.SELL], params)


def _tell_shop(
    order: Order,
    kind: str,
    at: datetime,
    once: str,
    rights: list[Right],
    params: Mapping[str, Any],
) -> None:
    tell(
        kind=kind,
        params={"number": order.number, **params},
        url=supplier_page(order),
        key=_key(order, kind, once),
        at=at,
        company=order.supplier.company,
        rights=rights,
    )


def _key(order: Order, kind: str, once: str) -> str:
    return ":".join(filter(None, [kind, order.number, once]))
