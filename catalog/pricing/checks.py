"""The rules that keep wants from being ordered; each has its own code (rules §6, §7)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from catalog.pricing.counting import Counts
from catalog.pricing.ladder import tiers_of
from catalog.pricing.quote import Problem
from catalog.pricing.terms import (
    BATCH,
    CONSIGN,
    MOST_PIECES,
    SAMPLE,
    Offer,
    PriceLimits,
    Variant,
    Want,
)

#: Of problems that pieces make together however they are bought.
ANY_MODE = ""


def want_problems(wants: Iterable[Want]) -> Iterator[Problem]:
    """Wants that cannot be priced at all: no piece, too many, no price, or not offered so."""
    for want in wants:
        if want.quantity < 1:
            yield _of_sku("no_pieces", want.variant, have=want.quantity, mode=want.mode)
        elif not tiers_of(want.variant, want.mode):
            code = "not_priced" if want.mode == BATCH else "mode_not_offered"
            yield _of_sku(code, want.variant, have=want.quantity, mode=want.mode)
        elif want.quantity > MOST_PIECES:
            yield _over_stock(want.variant, want.quantity)


def sku_problems(
    variants: Iterable[Variant], counts: Counts, limits: PriceLimits
) -> Iterator[Problem]:
    """Packs and stock, and the pieces that may be dropshipped at once; each by SKU."""
    for variant in variants:
        batch = counts.of_sku[variant.sku_id, BATCH]
        pack = variant.offer.order_multiple
        if batch % pack:
            yield _of_sku("not_multiple", variant, pack, batch, pack - batch % pack)
        consigned = counts.of_sku[variant.sku_id, CONSIGN]
        if consigned > limits.max_consign:
            over = consigned - limits.max_consign
            yield _of_sku("consign_quantity", variant, limits.max_consign, consigned, over, CONSIGN)
        wanted = counts.of_sku[variant.sku_id, ""]
        if wanted > variant.available:
            yield _over_stock(variant, wanted)


def product_problems(
    offers: Iterable[Offer],
    counts: Counts,
    limits: PriceLimits,
    *,
    lifted: Collection[tuple[int, str]],
    sampled: Collection[int],
) -> Iterator[Problem]:
    """MOQ, maximum and samples, each over all SKUs of a product.

    ``lifted`` are the orders (supplier, currency) that reached mixed batch, ``sampled`` the
    products that the buyer has had a sample of.
    """
    for offer in offers:
        free_of_moq = offer.mixable and (offer.supplier_id, offer.currency) in lifted
        batch = counts.of_product[offer.product_id, BATCH]
        if 0 < batch < offer.moq and not free_of_moq:
            yield _of_product("below_moq", offer, offer.moq, batch, offer.moq - batch)
        pieces = counts.of_product[offer.product_id, ""]
        if offer.max_per_order is not None and pieces > offer.max_per_order:
            yield _of_product(
                *("over_maximum", offer, offer.max_per_order, pieces),
                *(pieces - offer.max_per_order, ANY_MODE),
            )
        yield from _sample_problems(
            offer, counts.of_product[offer.product_id, SAMPLE], limits, sampled
        )


def _sample_problems(
    offer: Offer, pieces: int, limits: PriceLimits, sampled: Collection[int]
) -> Iterator[Problem]:
    if not pieces:
        return
    if offer.product_id in sampled:
        yield _of_product("sample_taken", offer, 0, pieces, pieces, SAMPLE)
    if pieces > limits.max_sample:
        yield _of_product(
            "sample_quantity", offer, limits.max_sample, pieces, pieces - limits.max_sample, SAMPLE
        )


def order_problems(
    skus_of: Mapping[tuple[int, str], Collection[int]], limits: PriceLimits
) -> Iterator[Problem]:
    """Too many SKUs for one order, by supplier and currency."""
    for (supplier_id, _currency), skus in skus_of.items():
        if len(skus) > limits.max_lines:
            over = len(skus) - limits.max_lines
            yield Problem(
                "too_many_lines", supplier_id, None, None, limits.max_lines, len(skus), over
            )


def _over_stock(variant: Variant, wanted: int) -> Problem:
    left = variant.available
    return _of_sku("over_stock", variant, left, wanted, wanted - left, ANY_MODE)


def _of_sku(
    code: str, variant: Variant, rule: int = 0, have: int = 0, missing: int = 0, mode: str = BATCH
) -> Problem:
    offer = variant.offer
    return Problem(
        code, offer.supplier_id, offer.product_id, variant.sku_id, rule, have, missing, mode
    )


def _of_product(
    code: str, offer: Offer, rule: int, have: int, missing: int, mode: str = BATCH
) -> Problem:
    return Problem(code, offer.supplier_id, offer.product_id, None, rule, have, missing, mode)
