from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from accounts.enums import RegionLevel
from accounts.errors import BadInput
from accounts.models import Address, Region
from accounts.phones import normal_phone
from accounts.services import addresses
from accounts.services.addresses import AddressDraft
from accounts.tests.factories import AddressFactory, CompanyFactory, RegionFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def yiwu() -> Region:
    return RegionFactory()


@pytest.fixture
def draft(yiwu: Region) -> AddressDraft:
    return AddressDraft(
        contact=" 王芳 ",
        phone="138 0013 8000",
        street="稠州北路 699 号",
        region=yiwu,
        postcode="322000",
    )


def test_the_first_is_the_default_and_numbers_become_normal(draft: AddressDraft) -> None:
    company = CompanyFactory()
    first = addresses.add(company=company, draft=draft)
    second = addresses.add(company=company, draft=draft)
    assert (first.is_default, second.is_default) == (True, False)
    assert (first.contact, first.phone) == ("王芳", "+8613800138000")


def test_one_default_at_a_time(draft: AddressDraft) -> None:
    company = CompanyFactory()
    first = addresses.add(company=company, draft=draft)
    second = addresses.add(company=company, draft=replace(draft, is_default=True))
    assert list(Address.objects.of(company)) == [second, first]
    addresses.make_default(address=first)
    assert Address.objects.get(company=company, is_default=True) == first


def test_the_newest_inherits_from_a_removed_default(draft: AddressDraft) -> None:
    company = CompanyFactory()
    made = [addresses.add(company=company, draft=draft) for _ in range(3)]
    addresses.remove(address=made[0], at=NOW)
    assert list(Address.objects.of(company)) == [made[2], made[1]]
    assert Address.objects.get(company=company, is_default=True) == made[2]


def test_the_database_allows_one_default() -> None:
    address = AddressFactory(is_default=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        AddressFactory(company=address.company, is_default=True)


def test_abroad_a_city_takes_the_place_of_the_region(draft: AddressDraft) -> None:
    abroad = replace(
        draft, country="DE", city="Hamburg", phone="040 428280", postcode="20095", street="Kai 5"
    )
    address = addresses.add(company=CompanyFactory(), draft=abroad)
    assert (address.region, address.city, address.phone) == (None, "Hamburg", "+4940428280")


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"contact": "  "}, "contact", "who receives"),
        ({"street": "x"}, "street", "street and number"),
        ({"region": None}, "region", "province, city and district"),
        ({"postcode": "3220"}, "postcode", "6 digits"),
        ({"phone": "12345"}, "phone", "12345 is no phone number of China"),
        ({"phone": "call me"}, "phone", "no phone number"),
        ({"country": "DE", "city": ""}, "city", "Write the city"),
        ({"country": "DE", "city": "Hamburg", "phone": "13800138000"}, "phone", "Germany"),
    ],
)
def test_bad_input_names_the_field_and_saves_nothing(
    draft: AddressDraft, changes: dict[str, object], field: str, words: str
) -> None:
    with pytest.raises(BadInput, match=words) as refused:
        addresses.add(company=CompanyFactory(), draft=replace(draft, **changes))
    assert refused.value.field == field
    assert not Address.objects.exists()


@pytest.mark.parametrize(
    ("language", "of_province", "of_city"),
    [
        ("en", "Choose the city in Zhejiang.", "Choose the district in Jinhua."),
        ("zh-hans", "请选择浙江省下的城市。", "请选择金华市下的区县。"),
    ],
)
def test_a_region_with_parts_asks_for_the_level_below(
    language: str, of_province: str, of_city: str, draft: AddressDraft, yiwu: Region
) -> None:
    province, city, _district = yiwu.path()
    with translation.override(language):
        for region, words in ((province, of_province), (city, of_city)):
            [fault] = addresses.faults_of(replace(draft, region=region))
            assert (fault.field, str(fault)) == ("region", words)


def test_a_city_with_districts_is_not_enough(draft: AddressDraft, yiwu: Region) -> None:
    with pytest.raises(BadInput, match="Choose the district in Jinhua"):
        addresses.add(company=CompanyFactory(), draft=replace(draft, region=yiwu.parent))


def test_what_is_divided_into_districts_alone_asks_for_one(draft: AddressDraft) -> None:
    hong_kong = RegionFactory(
        code="810000", name="香港特别行政区", name_en="Hong Kong", level=RegionLevel.PROVINCE
    )
    RegionFactory(code="810001", name="中西区", name_en="Central and Western", parent=hong_kong)
    [fault] = addresses.faults_of(replace(draft, region=hong_kong, phone="+852 2345 6789"))
    assert str(fault) == "Choose the district in Hong Kong."


def test_a_city_without_districts_is(draft: AddressDraft) -> None:
    guangdong = RegionFactory(code="440000", name="广东省", level=RegionLevel.PROVINCE)
    dongguan = RegionFactory(
        code="441900", name="东莞市", name_en="Dongguan", level=RegionLevel.CITY, parent=guangdong
    )
    address = addresses.add(company=CompanyFactory(), draft=replace(draft, region=dongguan))
    assert address.snapshot()["district"] == ""


def test_a_snapshot_says_all_that_a_parcel_needs(draft: AddressDraft) -> None:
    address = addresses.add(company=CompanyFactory(), draft=draft)
    assert address.snapshot() == {
        "contact": "王芳",
        "phone": "+8613800138000",
        "country": "CN",
        "region": "330782",
        "province": "浙江省",
        "province_en": "Zhejiang",
        "city": "金华市",
        "city_en": "Jinhua",
        "district": "义乌市",
        "district_en": "Yiwu",
        "street": "稠州北路 699 号",
        "postcode": "322000",
    }


def test_a_list_loads_its_regions_at_once(django_assert_num_queries, yiwu: Region) -> None:
    company = CompanyFactory()
    for count in (1, 2):
        AddressFactory.create_batch(count, company=company)
        with django_assert_num_queries(1):
            assert [address.snapshot()["city"] for address in Address.objects.of(company)]


def test_hong_kong_macau_and_taiwan_number_on_their_own() -> None:
    assert normal_phone("2345 6789", country="CN", region="810001") == "+85223456789"
    assert normal_phone("6612 3456", country="CN", region="820001") == "+85366123456"
    assert normal_phone("0912 345 678", country="CN", region="710100") == "+886912345678"
