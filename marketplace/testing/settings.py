"""The settings of the tests: those of the project, with what only tests want otherwise."""

from __future__ import annotations

import os

from marketplace.settings import *  # noqa: F403
from marketplace.settings import (
    CACHES,
    DATA_DIR,
    DATABASES,
    INSTALLED_APPS,
    MIDDLEWARE,
    REDIS_URL,
    STORAGES,
    TEMPLATES,
    broker_url,
    with_database,
)
from marketplace.testing.templates import Undefined

#: Each worker process has two databases of its own; 0 and 1 are those of a running market.
_worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
CACHES["default"]["LOCATION"] = with_database(REDIS_URL, 2 + 2 * _worker)
CELERY_BROKER_URL = broker_url(with_database(REDIS_URL, 3 + 2 * _worker))

#: A test's commits need not outlive a power cut, and a test may empty what is otherwise kept.
DATABASES["default"]["OPTIONS"] = {
    "options": "-c synchronous_commit=off"
    " -c ledger.truncate=allowed -c append_only.truncate=allowed"
}
SANDBOX_OVER_HTTP = False

#: A relation read once a row in a loop fails the request that does it (zeal).
INSTALLED_APPS += ["zeal", "django_migration_linter"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")
ZEAL_SHOW_ALL_CALLERS = True
#: Below this, a write that works through its rows one by one is no fault.
ZEAL_NPLUSONE_THRESHOLD = 5
MIGRATION_LINTER_OPTIONS = {
    "include_apps": [
        "common",
        "policies",
        "accounts",
        "payments",
        "suppliers",
        "catalog",
        "orders",
    ],
    "no_cache": True,
    "quiet": ["warning", "ok", "ignore"],
    "ignore_name": [
        # Looser than the constraint that it replaces, so that what is stored fits.
        "0012_notices_told",
        # A wider text, which PostgreSQL does without rewriting the table; the old one still fits.
        "0012_longer_answers",
        # Of the first release: no version serves before them.
        "0002_listing_entry",
        "0002_who_announced",
        "0004_listing_bands",
        "0005_import_language",
        "0007_flagged_categories",
        "0008_objection",
    ],
}

#: What our own templates name has to exist.
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined("%s")

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
MEDIA_ROOT = DATA_DIR / "testing" / str(_worker) / "media"
PRIVATE_MEDIA_ROOT = DATA_DIR / "testing" / str(_worker) / "private"
STORAGES["private"]["OPTIONS"]["location"] = PRIVATE_MEDIA_ROOT
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ACCOUNT_RATE_LIMITS = False
