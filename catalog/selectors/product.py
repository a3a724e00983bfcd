"""All that a product's page shows of it, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, Value
from django.db.models.functions import JSONObject

from catalog.models import Attribute, Product, ProductPicture
from catalog.pricing import MixRule, Offer, Tier, Variant
from catalog.selectors.categories import tree
from catalog.selectors.offers import offer_of
from common.formats import in_chinese
from common.known import Known
from suppliers.freight import Destination, Tariff
from suppliers.selectors import selling_to, tariff_for


@dataclass(frozen=True, slots=True)
class Kind:
    """A SKU as its product's page shows it: the variant, and what the buyer chooses it by."""

    variant: Variant
    code: str
    options: tuple[str, ...]
    picture: str


@dataclass(frozen=True, slots=True)
class Picture:
    stem: str
    alt: str


@dataclass(frozen=True, slots=True)
class ProductPage:
    """``sells_here`` is whether the supplier sells to the destination asked about."""

    product: Product
    offer: Offer
    kinds: Sequence[Kind]
    pictures: Sequence[Picture]
    sells_here: bool
    tariff: Tariff | None

    @property
    def mix_rules(self) -> dict[int, MixRule]:
        supplier = self.product.supplier
        if supplier.mix_amount is None and supplier.mix_pieces is None:
            return {}
        rule = MixRule(supplier.mix_amount, supplier.mix_pieces, supplier.currency)
        return {supplier.pk: rule}

    @property
    def variants(self) -> list[Variant]:
        return [kind.variant for kind in self.kinds]


_PICTURES = (
    ProductPicture.objects.filter(product=OuterRef("pk"))
    .order_by("position", "pk")
    .values(data=JSONObject(stem="stem", alt="alt"))
)


def product_page(slug: str, destination: Destination | None) -> ProductPage:
    """A product on sale, in three queries, four with freight; raises Product.DoesNotExist."""
    sells_here = selling_to(destination, "supplier__") if destination else Q()
    product = (
        Product.objects.on_sale()
        .select_related("supplier")
        .annotate(
            sells_here=ExpressionWrapper(sells_here, BooleanField()) if sells_here else Value(True),
            shown=ArraySubquery(_PICTURES),
        )
        .get(slug=slug)
    )
    tiers = _tiers(product.pk)
    offer = offer_of(product, tiers[None])
    return ProductPage(
        product=product,
        offer=offer,
        kinds=_kinds(offer, tiers),
        pictures=[Picture(**picture) for picture in product.shown],
        sells_here=product.sells_here,
        tariff=tariff_for(product.supplier_id, product.freight_template_id)
        if destination
        else None,
    )


def attribute_facts(product: Product) -> list[tuple[str, str]]:
    """What the product states about itself, (name, value), in the reader's language."""
    known = _attributes.get()
    facts = []
    for slug, value in product.attributes.items():
        zh, en, unit = known.get((product.category_id, slug), (slug, slug, ""))
        if value:
            facts.append((zh if in_chinese() else en, f"{value} {unit}".strip()))
    return facts


_TIERS = """
    SELECT sku_id, from_quantity, unit_price FROM catalog_pricetier
    WHERE product_id = %s ORDER BY from_quantity
"""
_SKUS = """
    SELECT id, code, options, price, on_hand - reserved, picture FROM catalog_sku
    WHERE product_id = %s AND is_active ORDER BY position, id
"""


def _rows(statement: str, product_id: int) -> list[tuple[Any, ...]]:
    """The rows of one of the short statements above: the ORM would take longer to write it."""
    with connection.cursor() as cursor:
        cursor.execute(statement, [product_id])
        return list(cursor.fetchall())


def _tiers(product_id: int) -> dict[int | None, list[Tier]]:
    found: dict[int | None, list[Tier]] = defaultdict(list)
    for sku_id, start, price in _rows(_TIERS, product_id):
        found[sku_id].append(Tier(start, price))
    return found


def _kinds(offer: Offer, tiers: dict[int | None, list[Tier]]) -> list[Kind]:
    return [
        Kind(Variant(pk, offer, price, tuple(tiers[pk]), available), code, tuple(options), picture)
        for pk, code, options, price, available, picture in _rows(_SKUS, offer.product_id)
    ]


def _read_attributes() -> dict[tuple[int, str], tuple[str, str, str]]:
    """Names and unit by (leaf category, slug); a category has those of the ones above it too."""
    known = tree()
    own: dict[int, list[Attribute]] = defaultdict(list)
    for attribute in Attribute.objects.all():
        own[attribute.category_id].append(attribute)
    return {
        (node.pk, attribute.slug): (attribute.name, attribute.name_en, attribute.unit)
        for node in known.nodes.values()
        for above in node.path
        for attribute in own[above]
    }


_attributes = Known(_read_attributes)
