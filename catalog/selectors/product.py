"""All that a product's page shows of it, in a fixed number of queries."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection
from django.db.backends.utils import CursorWrapper

from catalog.enums import ProductStatus
from catalog.models import Attribute, Product
from catalog.pricing import MixRule, Offer, Tier, Variant
from catalog.selectors.cards import Card, similar_by
from catalog.selectors.categories import tree
from common.formats import in_chinese, one_language
from common.known import Known
from suppliers.enums import SHOWN
from suppliers.freight import Destination, Tariff
from suppliers.models import Supplier
from suppliers.selectors import SELLING_TO, tariff_for


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


class ShownProduct(NamedTuple):
    """What its page shows of a product: columns of ``catalog.Product``, ``attributes`` as JSON."""

    id: int
    supplier_id: int
    category_id: int
    slug: str
    code: str
    title: str
    title_en: str
    description: str
    description_en: str
    attributes: str
    option_names: list[str]
    unit: str
    currency: str
    quote_type: str
    moq: int
    order_multiple: int
    max_per_order: int | None
    mixable: bool
    sample_price: Decimal | None
    consign_price: Decimal | None
    promise_hours: int | None
    lead_days: int | None
    freight_template_id: int | None
    weight_g: int
    volume_cm3: int
    category_path: list[int]
    sold_30d: int


class ShownSupplier(NamedTuple):
    """What the page of a product shows of who sells it: columns of ``suppliers.Supplier``."""

    id: int
    company_id: int
    slug: str
    kind: str
    status: str
    name: str
    name_en: str
    ships_from_id: str | None
    logo: str
    currency: str
    mix_amount: Decimal | None
    mix_pieces: int | None
    composite: Decimal | None
    pickup_48h_rate: Decimal | None
    pickup_48h_parcels: int
    repeat_rate: Decimal | None
    sold_30d: int


@dataclass(frozen=True, slots=True)
class ProductPage:
    """``sells_here`` is whether the supplier sells to the destination asked about; ``badges`` are
    the bits of the supplier's, as on cards; ``similar`` is what else there is of the kind."""

    product: ShownProduct
    supplier: ShownSupplier
    offer: Offer
    kinds: Sequence[Kind]
    pictures: Sequence[Picture]
    sells_here: bool
    tariff: Tariff | None
    badges: int
    similar: Sequence[Card]

    @property
    def mix_rules(self) -> dict[int, MixRule]:
        supplier = self.supplier
        if supplier.mix_amount is None and supplier.mix_pieces is None:
            return {}
        rule = MixRule(supplier.mix_amount, supplier.mix_pieces, supplier.currency)
        return {supplier.id: rule}

    @property
    def variants(self) -> list[Variant]:
        return [kind.variant for kind in self.kinds]


def product_page(
    slug: str, destination: Destination | None, *, most_similar: int = 0
) -> ProductPage:
    """A product on sale, and up to so many like it; raises Product.DoesNotExist.

    Three queries, one more with similar ones, and one with freight.
    """
    with connection.cursor() as cursor:
        product, supplier, pictures, sells_here, badges = _product(cursor, slug, destination)
        tiers = _tiers(cursor, product.id)
        offer = _offer(product, tiers[None])
        kinds = _kinds(cursor, offer, tiers)
        near = (
            similar_by(cursor, product.id, product.category_id, most_similar)
            if most_similar
            else []
        )
    return ProductPage(
        product=product,
        supplier=supplier,
        offer=offer,
        kinds=kinds,
        pictures=pictures,
        sells_here=sells_here,
        tariff=tariff_for(product.supplier_id, product.freight_template_id)
        if destination
        else None,
        badges=badges,
        similar=near,
    )


def product_of_hidden_shop(slug: str) -> Product:
    """A listed product that is not sold because its shop's standing hides it (rules §4).

    Raises Product.DoesNotExist where there is none, or the product itself is not listed.
    """
    listed = Product.objects.filter(status=ProductStatus.LISTED)
    hidden = listed.filter(supplier__in=Supplier.objects.vetted().exclude(status__in=SHOWN))
    return hidden.select_related("supplier").get(slug=slug)


def attribute_facts(product: ShownProduct) -> list[tuple[str, str]]:
    """What the product states about itself, (name, value), in the reader's language."""
    known, chinese = _attributes.get(), in_chinese()
    facts = []
    for slug, value in json.loads(product.attributes).items():
        zh, en, unit = known.get((product.category_id, slug), (slug, slug, ""))
        if value:
            facts.append((zh if chinese else en, f"{one_language(str(value))} {unit}".strip()))
    return facts


_PAGE = f"""
    SELECT {", ".join(f"p.{name}" for name in ShownProduct._fields)},
        {", ".join(f"s.{name}" for name in ShownSupplier._fields)},
        (SELECT json_agg(json_build_array(i.stem, i.alt) ORDER BY i.position, i.id)::text
         FROM catalog_productpicture i WHERE i.product_id = p.id),
        {{sells_here}},
        (SELECT e.badges FROM catalog_listingentry e WHERE e.product_id = p.id)
    FROM catalog_product p JOIN suppliers_supplier s ON s.id = p.supplier_id
    WHERE p.slug = %(slug)s AND p.on_sale
"""
#: Where in a row of the above the supplier's columns begin.
_SUPPLIER_AT = len(ShownProduct._fields)
_TIERS = """
    SELECT sku_id, from_quantity, unit_price FROM catalog_pricetier
    WHERE product_id = %s ORDER BY from_quantity
"""
_SKUS = """
    SELECT id, code, options, price, on_hand - reserved, picture FROM catalog_sku
    WHERE product_id = %s AND is_active ORDER BY position, id
"""


def _product(
    cursor: CursorWrapper, slug: str, place: Destination | None
) -> tuple[ShownProduct, ShownSupplier, list[Picture], bool, int]:
    """The product, its supplier, its pictures, whether it is sold to the place, and badges."""
    asks = place is not None and (place.is_abroad or place.codes)
    sells_here = SELLING_TO[place.is_abroad] if place is not None and asks else "TRUE"
    given: dict[str, Any] = {"slug": slug, "region_codes": list(place.codes) if place else []}
    cursor.execute(_PAGE.format(sells_here=sells_here), given)
    row = cursor.fetchone()
    if row is None:
        raise Product.DoesNotExist(slug)
    product = ShownProduct._make(row[:_SUPPLIER_AT])
    supplier = ShownSupplier._make(row[_SUPPLIER_AT:-3])
    pictures, sells_here, badges = row[-3:]
    shown = [Picture(*one) for one in json.loads(pictures or "[]")]
    return product, supplier, shown, sells_here, badges or 0


def _rows(cursor: CursorWrapper, statement: str, product_id: int) -> list[tuple[Any, ...]]:
    """The rows of one of the short statements above: the ORM would take longer to write it."""
    cursor.execute(statement, [product_id])
    return list(cursor.fetchall())


def _tiers(cursor: CursorWrapper, product_id: int) -> dict[int | None, list[Tier]]:
    found: dict[int | None, list[Tier]] = defaultdict(list)
    for sku_id, start, price in _rows(cursor, _TIERS, product_id):
        found[sku_id].append(Tier(start, price))
    return found


def _offer(product: ShownProduct, tiers: Sequence[Tier]) -> Offer:
    """The terms of the product with its own tiers."""
    return Offer(
        product_id=product.id,
        supplier_id=product.supplier_id,
        currency=product.currency,
        quote_type=product.quote_type,
        tiers=tuple(tiers),
        moq=product.moq,
        order_multiple=product.order_multiple,
        max_per_order=product.max_per_order,
        mixable=product.mixable,
        sample_price=product.sample_price,
        consign_price=product.consign_price,
        title=product.title,
    )


def _kinds(cursor: CursorWrapper, offer: Offer, tiers: dict[int | None, list[Tier]]) -> list[Kind]:
    return [
        Kind(
            Variant(pk, offer, price, tuple(tiers[pk]), available),
            code,
            tuple(map(one_language, options)),
            picture,
        )
        for pk, code, options, price, available, picture in _rows(cursor, _SKUS, offer.product_id)
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
