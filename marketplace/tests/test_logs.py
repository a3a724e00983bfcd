"""A line of log is readable by whoever reads it, with the trace of what went wrong."""

from __future__ import annotations

import json
import logging.config
import re
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from django.conf import settings as django_settings
from django.core.mail import send_mail

from marketplace.logs import logging_config


@pytest.fixture
def _own_logs() -> Iterator[None]:
    yield
    logging.config.dictConfig(django_settings.LOGGING)


@pytest.mark.usefixtures("_own_logs")
@pytest.mark.parametrize("logger", [logging.getLogger("orders"), structlog.get_logger("orders")])
def test_production_writes_json_with_the_trace(
    logger: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.config.dictConfig(logging_config(json_lines=True))
    try:
        raise RuntimeError("out of paper")
    except RuntimeError:
        logger.exception("label not printed")
    line = json.loads(capsys.readouterr().err.strip())
    assert line["event"] == "label not printed"
    assert line["level"] == "error"
    assert line["logger"] == "orders"
    assert "out of paper" in line["exception"]


@pytest.mark.usefixtures("_own_logs")
def test_at_home_each_line_is_short_and_tasks_are_quiet(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logging.config.dictConfig(logging_config(json_lines=False))
    logging.getLogger("celery.app.trace").info("Task succeeded")
    logging.getLogger("celery.app.trace").error("Task failed")
    (line,) = capsys.readouterr().err.splitlines()
    assert re.match(r"\d\d:\d\d:\d\d \[error +\] Task failed", line)


@pytest.mark.usefixtures("_own_logs")
def test_a_mail_is_one_line_with_its_link(
    settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.config.dictConfig(logging_config(json_lines=False))
    settings.EMAIL_BACKEND = "common.mail.LoggedMail"
    assert (
        send_mail("订单已签收", "请确认收货。\n\nhttp://x.example/7/", None, ["a@b.example"]) == 1
    )
    (line,) = capsys.readouterr().err.splitlines()
    for said in ("a@b.example", "订单已签收", "请确认收货。 http://x.example/7/"):
        assert said in line
