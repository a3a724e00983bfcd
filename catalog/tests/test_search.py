from __future__ import annotations

import pytest
from django.db import connection

from catalog.search import document, query


def finds(text: str, *titles: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::tsvector @@ %s::tsquery", [document(*titles), query(text)])
        return bool(cursor.fetchone()[0])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["杯", "保温杯", "温杯", "不锈钢保温杯", "STAINLESS", "flask 500ml", "５００ML"]
)
def test_found(text: str) -> None:
    assert finds(text, "304不锈钢保温杯 户外 stainless vacuum flask 500ml")


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["T恤", "恤", "t恤 纯棉", "it's"])
def test_mixed_and_quoted_terms(text: str) -> None:
    assert finds(text, "纯棉T恤 it's cotton")


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["杯保", "玻璃杯", "flask glass", "50ml"])
def test_not_found(text: str) -> None:
    assert not finds(text, "304不锈钢保温杯 vacuum flask 500ml")


@pytest.mark.parametrize("text", ["", "  ", "!?", "’"])
def test_nothing_to_look_for(text: str) -> None:
    assert query(text) == ""
