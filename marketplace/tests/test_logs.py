"""A line of log is readable by whoever reads it, with the trace of what went wrong."""

from __future__ import annotations

import json
import logging.config
from collections.abc import Iterator

import pytest
import structlog
from django.conf import settings

from marketplace.logs import logging_config


@pytest.fixture
def _own_logs() -> Iterator[None]:
    yield
    logging.config.dictConfig(settings.LOGGING)


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
