"""The settings refuse a malformed environment, and the services behind them are real."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DEBUG", "perhaps"),
        ("DATABASE_URL", "nonsense"),
        ("PRODUCTION", "1"),
        ("TRUSTED_PROXIES", "two"),
        ("FIELD_ENCRYPTION_KEYS", "short"),
    ],
)
def test_malformed_environment_is_refused(variable: str, value: str) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "marketplace.settings",
        variable: value,
    }
    done = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode != 0
    assert "The environment is malformed" in done.stderr


@pytest.mark.django_db
def test_database_knows_chinese() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT upper('é'), '连衣裙' ~ '^[[:alpha:]]+$'")
        assert cursor.fetchone() == ("É", True)


def test_cache_is_real() -> None:
    cache.set("key", "value")
    assert cache.get("key") == "value"
