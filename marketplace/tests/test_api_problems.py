"""Whatever goes wrong below ``/api/`` is answered with problem details."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


def problem(answer: Any) -> tuple[int, str]:
    """The status and the code, which the body says too."""
    assert answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == answer.status_code
    assert body["instance"] == answer.request["PATH_INFO"]
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
