"""What both sides of an order are told; the sentences are in ``orders.sentences``."""

from __future__ import annotations

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


def tell_supplier(order: Order, *, kind: str, at: datetime, once: str = "", **params: Any) -> None:
    """Tell those at the supplier who ship or sell."""
    tell(
        kind=kind,
        params={"number": order.number, **params},
        url=supplier_page(order),
        key=_key(order, kind, once),
        at=at,
        company=order.supplier.company,
        rights=[Right.SHIP, Right.SELL],
    )


def _key(order: Order, kind: str, once: str) -> str:
    return ":".join(filter(None, [kind, order.number, once]))
