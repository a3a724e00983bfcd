"""Addresses with a NUL in them, whichever part it stands in."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/orders/a%00b/",
        "/api/v1/orders/%00/",
        "/search/?q=%00",
        "/rules/?%00=1",
        "/rules/?q=1&q=%00",
    ],
)
def test_a_nul_in_an_address_is_a_bad_request(client: Client, address: str) -> None:
    assert client.get(address).status_code == 400
    assert client.post(address).status_code == 400


def test_any_other_address_is_let_through(client: Client) -> None:
    assert client.get("/rules/?q=0&%E4%B8%AD=%0A").status_code == 200
