"""``manage.py prepare``: what is missing is done, what is done is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django.fixtures import Settings

from accounts.models import Region
from marketplace.management.commands import prepare
from policies.models import PolicyVersion

MANIFEST = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"


@pytest.fixture
def static(settings: Settings, tmp_path: Path) -> Path:
    """Static files as a market serves them: each under a name that changes with its content."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": MANIFEST}}
    return settings.STATIC_ROOT


@pytest.mark.django_db
def test_an_empty_market_gets_its_ground_and_keeps_it(static: Path) -> None:
    Region.objects.all().delete()
    call_command("prepare")
    found = Region.objects.count(), PolicyVersion.objects.count()
    assert min(found) > 0
    call_command("prepare")
    assert (Region.objects.count(), PolicyVersion.objects.count()) == found


@pytest.mark.django_db
def test_static_files_are_collected_when_they_change(
    static: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Collecting fails where a style sheet refers to a file that is not there."""
    prepare.Command().collect_static()
    assert (static / "staticfiles.json").exists()
    (static / "staticfiles.json").unlink()
    prepare.Command().collect_static()
    assert not (static / "staticfiles.json").exists()
    monkeypatch.setattr(prepare, "static_hash", lambda: "changed")
    prepare.Command().collect_static()
    assert (static / "staticfiles.json").exists()


def test_a_service_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise prepare.OperationalError("connection refused")

    monkeypatch.setattr(prepare.connection, "ensure_connection", refuse)
    with pytest.raises(CommandError, match="A service does not answer: connection refused"):
        prepare.Command().connect()
