"""The demo market from its seed: everything that a newcomer sees after the first start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from random import Random

from django.db import connection, transaction

from accounts.models import Notice
from catalog.models import Product, Sku
from catalog.selectors.categories import forget
from catalog.services import index, main_categories, shop_index
from catalog.services.products import hide_product
from common.working_days import day_of
from marketplace.demo.content.companies import SupplierWords
from marketplace.demo.content.companies import buyers as buyer_words
from marketplace.demo.content.companies import suppliers as supplier_words
from marketplace.demo.content.goods import Good, goods
from marketplace.demo.drawing.studio import all_designs
from marketplace.demo.market import applicants, papers, people, service, shops, trust
from marketplace.demo.market.history import Historian
from marketplace.demo.market.listings import list_goods
from marketplace.demo.market.live import (
    Live,
    ask_approver,
    fill_cart,
    live_orders,
    orders_to_ship,
)
from marketplace.demo.market.pictures import drawing
from marketplace.demo.market.plans import plans
from orders.services import facts, figures
from suppliers.enums import Standing
from suppliers.models import Supplier
from suppliers.services import scores

SEED = 1688
JUDGED_AT_ONCE = 2000
#: Scores of so many days for the charts, and before them of one day a week.
SCORED_DAYS, SCORED_WEEKS = 30, 26
Say = Callable[[str], None]
Named = dict[str, Supplier]


def seed(*, at: datetime, say: Say, number: int = SEED) -> None:
    """Fill an empty market; the same ``number`` makes the same one, its times counted from ``at``."""
    words = supplier_words(Random(f"{number}:suppliers"))
    offers = list(goods(words, all_designs(number), Random(f"{number}:goods")))
    pictures = {picture for _, good in offers for picture in good.pictures}
    say(f"Drawing {len(pictures)} pictures meanwhile")
    with drawing(pictures), transaction.atomic():
        fill(words, offers, at=at, number=number, say=say)


def fill(
    words: Sequence[SupplierWords],
    offers: Sequence[tuple[SupplierWords, Good]],
    *,
    at: datetime,
    number: int,
    say: Say,
) -> None:
    """Write everything but the pictures of products."""
    random = Random(f"{number}:market")
    suppliers = shops.suppliers(words, shops.belts(), at, random)
    categories = shops.categories()
    say(f"{len(suppliers)} suppliers, {len(categories)} leaf categories")
    papers.show_papers(suppliers, offers, at, Random(f"{number}:papers"))
    forget()
    listed = list_goods(offers, suppliers, categories, at, random)
    _gather_statistics()
    say(f"{len(listed)} products")
    buyers = people.buyers(buyer_words(), at)
    named = _named(suppliers)
    sides = {side: supplier.company for side, supplier in named.items()}
    members = people.sign_ins({"buyer": buyers[0].company, **sides}, at)
    staff = people.staff()
    shops.pay_deposits(list(suppliers.values()), random)
    past = plans(buyers, listed, at, random)
    Historian(suppliers.values(), random).write(past)
    _gather_statistics()
    say(f"{len(past)} orders of a year")
    live = Live(at, random)
    others = [s for s, w in zip(suppliers.values(), words, strict=True) if w.standing == "active"]
    made = live_orders(buyers, list(named.values()), others, live)
    fill_cart(members["owner@buyer.example"], [*named.values()], live)
    ask_approver(members["purchaser@buyer.example"], buyers[0], _dear_sku(), live)
    made += orders_to_ship(buyers[0], list(named.values()), live)
    say(f"{made} orders of these weeks")
    told = service.tell(suppliers.values(), at, Random(f"{number}:service"))
    say(f"{told} facts of their service")
    applied = applicants.apply(staff, people.applicant(), at)
    say(f"{len(applied)} applications")
    _put_away(named, at)
    figures.refresh(at=at)
    _score(at)
    cast = _cast(words, suppliers, named)
    trust.judge(cast, staff, at, Random(f"{number}:trust"))
    say("Documents, visits, audits, spot checks and points of every supplier")
    _close_up(listed, at)


def _gather_statistics() -> None:
    """PostgreSQL knows nothing yet of what this transaction wrote, and would plan for empty tables."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _named(suppliers: dict[str, Supplier]) -> Named:
    """The factory and the stall that people sign in to, by their side of ``signins``."""
    kinds = {"factory": "factory", "stall": "stall"}
    return {
        side: next(s for s in suppliers.values() if s.kind == kind) for side, kind in kinds.items()
    }


def _dear_sku() -> Sku:
    """Something that soon costs more than a purchaser may spend."""
    return Sku.objects.filter(
        product__on_sale=True,
        product__price_from__gte=100,
        product__stage_plan="100",
        product__supplier__sells_abroad=True,
        on_hand__gte=60,
    ).order_by("pk")[0]


def _cast(words: Sequence[SupplierWords], suppliers: Named, named: Named) -> trust.Cast:
    """Whom staff hold back, the two that people sign in to, and all others."""
    held: dict[str, list[Supplier]] = {}
    others = []
    for one in words:
        supplier = suppliers[one.slug]
        if one.standing != Standing.ACTIVE:
            held.setdefault(one.standing, []).append(supplier)
        elif supplier not in named.values():
            others.append(supplier)
    return trust.Cast(held, named["factory"], named["stall"], others)


def _put_away(named: Named, at: datetime) -> None:
    """Where money goes to, and goods that are hidden, of those that people sign in to."""
    for supplier in named.values():
        shops.add_bank(supplier, at - timedelta(days=200))
        for product in supplier.products.order_by("-pk")[:2]:
            hide_product(product=product, actor=None, at=at - timedelta(days=1))


def _close_up(listed: Sequence[tuple[Product, Good]], at: datetime) -> None:
    index.refresh(product.pk for product, _ in listed)
    shop_index.refresh_all_shops()
    # What was told in these years is read news; nobody is to be sent hundreds of mails now.
    Notice.objects.filter(created_at__lt=at - timedelta(days=5)).update(read_at=at)
    Notice.objects.update(emailed_at=at)


def _score(at: datetime) -> None:
    """Judge the parcels of the past, and score the weeks and days of a chart."""
    while facts.judge_due(at=at, limit=JUDGED_AT_ONCE):
        pass
    today = day_of(at)
    main_categories.refresh()
    weeks = range(7 * SCORED_WEEKS, SCORED_DAYS, -7)
    for days in (*weeks, *range(SCORED_DAYS, -1, -1)):
        scores.score_day(day=today - timedelta(days=days), at=at)
