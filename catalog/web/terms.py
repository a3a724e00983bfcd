"""What a buyer must know before ordering, in words: rules of quantity, delivery, the supplier."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.enums import QuoteType
from catalog.selectors.product import ProductPage, ShownProduct, ShownSupplier
from catalog.web.places import place_name
from common.formats import money, number, percent, short_number
from common.money import ZERO
from common.words import once_a_language
from payments.selectors.rates import converter
from policies.schemas import FulfilmentRules
from policies.selectors import in_force
from suppliers.freight import Destination, Load, fee, free_from
from suppliers.models import Supplier


class Fact(NamedTuple):
    """``tone`` is "good", "warn" or nothing."""

    tone: str
    text: str


class Figure(NamedTuple):
    label: str
    value: str


class Rule(NamedTuple):
    label: str
    value: str


class _Labels(NamedTuple):
    moq: str
    step: str
    pack: str
    maximum: str
    mixed: str
    weight: str
    again: str
    sold: str
    counted: dict[str, str]


@once_a_language
def _labels() -> _Labels:
    """What rules and figures are called, and by quote type what counts together."""
    return _Labels(
        moq=_("MOQ"),
        step=_("Price step by"),
        pack=_("Sold in packs of"),
        maximum=_("At most an order"),
        mixed=_("Mixed batch"),
        weight=_("Weight of a piece"),
        again=_("buy again"),
        sold=_("pieces in 30 days"),
        counted={
            QuoteType.BY_QUANTITY.value: _("all SKUs together"),
            QuoteType.BY_SKU_QUANTITY.value: _("each SKU alone"),
            QuoteType.BY_SKU.value: _("none: one price at any quantity"),
        },
    )


def rules(page: ProductPage, unit: str) -> list[Rule]:
    """MOQ, pack, maximum and what counts together."""
    product, labels = page.product, _labels()
    found = [
        Rule(labels.moq, f"{number(product.moq)} {unit}"),
        Rule(labels.step, labels.counted[product.quote_type]),
    ]
    if product.order_multiple > 1:
        found.append(Rule(labels.pack, f"{number(product.order_multiple)} {unit}"))
    if product.max_per_order is not None:
        found.append(Rule(labels.maximum, f"{number(product.max_per_order)} {unit}"))
    if product.mixable and (mix := mix_rule(page.supplier)):
        found.append(Rule(labels.mixed, mix))
    if product.weight_g:
        found.append(Rule(labels.weight, _weight(product.weight_g)))
    return found


def promise(product: ShownProduct, at: datetime) -> Fact:
    """When it ships, in words (rules §8)."""
    if product.promise_hours:
        text = _("Ships within %(hours)d h of payment; the carrier's first scan is the proof")
        return Fact("good", text % {"hours": product.promise_hours})
    if product.lead_days:
        days = ngettext(
            "Made to order: ships within %(n)d day",
            "Made to order: ships within %(n)d days",
            product.lead_days,
        )
        return Fact("", days % {"n": product.lead_days})
    terms = in_force(FulfilmentRules, at).rules
    return Fact("", _("No promise: ships within %(n)d days") % {"n": terms.no_promise_days})


def delivery(
    page: ProductPage, where: Destination | None, pieces: int, amount: Decimal, at: datetime
) -> list[Fact]:
    """The promise, and the freight of ``pieces`` that cost ``amount`` to the reader's place."""
    facts = [promise(page.product, at)]
    if where is None:
        return facts
    if not page.sells_here:
        return [Fact("warn", _("Not sold to %(place)s") % {"place": place_name(where)})]
    return [*facts, _freight(page, where, pieces, amount, at)]


def supplier_figures(supplier: Supplier | ShownSupplier) -> list[Figure]:
    """The figures of a supplier, each with how many it was counted from."""
    found, labels = [], _labels()
    if supplier.pickup_48h_rate is not None:
        counted = supplier.pickup_48h_parcels
        label = ngettext(
            "of %(n)s parcel picked up in 48 h", "of %(n)s parcels picked up in 48 h", counted
        )
        rate = percent(supplier.pickup_48h_rate)
        found.append(Figure(label % {"n": number(counted)}, rate))
    if supplier.repeat_rate is not None:
        found.append(Figure(labels.again, percent(supplier.repeat_rate)))
    if supplier.sold_30d:
        found.append(Figure(labels.sold, short_number(supplier.sold_30d)))
    return found


def _freight(
    page: ProductPage, where: Destination, pieces: int, amount: Decimal, at: datetime
) -> Fact:
    words = {"place": place_name(where), "pieces": _pieces(pieces)}
    if page.tariff is None:
        return Fact("good", _("Free delivery to %(place)s") % words)
    product = page.product
    worth = converter(at)(amount, product.currency, page.tariff.currency)
    load = Load(pieces, pieces * product.weight_g, pieces * product.volume_cm3, worth)
    cost = fee(page.tariff, load, where)
    if cost is None:
        return Fact("warn", _("The supplier does not deliver to %(place)s") % words)
    words["cost"] = money(cost, page.tariff.currency)
    free = free_from(page.tariff, where)
    if free is not None:
        words["free"] = money(free, page.tariff.currency)
        if cost == ZERO:
            text = _("Free delivery of %(pieces)s to %(place)s: free from %(free)s of goods")
            return Fact("good", text % words)
        text = _("Freight of %(pieces)s to %(place)s: %(cost)s; free from %(free)s of goods")
        return Fact("", text % words)
    if cost == ZERO:
        return Fact("good", _("Free delivery of %(pieces)s to %(place)s") % words)
    return Fact("", _("Freight of %(pieces)s to %(place)s: %(cost)s") % words)


def mix_rule(supplier: Supplier | ShownSupplier) -> str:
    """The thresholds of mixed batch, either of which is enough; empty for none."""
    parts = []
    if supplier.mix_amount is not None:
        parts.append(money(supplier.mix_amount, supplier.currency))
    if supplier.mix_pieces is not None:
        parts.append(_pieces(supplier.mix_pieces))
    return _(" or ").join(parts)


def _pieces(count: int) -> str:
    return ngettext("%(n)s piece", "%(n)s pieces", count) % {"n": number(count)}


def _weight(grams: int) -> str:
    return f"{Decimal(grams) / 1000:f} kg" if grams >= 1000 else f"{grams} g"
