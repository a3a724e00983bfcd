"""What is logged and how: one line an event, JSON in production, readable elsewhere."""

from __future__ import annotations

from typing import Any

import structlog

SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
]
#: What a person who reads along need not see of every task; warnings and errors are shown.
QUIET = {"celery": {"level": "WARNING"}, "gunicorn": {"level": "WARNING"}}


def logging_config(*, json_lines: bool) -> dict[str, Any]:
    """The ``LOGGING`` of Django; sets structlog up to feed it."""
    clock = structlog.processors.TimeStamper(
        fmt="iso" if json_lines else "%H:%M:%S", utc=json_lines
    )
    shared = [*SHARED, clock]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.processors.StackInfoRenderer(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    rendering: list[Any] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
        if json_lines
        # The renderer's own tracebacks show local variables, private ones too, and take seconds.
        else [
            structlog.dev.ConsoleRenderer(
                colors=False, exception_formatter=structlog.dev.plain_traceback
            )
        ]
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *rendering,
                ],
                "foreign_pre_chain": shared,
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
            "django_structlog": {"level": "WARNING"},
            "axes": {"level": "WARNING"},
            **({} if json_lines else QUIET),
        },
    }
