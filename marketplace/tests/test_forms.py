"""A refused form stands at the form's own address: loaded again, that leads to the form's page."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import StaffFactory

pytestmark = pytest.mark.django_db

FORMS = [
    ("orders:add", [], "orders:cart", []),
    ("orders:update_cart", [], "orders:cart", []),
    ("orders:approve", [7], "orders:request", [7]),
    ("orders:desk_send", ["2026"], "orders:desk_order", ["2026"]),
    ("orders:desk_send_again", ["2026", 7], "orders:desk_order", ["2026"]),
    ("orders:desk_price", ["2026"], "orders:desk_order", ["2026"]),
    ("orders:desk_close", ["2026"], "orders:desk_order", ["2026"]),
    ("orders:desk_upload", [], "orders:desk_ship", []),
    ("suppliers:wish_for_visit", [7], "suppliers:audits", []),
    ("suppliers:answer_condition", [7], "suppliers:audits", []),
    ("suppliers:application_appeal", [], "suppliers:application", []),
    ("suppliers:sales", [], "suppliers:settings", []),
    ("suppliers:inspect_begin", [7], "suppliers:inspect_visit", [7]),
    ("suppliers:inspect_answer", [7, 8], "suppliers:inspect_visit", [7]),
    ("suppliers:inspect_photo", [7], "suppliers:inspect_visit", [7]),
    ("suppliers:inspect_report", [7], "suppliers:inspect_visit", [7]),
    ("suppliers:state_action", [7], "suppliers:spot_checks", []),
    ("catalog:desk_list", ["cup"], "catalog:desk_product", ["cup"]),
    ("catalog:price", ["cup"], "catalog:product", ["cup"]),
]
STAFFS = [
    ("admin:suppliers_audit_end", [7], "admin:suppliers_audit_change", [7]),
    ("admin:suppliers_spotcheck_report", [7], "admin:suppliers_spotcheck_change", [7]),
    ("admin:suppliers_application_act", [7, "claim"], "admin:suppliers_application_change", [7]),
    (
        "admin:suppliers_application_document",
        [7, 8, "accept"],
        "admin:suppliers_application_change",
        [7],
    ),
]


@pytest.mark.parametrize(
    ("form", "of", "page", "parts"), FORMS + STAFFS, ids=[row[0] for row in FORMS + STAFFS]
)
def test_the_address_of_a_form_leads_to_its_page(
    client: Client, form: str, of: list[object], page: str, parts: list[object]
) -> None:
    client.force_login(StaffFactory())
    answer = client.get(reverse(form, args=of))
    assert (answer.status_code, answer.url) == (302, reverse(page, args=parts))
    assert client.put(reverse(form, args=of)).status_code == 405
