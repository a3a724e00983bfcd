"""Staff's desk names every field of ours in Chinese."""

from __future__ import annotations

from django.contrib import admin
from django.utils import translation

from marketplace.fieldnames import OURS

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
