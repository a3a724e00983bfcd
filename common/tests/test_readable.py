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


@pytest.mark.parametrize(
    ("language", "said"), [("en", "This address cannot be read"), ("zh-hans", "无法识别该网址")]
)
def test_it_is_said_on_a_page(client: Client, language: str, said: str) -> None:
    page = client.get("/search/?q=%00", headers={"accept-language": language})
    assert said in page.text
    assert 'rel="stylesheet"' in page.text


def test_who_asks_for_the_old_icon_gets_the_new(client: Client) -> None:
    assert client.get("/favicon.ico").url.endswith(".svg")
