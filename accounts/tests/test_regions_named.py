"""The region that an address names."""

from __future__ import annotations

import pytest

from accounts.enums import RegionLevel
from accounts.models import Region
from accounts.selectors.regions import regions_named
from accounts.tests.factories import RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def regions() -> None:
    """Yiwu with what it lies in, and a district whose name two cities have."""
    RegionFactory()
    for code, name, district in (("320100", "南京市", "320106"), ("350100", "福州市", "350102")):
        city = RegionFactory(code=code, name=name, level=RegionLevel.CITY)
        Region.objects.create(
            code=district, name="鼓楼区", name_en="Gulou", level=RegionLevel.DISTRICT, parent=city
        )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("浙江省金华市义乌市稠州北路 699 号", "330782"),
        ("浙江省义乌市稠州北路", "330782"),
        ("义乌市示例路 1 号", "330782"),
        ("浙江省示例路 1 号", "330000"),
        ("南京市鼓楼区中山路 1 号", "320106"),
        ("福州市鼓楼区", "350102"),
        ("鼓楼区中山路 1 号", None),
        ("南京市或福州市", None),
        ("一条路 1 号", None),
        ("", None),
    ],
)
def test_the_deepest_that_is_named_without_doubt(text: str, code: str | None) -> None:
    found = regions_named([text]).get(text)
    assert (found.code if found else None) == code


def test_one_query_for_many_and_none_for_nothing(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        found = regions_named(["义乌市 1 号", "南京市 2 号", "—"])
        assert [region.name for region in found.values()] != []
        assert {text: region.path()[0].name for text, region in found.items()} == {
            "义乌市 1 号": "浙江省",
            "南京市 2 号": "南京市",
        }
    with django_assert_num_queries(0):
        assert regions_named(["", ""]) == {}
