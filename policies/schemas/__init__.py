"""The named sets of parameters (rules §2): each number of the rules, with its first value.

A field's ``description`` is what the public page shows. Amounts are CNY unless said.
"""

from policies.schemas.base import Policy
from policies.schemas.scores import ScoreRules
from policies.schemas.trade import (
    AccountRules,
    CatalogRules,
    FulfilmentRules,
    OrderRules,
    PaymentRules,
    PolicyRules,
    PriceRules,
)
from policies.schemas.vetting import VettingRules

SCHEMAS: dict[str, type[Policy]] = {
    schema.slug: schema
    for schema in (
        PolicyRules,
        AccountRules,
        PriceRules,
        OrderRules,
        FulfilmentRules,
        PaymentRules,
        CatalogRules,
        VettingRules,
        ScoreRules,
    )
}

__all__ = [
    "SCHEMAS",
    "AccountRules",
    "CatalogRules",
    "FulfilmentRules",
    "OrderRules",
    "PaymentRules",
    "Policy",
    "PolicyRules",
    "PriceRules",
    "ScoreRules",
    "VettingRules",
]
