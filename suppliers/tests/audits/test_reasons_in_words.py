"""What was stored in one language, or as a raw word, is said to each in theirs."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.utils.translation import override

from suppliers.models import AuditCause
from suppliers.tests.factories import AuditFactory, SiteVisitFactory

pytestmark = pytest.mark.django_db
MIGRATION = import_module("suppliers.migrations.0029_reasons_in_words")


@pytest.mark.parametrize(
    ("trigger", "stored", "english", "chinese"),
    [
        ("address", "lease 3", "Lease of the stall, revision 3", "摊位租赁合同，第 3 版"),
        ("address", "2 楼 → 3 楼", "2 楼 → 3 楼", "2 楼 → 3 楼"),
        ("staff", "lease 3", "lease 3", "lease 3"),
        ("score", "2.8 < 3.0", "2.8 < 3.0", "2.8 < 3.0"),
    ],
)
def test_old_causes(trigger: str, stored: str, english: str, chinese: str) -> None:
    audit = AuditFactory()
    cause = AuditCause.objects.create(
        supplier=audit.supplier, audit=audit, trigger=trigger, reason=stored, at=audit.opened_at
    )
    MIGRATION.say_when_read(apps, None)
    cause.refresh_from_db()
    for language, said in (("en", english), ("zh-hans", chinese)):
        with override(language):
            assert str(cause.said) == said


@pytest.mark.parametrize(("stored", "english"), [("复审", "Re-audit"), ("看一看", "看一看")])
def test_old_visits(stored: str, english: str) -> None:
    visit = SiteVisitFactory(reason=stored)
    MIGRATION.say_when_read(apps, None)
    visit.refresh_from_db()
    with override("en"):
        assert str(visit.said) == english
    with override("zh-hans"):
        assert str(visit.said) == stored
