"""Lines about requests: what is bound to them, and which are made."""

from __future__ import annotations

import logging
from typing import Any

import pytest
import structlog
from django.test import Client

pytestmark = pytest.mark.django_db


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    said = [record.msg for record in caplog.records if record.name.startswith("django_structlog")]
    return [line for line in said if isinstance(line, dict)]


def test_what_went_well_is_not_logged_and_leaves_nothing_bound(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    assert client.get("/account/login/").status_code == 200
    assert lines(caplog) == []
    assert structlog.contextvars.get_contextvars() == {}


def test_what_failed_is_logged_with_who_and_from_where(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    assert client.get("/there-is-no-such-page/").status_code == 404
    (line,) = lines(caplog)
    assert line["event"] == "request_finished"
    assert (line["code"], line["request"]) == (404, "GET /there-is-no-such-page/")
    assert (line["ip"], line["user_id"]) == ("127.0.0.1", None)
    assert len(line["request_id"]) == 36


def test_who_wants_all_lines_has_them(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="django_structlog"):
        client.get("/account/login/")
    assert [line["event"] for line in lines(caplog)] == ["request_started", "request_finished"]
