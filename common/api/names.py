"""Names that one column keeps in both languages, as the API says them: ``x`` and ``x_en``.

So are names that have two columns: ``title`` and ``title_en``. A name written once is both.
"""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from common.formats import both_names


class ChineseName(serializers.CharField):
    def to_representation(self, value: Any) -> str:
        return both_names(str(value))[0]


class EnglishName(serializers.CharField):
    def to_representation(self, value: Any) -> str:
        return both_names(str(value))[1]


def chinese_names(**options: Any) -> serializers.ListField:
    return serializers.ListField(child=ChineseName(), read_only=True, **options)


def english_names(source: str) -> serializers.ListField:
    return serializers.ListField(child=EnglishName(), read_only=True, source=source)
