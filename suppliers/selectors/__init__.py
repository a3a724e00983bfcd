from suppliers.selectors.freight import tariff_for, tariffs, templates_of
from suppliers.selectors.shops import (
    NOT_SELLING_TO,
    SELLING_TO,
    belts,
    sellers,
    selling_to,
    sells_to,
    shop_of,
    shops,
    shown_shop,
)

__all__ = [
    "NOT_SELLING_TO",
    "SELLING_TO",
    "belts",
    "sellers",
    "selling_to",
    "sells_to",
    "shop_of",
    "shops",
    "shown_shop",
    "tariff_for",
    "tariffs",
    "templates_of",
]
