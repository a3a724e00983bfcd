"""Mixed batch: the supplier's threshold over its mixable products, which lifts their MOQ."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from catalog.pricing.quote import MixProgress, QuotedLine
from catalog.pricing.terms import BATCH, MixRule
from common.errors import DomainError
from common.money import ZERO

#: ``convert(amount, from_currency, to_currency)`` by the stored rate of the day; raises a
#: DomainError where none is stored.
Convert = Callable[[Decimal, str, str], Decimal]


def same_currency(amount: Decimal, source: str, target: str) -> Decimal:
    """The conversion for those who have one currency; raises ValueError for two."""
    if source != target:
        raise ValueError(f"no rate given from {source} to {target}")
    return amount


def progress(
    rule: MixRule, lines: Iterable[QuotedLine], currency: str, convert: Convert
) -> MixProgress:
    """How far the mixable batch ``lines`` of one order are on the way to ``rule``.

    ``currency`` is that of the lines; the amount is compared in the rule's. Where no rate is known
    the amount counts for nothing: goods are shown and sold, only the MOQ is not lifted by it.
    """
    mixable = [
        line for line in lines if line.want.mode == BATCH and line.want.variant.offer.mixable
    ]
    amount = _in_currency_of(rule, sum((line.amount for line in mixable), ZERO), currency, convert)
    pieces = sum(line.want.quantity for line in mixable)
    return MixProgress(
        currency=rule.currency,
        amount=amount,
        pieces=pieces,
        amount_missing=None if rule.amount is None else max(rule.amount - amount, ZERO),
        pieces_missing=None if rule.pieces is None else max(rule.pieces - pieces, 0),
    )


def _in_currency_of(rule: MixRule, amount: Decimal, currency: str, convert: Convert) -> Decimal:
    if rule.amount is None:
        return ZERO
    try:
        return convert(amount, currency, rule.currency)
    except DomainError:
        return ZERO
