"""Stock: ``on_hand`` pieces are there, ``reserved`` of them are promised to orders (rules §7).

SKUs are locked in the order of their primary keys, then summed and checked, then taken. What an
order does with stock is a part of the transaction of that order.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from catalog.models import Sku
from catalog.services import index
from common.bulk import add_by_pk
from common.errors import DomainError
from common.locking import lock_ids, lock_one


class OverStock(DomainError):
    """More was asked of a SKU than is left; ``params`` has ``sku_id``, ``asked`` and ``left``."""

    code = "over_stock"


class BelowReserved(DomainError):
    """Less on hand than is already promised to orders."""

    code = "below_reserved"
    status = 422


def reserve(*, quantities: Mapping[int, int]) -> dict[int, Sku]:
    """Promise pieces to an order, by SKU id; all of them or, raising OverStock, none."""
    skus = lock_ids(Sku, quantities)
    for sku_id, asked in quantities.items():
        _check_left(sku_id, skus.get(sku_id), asked)
    add_by_pk(Sku, quantities, reserved=1)
    for sku_id, sku in skus.items():
        sku.reserved += quantities[sku_id]
    return skus


def give_back(*, quantities: Mapping[int, int]) -> None:
    """Release what was reserved for an order that was closed."""
    add_by_pk(Sku, quantities, reserved=-1)


def ship(*, quantities: Mapping[int, int]) -> None:
    """Take reserved pieces off the shelf."""
    add_by_pk(Sku, quantities, reserved=-1, on_hand=-1)


@transaction.atomic
def set_stock(*, sku: Sku, on_hand: int, actor: User | None, at: datetime) -> Sku:
    """Say how many pieces there are; raises BelowReserved under what is promised to orders."""
    locked = lock_one(Sku.objects.filter(pk=sku.pk))
    check_covers_reserved(locked, on_hand)
    locked.on_hand = on_hand
    locked.save(update_fields=["on_hand"])
    index.refresh([locked.product_id])
    return locked


def check_covers_reserved(sku: Sku, on_hand: int) -> None:
    """Refuse a stock under what is promised to orders; raises BelowReserved."""
    if on_hand < sku.reserved:
        raise BelowReserved(
            _("%(sku)s: %(reserved)d pieces are promised to orders, so %(on_hand)d are too few.")
            % {"sku": sku.code, "reserved": sku.reserved, "on_hand": on_hand},
            field="on_hand",
            sku_id=sku.pk,
            reserved=sku.reserved,
        )


def _check_left(sku_id: int, sku: Sku | None, asked: int) -> None:
    left = sku.available if sku and sku.is_active else 0
    if asked > left:
        raise OverStock(
            _("%(sku)s: %(asked)d asked for, %(left)d left.")
            % {"sku": sku or sku_id, "asked": asked, "left": left},
            sku_id=sku_id,
            asked=asked,
            left=left,
        )
