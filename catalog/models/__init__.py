from catalog.models.categories import Attribute, Category
from catalog.models.imports import ImportEvent, ImportJob, ImportRow
from catalog.models.listing import ListingEntry
from catalog.models.products import (
    PriceTier,
    Product,
    ProductEvent,
    ProductPicture,
    Sku,
)
from catalog.models.shops import ShopEntry

__all__ = [
    "Attribute",
    "Category",
    "ImportEvent",
    "ImportJob",
    "ImportRow",
    "ListingEntry",
    "PriceTier",
    "Product",
    "ProductEvent",
    "ProductPicture",
    "ShopEntry",
    "Sku",
]
