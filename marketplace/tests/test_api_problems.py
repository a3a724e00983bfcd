"""Whatever goes wrong below ``/api/`` is answered with problem details."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from rest_framework.test import APIClient

from accounts.tests.factories import MembershipFactory
from common.api.middleware import ProblemsAlone

pytestmark = pytest.mark.django_db


def problem(answer: Any) -> tuple[int, str]:
    """The status and the code, which the body says too."""
    assert answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == answer.status_code
    assert body["instance"] == answer.wsgi_request.path
    return answer.status_code, body["code"]


@pytest.fixture
def api() -> APIClient:
    client = APIClient()
    client.force_login(MembershipFactory().user)
    return client


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"lines":'])
def test_json_that_is_nested_too_deeply_is_malformed(api: APIClient, opening: str) -> None:
    body = opening * 100_000
    answer = api.post("/api/v1/addresses/", body, content_type="application/json")
    assert problem(answer) == (400, "parse_error")
    assert "nested too deeply" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["/api/v1/nope/", "/api/", "/api/problems/invalid", "/api/v1/中/"])
def test_an_address_that_is_not_there_is_not_found(api: APIClient, path: str) -> None:
    for answer in (api.get(path), api.post(path, {})):
        assert problem(answer) == (404, "not_found")


def test_a_missing_slash_still_leads_on(api: APIClient) -> None:
    assert api.get("/api/v1/products").url == "/api/v1/products/"


@pytest.mark.parametrize("path", ["/api/v1/products/?q=%00", "/api/v1/orders/%00/"])
def test_an_address_with_a_nul_cannot_be_read(api: APIClient, path: str) -> None:
    answer = api.get(path, headers={"accept-language": "en"})
    assert problem(answer) == (400, "parse_error")
    assert answer.json()["detail"] == "This address or what came with it cannot be read."
    chinese = api.get(path, headers={"accept-language": "zh-hans"}).json()
    assert chinese["detail"].startswith("无法识别")


def test_a_method_that_is_not_taken_is_told(api: APIClient) -> None:
    assert problem(api.delete("/api/v1/products/")) == (405, "method_not_allowed")


def test_a_body_in_another_form_is_told(api: APIClient) -> None:
    answer = api.post("/api/v1/addresses/", "a=1", content_type="text/plain")
    assert problem(answer) == (415, "unsupported_media_type")


def test_a_fault_of_ours_is_told_too(api: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: Any) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr("accounts.api.views.MeView.get_object", broken)
    api.raise_request_exception = False
    answer = api.get("/api/v1/me/")
    assert problem(answer) == (500, "error")
    assert "out of order" not in answer.json()["detail"]


def test_what_is_refused_before_a_view_sees_it_is_told() -> None:
    def too_much(_request: Any) -> HttpResponse:
        return HttpResponse("<h1>Too much</h1>", status=413)

    answer = ProblemsAlone(too_much)(RequestFactory().post("/api/v1/cart/"))
    assert answer["Content-Type"] == "application/problem+json"
    assert (answer.status_code, json.loads(answer.content)["status"]) == (413, 413)


def test_pages_keep_their_errors(api: APIClient) -> None:
    assert api.get("/nope/")["Content-Type"].startswith("text/html")
