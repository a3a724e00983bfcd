from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from accounts.tests.factories import RegionFactory
from suppliers import selectors
from suppliers.enums import SalesScope, Standing
from suppliers.freight import Destination
from suppliers.models import Supplier
from suppliers.tests.factories import (
    FreightTemplateFactory,
    FreightZoneFactory,
    SupplierFactory,
)

pytestmark = pytest.mark.django_db
YIWU, BEIJING = Destination("CN", "330782"), Destination("CN", "110101")


@pytest.mark.parametrize(
    ("scope", "to_yiwu", "to_beijing"),
    [
        (SalesScope.EVERYWHERE, True, True),
        (SalesScope.ONLY, True, False),
        (SalesScope.EXCEPT, False, True),
    ],
)
def test_sales_regions(scope: SalesScope, to_yiwu: bool, to_beijing: bool) -> None:
    supplier, other = SupplierFactory(sales_scope=scope), SupplierFactory()
    supplier.sales_regions.add(RegionFactory(code="330000"))
    assert selectors.sells_to(supplier, YIWU) is to_yiwu
    assert selectors.sells_to(supplier, BEIJING) is to_beijing
    known, selling = selectors.sellers([supplier.pk, other.pk], BEIJING)
    assert known == {supplier.pk: supplier, other.pk: other}
    assert selling == ({supplier.pk, other.pk} if to_beijing else {other.pk})


@pytest.mark.parametrize("abroad", [True, False])
def test_abroad(abroad: bool) -> None:
    supplier = SupplierFactory(sells_abroad=abroad)
    assert selectors.sells_to(supplier, Destination("DE")) is abroad


def test_suspended_and_removed_shops_are_not_shown() -> None:
    made = {standing: SupplierFactory(status=standing) for standing in Standing}
    assert set(selectors.shops()) == {made[Standing.ACTIVE], made[Standing.RESTRICTED]}


@pytest.mark.parametrize("count", [1, 3])
def test_tariffs_in_one_query(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    templates = [FreightTemplateFactory() for _ in range(count)]
    for template in templates:
        zone = FreightZoneFactory(template=template)
        zone.regions.add(RegionFactory())
    with django_assert_num_queries(1):
        found = selectors.tariffs([template.pk for template in templates])
    assert set(found) == {template.pk for template in templates}
    assert found[templates[0].pk].zones[0].first_fee == Decimal("8.00")
    assert len(found[templates[0].pk].zones[0].regions) == 1


@pytest.mark.parametrize("place", [YIWU, BEIJING, Destination("DE")])
def test_the_listing_asks_the_same(place: Destination) -> None:
    zhejiang = RegionFactory(code="330000")
    for scope in SalesScope:
        for abroad in (True, False):
            supplier = SupplierFactory(sales_scope=scope, sells_abroad=abroad)
            supplier.sales_regions.add(zhejiang)
    everybody = set(Supplier.objects.values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(selectors.NOT_SELLING_TO[place.is_abroad], {"region_codes": place.codes})
        closed = {row[0] for row in cursor.fetchall()}
        cursor.execute(
            f"SELECT id FROM suppliers_supplier s WHERE {selectors.SELLING_TO[place.is_abroad]}",  # noqa: S608
            {"region_codes": place.codes},
        )
        open_ = {row[0] for row in cursor.fetchall()}
    assert everybody - closed == open_ == selectors.sellers(everybody, place)[1]
