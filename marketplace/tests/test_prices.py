"""One price wherever it is shown or charged: golden figures, written by hand, on every path.

Each case is a product, what is wanted of it, and what that costs by rules §6. The engine, the
product page, the cart, the checkout, the order, its payment and the API must all say the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import Address, Membership
from accounts.services.tokens import make_token
from accounts.tests.factories import AddressFactory, MembershipFactory
from catalog.models import PriceTier, Product, Sku
from catalog.pricing import PriceLimits, Want, resolve
from catalog.selectors.wares import wares
from catalog.services import index
from catalog.tests.factories import ProductFactory
from orders.models import Order
from payments.models import Payment
from suppliers.tests.factories import SupplierFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
#: A step of the ladder on a card, as it is written into the page.
ON_CARD = re.compile(r'ladder-line__step">(.*?)ladder-line__from">≥(\d+)<', re.DOTALL)
NOT_A_FIGURE = re.compile(r"<[^>]*>?|[^\d.]")
LIMITS = PriceLimits(max_tiers=10, max_sample=3, max_consign=1, max_lines=50)


@dataclass(frozen=True)
class Golden:
    """``lines`` are quantity, unit price and amount of each SKU; ``ladder`` what a card shows."""

    name: str
    ladder: Sequence[tuple[str, str]]
    lines: Sequence[tuple[int, str, str]]
    total: str
    tiers: Sequence[tuple[int, str]] = ()
    sku_prices: Sequence[str] = ()
    sku_tiers: Sequence[Sequence[tuple[int, str]]] = ()
    mode: str = "batch"
    terms: dict[str, Any] = field(default_factory=dict)
    mix_pieces: int | None = None


CASES = [
    Golden(
        "all SKUs count together",
        tiers=[(1, "2.00"), (100, "1.85")],
        ladder=[("1", "2"), ("100", "1.85")],
        lines=[(60, "1.85", "111.00"), (40, "1.85", "74.00")],
        total="185.00",
    ),
    Golden(
        "one piece short of the tier",
        tiers=[(1, "2.00"), (100, "1.85")],
        ladder=[("1", "2"), ("100", "1.85")],
        lines=[(59, "2.00", "118.00"), (40, "2.00", "80.00")],
        total="198.00",
    ),
    Golden(
        "each SKU its price",
        sku_prices=["3.10", "3.30"],
        ladder=[("1", "3.1", "3.3")],
        lines=[(5, "3.10", "15.50"), (7, "3.30", "23.10")],
        total="38.60",
        terms={"quote_type": "by_sku"},
    ),
    Golden(
        "each SKU its tiers",
        sku_tiers=[[(1, "5"), (50, "4")], [(1, "6"), (50, "4.50")]],
        ladder=[("1", "5", "6"), ("50", "4", "4.5")],
        lines=[(50, "4", "200.00"), (49, "6", "294.00")],
        total="494.00",
        terms={"quote_type": "by_sku_quantity"},
    ),
    Golden(
        "a line is rounded once, half up",
        tiers=[(1, "0.3350")],
        ladder=[("1", "0.335")],
        lines=[(3, "0.3350", "1.01"), (1, "0.3350", "0.34")],
        total="1.35",
    ),
    Golden(
        "below the first tier its price, the MOQ lifted by mixed batch",
        tiers=[(50, "2.40"), (100, "2.20")],
        ladder=[("50", "2.4"), ("100", "2.2")],
        lines=[(12, "2.40", "28.80"), (8, "2.40", "19.20")],
        total="48.00",
        terms={"moq": 50},
        mix_pieces=20,
    ),
    Golden(
        "below a first tier that is above the MOQ its price, shown from the MOQ on",
        tiers=[(20, "14.50"), (200, "13")],
        ladder=[("12", "14.5"), ("200", "13")],
        lines=[(8, "14.50", "116.00"), (5, "14.50", "72.50")],
        total="188.50",
        terms={"moq": 12},
    ),
    Golden(
        "yen have no decimals",
        tiers=[(1, "0.5")],
        ladder=[("1", "0.5")],
        lines=[(3, "0.5", "2"), (4, "0.5", "2")],
        total="4",
        terms={"currency": "JPY"},
    ),
    Golden(
        "a sample has its own price",
        tiers=[(1, "2.00")],
        ladder=[("1", "2")],
        lines=[(2, "9.90", "19.80"), (1, "9.90", "9.90")],
        total="29.70",
        mode="sample",
        terms={"sample_price": Decimal("9.90"), "moq": 50},
    ),
    Golden(
        "so has a dropshipped piece",
        tiers=[(1, "2.00")],
        ladder=[("1", "2")],
        lines=[(1, "2.55", "2.55"), (1, "2.55", "2.55")],
        total="5.10",
        mode="consign",
        terms={"consign_price": Decimal("2.55"), "moq": 50},
    ),
]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(params=CASES, ids=lambda case: case.name)
def golden(request) -> Golden:
    return request.param


@pytest.fixture
def product(golden) -> Product:
    supplier = SupplierFactory(mix_pieces=golden.mix_pieces)
    made = ProductFactory(
        supplier=supplier, tiers=golden.tiers, skus=len(golden.lines), **golden.terms
    )
    for sku, price in zip(skus_of(made), golden.sku_prices, strict=False):
        Sku.objects.filter(pk=sku.pk).update(price=Decimal(price))
    for sku, tiers in zip(skus_of(made), golden.sku_tiers, strict=False):
        for start, price in tiers:
            PriceTier.objects.create(product=made, sku=sku, from_quantity=start, unit_price=price)
    index.refresh([made.pk])
    made.refresh_from_db()
    return made


@pytest.fixture
def member() -> Membership:
    return MembershipFactory()


@pytest.fixture
def address(member) -> Address:
    return AddressFactory(company=member.company)


@pytest.fixture
def browser(client: Client, member) -> Client:
    client.force_login(member.user)
    return client


@pytest.fixture
def program(member) -> APIClient:
    _token, secret = make_token(membership=member, name="test", at=timezone.now())
    api = APIClient()
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return api


def skus_of(product: Product) -> list[Sku]:
    return list(product.skus.order_by("position"))


def wanted(golden: Golden, product: Product) -> dict[int, int]:
    pairs = zip(skus_of(product), golden.lines, strict=True)
    return {sku.pk: quantity for sku, (quantity, *_figures) in pairs}


def figures(golden: Golden) -> list[tuple[int, Decimal, Decimal]]:
    return [(quantity, Decimal(price), Decimal(amount)) for quantity, price, amount in golden.lines]


def of_quoted(lines) -> list[tuple[int, Decimal, Decimal]]:
    return [(line.want.quantity, line.unit_price, line.amount) for line in lines]


def of_json(lines) -> list[tuple[int, Decimal, Decimal]]:
    return [
        (line["quantity"], Decimal(line["unit_price"]), Decimal(line["amount"])) for line in lines
    ]


def put_in_cart(browser: Client, golden: Golden, product: Product) -> None:
    form = {f"sku-{pk}": quantity for pk, quantity in wanted(golden, product).items()}
    assert browser.post("/cart/add/", form | {"mode": golden.mode}).url == "/cart/"


def test_engine(golden, product):
    known = wares(wanted(golden, product))
    (rule,) = {ware.mix_rule for ware in known.values()}
    rules = {product.supplier_id: rule} if rule else {}
    wants = [Want(known[pk].variant, n, golden.mode) for pk, n in wanted(golden, product).items()]
    quote = resolve(wants, rules, LIMITS)
    assert of_quoted(quote.lines) == figures(golden)
    assert (quote.total(product.currency), quote.problems) == (Decimal(golden.total), ())


def test_card(golden, product, client):
    assert product.ladder == [list(step) for step in golden.ladder]
    assert product.price_from == Decimal(golden.ladder[0][1])
    page = client.get(f"/shop/{product.supplier.slug}/").content.decode()
    shown = [
        (start, Decimal(NOT_A_FIGURE.sub("", price))) for price, start in ON_CARD.findall(page)
    ]
    assert shown == [(start, Decimal(low)) for start, low, *_high in golden.ladder]


def test_product_page(golden, product, client):
    page = client.get(f"/p/{product.slug}/")
    assert [(str(s.min_quantity), s.unit_price) for s in page.context["tiers"]] == [
        (start, Decimal(low)) for start, low, *_high in golden.ladder
    ]
    form = {f"sku-{pk}": n for pk, n in wanted(golden, product).items()} | {"mode": golden.mode}
    pricing = client.post(f"/p/{product.slug}/price/", form).context["pricing"]
    assert of_quoted(pricing.quote.lines) == figures(golden)
    assert (pricing.total, pricing.problems) == (Decimal(golden.total), [])


def test_cart(golden, product, browser):
    put_in_cart(browser, golden, product)
    cart = browser.get("/cart/").context["cart"]
    assert of_quoted(row.quoted for row in cart.rows) == figures(golden)
    assert cart.totals == {product.currency: Decimal(golden.total)}
    assert [supplier.subtotal for supplier in cart.suppliers] == [Decimal(golden.total)]
    assert cart.is_ready


def test_checkout_order_and_payment(golden, product, browser, address):
    put_in_cart(browser, golden, product)
    (draft,) = browser.get("/checkout/").context["view"].drafts
    assert of_quoted(line.quoted for line in draft.lines) == figures(golden)
    assert draft.goods_amount == Decimal(golden.total)
    assert browser.post("/checkout/", {"address": address.pk, "key": "once"}).status_code == 302
    order = Order.objects.get()
    lines = order.lines.order_by("pk")
    assert list(lines.values_list("quantity", "unit_price", "amount")) == figures(golden)
    assert (order.goods_amount, order.currency) == (Decimal(golden.total), product.currency)
    assert Payment.objects.get().amount == order.total == order.goods_amount + order.freight_amount
    page = browser.get(f"/orders/{order.number}/")
    assert page.context["order"].goods_amount == Decimal(golden.total)


def test_api(golden, product, program, address):
    shown = program.get(f"/api/v1/products/{product.slug}/").json()
    assert shown["ladder"] == [list(step) for step in golden.ladder]
    lines = [{"sku": pk, "quantity": n} for pk, n in wanted(golden, product).items()]
    cart = program.post("/api/v1/cart/", {"lines": lines, "mode": golden.mode}).json()
    assert of_json(cart["suppliers"][0]["lines"]) == figures(golden)
    assert Decimal(cart["totals"][product.currency]) == Decimal(golden.total)
    placed = program.post("/api/v1/checkout/", {"address": address.pk, "key": "once"}).json()
    (order,) = placed["orders"]
    assert Decimal(order["goods_amount"]) == Decimal(golden.total)
    detail = program.get(f"/api/v1/orders/{order['number']}/").json()
    assert of_json(detail["lines"]) == figures(golden)
