"""The demo market in the database, made small: complete, in every state, its books in order."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from io import StringIO
from random import Random

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.db import transaction
from django.db.models import Max, Min
from django.test import RequestFactory

from accounts.models import Address, Region, User
from catalog.models import Category, ListingEntry, Product, Sku
from marketplace.demo.content.companies import suppliers
from marketplace.demo.content.goods import goods
from marketplace.demo.drawing.studio import all_designs
from marketplace.demo.market import plans, seed, service
from marketplace.demo.market.live import HOURS_LEFT
from marketplace.demo.signins import signins
from orders.enums import OrderStatus, RequestStatus
from orders.models import CartLine, Order, OrderEvent, PurchaseRequest, Scan, Shipment
from orders.selectors.desk import today
from orders.services.first_carriers import ensure_first_carriers
from payments import audit
from payments.gateways.sandbox.provider import FAILING_TAIL
from payments.models import BankAccount, Entry
from suppliers.enums import ApplicationStatus, Badge, FactKind, Standing
from suppliers.enums.audits import AuditStatus
from suppliers.models import (
    Application,
    ApplicationAppeal,
    Audit,
    AuditCondition,
    ClearOutStreak,
    DocumentWatch,
    Fact,
    FreightTemplate,
    Hold,
    ScoreDay,
    SiteVisit,
    SpotCheck,
    Supervision,
    Supplier,
    SupplierBadge,
)
from suppliers.selectors.audits import due_to_open
from suppliers.selectors.bank_checks import bank_revision
from suppliers.selectors.staff import AUDITOR, INSPECTOR
from suppliers.services.facts import correct

#: By this pytest makes the test database, also where this module runs alone.
pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
GOODS = 336
SOME = 40


@pytest.fixture(scope="module")
def market(django_db_setup, django_db_blocker):
    """The demo with two products a leaf and fewer old orders, made once for these tests."""
    words = suppliers(Random("1:suppliers"))
    offers = list(goods(words, all_designs(1), Random("1:goods")))[:GOODS]
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(plans, "ORDERS", SOME)
        # A test that commits empties every table at its end, the first carriers too.
        ensure_first_carriers()
        call_command("load_regions", stdout=StringIO())
        seed.fill(words, offers, at=NOW, number=1, say=print)
        yield
        transaction.set_rollback(True)


def test_a_market(market):
    assert Region.objects.count() > 3000
    # One of them was approved of late and has listed nothing yet.
    assert (Supplier.objects.count(), Category.objects.count()) == (61, 12 + 48 + 168)
    assert Product.objects.count() == GOODS
    assert ListingEntry.objects.count() > GOODS * 0.9
    assert set(Order.objects.values_list("status", flat=True)) == set(OrderStatus.values)
    assert not list(audit.run())
    assert Entry.objects.count() > 4 * SOME
    assert PurchaseRequest.objects.get().status == RequestStatus.WAITING
    assert CartLine.objects.filter(cart__membership__user__email="owner@buyer.example").exists()
    assert Sku.objects.filter(reserved__gt=0).exists()
    assert Supplier.objects.exclude(pickup_48h_rate=None).count() > 5
    assert not Supplier.objects.filter(composite=None).exists()
    assert Supplier.objects.exclude(main_category="").count() > 30
    assert set(Fact.objects.values_list("kind", flat=True)) >= {"pickup", "signed", "purchase"}
    assert Scan.objects.filter(shipment__signed_at=None).exists()


@pytest.mark.parametrize("side", ["factory", "stall"])
def test_the_shops_that_one_signs_in_to_have_orders_to_ship(market, side):
    supplier = Supplier.objects.get(company__memberships__user__email=f"{side}@supplier.example")
    shown = today(supplier, at=NOW)
    assert shown.to_ship >= len(HOURS_LEFT)
    assert shown.due_soon >= 1


def test_payouts_go_to_the_account_of_the_documents(market):
    accounts = list(BankAccount.objects.exclude(confirmed_at=None))
    assert accounts
    for account in accounts:
        assert account.number_tail == bank_revision(account.company).identifier_tail
        assert account.number_tail != FAILING_TAIL


def test_a_year_of_facts_and_half_a_year_of_scores(market):
    # Of so few orders, hardly any comes to a case.
    rare = {FactKind.QUALITY_CASE, FactKind.CASE_ANSWER, FactKind.CASE_OUTCOME, FactKind.RETURN}
    assert set(Fact.objects.values_list("kind", flat=True)) >= set(FactKind.values) - rare
    first, last = Fact.objects.aggregate(first=Min("at"), last=Max("at")).values()
    assert NOW - first > timedelta(days=300)
    assert last <= NOW
    assert ScoreDay.objects.filter(day=NOW.date()).count() == Supplier.objects.count()
    assert ScoreDay.objects.filter(day__lt=NOW.date() - timedelta(days=170)).exists()
    assert Supplier.objects.values("composite").distinct().count() > 3


def test_every_standing_has_its_real_cause(market):
    assert set(Supplier.objects.values_list("status", flat=True)) == set(Standing.values)
    causes = set(Hold.objects.open().values_list("cause", flat=True))
    assert causes == {"staff", "document", "points", "audit"}
    assert ClearOutStreak.objects.open().get().days > 7
    today = NOW.date()
    watched = DocumentWatch.objects.values_list("revision__expires_on", flat=True)
    assert {today + timedelta(days=6), today - timedelta(days=3)} <= set(watched)


def test_visits_audits_and_spot_checks_in_every_state(market):
    assert set(Audit.objects.values_list("status", flat=True)) == set(AuditStatus.values)
    conditions = AuditCondition.objects.values_list("status", flat=True)
    assert sorted(conditions) == ["answered", "met", "open"]
    assert {"passed", "failed", "proposed"} <= set(
        SiteVisit.objects.values_list("status", flat=True)
    )
    ends = SiteVisit.objects.filter(status="passed").aggregate(first=Min("valid_until"))["first"]
    assert NOW < ends < NOW + timedelta(days=30)
    checks = set(SpotCheck.objects.values_list("status", flat=True))
    assert checks == {"planned", "sampled", "accepted", "rejected", "overturned"}
    assert Supervision.objects.filter(ended_at=None).exists()
    badges = set(SupplierBadge.objects.filter(until=None).values_list("badge", flat=True))
    assert badges >= {Badge.SUPER_FACTORY, Badge.BELT}
    assert not Supplier.objects.filter(last_audit_at=None).exists()
    assert due_to_open(NOW + timedelta(days=1)).count() < 10


def test_applications_in_every_state(market):
    assert set(Application.objects.values_list("status", flat=True)) == set(
        ApplicationStatus.values
    )
    back = Application.objects.get(company__memberships__user__email="applicant@stall.example")
    assert (back.status, set(back.sent_back)) == ("changes_requested", {"intro"})
    assert ApplicationAppeal.objects.get().status == "open"
    assert Application.objects.get(status="in_review").claimed_by.email == "reviewer@market.example"


def test_the_same_number_tells_the_same_facts(market, monkeypatch):
    """Drawn from the seed again, nothing of what was told has to be put right."""
    monkeypatch.setattr(service, "record", correct)
    before = Fact.objects.count()
    sellers = Supplier.objects.filter(application__round=1).order_by("pk")
    sellers = sellers.exclude(company__memberships__user__email__contains="applicants")
    again = service.tell(list(sellers), NOW, Random("1:service"))

    assert (again, Fact.objects.count()) == (0, before)


def test_everybody_named_can_sign_in(market):
    request = RequestFactory().get("/")
    for _role, email, password in signins():
        assert authenticate(request, email=email, password=password) is not None
    assert User.objects.get(email="staff@market.example").is_superuser
    assert User.objects.get(email="inspector@market.example").has_perm(INSPECTOR)
    assert not User.objects.get(email="inspector@market.example").has_perm(AUDITOR)


#: Chinese, a space, and a word in Latin letters; product titles are words of trade, and not here.
BOTH_LANGUAGES = re.compile(r"[\u4e00-\u9fff][^:]* [A-Za-z]{3,}")
SAID_ONCE = [
    (User, "name"),
    (Address, "contact"),
    (FreightTemplate, "name"),
    (Scan, "place"),
    (OrderEvent, "reason"),
    (AuditCondition, "text"),
    (Audit, "summary"),
    (SiteVisit, "address"),
    (SiteVisit, "report"),
    (SpotCheck, "reason"),
    (SpotCheck, "laboratory"),
    (ApplicationAppeal, "text"),
    (BankAccount, "bank"),
]


@pytest.mark.parametrize(("model", "field"), SAID_ONCE)
def test_what_has_one_field_is_said_in_one_language(market, model, field):
    said = set(model.objects.values_list(field, flat=True))
    assert any(said)
    assert [text for text in said if BOTH_LANGUAGES.search(text)] == []


def test_old_orders_look_like_those_of_the_services(market):
    """Each table has, for a completed order of the past, what it has for one of these weeks."""
    old = Order.objects.filter(status="completed", group__key__regex=r"^demo:\d+$").first()
    new = Order.objects.filter(status="completed", group__key__startswith="demo-live:").first()

    assert _shape(old) == _shape(new)
    assert _blank(old) == _blank(new)


def _shape(order):
    """How many rows of each kind belong to the order, but for scans, which differ by carrier."""
    events = OrderEvent.objects.filter(subject=order).values_list("source", "target", "kind")
    entries = Entry.objects.filter(subject=order.number)
    stage = order.stages.get()
    payment = stage.payments.get().payment
    return {
        "events": Counter(events),
        "entries": Counter(entries.values_list("account__kind", "transaction__kind")),
        "received": Entry.objects.filter(subject=payment.number).count(),
        "parcels": [
            (parcel.lines.count() == order.lines.count(), parcel.last_scan_kind)
            for parcel in Shipment.objects.filter(order=order)
        ],
        "stage": (stage.status, stage.events.count(), stage.opened_at == order.placed_at),
        "payment": (payment.status, payment.events.count(), payment.return_url != ""),
        "attempts": list(payment.attempts.values_list("status", "gateway")),
        "shipped": all(line.shipped_quantity == line.quantity for line in order.lines.all()),
    }


def _blank(order):
    """Which of the order's fields are empty."""
    return {field.name for field in Order._meta.fields if getattr(order, field.attname) is None}
