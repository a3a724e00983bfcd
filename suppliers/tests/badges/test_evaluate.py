"""Badges given and taken at night, told once, in as many queries for many shops as for one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Notice
from accounts.tests.factories import MembershipFactory, RegionFactory, StaffFactory
from payments.models import ExchangeRate
from suppliers.enums import Badge, RevisionStatus, Standing, SupplierKind
from suppliers.enums.audits import VisitNeed
from suppliers.enums.visits import CheckPoint, ItemPart, VisitStatus
from suppliers.errors import BadRecord, NotYours
from suppliers.models import (
    Audit,
    Document,
    DocumentRevision,
    FactoryRecord,
    ScoreDay,
    Supplier,
    VisitItem,
)
from suppliers.selectors.badges import verdicts_of
from suppliers.selectors.scores import latest
from suppliers.selectors.visits import valid_visit
from suppliers.services import badges, scores
from suppliers.services.audit_triggers import document_changed
from suppliers.services.facts import NewFact, record
from suppliers.services.shops import ShopProfile, change_profile
from suppliers.tests.badges.shops import AT, DAY, deposit, pro_shop, visit
from suppliers.tests.factories import BeltFactory, SiteVisitFactory, SupplierFactory, grant

pytestmark = pytest.mark.django_db


def held(supplier: Supplier) -> list[str]:
    return [row.badge for row in supplier.badges.open()]


def test_given_told_and_not_given_twice() -> None:
    shop = pro_shop()
    owner = MembershipFactory(company=shop.company)
    assert badges.evaluate(at=AT) == 1
    assert badges.evaluate(at=AT + DAY) == 0
    row = shop.badges.get()
    assert (row.badge, row.since, row.evidence["met"]) == (Badge.PRO, AT, 8)
    assert str(row.said) == "Meets 8 of 8 conditions"
    assert row.policy_version.policy == "badges"
    assert Notice.objects.get(kind="badge_given").user == owner.user


def test_taken_with_its_reason_and_given_again() -> None:
    shop = pro_shop()
    MembershipFactory(company=shop.company)
    badges.evaluate(at=AT)
    Supplier.objects.filter(pk=shop.pk).update(kind=SupplierKind.SOLE_TRADER)
    badges.evaluate(at=AT + DAY)
    row = shop.badges.get()
    assert (row.until, str(row.end_said)) == (AT + DAY, "Meets only 7 of 8 conditions")
    assert Notice.objects.filter(kind="badge_taken").count() == 1
    Supplier.objects.filter(pk=shop.pk).update(kind=SupplierKind.TRADER)
    badges.evaluate(at=AT + 2 * DAY)
    assert held(shop) == [Badge.PRO]
    assert shop.badges.count() == 2


def test_a_removed_shop_loses_all() -> None:
    shop = pro_shop()
    badges.evaluate(at=AT)
    Supplier.objects.filter(pk=shop.pk).update(status=Standing.REMOVED)
    badges.evaluate(at=AT + DAY)
    assert held(shop) == []
    assert str(shop.badges.get().end_said) == "The shop was removed"


def test_an_idle_shop_is_no_pro_however_bad_the_others_are() -> None:
    """Its score is of real facts, of which it has none; neither does a few days' luck do."""
    idle, lucky = (pro_shop(main_category="toys") for _ in range(2))
    others = [SupplierFactory(main_category="toys") for _ in range(8)]
    _told(lucky, 19, value=1)
    for shop in others:
        _told(shop, 40, value=0)
    ScoreDay.objects.all().delete()
    scores.score_day(day=AT.date(), at=AT)
    assert [latest(shop).composite for shop in (idle, lucky)] == [3, Decimal("4.20")]
    badges.evaluate(at=AT)
    assert held(idle) == held(lucky) == []
    missing = {condition.code for condition in verdicts_of(lucky, AT)[0].missing}
    assert missing == {"orders"}
    _told(lucky, 1, value=1, name="more")
    scores.score_day(day=AT.date(), at=AT)
    badges.evaluate(at=AT)
    assert (held(idle), held(lucky)) == ([], [Badge.PRO])


def _told(shop: Supplier, orders: int, value: float, name: str = "") -> None:
    """So many orders, answered well or not at all, without a quality case."""
    record(
        facts=[
            NewFact(shop.pk, kind, AT - DAY, f"{shop.pk}:{kind}:{name}:{n}", number)
            for n in range(orders)
            for kind, number in (("signed", None), ("pickup", 1.0 if value else None))
        ]
    )


def test_a_shop_without_anything_has_none() -> None:
    SupplierFactory()
    assert badges.evaluate(at=AT) == 0


def test_a_deposit_in_another_currency_counts_by_its_rate() -> None:
    ExchangeRate.objects.create(currency="USD", day=AT.date(), cny=Decimal("7.0"))
    shop = pro_shop(amount=None)
    deposit(shop, Decimal("2285.72"), "USD")
    badges.evaluate(at=AT)
    assert held(shop) == [Badge.PRO]


def test_a_super_factory_by_its_plant_and_what_staff_attest() -> None:
    shop = SupplierFactory(kind=SupplierKind.FACTORY)
    seen = visit(shop)
    VisitItem.objects.create(
        visit=seen,
        part=ItemPart.CHECK,
        code=CheckPoint.PLANT_AREA,
        position=1,
        answer="yes",
        counted=1200,
        answered_at=AT,
    )
    badges.evaluate(at=AT)
    assert held(shop) == []
    attested = badges.Attested(brand="Brand contract of 2026")
    badges.attest(supplier=shop, attested=attested, reason="Seen", actor=StaffFactory(), at=AT)
    badges.evaluate(at=AT)
    assert held(shop) == [Badge.SUPER_FACTORY]
    nothing = badges.Attested()
    badges.attest(
        supplier=shop, attested=nothing, reason="Ended", actor=StaffFactory(), at=AT + DAY
    )
    badges.evaluate(at=AT + DAY)
    assert held(shop) == []


def test_a_district_lies_in_the_belts_city() -> None:
    belt, yiwu = BeltFactory(), RegionFactory()
    belt.regions.add(yiwu.parent)
    inside, outside = (SupplierFactory(kind=SupplierKind.STALL, belt=belt) for _ in range(2))
    visit(inside, region=yiwu)
    visit(outside, region=yiwu.parent.parent)
    badges.evaluate(at=AT)
    assert (held(inside), held(outside)) == ([Badge.BELT], [])


def test_what_a_shop_says_of_itself_makes_no_belt() -> None:
    """It was visited in Ningbo, and says that it ships from Yiwu."""
    belt, yiwu = BeltFactory(), RegionFactory()
    belt.regions.add(yiwu)
    ningbo = RegionFactory(code="330200", name="宁波市", level=2)
    shop = SupplierFactory(kind=SupplierKind.FACTORY)
    visit(shop, region=ningbo)
    profile = ShopProfile(name=shop.name, kind=shop.kind, belt=belt, ships_from=yiwu)
    change_profile(supplier=shop, profile=profile, at=AT)
    badges.evaluate(at=AT)
    assert held(shop) == []
    shop.site_visits.update(region=yiwu)
    badges.evaluate(at=AT)
    assert held(shop) == [Badge.BELT]


@pytest.mark.parametrize(
    ("plant", "licence", "earned"),
    [
        ("浙江省义乌市稠州北路 699 号", "宁波市北仑区 1 号", True),
        ("宁波市北仑区 1 号", "浙江省义乌市稠州北路 699 号", False),
        ("", "浙江省义乌市稠州北路 699 号", True),
        ("", "一条路 1 号", False),
        ("", "", False),
    ],
)
def test_without_a_region_of_the_visit_the_accepted_document_s_counts(
    plant: str, licence: str, earned: bool
) -> None:
    belt, yiwu = BeltFactory(), RegionFactory()
    belt.regions.add(yiwu)
    RegionFactory(code="330200", name="宁波市", level=2)
    shop = SupplierFactory(kind=SupplierKind.FACTORY, belt=belt, ships_from=yiwu)
    visit(shop)
    for kind, address in (("plant", plant), ("licence", licence)):
        if address:
            _accepted(shop, kind, address)
    badges.evaluate(at=AT)
    assert held(shop) == ([Badge.BELT] if earned else [])


def _accepted(shop: Supplier, kind: str, address: str) -> DocumentRevision:
    return DocumentRevision.objects.create(
        document=Document.objects.create(company=shop.company, kind=kind),
        number=1,
        status=RevisionStatus.ACCEPTED,
        data={"address": address},
        uploaded_at=AT - 30 * DAY,
        decided_at=AT - 30 * DAY,
    )


def test_after_a_move_it_is_visited_again_before_a_badge_counts() -> None:
    belt, yiwu = BeltFactory(), RegionFactory()
    belt.regions.add(yiwu)
    shop = pro_shop(kind=SupplierKind.FACTORY, belt=belt)
    shop.site_visits.update(region=yiwu)
    badges.evaluate(at=AT)
    assert sorted(held(shop)) == [Badge.BELT, Badge.PRO]
    before = _accepted(shop, "plant", "义乌市老路 1 号")
    new = DocumentRevision(document=before.document, number=2, data={"address": "义乌市新路 1 号"})
    new.uploaded_at = AT
    new.save()
    document_changed(supplier=shop, revision=before, before=before, at=AT + DAY)
    assert valid_visit(shop.company, AT + DAY)
    document_changed(supplier=shop, revision=new, before=before, at=AT + DAY)
    assert Audit.objects.get(supplier=shop).visit_need == VisitNeed.MOVED
    badges.evaluate(at=AT + DAY)
    assert held(shop) == []
    seen = SiteVisitFactory(
        company=shop.company,
        kind=shop.kind,
        region=yiwu,
        status=VisitStatus.PASSED,
        started_at=AT + 2 * DAY,
        finished_at=AT + 2 * DAY,
        valid_until=AT + 300 * DAY,
    )
    badges.evaluate(at=AT + 2 * DAY)
    assert sorted(held(shop)) == [Badge.BELT, Badge.PRO]
    assert valid_visit(shop.company, AT) != seen  # what was so before the move stays so


def test_as_many_queries_for_three_as_for_one() -> None:
    counts = []
    for _ in range(2):
        shops = [pro_shop() for _ in range(1 if not counts else 2)]
        assert badges.evaluate(at=AT) == len(shops)
        ids = list(Supplier.objects.values_list("pk", flat=True))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            badges.evaluate_some(supplier_ids=ids, at=AT)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_database_keeps_one_open() -> None:
    shop = pro_shop()
    badges.evaluate(at=AT)
    row = shop.badges.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_attested_by_somebody_else_and_with_a_reason() -> None:
    shop, staff = SupplierFactory(), StaffFactory()
    with pytest.raises(BadRecord) as fault:
        badges.attest(supplier=shop, attested=badges.Attested(), reason=" ", actor=staff, at=AT)
    assert fault.value.field == "reason"
    MembershipFactory(company=shop.company, user=staff)
    with pytest.raises(NotYours):
        badges.attest(supplier=shop, attested=badges.Attested(), reason="Seen", actor=staff, at=AT)
    assert not FactoryRecord.objects.exists()


def test_staff_attest_at_their_desk(client: Client) -> None:
    staff, shop = StaffFactory(), SupplierFactory()
    grant(staff, "add_factoryrecord", "view_factoryrecord", "view_supplier")
    client.force_login(staff)
    url = reverse("admin:suppliers_factoryrecord_add")
    assert client.get(url).status_code == 200
    given = {"supplier": shop.pk, "revenue": "20000000", "certificate": "", "brand": ""}
    answer = client.post(url, {**given, "abroad": "", "online": "", "reason": "Tax return of 2025"})
    assert answer.status_code == 302
    row = FactoryRecord.objects.get()
    assert (row.attested_by, row.revenue) == (staff, 20_000_000)
    grant(staff, "view_supplierbadge")
    assert client.get(reverse("admin:suppliers_supplierbadge_changelist")).status_code == 200


def test_what_is_missing_is_named() -> None:
    shop = pro_shop(amount=Decimal(100))
    pro = verdicts_of(shop, AT)[0]
    assert (pro.met, pro.total) == (7, 8)
    assert [(c.code, c.have, c.need) for c in pro.missing] == [("deposit", "100.00", "16000.00")]
