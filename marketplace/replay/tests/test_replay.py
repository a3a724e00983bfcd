"""A replay of real invoices: all are traded, the books balance, prices are as computed apart."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from catalog.models import Product
from marketplace.replay.report import Share
from marketplace.replay.run import tiers_of
from marketplace.replay.trades import Invoice, TradeLine, read_invoices
from orders.enums import OrderStatus
from orders.models import Order, OrderGroup
from suppliers.models import Supplier

DATA = Path(__file__).parents[4] / "shared" / "data" / "online_retail"
HEADER = "invoice,sku,quantity,unit_price,invoiced_at,customer,country\n"
OFFERS = """sku,title,category,currency,price_tiers
A1,RED MUG,Gifts,GBP,1:2.50;10:2.10
B2,BLUE BAG,Gifts,GBP,1:4.00
"""
LINES = """1,A1,6,2.10,2010-12-01 08:26:00,7,United Kingdom
1,A1,6,2.10,2010-12-01 08:26:00,7,United Kingdom
1,B2,1,3.95,2010-12-01 08:26:00,7,United Kingdom
2,B2,2,4.00,2010-12-02 09:00:00,,France
3,C3,1,1.00,2010-12-02 10:00:00,8,EIRE
"""


@pytest.fixture
def trades(tmp_path):
    (tmp_path / "offers.csv").write_text(OFFERS)
    path = tmp_path / "trades.csv"
    path.write_text(HEADER + LINES)
    return path


def replayed(path, **options):
    out = StringIO()
    call_command("replay_trades", path, processes=1, stdout=out, **options)
    *before, last = out.getvalue().splitlines()
    return before, json.loads(last)


@pytest.mark.django_db
class TestReplay:
    def test_trades_what_is_offered_and_names_what_is_refused(self, trades):
        refused, figures = replayed(trades)

        assert refused == ["refused 3: the shop has no C3"]
        assert figures.pop("orders_per_second") > 0
        assert figures == {
            "invoices": 3,
            "orders": 2,
            "lines": 3,
            "refused": 1,
            "ledger": "balanced",
            "price_match_all": 0.5,
            "price_match_two_tier": 1.0,
        }

    def test_merges_lines_before_the_tier_is_chosen(self, trades):
        replayed(trades, limit=1)

        lines = Order.objects.get().lines.order_by("sku_code")
        charged = list(lines.values_list("sku_code", "quantity", "unit_price"))
        assert charged == [("A1", 12, Decimal("2.1")), ("B2", 1, Decimal(4))]

    def test_takes_each_step_at_its_own_time(self, trades):
        replayed(trades, limit=1)

        order = Order.objects.get()
        assert order.status == OrderStatus.COMPLETED
        assert f"{order.placed_at:%Y-%m-%d %H:%M}" == "2010-12-01 08:26"
        assert order.placed_at < order.paid_at < order.shipped_at < order.picked_up_at
        assert order.picked_up_at < order.delivered_at < order.completed_at

    def test_one_company_a_customer_and_one_for_nobody(self, trades):
        replayed(trades)

        names = set(OrderGroup.objects.values_list("buyer__name", "buyer__country"))
        assert names == {("Customer 7", "GB"), ("Customers without a number", "FR")}

    def test_a_second_replay_trades_nothing_twice(self, trades):
        replayed(trades, limit=2)

        refused, figures = replayed(trades, limit=2)

        assert refused == ["refused 1: was replayed before", "refused 2: was replayed before"]
        assert (figures["orders"], Order.objects.count()) == (0, 2)

    def test_a_long_invoice_becomes_orders_of_one_group(self, trades):
        codes = [f"S{n:03d}" for n in range(120)]
        offers = "".join(f"{code},THING {code},Gifts,GBP,1:1.00\n" for code in codes)
        trades.with_name("offers.csv").write_text(OFFERS + offers)
        rows = "".join(f"9,{code},1,1.00,2011-01-03 08:00:00,5,Spain\n" for code in codes)
        trades.write_text(HEADER + rows)

        _, figures = replayed(trades)

        assert (figures["orders"], figures["lines"], figures["price_match_all"]) == (3, 120, 1.0)
        assert OrderGroup.objects.get().orders.count() == 3

    def test_a_file_without_a_column_is_refused(self, trades):
        trades.write_text("invoice,sku\n1,A1\n")

        with pytest.raises(CommandError, match="no column country, customer"):
            replayed(trades)

        assert not Supplier.objects.exists()


def test_share_of_nothing_is_none():
    assert Share().value is None


def test_quantities_are_merged():
    prices = (("A", 2, 1), ("B", 1, 1), ("A", 3, 2))
    lines = [TradeLine(sku, pieces, Decimal(price)) for sku, pieces, price in prices]

    assert Invoice("1", None, "", "", lines).quantities() == {"A": 5, "B": 1}


def expected_shares(invoices, offers):
    """The shares as computed from the two files alone."""
    tiers = {}
    with offers.open(newline="") as file:
        for row in csv.DictReader(file):
            steps = (step.split(":") for step in row["price_tiers"].split(";"))
            tiers[row["sku"]] = [(int(start), Decimal(price)) for start, price in steps]
    hits, two_tier = [], []
    for invoice in invoices:
        if not invoice.customer:
            continue
        pieces = invoice.quantities()
        for line in invoice.lines:
            price = [p for start, p in tiers[line.sku] if start <= pieces[line.sku]][-1]
            hits.append(price == line.unit_price)
            if len(tiers[line.sku]) > 1:
                two_tier.append(hits[-1])
    return round(sum(hits) / len(hits), 4), round(sum(two_tier) / len(two_tier), 4)


needs_data = pytest.mark.skipif(
    not DATA.exists(), reason="the real invoices are not at ../shared/data/online_retail"
)


@needs_data
@pytest.mark.django_db
def test_real_invoices():
    path, limit = DATA / "trades.csv.gz", 40
    _, figures = replayed(path, limit=limit)

    invoices = read_invoices(path, limit)
    expected = expected_shares(invoices, DATA / "offers.csv")
    assert (figures["price_match_all"], figures["price_match_two_tier"]) == expected
    assert (figures["invoices"], figures["refused"], figures["ledger"]) == (limit, 0, "balanced")
    assert figures["lines"] == sum(len(invoice.quantities()) for invoice in invoices)
    assert Product.objects.count() == 3514
    assert sum(count > 1 for count in tiers_of(Supplier.objects.get().pk).values()) == 620


@needs_data
def test_what_is_known_of_the_files():
    invoices = read_invoices(DATA / "trades.csv.gz")

    assert len(invoices) == 12_383
    assert sum(not invoice.customer for invoice in invoices) == 1_041
    assert expected_shares(invoices, DATA / "offers.csv") == (0.9436, 0.9886)
