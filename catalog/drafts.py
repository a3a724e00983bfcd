"""All that a supplier says of a product at once: what editor, import and demo hand in."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any

from catalog.enums import QuoteType, StagePlan
from catalog.models import Category
from catalog.pricing import Offer, Tier
from suppliers.models import FreightTemplate


@dataclass(frozen=True, slots=True)
class SkuDraft:
    """One value in ``options`` per option name; ``tiers`` are for ``by_sku_quantity``."""

    code: str
    options: tuple[str, ...] = ()
    price: Decimal | None = None
    on_hand: int = 0
    tiers: tuple[Tier, ...] = ()
    is_active: bool = True
    picture: str = ""

    def columns(self) -> dict[str, Any]:
        """What of it is stored on the SKU itself, but for the stock."""
        return {
            "code": self.code,
            "options": list(self.options),
            "price": self.price,
            "is_active": self.is_active,
            "picture": self.picture,
        }


@dataclass(frozen=True, slots=True)
class ProductDraft:
    """Prices in ``currency`` with up to four decimals, weights in g, volumes in cm³, of a piece.

    ``tiers`` are for ``by_quantity``. ``promise_hours`` or ``lead_days``, or neither.
    """

    category: Category
    code: str
    title: str
    skus: tuple[SkuDraft, ...]
    title_en: str = ""
    description: str = ""
    description_en: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    option_names: tuple[str, ...] = ()
    unit: str = "件"
    currency: str = "CNY"
    quote_type: str = QuoteType.BY_QUANTITY
    tiers: tuple[Tier, ...] = ()
    moq: int = 1
    order_multiple: int = 1
    max_per_order: int | None = None
    mixable: bool = True
    sample_price: Decimal | None = None
    consign_price: Decimal | None = None
    stage_plan: str = StagePlan.WHOLE
    promise_hours: int | None = None
    lead_days: int | None = None
    freight_template: FreightTemplate | None = None
    weight_g: int = 0
    volume_cm3: int = 0

    def columns(self) -> dict[str, Any]:
        """What of it is stored on the product itself."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        del values["skus"], values["tiers"]
        return values | {"option_names": list(self.option_names)}

    def offer(self) -> Offer:
        """The terms as the price engine checks them."""
        return Offer(
            product_id=0,
            supplier_id=0,
            currency=self.currency,
            quote_type=self.quote_type,
            tiers=self.tiers,
            moq=self.moq,
            order_multiple=self.order_multiple,
            max_per_order=self.max_per_order,
            mixable=self.mixable,
            sample_price=self.sample_price,
            consign_price=self.consign_price,
            title=self.title,
        )
