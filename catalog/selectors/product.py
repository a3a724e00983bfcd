"""All that a product's page shows of it, in a fixed number of queries."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

from catalog.enums import ProductStatus
from catalog.models import Attribute, Product
from catalog.pricing import MixRule, Offer, Tier, Variant
from catalog.selectors.categories import tree
from catalog.selectors.offers import offer_of
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


@dataclass(frozen=True, slots=True)
class ProductPage:
    """``sells_here`` is whether the supplier sells to the destination asked about; ``badges`` are
    the bits of the supplier's, as on cards."""

    product: Product
    offer: Offer
    kinds: Sequence[Kind]
    pictures: Sequence[Picture]
    sells_here: bool
    tariff: Tariff | None
    badges: int

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


def product_page(slug: str, destination: Destination | None) -> ProductPage:
    """A product on sale, in three queries, four with freight; raises Product.DoesNotExist."""
    product, pictures, sells_here, badges = _product(slug, destination)
    tiers = _tiers(product.pk)
    offer = offer_of(product, tiers[None])
    return ProductPage(
        product=product,
        offer=offer,
        kinds=_kinds(offer, tiers),
        pictures=pictures,
        sells_here=sells_here,
        tariff=tariff_for(product.supplier_id, product.freight_template_id)
        if destination
        else None,
        badges=badges,
    )


def product_of_hidden_shop(slug: str) -> Product:
    """A listed product that is not sold because its shop's standing hides it (rules §4).

    Raises Product.DoesNotExist where there is none, or the product itself is not listed.
    """
    listed = Product.objects.filter(status=ProductStatus.LISTED)
    hidden = listed.filter(supplier__in=Supplier.objects.vetted().exclude(status__in=SHOWN))
    return hidden.select_related("supplier").get(slug=slug)


def attribute_facts(product: Product) -> list[tuple[str, str]]:
    """What the product states about itself, (name, value), in the reader's language."""
    known = _attributes.get()
    facts = []
    for slug, value in product.attributes.items():
        zh, en, unit = known.get((product.category_id, slug), (slug, slug, ""))
        if value:
            facts.append((zh if in_chinese() else en, f"{one_language(str(value))} {unit}".strip()))
    return facts


def _columns(model: type[models.Model], names: str) -> list[str]:
    """Names of columns in the order of the model's fields, as ``from_db`` takes them."""
    wanted = set(names.split())
    return [f.column for f in model._meta.concrete_fields if f.column in wanted]


#: What the page shows of a product and its supplier; anything else would be read when asked for.
_PRODUCT = _columns(
    Product,
    """id supplier_id category_id slug code title title_en description description_en attributes
    option_names unit currency quote_type moq order_multiple max_per_order mixable sample_price
    consign_price promise_hours lead_days freight_template_id weight_g volume_cm3 category_path
    sold_30d""",
)
_SUPPLIER = _columns(
    Supplier,
    """id company_id slug kind status name name_en ships_from_id logo currency mix_amount mix_pieces
    composite pickup_48h_rate pickup_48h_parcels repeat_rate sold_30d""",
)
_PAGE = f"""
    SELECT {", ".join(f"p.{name}" for name in _PRODUCT)},
        {", ".join(f"s.{name}" for name in _SUPPLIER)},
        (SELECT json_agg(json_build_array(i.stem, i.alt) ORDER BY i.position, i.id)::text
         FROM catalog_productpicture i WHERE i.product_id = p.id),
        {{sells_here}},
        (SELECT e.badges FROM catalog_listingentry e WHERE e.product_id = p.id)
    FROM catalog_product p JOIN suppliers_supplier s ON s.id = p.supplier_id
    WHERE p.slug = %(slug)s AND p.on_sale
"""
_TIERS = """
    SELECT sku_id, from_quantity, unit_price FROM catalog_pricetier
    WHERE product_id = %s ORDER BY from_quantity
"""
_SKUS = """
    SELECT id, code, options, price, on_hand - reserved, picture FROM catalog_sku
    WHERE product_id = %s AND is_active ORDER BY position, id
"""


def _product(slug: str, place: Destination | None) -> tuple[Product, list[Picture], bool, int]:
    """The product with its supplier, its pictures, whether it is sold to the place, and badges."""
    asks = place is not None and (place.is_abroad or place.codes)
    sells_here = SELLING_TO[place.is_abroad] if place is not None and asks else "TRUE"
    given: dict[str, Any] = {"slug": slug, "region_codes": list(place.codes) if place else []}
    with connection.cursor() as cursor:
        cursor.execute(_PAGE.format(sells_here=sells_here), given)
        row = cursor.fetchone()
    if row is None:
        raise Product.DoesNotExist(slug)
    product = Product.from_db(connection.alias, _PRODUCT, row[: len(_PRODUCT)])
    product.attributes = json.loads(row[_PRODUCT.index("attributes")])
    product.supplier = Supplier.from_db(connection.alias, _SUPPLIER, row[len(_PRODUCT) : -3])
    pictures, sells_here, badges = row[-3:]
    shown = [Picture(*one) for one in json.loads(pictures or "[]")]
    return product, shown, sells_here, badges or 0


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
        Kind(
            Variant(pk, offer, price, tuple(tiers[pk]), available),
            code,
            tuple(map(one_language, options)),
            picture,
        )
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
