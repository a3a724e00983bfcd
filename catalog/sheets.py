"""A product as a row of a file: which columns there are, and what a row of them says."""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import product as combinations
from typing import Any

from django.utils.translation import gettext as _

from catalog.drafts import ProductDraft, SkuDraft
from catalog.enums import QuoteType
from catalog.models import Category, Sku
from catalog.pricing import Tier
from common.errors import Faults
from common.money import MINOR_UNITS
from common.tables import BadCell, Column, as_decimal, as_flag, as_integer

COLUMNS = (
    Column("sku", required=True, aliases=("code", "product code", "货号", "商品编码")),
    Column("title", required=True, aliases=("title_zh", "name", "商品标题", "标题", "商品名称")),
    Column("title_en", aliases=("name_en", "英文标题")),
    Column("description", aliases=("商品描述", "描述")),
    Column("description_en", aliases=("英文描述",)),
    Column("category", aliases=("类目", "商品类目", "分类")),
    Column("currency", aliases=("币种", "货币")),
    Column("price_tiers", required=True, aliases=("price", "阶梯价", "价格", "单价")),
    Column("moq", aliases=("起批量", "最小起订量"), text=False),
    Column("pack", aliases=("order_multiple", "每手件数", "装箱数"), text=False),
    Column("max_per_order", aliases=("限购", "每单限购"), text=False),
    Column("unit", aliases=("单位", "计量单位")),
    Column("options", aliases=("规格", "销售属性")),
    Column("stock", aliases=("on_hand", "库存"), text=False),
    Column("mixable", aliases=("mixed batch", "混批", "支持混批")),
    Column("sample_price", aliases=("样品价", "拿样价"), text=False),
    Column("consign_price", aliases=("dropship price", "代发价"), text=False),
    Column("promise", aliases=("promise_hours", "发货承诺"), text=False),
    Column("weight_g", aliases=("weight", "重量"), text=False),
)

#: An example for the file that suppliers fill in, by column.
EXAMPLE = {
    "sku": "CUP-500",
    "title": "304不锈钢保温杯",
    "title_en": "304 stainless vacuum flask",
    "category": "保温杯",
    "currency": "CNY",
    "price_tiers": "2:18.50;50:16.80;200:15.20",
    "moq": "2",
    "pack": "1",
    "unit": "件",
    "options": "颜色=白色|黑色;容量=350ml|500ml",
    "stock": "1200",
    "mixable": "1",
    "sample_price": "22.00",
    "consign_price": "19.90",
    "promise": "48",
    "weight_g": "320",
}


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds where a new product's row says nothing; ``max_skus`` bounds its options."""

    currency: str
    stock: int
    max_skus: int


def draft_of_row(
    values: Mapping[str, str],
    known: ProductDraft | None,
    category: Category,
    defaults: Defaults,
    faults: Faults,
) -> ProductDraft:
    """What a row makes of the product ``known``, or a new one. An empty cell changes nothing.

    Nor does one that cannot be read: ``faults`` gathers a BadCell for each, with its column.
    """
    changes = _plain_changes(values, faults) | {"category": category}
    with faults.gathered():
        changes |= _price_changes(values, known)
    draft = replace(known, **changes) if known else _new_draft(values["sku"], changes, defaults)
    return _with_skus(values, draft, defaults, faults)


def _new_draft(code: str, changes: dict[str, Any], defaults: Defaults) -> ProductDraft:
    # A first tier from 0 pieces is a fault of the tiers, not of an MOQ that nobody wrote.
    moq = next((tier.from_quantity for tier in changes.get("tiers", ())), 1) or 1
    new: dict[str, Any] = {"title": "", "currency": defaults.currency, "moq": moq}
    return ProductDraft(code=code, skus=(), **new | changes)


def _text(value: str, column: str) -> str:
    return value


def _currency(value: str, column: str) -> str:
    code = value.strip().upper()
    if code not in MINOR_UNITS:
        raise BadCell(
            _("“%(value)s” is no currency that is traded here: %(known)s.")
            % {"value": value[:10], "known": ", ".join(MINOR_UNITS)},
            field=column,
        )
    return code


#: By column: the field of the draft, and how the cell is read.
_PLAIN: dict[str, tuple[str, Callable[[str, str], Any]]] = {
    "title": ("title", _text),
    "title_en": ("title_en", _text),
    "description": ("description", _text),
    "description_en": ("description_en", _text),
    "unit": ("unit", _text),
    "currency": ("currency", _currency),
    "moq": ("moq", as_integer),
    "pack": ("order_multiple", as_integer),
    "max_per_order": ("max_per_order", as_integer),
    "mixable": ("mixable", as_flag),
    "sample_price": ("sample_price", as_decimal),
    "consign_price": ("consign_price", as_decimal),
    "promise": ("promise_hours", as_integer),
    "weight_g": ("weight_g", as_integer),
}

#: Field of the draft → the column that it is read from.
COLUMN_OF = {field: column for column, (field, _read) in _PLAIN.items()} | {
    "code": "sku",
    "category": "category",
    "tiers": "price_tiers",
    "from_quantity": "price_tiers",
    "unit_price": "price_tiers",
    "skus": "options",
    "option_names": "options",
    "on_hand": "stock",
}

#: Field of the draft → further columns that its rule looks at.
RULED_WITH = {"max_per_order": ("moq", "pack", "price_tiers")}


def _plain_changes(values: Mapping[str, str], faults: Faults) -> dict[str, Any]:
    changes = {}
    for column, (field, read) in _PLAIN.items():
        if values.get(column):
            with faults.gathered():
                changes[field] = read(values[column], column)
    return changes


def _price_changes(values: Mapping[str, str], known: ProductDraft | None) -> dict[str, Any]:
    if values["price_tiers"]:
        tiers = _tiers(values["price_tiers"], "price_tiers")
        return {"tiers": tiers, "quote_type": QuoteType.BY_QUANTITY}
    if known is None:
        raise BadCell(_("“%(column)s” is empty.") % {"column": "price_tiers"}, field="price_tiers")
    return {}


def _tiers(text: str, column: str) -> tuple[Tier, ...]:
    """``1:2.00;100:1.80`` or one price alone, which holds from the first piece on."""
    steps = [step for step in unicodedata.normalize("NFKC", text).split(";") if step.strip()]
    tiers, faults = [], Faults()
    for step in steps:
        with faults.gathered():
            tiers.append(_tier(step, column))
    faults.refuse()
    return tuple(tiers)


def _tier(step: str, column: str) -> Tier:
    start, colon, price = step.rpartition(":")
    faults = Faults()
    with faults.gathered():
        from_quantity = as_integer(start, column) if colon else 1
    with faults.gathered():
        unit_price = as_decimal(price, column)
    faults.refuse()
    return Tier(from_quantity, unit_price)


_OPTION = re.compile(r"\s*(?P<name>[^=:]+?)\s*[=:]\s*(?P<values>.+?)\s*$")


def _options(text: str, most: int) -> dict[str, tuple[str, ...]]:
    """``颜色=红|蓝;尺码=M|L`` by name, as written and in its order."""
    found: dict[str, tuple[str, ...]] = {}
    faults = Faults()
    for part in filter(str.strip, unicodedata.normalize("NFKC", text).split(";")):
        with faults.gathered():
            name, values = _option(part)
            found[name] = values
    with faults.gathered():
        _check_choices(found, most)
    with faults.gathered():
        _check_lengths(found)
    faults.refuse()
    return found


def _option(part: str) -> tuple[str, tuple[str, ...]]:
    match = _OPTION.match(part)
    if not match:
        raise BadCell(
            _("“options” reads “name=value|value;name=…”, not “%(value)s”.") % {"value": part[:40]},
            field="options",
        )
    values = dict.fromkeys(value.strip() for value in match["values"].split("|"))
    return match["name"], tuple(value for value in values if value)


def _check_choices(options: Mapping[str, tuple[str, ...]], most: int) -> None:
    have = math.prod(map(len, options.values()))
    if have > most:
        raise BadCell(
            _("The options make %(have)d SKUs; a product has at most %(most)d.")
            % {"have": have, "most": most},
            field="options",
        )


def _check_lengths(options: Mapping[str, tuple[str, ...]]) -> None:
    longest = max((len(word) for name in options for word in (name, *options[name])), default=0)
    if longest > _LONGEST_OPTION:
        raise BadCell(
            _("An option has at most %(most)d characters, not %(have)d.")
            % {"most": _LONGEST_OPTION, "have": longest},
            field="options",
        )


#: What the narrower of the columns for names and values holds.
_LONGEST_OPTION = 40
_LONGEST_CODE = Sku._meta.get_field("code").max_length or 0


def _with_skus(
    values: Mapping[str, str], draft: ProductDraft, defaults: Defaults, faults: Faults
) -> ProductDraft:
    options: dict[str, tuple[str, ...]] = {}
    with faults.gathered():
        options = _options(values.get("options", ""), defaults.max_skus)
    stock = None
    with faults.gathered():
        stock = as_integer(values["stock"], "stock") if values.get("stock") else None
    if options:
        known = {sku.options: sku for sku in draft.skus}
        chosen = [
            known.get(choice) or _new_sku(draft.code, choice, defaults.stock)
            for choice in combinations(*options.values())
        ]
    else:
        chosen = list(draft.skus) or [_new_sku(draft.code, (), defaults.stock)]
    if stock is not None:
        chosen = [replace(sku, on_hand=stock) for sku in chosen]
    names = tuple(options) or draft.option_names
    return replace(draft, skus=tuple(chosen), option_names=names)


def _new_sku(code: str, options: tuple[str, ...], stock: int) -> SkuDraft:
    name = "-".join((code, *options))
    if len(name) > _LONGEST_CODE:
        name = f"{code[:40]}-{hashlib.blake2s(name.encode(), digest_size=6).hexdigest()}"
    return SkuDraft(code=name, options=options, on_hand=stock)
