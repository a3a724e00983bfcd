"""Where an order goes, whether its supplier sells there, and what the freight is (rules §8)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from accounts.models import Address
from common.money import ZERO
from orders.selectors.drafts import DraftLine, OrderDraft
from payments.selectors.rates import Convert, converter
from suppliers import freight
from suppliers.freight import Destination, Load, Tariff
from suppliers.models import Supplier
from suppliers.selectors import sellers, tariffs

#: What the orders of a supplier in a currency cost together, with freight.
Totals = Mapping[tuple[int, str], Decimal]


@dataclass(frozen=True, slots=True)
class AddressSnapshot:
    """An address word for word; ``region`` is its GB/T 2260 code, empty abroad.

    ``pk`` is that of the address in the company's book, where it comes from there.
    """

    text: dict[str, Any]
    region: str = ""
    country: str = freight.HOME
    pk: int | None = None

    @classmethod
    def of(cls, address: Address) -> AddressSnapshot:
        """As ``address`` is now."""
        return cls.kept(address.snapshot(), address.pk)

    @classmethod
    def kept(cls, text: dict[str, Any], pk: int) -> AddressSnapshot:
        """As it was when ``text`` was taken of it."""
        return cls(text, text["region"], text["country"], pk)

    @property
    def destination(self) -> Destination:
        return Destination(self.country, self.region)


@dataclass(frozen=True, slots=True)
class Delivery:
    """The freight of each draft in its currency; None where nothing is sent there.

    ``free_from`` is the goods' worth from which its supplier sends it for nothing, where it says.
    """

    suppliers: Mapping[int, Supplier]
    fees: tuple[Decimal | None, ...]
    free_from: tuple[Decimal | None, ...]


def delivery_of(
    drafts: Sequence[OrderDraft], *, destination: Destination, at: datetime
) -> Delivery:
    """Who sends ``drafts`` to ``destination``, and for how much; a fixed number of queries.

    A supplier without a freight template sends for nothing.
    """
    suppliers, selling = sellers({draft.supplier_id for draft in drafts}, destination)
    loads = [_loads(draft) for draft in drafts]
    templates = {template for parts in loads for template in parts if template}
    known = tariffs(templates) if templates else {}
    convert = converter(at)
    fees = (
        _fee(draft, parts, known, destination, convert) if draft.supplier_id in selling else None
        for draft, parts in zip(drafts, loads, strict=True)
    )
    free = (
        free_of(parts, known, destination, convert, draft.currency)
        for draft, parts in zip(drafts, loads, strict=True)
    )
    return Delivery(suppliers, tuple(fees), tuple(free))


def totals_of(drafts: Sequence[OrderDraft], delivery: Delivery) -> Totals:
    """What is to be paid to each supplier in each currency: goods, and freight where it sends."""
    totals: dict[tuple[int, str], Decimal] = defaultdict(lambda: ZERO)
    for draft, fee in zip(drafts, delivery.fees, strict=True):
        totals[draft.supplier_id, draft.currency] += draft.goods_amount + (fee or ZERO)
    return dict(totals)


def free_of(
    templates: Collection[int | None],
    known: Mapping[int, Tariff],
    destination: Destination,
    convert: Convert,
    currency: str,
) -> Decimal | None:
    """From how much of goods the freight by ``templates`` is free, where one covers them all."""
    template = next(iter(templates)) if len(templates) == 1 else None
    tariff = known[template] if template else None
    amount = freight.free_from(tariff, destination) if tariff else None
    return convert(amount, tariff.currency, currency) if tariff and amount else None


def _loads(draft: OrderDraft) -> dict[int | None, Load]:
    """What is sent together: the lines of one freight template, by its id."""
    loads: dict[int | None, Load] = defaultdict(lambda: Load(0))
    for line in draft.lines:
        loads[line.item.freight_template_id] += _load(line)
    return loads


def _load(line: DraftLine) -> Load:
    pieces = line.quoted.want.quantity
    return Load(
        pieces=pieces,
        grams=pieces * line.item.weight_g,
        cm3=pieces * line.item.volume_cm3,
        amount=line.quoted.amount,
    )


def _fee(
    draft: OrderDraft,
    loads: Mapping[int | None, Load],
    known: Mapping[int, Tariff],
    destination: Destination,
    convert: Convert,
) -> Decimal | None:
    total = ZERO
    for template, load in loads.items():
        if template is None:
            continue
        tariff = known[template]
        amount = convert(load.amount, draft.currency, tariff.currency)
        part = freight.fee(tariff, Load(load.pieces, load.grams, load.cm3, amount), destination)
        if part is None:
            return None
        total += convert(part, tariff.currency, draft.currency)
    return total
