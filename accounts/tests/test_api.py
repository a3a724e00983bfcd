from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient

from accounts.enums import Role
from accounts.models import Address, Membership, Notice
from accounts.services import members, people, tokens
from accounts.tests.factories import (
    AddressFactory,
    MembershipFactory,
    NoticeFactory,
    RegionFactory,
    colleague_of,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ADDRESS = {
    "contact": "王芳",
    "phone": "138 0013 8000",
    "country": "CN",
    "region": "330782",
    "street": "稠州北路 699 号",
    "postcode": "322000",
}


def program_of(membership: Membership) -> APIClient:
    _token, secret = tokens.make_token(membership=membership, name="Stock system", at=NOW)
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return client


@pytest.fixture
def owner() -> Membership:
    return MembershipFactory()


# --- Tokens ---------------------------------------------------------------------------------


def test_a_token_acts_as_its_member_for_its_company(owner) -> None:
    MembershipFactory(user=owner.user)
    me = program_of(owner).get("/api/v1/me/").json()
    assert (me["email"], me["acting_for"]) == (owner.user.email, owner.company_id)
    companies = program_of(owner).get("/api/v1/companies/").json()["results"]
    assert [one["company"]["id"] for one in companies] == [owner.company_id]


def test_a_token_is_not_overruled_by_a_session(owner) -> None:
    other = MembershipFactory()
    client = program_of(owner)
    client.force_login(other.user)
    assert client.get("/api/v1/me/").json()["email"] == owner.user.email


def test_its_use_is_noted_to_the_minute(owner, django_assert_num_queries) -> None:
    client = program_of(owner)
    client.get("/api/v1/me/")
    token = owner.tokens.get()
    assert token.last_used_at
    with django_assert_num_queries(1):
        client.get("/api/v1/me/")


@pytest.mark.parametrize("end", ["revoke", "remove", "deactivate", "close"])
def test_a_token_ends_with_what_it_stands_on(end: str, owner) -> None:
    colleague = colleague_of(owner)
    client = program_of(colleague)
    if end == "revoke":
        tokens.revoke(token=colleague.tokens.get(), at=NOW)
    elif end == "remove":
        members.remove_member(membership=colleague, actor=owner.user, at=NOW)
    elif end == "deactivate":
        people.deactivate(user=colleague.user, at=NOW)
    else:
        owner.company.closed_at = NOW
        owner.company.save()
    answer = client.get("/api/v1/me/")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer ", "Bearer é"])
def test_an_unknown_token_is_refused(header: str) -> None:
    answer = APIClient().get("/api/v1/me/", headers={"Authorization": header})
    assert answer.status_code == 401


def test_without_any_sign_in_there_is_nothing() -> None:
    for path in ("me", "companies", "addresses", "notices"):
        assert APIClient().get(f"/api/v1/{path}/").status_code == 401


def test_a_session_needs_the_token_against_forgery(owner) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner.user)
    assert client.post("/api/v1/notices/read_all/").status_code == 403


# --- Addresses ------------------------------------------------------------------------------


def test_addresses_are_made_changed_and_removed(owner) -> None:
    RegionFactory()
    client = program_of(owner)
    made = client.post("/api/v1/addresses/", ADDRESS)
    assert made.status_code == 201
    body = made.json()
    assert (body["phone"], body["is_default"]) == ("+8613800138000", True)
    assert body["path"] == ["浙江省", "金华市", "义乌市"]
    url = f"/api/v1/addresses/{body['id']}/"
    assert client.patch(url, {"street": "宾王路 1 号"}).json()["street"] == "宾王路 1 号"
    assert client.delete(url).status_code == 204
    assert client.get(url).status_code == 404
    assert Address.objects.get().removed_at


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"region": "999999"}, "region"),
        ({"region": "330700"}, "region"),
        ({"region": None}, "region"),
        ({"phone": "1"}, "phone"),
        ({"country": "DE", "city": ""}, "city"),
        ({"contact": "x" * 81}, "contact"),
    ],
)
def test_a_bad_address_names_the_field(changes: dict[str, Any], field: str, owner) -> None:
    RegionFactory()
    answer = program_of(owner).post("/api/v1/addresses/", {**ADDRESS, **changes})
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert not Address.objects.exists()


def test_a_colleague_without_the_right_reads_only(owner) -> None:
    address = AddressFactory(company=owner.company)
    client = program_of(colleague_of(owner, Role.FINANCE))
    assert client.get("/api/v1/addresses/").json()["results"][0]["id"] == address.pk
    url = f"/api/v1/addresses/{address.pk}/"
    answers = [
        client.post("/api/v1/addresses/", ADDRESS),
        client.patch(url, {"street": "New Street 1"}),
        client.delete(url),
    ]
    assert [answer.status_code for answer in answers] == [403] * 3
    assert answers[0].json()["params"]["rights"] == ["buy", "ship", "manage_company"]
    address.refresh_from_db()
    assert (address.street, address.removed_at) == ("稠州北路 699 号", None)


def test_strangers_find_nothing(owner) -> None:
    address = AddressFactory(company=owner.company)
    notice = NoticeFactory(user=owner.user)
    client = program_of(MembershipFactory())
    assert client.get("/api/v1/addresses/").json()["results"] == []
    assert client.get(f"/api/v1/addresses/{address.pk}/").status_code == 404
    assert client.delete(f"/api/v1/addresses/{address.pk}/").status_code == 404
    assert client.get(f"/api/v1/notices/{notice.pk}/").status_code == 404
    assert client.post(f"/api/v1/notices/{notice.pk}/read/").status_code == 404


def test_lists_ask_as_much_for_three_as_for_one(owner, django_assert_num_queries) -> None:
    client = program_of(owner)
    client.get("/api/v1/me/")
    for count in (1, 2):
        AddressFactory.create_batch(count, company=owner.company)
        NoticeFactory.create_batch(count, user=owner.user)
        with django_assert_num_queries(2):
            client.get("/api/v1/addresses/")
        with django_assert_num_queries(2):
            client.get("/api/v1/notices/")


# --- Regions and notices --------------------------------------------------------------------


def test_regions_are_open_and_filtered_by_what_they_lie_in() -> None:
    RegionFactory()
    found = APIClient().get("/api/v1/regions/", {"parent": "330700"}).json()["results"]
    assert [region["code"] for region in found] == ["330782"]
    assert APIClient().get("/api/v1/regions/330782/").json()["name_en"] == "Yiwu"


def test_notices_are_read_in_the_language_of_the_request(owner) -> None:
    notice = NoticeFactory(user=owner.user)
    client = program_of(owner)
    english = client.get(f"/api/v1/notices/{notice.pk}/").json()
    assert english["subject"] == "Li Na joined Test Company"
    assert client.post(f"/api/v1/notices/{notice.pk}/read/").json()["read_at"]
    NoticeFactory(user=owner.user)
    assert client.post("/api/v1/notices/read_all/").status_code == 204
    assert not Notice.objects.filter(read_at__isnull=True).exists()
