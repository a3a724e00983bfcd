"""The settings of the tests: those of the project, with what only tests want otherwise."""

from __future__ import annotations

import os

from marketplace.settings import *  # noqa: F403
from marketplace.settings import CACHES, DATA_DIR, DATABASES, REDIS_URL, STORAGES, with_database

#: Each worker process has databases of its own; 0 and 1 are those of a running market.
_worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
CACHES["default"]["LOCATION"] = with_database(REDIS_URL, 2 + _worker)

#: A test's commits need not survive a power cut.
DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
MEDIA_ROOT = DATA_DIR / "test-media" / str(_worker)
ALLOWED_HOSTS = ["*"]
