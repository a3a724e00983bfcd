"""The named sets of parameters (rules §2): each number of the rules, with its first value.

A field's ``description`` is what the public page shows. Amounts are CNY unless said.
"""

from policies.schemas.audits import AuditRules, VisitRules
from policies.schemas.badges import BadgeRules
from policies.schemas.base import Policy
from policies.schemas.clear_out import ClearOutRules
from policies.schemas.points import PointRules
from policies.schemas.scores import ScoreRules
from policies.schemas.spot_checks import SpotCheckRules
from policies.schemas.standing import StandingRules
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
        StandingRules,
        PointRules,
        ClearOutRules,
        VisitRules,
        AuditRules,
        SpotCheckRules,
        BadgeRules,
    )
}

__all__ = [
    "SCHEMAS",
    "AccountRules",
    "AuditRules",
    "BadgeRules",
    "CatalogRules",
    "ClearOutRules",
    "FulfilmentRules",
    "OrderRules",
    "PaymentRules",
    "PointRules",
    "Policy",
    "PolicyRules",
    "PriceRules",
    "ScoreRules",
    "SpotCheckRules",
    "StandingRules",
    "VettingRules",
    "VisitRules",
]
