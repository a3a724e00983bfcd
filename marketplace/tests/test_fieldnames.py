"""Staff's desk names every field of ours in Chinese."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.utils import translation

from accounts.desk import HistoryInline
from accounts.tests.factories import NoticeFactory, StaffFactory
from common.status import StatusEvent
from marketplace.fieldnames import OURS
from policies.schemas import AuditRules
from policies.selectors import in_force
from suppliers.models import AuditEvent
from suppliers.models.draws import AUDIT_VISITS
from suppliers.tests.factories import JOINED, AuditFactory, RandomDrawFactory

#: The same to readers of both languages.
SAME = {"ID", "SKU"}


def test_every_field_of_the_desk_speaks_chinese() -> None:
    models = set(admin.site._registry)
    for desk in list(admin.site._registry.values()):
        models |= {inline.model for inline in desk.inlines}
    with translation.override("zh-hans"):
        english = [
            f"{model._meta.label}.{field.name}"
            for model in models
            if model._meta.app_label in OURS
            for field in [*model._meta.fields, *model._meta.many_to_many]
            if str(field.verbose_name).isascii() and str(field.verbose_name) not in SAME
        ]
        headings = [m._meta.label for m in models if str(m._meta.verbose_name_plural).isascii()]
    assert english == []
    assert [label for label in headings if label.split(".")[0] in OURS] == []


def of_the_desk() -> set[type[Model]]:
    """What the desk shows by itself, or below another thing."""
    shown = set(admin.site._registry)
    for desk in list(admin.site._registry.values()):
        shown |= {inline.model for inline in desk.inlines}
    return {model for model in shown if model._meta.app_label in OURS}


def test_nothing_is_called_an_object() -> None:
    assert [m._meta.label for m in of_the_desk() if m.__str__ is Model.__str__] == []


MOVES = [model for model in apps.get_models() if issubclass(model, StatusEvent)]


@pytest.mark.parametrize("model", MOVES, ids=lambda model: model._meta.label)
def test_moves_of_a_status_are_told_in_words(model: type[StatusEvent]) -> None:
    """By the choices of what moved, in the reader's language."""
    subject: Any = model._meta.get_field("subject").related_model
    (first, second), *_ = combinations(subject._meta.get_field("status").choices, 2)
    with translation.override("zh-hans"):
        said = str(model(source=first[0], target=second[0]))
        assert said == f"{first[1]} → {second[1]}"
        assert not said.isascii()


def test_the_desk_shows_moves_in_words_alone() -> None:
    """Each inline of events is one of those that say it."""
    inlines = [inline for desk in admin.site._registry.values() for inline in desk.inlines]
    raw = [
        i for i in inlines if issubclass(i.model, StatusEvent) and not issubclass(i, HistoryInline)
    ]
    assert raw == []


def test_an_audit_tells_its_history_in_words(client: Client, db: None) -> None:
    client.force_login(StaffFactory())
    audit = AuditFactory()
    AuditEvent.objects.create(
        subject=audit, at=audit.opened_at, source="open", target="in_review", reason="ok"
    )
    url = f"/admin/suppliers/audit/{audit.pk}/change/"
    for language, words in [("en", ("Open", "In review")), ("zh-hans", ("待处理", "审核中"))]:
        page = client.get(url, headers={"Accept-Language": language}).content.decode()
        assert all(f"<p>{word}</p>" in page for word in words)
        assert "in_review</p>" not in page
        assert "object (" not in page


def test_an_audit_is_claimed_at_one_place(client: Client, db: None) -> None:
    client.force_login(StaffFactory())
    page = client.get(f"/admin/suppliers/audit/{AuditFactory().pk}/change/").content.decode()
    assert page.count(">Claim</button>") == 1
    assert page.count("/claim/") == 1


def test_codes_are_told_by_what_they_mean(client: Client, db: None) -> None:
    client.force_login(StaffFactory())
    version = in_force(AuditRules, JOINED).version
    draw = RandomDrawFactory(purpose=AUDIT_VISITS)
    notice = NoticeFactory()
    drawn = "复审中的实地核验 · 2026年1月1日"
    for url, words, raw in [
        (f"policies/policyversion/{version.pk}/change", "复审工作天数", "work_days"),
        ("policies/policyversion", "首个版本", "The first version"),
        (f"suppliers/randomdraw/{draw.pk}/change", drawn, "audit_visits"),
        ("accounts/notice", "通知", notice.kind),
    ]:
        answer = client.get(f"/admin/{url}/", headers={"Accept-Language": "zh-hans"})
        page = answer.content.decode()
        assert words in page
        assert raw not in page
