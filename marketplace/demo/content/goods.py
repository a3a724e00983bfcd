"""The goods: products named, priced and put together from the words of their leaf."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log
from random import Random

from catalog.units import UNITS
from common.formats import BOTH_NAMES
from marketplace.demo.content.categories import LEAF_LIST, Leaf
from marketplace.demo.content.companies import SupplierWords
from marketplace.demo.content.tables import Words, both
from marketplace.demo.content.words import COLOUR, SEASONS, SIZES, SPEC, TRADE
from marketplace.demo.drawing.palette import TONES
from marketplace.demo.drawing.studio import Design, Picture

PRODUCTS = 1500
CENT = Decimal("0.01")

# Up to this price: MOQ, and where the second and third tier begin as multiples of it.
_BATCHES = (
    (Decimal(2), (100, 200, 500), (5, 20)),
    (Decimal(8), (20, 48, 60), (5, 20)),
    (Decimal(30), (5, 10, 12), (5, 20)),
    (Decimal(120), (2, 3, 6), (5, 20)),
    (Decimal(600), (1, 2), (5, 15)),
    (Decimal(10_000), (1,), (3, 10)),
)
_PACKS = {20: 10, 48: 12, 60: 12, 12: 6, 6: 3, 100: 50, 200: 50}
_PROMISES = ((24, 30), (48, 40), (72, 15), (120, 5), (168, 5), (None, 5))


@dataclass(frozen=True, slots=True)
class Variant:
    """One SKU: its options, its price where the quote is by SKU, and the stock."""

    options: tuple[str, ...]
    price: Decimal
    stock: int
    tone: str


@dataclass(frozen=True, slots=True)
class Good:
    """A product in words and numbers; prices in CNY a piece."""

    leaf: Leaf
    code: str
    title: Words
    text: Words
    attributes: dict[str, str]
    option_names: tuple[str, ...]
    variants: tuple[Variant, ...]
    tiers: tuple[tuple[int, Decimal], ...]
    quote: str
    moq: int
    pack: int
    mixable: bool
    sample: Decimal | None
    consign: Decimal | None
    promise: int | None
    lead_days: int | None
    weight_g: int
    pictures: tuple[Picture, ...]
    appeal: float


@dataclass(frozen=True, slots=True)
class _Choice:
    """The words drawn for one product."""

    noun: Words
    material: Words
    spec: Words
    feature: Words
    use: Words
    trade: Words
    season: Words


def goods(
    suppliers: Sequence[SupplierWords], designs: dict[str, tuple[Design, ...]], random: Random
) -> Iterator[tuple[SupplierWords, Good]]:
    """The market's products, spread over all leaves and over the suppliers of each one's belt."""
    makers = {leaf.slug: _makers(leaf, suppliers) for leaf in LEAF_LIST}
    seen: set[str] = set()
    for number in range(PRODUCTS):
        leaf = LEAF_LIST[number % len(LEAF_LIST)]
        supplier = random.choice(makers[leaf.slug])
        design = designs[leaf.shape][number // len(LEAF_LIST) % len(designs[leaf.shape])]
        yield supplier, _good(number, leaf, design, seen, random)


def _makers(leaf: Leaf, suppliers: Sequence[SupplierWords]) -> list[SupplierWords]:
    return [supplier for supplier in suppliers if leaf.middle.slug in supplier.belt.middles]


def _good(number: int, leaf: Leaf, design: Design, seen: set[str], random: Random) -> Good:
    choice, title = _named(leaf, seen, random)
    tone = design.heroes[number // (len(LEAF_LIST) * 2) % len(design.heroes)].subject.tones[0]
    price = _price(leaf, random)
    moq, pack, steps = _batch(price, random)
    quote = _quote(leaf, random)
    option_names, variants = _variants(leaf, design, tone, price, choice, random)
    promise = random.choices([p for p, _ in _PROMISES], [w for _, w in _PROMISES])[0]
    tiers = _tiers(price, moq, steps, random)
    mixable = random.random() < 0.75
    sample = _cents(price * Decimal("1.5")) if random.random() < 0.6 else None
    return Good(
        leaf=leaf,
        code=f"{leaf.slug[:3].upper()}-{10_000 + number * 7}",
        title=title,
        text=_text(leaf, choice, moq, pack, sample),
        attributes={
            "material": both(choice.material),
            "specification": both(choice.spec),
            "use": both(choice.use),
        },
        option_names=option_names,
        variants=variants,
        tiers=tiers,
        quote=quote,
        moq=moq,
        pack=pack,
        mixable=mixable,
        sample=sample,
        consign=_cents(price * Decimal("1.12")) if random.random() < 0.35 else None,
        promise=promise,
        lead_days=None if promise else random.choice((7, 10, 15)),
        weight_g=round(leaf.weight_g * random.uniform(0.8, 1.3)),
        pictures=design.gallery(tone),
        appeal=random.paretovariate(1.1),
    )


def _named(leaf: Leaf, seen: set[str], random: Random) -> tuple[_Choice, Words]:
    """Words for a product whose title is no other's, in neither language."""
    while True:
        choice = _Choice(
            *(random.choice(words) for words in (leaf.nouns, leaf.materials, leaf.specs)),
            *(random.choice(words) for words in (leaf.features, leaf.middle.uses, TRADE, SEASONS)),
        )
        title = _title(leaf, choice, random)
        if not seen & {title.zh, title.en}:
            seen |= {title.zh, title.en}
            return choice, title


def _title(leaf: Leaf, c: _Choice, random: Random) -> Words:
    spec = c.spec if leaf.options != "spec" else Words("多规格", "several sizes")
    zh = random.choice(
        (
            f"{c.feature.zh}{c.material.zh}{c.noun.zh} {spec.zh} {c.use.zh}{c.trade.zh}",
            f"{c.trade.zh}{c.season.zh}{c.material.zh}{c.noun.zh}{c.feature.zh}{c.use.zh}{spec.zh}",
            f"{c.season.zh}{c.noun.zh} {c.material.zh}{c.feature.zh} {spec.zh} {c.use.zh} {c.trade.zh}",
        )
    )
    en = random.choice(
        (
            f"{c.feature.en} {c.noun.en} in {c.material.en}, {spec.en}, for {c.use.en}, {c.trade.en}",
            f"{c.season.en} {c.feature.en} {c.noun.en}, {c.material.en}, {spec.en}, {c.trade.en}",
            f"{c.noun.en}, {c.feature.en}, {c.material.en}, {spec.en}, {c.use.en}, {c.trade.en}",
        )
    )
    return Words(zh, en[0].upper() + en[1:])


def _price(leaf: Leaf, random: Random) -> Decimal:
    """Within the leaf's range, the low end more often, ending as shop prices do."""
    low, high = float(leaf.low), float(leaf.high)
    price = Decimal(low * 2.718281828 ** (random.betavariate(1.6, 2.2) * log(high / low)))
    if price >= 100:
        return Decimal(round(price / 10) * 10 - random.choice((1, 2)))
    if price >= 10:
        return price.quantize(Decimal(1)) + random.choice(
            (Decimal("0.5"), Decimal("0.8"), Decimal(0))
        )
    return max(Decimal("0.08"), price.quantize(Decimal("0.01")))


def _cents(price: Decimal) -> Decimal:
    return max(CENT, price.quantize(CENT))


def _batch(price: Decimal, random: Random) -> tuple[int, int, tuple[int, int]]:
    """MOQ, pack, and the multiples of the MOQ where dearer tiers end."""
    moqs, steps = next((moqs, steps) for most, moqs, steps in _BATCHES if price <= most)
    moq = random.choice(moqs)
    pack = _PACKS.get(moq, 1) if random.random() < 0.3 else 1
    return moq, pack, steps


def _quote(leaf: Leaf, random: Random) -> str:
    if leaf.options == "spec":
        return random.choice(("by_sku", "by_sku", "by_sku_quantity"))
    return "by_quantity" if random.random() < 0.9 else "by_sku_quantity"


def _tiers(
    price: Decimal, moq: int, steps: tuple[int, int], random: Random
) -> tuple[tuple[int, Decimal], ...]:
    """One to three steps from the MOQ on, each 4 to 12 % below the one before."""
    count = random.choices((1, 2, 3), (1, 3, 6))[0]
    tiers = [(moq, price)]
    for step in steps[: count - 1]:
        cheaper = _cents(tiers[-1][1] * Decimal(str(round(random.uniform(0.88, 0.96), 2))))
        tiers.append((moq * step, min(cheaper, tiers[-1][1] - CENT)))
    return tuple(tiers)


def _variants(
    leaf: Leaf, design: Design, tone: str, price: Decimal, choice: _Choice, random: Random
) -> tuple[tuple[str, ...], tuple[Variant, ...]]:
    if leaf.options == "none":
        return (), (Variant((), price, _stock(price, random), tone),)
    if leaf.options == "spec":
        return (SPEC,), tuple(
            Variant((both(spec),), _cents(price * (10 + 3 * n) / 10), _stock(price, random), tone)
            for n, spec in enumerate(leaf.specs)
        )
    tones = (tone, *(other for other in design.tones if other != tone))[: random.choice((2, 3, 4))]
    if leaf.options == "colour":
        return (COLOUR,), tuple(
            Variant((colour_name(t),), price, _stock(price, random), t) for t in tones
        )
    name, sizes = SIZES[leaf.options]
    return (COLOUR, name), tuple(
        Variant((colour_name(t), size), price, _stock(price, random), t)
        for t in tones
        for size in sizes
    )


def colour_name(tone: str) -> str:
    return f"{TONES[tone].zh}{BOTH_NAMES}{TONES[tone].en}"


def _stock(price: Decimal, random: Random) -> int:
    """Pieces on hand: thousands of what costs a few yuan, dozens of what costs hundreds."""
    usual = max(20, round(Decimal(24_000) / (price + 2)))
    return 0 if random.random() < 0.03 else round(usual * random.uniform(0.3, 2.0))


def _text(leaf: Leaf, c: _Choice, moq: int, pack: int, sample: Decimal | None) -> Words:
    """What a product's page says of it: nothing that its own terms do not hold."""
    zh = [
        f"{c.material.zh}{c.noun.zh}，{c.feature.zh}，适合{c.use.zh}使用。规格：{c.spec.zh}。",
        f"{moq}{leaf.unit}起批"
        + (f"，每手{pack}{leaf.unit}" if pack > 1 else "")
        + ("；可先拿样。" if sample else "。"),
        "图片为本演示绘制的示意图。",
    ]
    unit = UNITS.get(leaf.unit, leaf.unit)
    en = [
        f"{c.noun.en.capitalize()} of {c.material.en}, {c.feature.en}, made for {c.use.en}. Size: {c.spec.en}.",
        f"From {moq} {unit}"
        + (f" in packs of {pack}" if pack > 1 else "")
        + ("; samples can be ordered first." if sample else "."),
        "Pictures are drawn for this demo.",
    ]
    return Words("\n\n".join(zh), "\n\n".join(en))
