"""Products from the demo's goods, through the service that the editor and the import use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from django.db import connection

from catalog.drafts import ProductDraft, SkuDraft
from catalog.enums import QuoteType, StagePlan
from catalog.models import Category, Product, ProductPicture
from catalog.pricing import Tier
from catalog.services.products import create_products
from marketplace.demo.content.companies import SupplierWords
from marketplace.demo.content.goods import Good, Variant
from marketplace.demo.drawing.studio import SIDE
from marketplace.demo.market.pictures import stem_of
from suppliers.models import Supplier

Offers = Sequence[tuple[SupplierWords, Good]]
YEAR = 365


def list_goods(
    offers: Offers,
    suppliers: dict[str, Supplier],
    categories: dict[str, Category],
    at: datetime,
    random: Random,
) -> list[tuple[Product, Good]]:
    """Put all goods on sale, with their pictures; returns each product with its good."""
    by_shop: dict[str, list[Good]] = defaultdict(list)
    for words, good in offers:
        by_shop[words.slug].append(good)
    listed: list[tuple[Product, Good]] = []
    for slug, goods in by_shop.items():
        drafts = [_draft(good, categories[good.leaf.slug]) for good in goods]
        products = create_products(
            supplier=suppliers[slug], drafts=drafts, actor=None, at=at, listed=True
        )
        listed += zip(products, goods, strict=True)
    _spread(listed, at, random)
    _add_pictures(listed)
    return listed


def _draft(good: Good, category: Category) -> ProductDraft:
    by_product = good.quote == QuoteType.BY_QUANTITY
    return ProductDraft(
        category=category,
        code=good.code,
        title=good.title.zh,
        title_en=good.title.en,
        description=good.text.zh,
        description_en=good.text.en,
        attributes=good.attributes,
        option_names=good.option_names,
        unit=good.leaf.unit,
        quote_type=good.quote,
        tiers=_tiers(good) if by_product else (),
        skus=tuple(_sku(good, n, variant) for n, variant in enumerate(good.variants, 1)),
        moq=good.moq,
        order_multiple=good.pack,
        mixable=good.mixable,
        sample_price=good.sample,
        consign_price=good.consign,
        promise_hours=good.promise,
        lead_days=good.lead_days,
        stage_plan=StagePlan.DEPOSIT_BALANCE if good.lead_days else StagePlan.WHOLE,
        weight_g=good.weight_g,
        volume_cm3=good.weight_g * 4,
    )


def _tiers(good: Good) -> tuple[Tier, ...]:
    return tuple(Tier(quantity, price) for quantity, price in good.tiers)


def _sku(good: Good, number: int, variant: Variant) -> SkuDraft:
    own_tiers = good.quote == QuoteType.BY_SKU_QUANTITY
    return SkuDraft(
        code=f"{good.code}-{number:02d}",
        options=variant.options,
        price=variant.price if good.quote == QuoteType.BY_SKU else None,
        on_hand=variant.stock,
        tiers=_tiers_at(good, variant) if own_tiers else (),
        picture=_picture_in(good, variant.tone),
    )


def _tiers_at(good: Good, variant: Variant) -> tuple[Tier, ...]:
    """The ladder shifted to the variant's own price."""
    dearer = variant.price - good.tiers[0][1]
    return tuple(Tier(quantity, price + dearer) for quantity, price in good.tiers)


def _picture_in(good: Good, tone: str) -> str:
    """The picture that shows the colour, where there is one."""
    for picture in good.pictures:
        if picture.view == "hero" and picture.subject.tones[0] == tone:
            return stem_of(picture)
    return ""


_DATE = """
    UPDATE catalog_product p SET created_at = g.at, listed_at = g.at
    FROM unnest(%s::bigint[], %s::timestamptz[]) AS g(id, at) WHERE p.id = g.id
"""


def _spread(listed: Sequence[tuple[Product, Good]], at: datetime, random: Random) -> None:
    """They came over the last years, some this week."""
    moments = [
        at - timedelta(days=random.betavariate(1.1, 2.0) * YEAR * 2, minutes=random.randrange(600))
        for _ in listed
    ]
    with connection.cursor() as cursor:
        cursor.execute(_DATE, [[product.pk for product, _ in listed], moments])


def _add_pictures(listed: Sequence[tuple[Product, Good]]) -> None:
    ProductPicture.objects.bulk_create(
        (
            ProductPicture(
                product=product,
                stem=stem_of(picture),
                position=position,
                width=SIDE,
                height=SIDE,
                alt=_ALT[picture.view],
            )
            for product, good in listed
            for position, picture in enumerate(good.pictures)
        ),
        batch_size=2000,
    )


_ALT = {
    "hero": "主图::The product",
    "colours": "颜色::Its colours",
    "detail": "细节::A detail",
    "measured": "尺寸::Its size",
    "packed": "包装::Packed",
}
