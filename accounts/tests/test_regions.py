from __future__ import annotations

import pytest
from django.utils import translation

from accounts.enums import RegionLevel
from accounts.models import Region
from accounts.regions.english import english_name
from accounts.services.regions import load_regions


def path(code: str) -> list[str]:
    return [str(region) for region in Region.objects.get(code=code).path()]


@pytest.mark.django_db
@translation.override("zh-hans")
def test_the_whole_country_is_loaded_once() -> None:
    known, written = load_regions()
    assert known == written == Region.objects.count() > 3200
    assert load_regions() == (known, 0)
    assert load_regions(anew=True) == (known, known)
    assert Region.objects.filter(level=RegionLevel.PROVINCE).count() == 34
    assert not Region.objects.filter(name_en="").exists()
    assert path("330782") == ["浙江省", "金华市", "义乌市"]
    assert path("110105") == ["北京市", "北京市", "朝阳区"]
    assert path("441900") == ["广东省", "东莞市"]
    assert path("429004") == ["湖北省", "直辖县级行政区划", "仙桃市"]
    assert path("500230") == ["重庆市", "重庆市辖县", "丰都县"]
    assert path("810002") == ["香港特别行政区", "湾仔区"]
    assert path("820007") == ["澳门特别行政区", "路氹填海区"]
    assert path("710100") == ["台湾省", "台北市"]


@pytest.mark.django_db
def test_a_changed_name_is_mended_and_what_is_ours_stays() -> None:
    load_regions()
    Region.objects.filter(code="330782").update(name="义乌县")
    Region.objects.create(code="999999", name="旧区", name_en="Old", level=RegionLevel.DISTRICT)
    _known, written = load_regions()
    assert written == 1
    assert Region.objects.get(code="330782").name == "义乌市"
    assert Region.objects.filter(code="999999").exists()


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("北京市", "Beijing"),
        ("浙江省", "Zhejiang"),
        ("义乌市", "Yiwu"),
        ("西安市", "Xi'an"),
        ("陕西省", "Shaanxi"),
        ("山西省", "Shanxi"),
        ("内蒙古自治区", "Inner Mongolia"),
        ("西湖区", "Xihu District"),
        ("浦东新区", "Pudong New Area"),
        ("万柏林区", "Wanbolin District"),
        ("德化县", "Dehua County"),
        ("单县", "Shan County"),
        ("长垣市", "Changyuan"),
        ("长子县", "Zhangzi County"),
        ("乐清市", "Yueqing"),
        ("乐山市", "Leshan"),
        ("漯河市", "Luohe"),
        ("吕梁市", "Luliang"),
        ("大理白族自治州", "Dali Prefecture"),
        ("围场满族蒙古族自治县", "Weichang County"),
        ("鄂温克族自治旗", "Ewenki Banner"),
    ],
)
def test_names_are_written_as_on_maps(chinese: str, english: str) -> None:
    assert english_name(chinese) == english
