"""The rows of a product that stand beside it: SKUs and tiers, written from a draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from catalog.drafts import ProductDraft, SkuDraft
from catalog.models import PriceTier, Product, Sku
from catalog.pricing import Tier
from catalog.services.stock import check_covers_reserved
from common.locking import lock

BATCH = 1000
Drafted = Sequence[tuple[Product, ProductDraft]]


def create_rows(drafted: Drafted) -> None:
    """SKUs and tiers of products that have none."""
    Sku.objects.bulk_create(
        [
            _new_sku(product, sku, position)
            for product, draft in drafted
            for position, sku in enumerate(draft.skus)
        ],
        batch_size=BATCH,
    )
    create_tiers(drafted)


def update_rows(product: Product, draft: ProductDraft) -> None:
    """Bring SKUs, matched by code, and tiers to what the draft says.

    A SKU that the draft leaves out stays for the orders that name it, inactive.
    Raises BelowReserved where a stock is under what is promised to orders.
    """
    known = {sku.code: sku for sku in lock(Sku.objects.filter(product=product))}
    # All inactive first: two SKUs may change options with each other.
    Sku.objects.filter(product=product).update(is_active=False)
    for position, wanted in enumerate(draft.skus):
        sku = known.get(wanted.code)
        if sku is None:
            _new_sku(product, wanted, position).save()
        else:
            _change_sku(sku, wanted, position)
    PriceTier.objects.filter(product=product).delete()
    create_tiers([(product, draft)])


def create_tiers(drafted: Drafted) -> None:
    """Tiers of products and of SKUs, where there are none yet."""
    products = [product.pk for product, _ in drafted]
    skus = {(sku.product_id, sku.code): sku for sku in Sku.objects.filter(product__in=products)}
    tiers: list[PriceTier] = []
    for product, draft in drafted:
        tiers += _tiers(product, None, draft.tiers)
        for wanted in draft.skus:
            tiers += _tiers(product, skus[product.pk, wanted.code], wanted.tiers)
    PriceTier.objects.bulk_create(tiers, batch_size=BATCH)


def _new_sku(product: Product, draft: SkuDraft, position: int) -> Sku:
    return Sku(product=product, position=position, on_hand=draft.on_hand, **draft.columns())


def _change_sku(sku: Sku, draft: SkuDraft, position: int) -> None:
    check_covers_reserved(sku, draft.on_hand)
    for name, value in {
        **draft.columns(),
        "position": position,
        "on_hand": draft.on_hand,
    }.items():
        setattr(sku, name, value)
    sku.save()


def _tiers(product: Product, sku: Sku | None, tiers: Iterable[Tier]) -> list[PriceTier]:
    return [
        PriceTier(
            product=product, sku=sku, from_quantity=tier.from_quantity, unit_price=tier.unit_price
        )
        for tier in tiers
    ]
