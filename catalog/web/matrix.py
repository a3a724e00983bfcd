"""The SKUs of a product as the component ``sku_matrix`` takes them: colour × size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from catalog.pictures import picture_url
from catalog.pricing import tiers_of
from catalog.selectors.product import Kind, ProductPage
from common.formats import one_language

THUMB = 160
PREFIX = "sku-"


@dataclass(frozen=True, slots=True)
class Cell:
    name: str
    label: str
    stock: int
    unit_price: Decimal
    quantity: int | str
    sku_id: int

    @property
    def is_closed(self) -> bool:
        """Whether nothing is to be typed; what was typed before can still be taken out."""
        return not self.stock and not self.quantity


@dataclass(slots=True)
class Row:
    label: str
    picture: str
    cells: list[Cell | None]


@dataclass(slots=True)
class Matrix:
    """``across`` is the option whose values are the columns; ``row_label`` names the others;
    ``pack`` is the number of pieces that + and − add and take off."""

    row_label: str
    columns: list[str]
    pack: int = 1
    rows: list[Row] = field(default_factory=list)


def matrix(
    page: ProductPage, quantities: Mapping[int, int | str], flat: Decimal | None, pack: int
) -> Matrix:
    """Rows by the first options, columns by the last where there are several; one column else.

    ``flat`` is the one price of a sample or a dropshipped piece, where that is bought;
    ``pack`` how many pieces are sold at a time.
    """
    names = [one_language(name) for name in page.product.option_names]
    if len(names) < 2:
        made = Matrix(names[0] if names else _("Kind"), [""], pack)
        made.rows = [_plain_row(kind, quantities, flat) for kind in page.kinds]
        return made
    columns = list(dict.fromkeys(kind.options[-1] for kind in page.kinds))
    made = Matrix(f"{' · '.join(names[:-1])} / {names[-1]}", columns, pack)
    made.rows = _rows(page.kinds, columns, quantities, flat)
    return made


def _plain_row(kind: Kind, quantities: Mapping[int, int | str], flat: Decimal | None) -> Row:
    label = " · ".join(kind.options) or kind.code
    return Row(label, picture_url(kind.picture, THUMB), [_cell(kind, label, quantities, flat)])


def _rows(
    kinds: Sequence[Kind],
    columns: Sequence[str],
    quantities: Mapping[int, int | str],
    flat: Decimal | None,
) -> list[Row]:
    rows: dict[tuple[str, ...], Row] = {}
    for kind in kinds:
        key = kind.options[:-1]
        empty = Row(" · ".join(key), picture_url(kind.picture, THUMB), [None] * len(columns))
        row = rows.setdefault(key, empty)
        label = " · ".join(kind.options)
        row.cells[columns.index(kind.options[-1])] = _cell(kind, label, quantities, flat)
    return list(rows.values())


def _cell(
    kind: Kind, label: str, quantities: Mapping[int, int | str], flat: Decimal | None
) -> Cell:
    variant = kind.variant
    tiers = tiers_of(variant)
    price = flat if flat is not None else tiers[0].unit_price if tiers else Decimal(0)
    quantity = quantities.get(variant.sku_id, 0)
    name = f"{PREFIX}{variant.sku_id}"
    return Cell(name, label, max(variant.available, 0), price, quantity, variant.sku_id)
