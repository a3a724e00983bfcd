from suppliers.selectors.freight import default_templates, tariff_for, tariffs, templates_of
from suppliers.selectors.shops import (
    NOT_SELLING_TO,
    SELLING_TO,
    belts,
    selling_to,
    sells_to,
    shop_of,
    shops,
    who_sell_to,
)

__all__ = [
    "NOT_SELLING_TO",
    "SELLING_TO",
    "belts",
    "default_templates",
    "selling_to",
    "sells_to",
    "shop_of",
    "shops",
    "tariff_for",
    "tariffs",
    "templates_of",
    "who_sell_to",
]
