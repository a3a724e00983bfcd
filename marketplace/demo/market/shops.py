"""Belts, categories, suppliers, their freight, deposits and banks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from accounts.models import Company, Region
from catalog.models import Attribute, Category
from common.encryption import decrypt
from marketplace.demo.content.belts import BELTS, BeltWords
from marketplace.demo.content.categories import LEAF_LIST, MIDDLE_BY_SLUG, TOP_BY_SLUG, Leaf
from marketplace.demo.content.companies import SupplierWords
from marketplace.demo.content.tables import Words, both
from marketplace.demo.drawing.landscapes import landscape
from marketplace.demo.drawing.marks import mark
from marketplace.demo.market.pictures import store_image
from marketplace.demo.market.plans import BUSY_SHOPS
from payments.services import bank_accounts
from payments.services.deposits import open_deposit
from payments.services.payments import confirm_attempt, start_attempt
from suppliers.enums import FlaggedGoods, FreightBasis, SalesScope, Standing
from suppliers.models import Belt, FreightTemplate, FreightZone, Supplier
from suppliers.selectors.bank_checks import bank_revision

ICONS = {
    "home": "home",
    "apparel": "shirt",
    "costumes": "mask",
    "shoes-bags": "shoe",
    "toys": "blocks",
    "furniture": "sofa",
    "electronics": "phone",
    "ceramics": "bowl",
    "textiles": "towel",
    "hardware": "hammer",
    "appliances": "pot",
    "tea-packing-leisure": "leaf",
}
INDUSTRIAL = frozenset({"fasteners", "components", "power-tools"})
#: Trades and groups whose goods need a qualification.
FLAGGED = {
    "toys": FlaggedGoods.TOYS,
    "charging": FlaggedGoods.ELECTRICAL,
    "lighting": FlaggedGoods.ELECTRICAL,
    "power-tools": FlaggedGoods.ELECTRICAL,
    "kitchen-appliances": FlaggedGoods.ELECTRICAL,
    "home-appliances": FlaggedGoods.ELECTRICAL,
    "tea": FlaggedGoods.FOOD,
    "beauty": FlaggedGoods.COSMETICS,
}
#: Provinces and regions far from the coast, where parcels cost more.
FAR = ("540000", "650000", "630000", "620000", "640000", "150000")
#: A shop's deposit is so many times this one; the most is enough for a Verified Pro.
DEPOSIT, TIMES = Decimal(2000), (1, 2, 5, 8)


def belts() -> dict[str, Belt]:
    """The belts with their regions and pictures, by slug."""
    made = {}
    for position, words in enumerate(BELTS):
        belt = made[words.slug] = _belt(words, position)
        belt.regions.set(Region.objects.filter(pk__in=words.regions))
    return made


def _belt(words: BeltWords, position: int) -> Belt:
    picture = landscape(words.scenery, words.shapes, words.tone)
    return Belt.objects.create(
        slug=words.slug,
        name=words.name.zh,
        name_en=words.name.en,
        trade=words.trade.zh,
        trade_en=words.trade.en,
        intro=words.intro.zh,
        intro_en=words.intro.en,
        position=position,
        picture=store_image(picture, f"belts/{words.slug}.webp"),
    )


def categories() -> dict[str, Category]:
    """The tree; returns its leaves by slug, with what is above them in hand."""
    tops = {
        slug: _category(
            slug, top.name, 1, position, icon=ICONS[slug], flagged=FLAGGED.get(slug, "")
        )
        for position, (slug, top) in enumerate(TOP_BY_SLUG.items())
    }
    Category.objects.bulk_create(tops.values())
    middles = {
        slug: _category(
            slug,
            middle.name,
            2,
            position,
            parent=tops[middle.top.slug],
            flagged=FLAGGED.get(slug, ""),
        )
        for position, (slug, middle) in enumerate(MIDDLE_BY_SLUG.items())
    }
    Category.objects.bulk_create(middles.values())
    leaves = {
        leaf.slug: _category(
            leaf.slug,
            leaf.name,
            3,
            position,
            parent=middles[leaf.middle.slug],
            is_industrial=leaf.middle.slug in INDUSTRIAL,
        )
        for position, leaf in enumerate(LEAF_LIST)
    }
    Category.objects.bulk_create(leaves.values())
    Attribute.objects.bulk_create(
        row for leaf in LEAF_LIST for row in _attributes(leaf, leaves[leaf.slug])
    )
    return leaves


def _category(slug: str, name: Words, level: int, position: int, **fields: object) -> Category:
    return Category(
        slug=slug if level > 1 else f"{slug}-all",
        name=name.zh,
        name_en=name.en,
        level=level,
        position=position,
        **fields,
    )


def _attributes(leaf: Leaf, category: Category) -> list[Attribute]:
    choices = (
        ("material", "材质", "Material", leaf.materials),
        ("specification", "规格", "Specification", leaf.specs),
        ("use", "适用场景", "Use", leaf.middle.uses),
    )
    return [
        Attribute(
            category=category,
            slug=slug,
            name=zh,
            name_en=en,
            choices=[both(words) for words in values],
            position=position,
        )
        for position, (slug, zh, en, values) in enumerate(choices)
    ]


def suppliers(
    words: Sequence[SupplierWords], belts_by_slug: dict[str, Belt], at: datetime, random: Random
) -> dict[str, Supplier]:
    """The suppliers, all active as yet, by slug."""
    companies = [_company(supplier, at) for supplier in words]
    Company.objects.bulk_create(companies)
    made = [
        _supplier(supplier, company, belts_by_slug, at)
        for supplier, company in zip(words, companies, strict=True)
    ]
    Supplier.objects.bulk_create(made)
    _freight(made, random)
    _limit_sales(made)
    return {supplier.slug: supplier for supplier in made}


def _company(words: SupplierWords, at: datetime) -> Company:
    return Company(
        name=words.company.zh,
        name_en=words.company.en,
        region_id=_region(words.belt.regions[0]),
        invoice_title=words.company.zh,
        created_at=at - words.joined_before - timedelta(days=3),
    )


def _region(code: str) -> str | None:
    return code if Region.objects.filter(pk=code).exists() else None


def _supplier(
    words: SupplierWords, company: Company, belts_by_slug: dict[str, Belt], at: datetime
) -> Supplier:
    logo = store_image(mark(words.shop.en[0], words.slug), f"logos/{words.slug}.webp")
    return Supplier(
        company=company,
        slug=words.slug,
        kind=words.kind,
        status=Standing.ACTIVE,
        name=words.shop.zh,
        name_en=words.shop.en,
        intro=words.intro.zh,
        intro_en=words.intro.en,
        belt=belts_by_slug[words.belt.slug],
        ships_from_id=company.region_id,
        logo=logo,
        founded_year=words.founded,
        plant_area=words.plant_area,
        headcount=words.headcount,
        joined_at=at - words.joined_before,
        mix_amount=words.mix_amount,
        mix_pieces=words.mix_pieces,
    )


def _freight(made: Sequence[Supplier], random: Random) -> None:
    """Each supplier's default template: near, far, abroad; free above an amount at most of them."""
    templates = FreightTemplate.objects.bulk_create(
        FreightTemplate(
            supplier=supplier,
            name="默认运费",
            basis=random.choice((FreightBasis.WEIGHT, FreightBasis.WEIGHT, FreightBasis.PIECE)),
            is_default=True,
        )
        for supplier in made
    )
    zones = FreightZone.objects.bulk_create(
        zone for template in templates for zone in _zones(template, random)
    )
    far = list(Region.objects.filter(pk__in=FAR))
    for zone in zones[1::3]:
        zone.regions.set(far)


def _zones(template: FreightTemplate, random: Random) -> list[FreightZone]:
    free = random.choice((None, Decimal(199), Decimal(399), Decimal(799)))
    first = Decimal(random.choice((4, 5, 6, 8)))
    rates = ((first, Decimal("1.2"), free, False), (first * 3, Decimal(8), None, False))
    abroad = (Decimal(60), Decimal(38), None, True)
    return [
        FreightZone(
            template=template,
            abroad=is_abroad,
            first_units=1,
            first_fee=fee,
            next_units=1,
            next_fee=following,
            free_above=free_above,
        )
        for fee, following, free_above, is_abroad in (*rates, abroad)
    ]


def _limit_sales(made: Sequence[Supplier]) -> None:
    """Some do not send to far regions, or abroad."""
    far = list(Region.objects.filter(pk__in=FAR[:3]))
    for supplier in made[5::12]:
        supplier.sales_scope = SalesScope.EXCEPT
        supplier.sells_abroad = False
        supplier.save(update_fields=["sales_scope", "sells_abroad"])
        supplier.sales_regions.set(far)


def pay_deposits(made: Sequence[Supplier], random: Random) -> None:
    """Each supplier pays its deposit by the sandbox gateway, a day after it joined.

    Those with much of the trade pay enough for a Verified Pro.
    """
    for number, supplier in enumerate(made):
        at = supplier.joined_at + timedelta(days=1)
        times = random.choice(TIMES)
        amount = DEPOSIT * (max(TIMES) if number < BUSY_SHOPS else times)
        payment = open_deposit(
            company=supplier.company, amount=amount, currency=supplier.currency, at=at
        )
        attempt = start_attempt(payment=payment, gateway="sandbox", at=at)
        confirm_attempt(
            attempt=attempt,
            amount=amount,
            currency=supplier.currency,
            gateway_reference=f"demo-{supplier.slug}",
            at=at,
        )


def add_bank(supplier: Supplier, at: datetime) -> None:
    """The bank account of the supplier's documents, so that payouts may go to it."""
    shown = bank_revision(supplier.company)
    assert shown is not None
    added = bank_accounts.add(
        company=supplier.company,
        holder=shown.holder,
        bank=shown.data["bank"],
        number=decrypt(bytes(shown.identifier_encrypted)),
        currency=shown.data["currency"],
        at=at,
    )
    bank_accounts.confirm(bank_account=added, at=at)
