"""Carriers' notices: whom they are believed from, and what they do in whatever order they come."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from orders.enums import OrderStatus, ScanOutcome
from orders.errors import CannotShip
from orders.models import Carrier, CarrierNotice, Order, Scan
from orders.services.carriers import signature
from orders.services.complete import complete_due
from orders.services.first_carriers import CARRIERS
from orders.services.scans import book_scan
from orders.services.ship import clean_waybill
from orders.tests.factories import NOW, CarrierFactory, paid_order, scan, ship_all, shipped_order
from orders.waybills import in_one_piece

pytestmark = pytest.mark.django_db
SENT = NOW + timedelta(hours=1)


@pytest.fixture
def carrier():
    return CarrierFactory()


def told(waybill: str, /, **changes: Any) -> dict[str, Any]:
    return {
        "id": "n-1",
        "waybill": waybill,
        "kind": "accepted",
        "scanned_at": (NOW + timedelta(hours=2)).isoformat(),
        "place": "义乌",
    } | changes


def send(
    client: Client,
    body: Any,
    *,
    at: datetime = NOW + timedelta(hours=3),
    signed: str = "",
    age: int = 0,
):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    timestamp = str(int(at.timestamp()) - age)
    given = signed or signature(carrier_code="test", timestamp=timestamp, body=raw)
    with time_machine.travel(at, tick=False):
        return client.post(
            reverse("orders:carrier_notice", args=["test"]),
            raw,
            content_type="application/json",
            headers={"X-Timestamp": timestamp, "X-Signature": given},
        )


def test_a_signed_notice_is_booked_once(client, carrier):
    parcel = ship_all(paid_order())
    first = send(client, told(parcel.waybill))
    assert (first.status_code, first.json()["outcome"]) == (200, "booked")
    assert send(client, told(parcel.waybill)).json()["outcome"] == "repeated"
    parcel.refresh_from_db()
    assert parcel.picked_up_at == NOW + timedelta(hours=2)
    assert Scan.objects.count() == CarrierNotice.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "how", "status", "code"),
    [
        ({}, {"signed": "00"}, 403, "bad_signature"),
        ({}, {"age": 301}, 403, "too_old"),
        ({}, {"age": -301}, 403, "too_old"),
        ({"kind": "lost"}, {}, 400, "bad_notice"),
        ({"waybill": ""}, {}, 400, "bad_notice"),
        ({"waybill": " - "}, {}, 400, "bad_notice"),
        ({"id": ""}, {}, 400, "bad_notice"),
        ({"scanned_at": "yesterday"}, {}, 400, "bad_notice"),
        ({"scanned_at": "2026-02-26T12:00:00"}, {}, 400, "bad_notice"),
        ({"scanned_at": "2026-02-27T12:00:00Z"}, {}, 400, "bad_notice"),
        ({"place": "\x00"}, {}, 400, "bad_notice"),
        (b"{", {}, 400, "bad_notice"),
        (b"[]", {}, 400, "bad_notice"),
        (b'{"id": NaN}', {}, 400, "bad_notice"),
        (b" " * 20_000, {}, 400, "bad_notice"),
    ],
)
def test_what_is_not_believed_changes_nothing(client, carrier, body, how, status, code):
    parcel = ship_all(paid_order())
    raw = body if isinstance(body, bytes) else told(parcel.waybill, **body)
    answer = send(client, raw, **how)
    assert (answer.status_code, answer.json()["error"]) == (status, code)
    parcel.refresh_from_db()
    assert parcel.picked_up_at is None
    assert not Scan.objects.exists()
    assert not CarrierNotice.objects.exists()


def test_a_carrier_offered_no_longer_is_heard_of_its_parcels_under_way(client, carrier):
    parcel = ship_all(paid_order())
    Carrier.objects.update(is_active=False)
    assert send(client, told(parcel.waybill)).json()["outcome"] == "booked"
    parcel.refresh_from_db()
    assert parcel.picked_up_at == NOW + timedelta(hours=2)


def test_an_unknown_carrier_is_404(client):
    url = reverse("orders:carrier_notice", args=["nobody"])
    assert client.post(url, b"{}", content_type="application/json").status_code == 404


def test_a_waybill_in_groups_is_that_of_the_parcel(client, carrier):
    parcel = ship_all(paid_order(), waybill="T1234 5678")
    assert send(client, told("t12-34 5678")).json()["outcome"] == ScanOutcome.BOOKED
    parcel.refresh_from_db()
    assert parcel.picked_up_at == NOW + timedelta(hours=2)


def test_a_waybill_serves_an_order_once_however_late():
    order = paid_order()
    line = order.lines.get()
    ship_all(order, waybill="T12345678", quantities={line.pk: 4})
    late = NOW + timedelta(days=60)
    with pytest.raises(CannotShip, match="is on another parcel of this order") as refused:
        ship_all(order, waybill="T1234-5678", at=late)
    assert (refused.value.code, refused.value.field) == ("waybill_used", "waybill")
    line.refresh_from_db()
    assert (order.shipments.count(), line.shipped_quantity) == (1, 4)


def test_a_waybill_serves_another_recipient_only_after_the_days_of_the_policy():
    ship_all(paid_order(), waybill="T12345678")
    other = paid_order()
    with pytest.raises(CannotShip, match="in the last 30 days"):
        ship_all(other, waybill="T12345678", at=NOW + timedelta(days=30))
    assert not other.shipments.exists()
    assert ship_all(other, waybill="T12345678", at=NOW + timedelta(days=31))


def test_a_scan_waits_for_its_parcel(client, carrier):
    order = paid_order()
    early = told("T12345678", scanned_at=(NOW + timedelta(minutes=30)).isoformat())
    assert send(client, early, at=SENT).json()["outcome"] == ScanOutcome.UNKNOWN_WAYBILL
    parcel = ship_all(order, waybill="T12345678", at=SENT)
    parcel.refresh_from_db()
    assert parcel.picked_up_at == NOW + timedelta(minutes=30)


def test_scans_of_the_number_s_last_journey_stay_away(carrier):
    long_ago = NOW - timedelta(days=90)
    outcome = book_scan(
        carrier=carrier,
        waybill="T12345678",
        kind="signed",
        scanned_at=long_ago,
        received_at=long_ago,
    )
    assert outcome == ScanOutcome.UNKNOWN_WAYBILL
    parcel = ship_all(paid_order(), waybill="T12345678")
    assert parcel.signed_at is None


@pytest.mark.parametrize("moment", ["2001-01-01T00:00:00+00:00", "2026-02-26T11:54:59+00:00"])
def test_a_scan_older_than_the_payment_is_kept_and_moves_nothing(client, carrier, moment):
    """Of another parcel with that number: it neither completes the order nor pays anybody."""
    order = paid_order()
    parcel = ship_all(order, waybill="T12345678", at=NOW + timedelta(hours=1))
    old = told("T12345678", kind="signed", scanned_at=moment)
    assert send(client, old).json()["outcome"] == ScanOutcome.BEFORE_PAYMENT
    kept = Scan.objects.get(waybill="T12345678")
    assert (kept.shipment, kept.scanned_at.isoformat()) == (None, moment)
    parcel.refresh_from_db()
    order.refresh_from_db()
    assert (parcel.signed_at, parcel.picked_up_at, order.picked_up_at) == (None, None, None)
    assert (order.status, order.complete_at) == (OrderStatus.SHIPPED, None)
    assert complete_due(at=NOW + timedelta(days=1), limit=10) == []


def test_a_clock_that_is_minutes_off_is_borne_and_completion_counts_from_the_payment():
    order = shipped_order()
    parcel = order.shipments.get()
    scan(parcel, "accepted", NOW - timedelta(minutes=4), NOW + timedelta(hours=2))
    order.refresh_from_db()
    assert order.picked_up_at == NOW - timedelta(minutes=4)
    assert order.complete_at == NOW + timedelta(days=30)


def test_a_late_scan_of_a_number_used_again_is_of_the_parcel_of_then():
    first = ship_all(paid_order(), waybill="T12345678")
    later = NOW + timedelta(days=40)
    second = ship_all(paid_order(at=later), waybill="T12345678", at=later + timedelta(hours=1))
    scan(second, "signed", NOW + timedelta(days=3), later + timedelta(hours=2))
    first.refresh_from_db()
    assert (first.signed_at, second.signed_at) == (NOW + timedelta(days=3), None)


def test_the_scan_s_own_time_counts_in_whatever_order_they_come():
    order = shipped_order()
    parcel = order.shipments.get()
    scan(parcel, "signed", NOW + timedelta(days=2), NOW + timedelta(days=2))
    scan(parcel, "accepted", NOW + timedelta(hours=5), NOW + timedelta(days=3))
    scan(parcel, "accepted", NOW + timedelta(hours=3), NOW + timedelta(days=4))
    order.refresh_from_db()
    assert parcel.picked_up_at == order.picked_up_at == NOW + timedelta(hours=3)
    assert order.status == OrderStatus.DELIVERED
    assert order.complete_at == NOW + timedelta(hours=3, days=10)


def test_the_order_is_delivered_when_its_last_parcel_is():
    order = paid_order(quantity=10)
    line = order.lines.get()
    first = ship_all(order, quantities={line.pk: 4})
    second = ship_all(order, quantities={line.pk: 6}, at=NOW + timedelta(hours=2))
    scan(first, "signed", NOW + timedelta(days=1))
    order.refresh_from_db()
    assert (order.status, order.picked_up_at) == (OrderStatus.SHIPPED, None)
    scan(second, "signed", NOW + timedelta(days=2))
    order.refresh_from_db()
    assert (order.status, order.delivered_at) == (OrderStatus.DELIVERED, NOW + timedelta(days=2))


def test_a_repeated_scan_changes_nothing():
    order = shipped_order()
    parcel = order.shipments.get()
    scan(parcel, "accepted", NOW + timedelta(hours=3))
    events = order.events.count()
    assert scan(parcel, "accepted", NOW + timedelta(hours=3)) == ScanOutcome.REPEATED
    assert order.events.count() == events


def test_a_parcel_of_two_orders_moves_both():
    first = paid_order()
    second = paid_order(product=first.lines.get().product, membership=None)
    Order.objects.filter(pk=second.pk).update(buyer=first.buyer)
    second.refresh_from_db()
    one = ship_all(first, waybill="T00000042")
    two = ship_all(second, waybill="T00000042")
    scan(one, "accepted", NOW + timedelta(hours=3))
    two.refresh_from_db()
    assert one.picked_up_at == two.picked_up_at == NOW + timedelta(hours=3)


def test_the_simulated_carrier_brings_a_parcel_home(capsys):
    with time_machine.travel(NOW, tick=False) as clock:
        order = shipped_order(at=NOW - timedelta(hours=1))
        clock.shift(timedelta(minutes=10))
        call_command("simulate_carrier")
        order.refresh_from_db()
        assert order.status == OrderStatus.DELIVERED
        call_command("simulate_carrier")
    assert capsys.readouterr().out.count("booked") == 4
    assert order.shipments.get().scans.count() == 4


def test_a_flush_leaves_the_first_carriers():
    Carrier.objects.all().delete()
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert list(Carrier.objects.values_list("code", flat=True)) == [
        *("sf", "zto", "yto", "yunda", "ems", "deppon")
    ]


def test_carriers_that_staff_keep_are_left_alone():
    Carrier.objects.exclude(code="sf").delete()
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert list(Carrier.objects.values_list("code", flat=True)) == ["sf"]


@pytest.mark.parametrize(
    ("code", "waybill"),
    [
        *[("sf", "SF1234567890123"), ("sf", "123456789012")],
        *[("zto", "73123456789012"), ("zto", "7312 3456 7890"), ("zto", "ZT123456789012")],
        *[("yunda", "4312345678901"), ("yunda", "431234567890123")],
        *[("ems", "1234567890123"), ("ems", "EA123456789CN")],
    ],
)
def test_the_numbers_that_carriers_print_are_taken(code, waybill):
    assert clean_waybill(Carrier.objects.get(code=code), waybill) == in_one_piece(waybill)


@pytest.mark.parametrize("first", CARRIERS, ids=lambda first: first.code)
def test_a_number_that_is_not_the_carriers_is_refused_with_its_format(first):
    carrier = Carrier.objects.get(code=first.code)
    with pytest.raises(CannotShip) as refused:
        clean_waybill(carrier, "12345")
    assert str(refused.value) == (
        f"“12345” is not a waybill number of {first.name_en}: {first.waybill_format_en}."
    )
    with override("zh-hans"), pytest.raises(CannotShip, match=first.waybill_format):
        clean_waybill(carrier, "12345")


def test_carriers_as_first_written_get_what_they_really_use():
    Carrier.objects.filter(code="zto").update(waybill_pattern=r"ZT\d{12}", waybill_format_en="")
    Carrier.objects.filter(code="sf").update(waybill_pattern=r"SF\d{9}", waybill_format_en="")
    import_module("orders.migrations.0009_carriers_formats").write(apps, None)
    zto, sf = (Carrier.objects.get(code=code) for code in ("zto", "sf"))
    first = {first.code: first for first in CARRIERS}["zto"]
    assert (zto.waybill_pattern, zto.waybill_format_en) == (
        first.waybill_pattern,
        first.waybill_format_en,
    )
    assert (sf.waybill_pattern, sf.waybill_format_en) == (r"SF\d{9}", "")
