"""The category tree with what each leaf's goods are made of."""

from dataclasses import dataclass
from decimal import Decimal

from marketplace.demo.content.tables import Words, pairs, rows
from marketplace.demo.content.tree import LEAVES, MIDDLES, TOPS
from marketplace.demo.content.words import MATERIALS, SPECS, USES


@dataclass(frozen=True, slots=True)
class Top:
    slug: str
    name: Words
    uses: str


@dataclass(frozen=True, slots=True)
class Middle:
    slug: str
    top: Top
    name: Words
    uses: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A category of the third level and the vocabulary of its goods; prices in CNY a piece."""

    slug: str
    middle: Middle
    name: Words
    shape: str
    low: Decimal
    high: Decimal
    weight_g: int
    unit: str
    materials: tuple[Words, ...]
    specs: tuple[Words, ...]
    options: str
    nouns: tuple[Words, ...]
    features: tuple[Words, ...]


def _middle(cells: list[str]) -> Middle:
    slug, top, zh, en, *uses = cells
    return Middle(
        slug, TOP_BY_SLUG[top], Words(zh, en), USES[uses[0] if uses else TOP_BY_SLUG[top].uses]
    )


def _leaf(middle: Middle, cells: list[str]) -> Leaf:
    slug, zh, en, shape, price, weight, unit, material, spec, options, nouns, features = cells
    low, high = price.split("-")
    return Leaf(
        slug,
        middle,
        Words(zh, en),
        shape,
        Decimal(low),
        Decimal(high),
        int(weight),
        unit,
        MATERIALS[material],
        SPECS[spec],
        options,
        pairs(nouns),
        pairs(features),
    )


TOP_BY_SLUG = {slug: Top(slug, Words(zh, en), uses) for slug, zh, en, uses in rows(TOPS)}
MIDDLE_BY_SLUG = {cells[0]: _middle(cells) for cells in rows(MIDDLES)}
LEAF_LIST: tuple[Leaf, ...] = tuple(
    _leaf(MIDDLE_BY_SLUG[middle], cells)
    for middle, table in LEAVES.items()
    for cells in rows(table)
)
