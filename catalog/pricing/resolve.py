"""The one function that prices wants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

from catalog.pricing.checks import order_problems, product_problems, sku_problems, want_problems
from catalog.pricing.counting import Counts, Scope, scope_of
from catalog.pricing.hints import Together, cheaper_at, next_tier
from catalog.pricing.ladder import tier_index, tiers_of
from catalog.pricing.mixing import Convert, progress, same_currency
from catalog.pricing.quote import Quote, QuotedLine, SupplierQuote
from catalog.pricing.terms import BATCH, MOST_PIECES, MixRule, Offer, PriceLimits, Variant, Want
from common.money import ZERO, line_amount

#: An order to be: a supplier and a currency (rules §6: an order has one of each).
OrderKey = tuple[int, str]


def resolve(
    wants: Sequence[Want],
    mix_rules: Mapping[int, MixRule],
    limits: PriceLimits,
    *,
    convert: Convert = same_currency,
    sampled: Collection[int] = (),
) -> Quote:
    """Price all ``wants`` together, by supplier and currency (rules §6).

    ``mix_rules`` are by supplier; ``convert`` is asked where a rule has another currency than the
    order; ``sampled`` are the products that the buyer had a sample of too lately for another.
    Raises nothing for a want that breaks a rule: it is among ``problems``.
    """
    priced = [want for want in wants if _has_price(want)]
    counts = Counts.of(priced)
    lines = _lines(priced, counts)
    suppliers = _suppliers(lines, mix_rules, convert)
    variants = {want.variant.sku_id: want.variant for want in priced}
    offers = {variant.offer.product_id: variant.offer for variant in variants.values()}
    lifted = {(s.supplier_id, s.currency) for s in suppliers if s.mix and s.mix.lifted}
    problems = chain(
        want_problems(wants),
        order_problems(_skus_by_order(variants.values()), limits),
        product_problems(offers.values(), counts, limits, lifted=lifted, sampled=sampled),
        sku_problems(variants.values(), counts, limits),
    )
    return Quote(lines, suppliers, tuple(problems))


def _has_price(want: Want) -> bool:
    return 0 < want.quantity <= MOST_PIECES and bool(tiers_of(want.variant, want.mode))


def _lines(wants: Sequence[Want], counts: Counts) -> tuple[QuotedLine, ...]:
    batches: dict[Scope, list[Want]] = defaultdict(list)
    for want in wants:
        if want.mode == BATCH:
            batches[scope_of(want.variant)].append(want)
    together = {scope: _together(batch, counts) for scope, batch in batches.items()}
    return tuple(
        _batch_line(want, together[scope_of(want.variant)], counts)
        if want.mode == BATCH
        else _flat_line(want)
        for want in wants
    )


def _together(batch: Sequence[Want], counts: Counts) -> Together:
    """What the wants of one scope share: their count, tier, and the tiers ahead."""
    variant, quantities = batch[0].variant, [want.quantity for want in batch]
    offer, tiers, counted = variant.offer, tiers_of(variant), sum(quantities)
    place = tier_index(tiers, counted)
    room = (
        None
        if offer.max_per_order is None
        else offer.max_per_order - counts.of_product[offer.product_id, ""]
    )
    return Together(
        unit_price=tiers[place].unit_price,
        tier_from=tiers[place].from_quantity,
        counted=counted,
        quantities=quantities,
        ahead=tiers[place + 1 :],
        room=room,
    )


def _batch_line(want: Want, together: Together, counts: Counts) -> QuotedLine:
    sku = want.variant.sku_id
    own, spare = counts.of_sku[sku, BATCH], want.variant.available - counts.of_sku[sku, ""]
    return QuotedLine(
        want=want,
        unit_price=together.unit_price,
        tier_from=together.tier_from,
        amount=line_amount(together.unit_price, want.quantity, want.variant.offer.currency),
        counted_quantity=together.counted,
        next_tier=next_tier(want, together, own, spare),
        cheaper_at=cheaper_at(want, together, own, spare),
    )


def _flat_line(want: Want) -> QuotedLine:
    """A sample or a dropshipped piece: its own price, whatever the quantity."""
    (tier,) = tiers_of(want.variant, want.mode)
    amount = line_amount(tier.unit_price, want.quantity, want.variant.offer.currency)
    return QuotedLine(want, tier.unit_price, tier.from_quantity, amount, want.quantity)


def _suppliers(
    lines: Iterable[QuotedLine], mix_rules: Mapping[int, MixRule], convert: Convert
) -> tuple[SupplierQuote, ...]:
    orders: dict[OrderKey, list[QuotedLine]] = defaultdict(list)
    for line in lines:
        orders[_order_of(line.want.variant.offer)].append(line)
    return tuple(
        SupplierQuote(
            supplier_id=supplier_id,
            currency=currency,
            subtotal=sum((line.amount for line in order), ZERO),
            mix=progress(rule, order, currency, convert)
            if (rule := mix_rules.get(supplier_id))
            else None,
        )
        for (supplier_id, currency), order in orders.items()
    )


def _order_of(offer: Offer) -> OrderKey:
    return offer.supplier_id, offer.currency


def _skus_by_order(variants: Iterable[Variant]) -> dict[OrderKey, set[int]]:
    skus: dict[OrderKey, set[int]] = defaultdict(set)
    for variant in variants:
        skus[_order_of(variant.offer)].add(variant.sku_id)
    return skus
