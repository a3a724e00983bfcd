"""Planning and making site visits: dates, points, photographs, the report."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from accounts.models import Notice
from accounts.tests.factories import CompanyFactory, MembershipFactory, StaffFactory, UserFactory
from common.errors import NotAllowed
from common.pictures import BadPicture
from common.status import WrongStatus
from suppliers.calendar import months_later
from suppliers.enums.audits import AuditTrigger, Finding
from suppliers.enums.visits import Answer, Flag, ItemPart, Source, VisitStatus
from suppliers.errors import BadPhoto, BadVisit
from suppliers.models import Audit, DocumentRevision, SiteVisit, VisitItem, VisitPhoto
from suppliers.places import Place, metres_between
from suppliers.selectors.visits import valid_visit
from suppliers.services import inspection, visit_photos, visits
from suppliers.tests.factories import (
    BeltFactory,
    InspectorFactory,
    SiteVisitFactory,
    SupplierFactory,
    show_papers,
)
from suppliers.tests.visits.photos import YIWU, photo

pytestmark = pytest.mark.django_db
PLANNED = datetime(2026, 2, 20, tzinfo=UTC)
#: The visit is at 10:00 in Yiwu; it begins ten minutes later.
ON_THE_SPOT = datetime(2026, 3, 2, 2, 10, tzinfo=UTC)
CLOCK = datetime(2026, 3, 2, 10, 20)
HERE = Place(Decimal("29.334"), Decimal("120.106"))


def schedule(**given: Any) -> SiteVisit:
    company = given.pop("company", None) or CompanyFactory()
    return visits.schedule(
        **{
            "company": company,
            "inspector": InspectorFactory(),
            "scheduled_for": datetime(2026, 3, 2, 2, tzinfo=UTC),
            "address": "义乌国际商贸城",
            "kind": "stall",
            "reason": "application",
            "at": PLANNED,
            **given,
        }
    )


def begun(**given: Any) -> SiteVisit:
    visit = SiteVisitFactory(**given)
    return inspection.begin(visit=visit, inspector=visit.inspector, at=ON_THE_SPOT, place=HERE)


def answer_all(visit: SiteVisit, **given: Any) -> None:
    for item in visit.items.all():
        who = {"item": item, "inspector": visit.inspector, "at": ON_THE_SPOT}
        if item.is_counted:
            inspection.count(**who, counted=int(item.online or 4))
        else:
            inspection.answer(**who, **{"answer": Answer.YES, **given})


def shoot(visit: SiteVisit, count: int = 3, **given: Any) -> list[VisitPhoto]:
    return [
        visit_photos.add(
            visit=visit,
            inspector=visit.inspector,
            file=photo(at=CLOCK, place=YIWU, colour=10 * number),
            at=ON_THE_SPOT,
            **given,
        )
        for number in range(count)
    ]


def finished(passed: bool = True, at: datetime = ON_THE_SPOT, **given: Any) -> SiteVisit:
    visit = begun(**given)
    answer_all(visit)
    shoot(visit)
    return inspection.finish(
        visit=visit, inspector=visit.inspector, passed=passed, report="All there.", at=at
    )


# --- Dates ----------------------------------------------------------------------------------


def test_a_visit_is_proposed_and_agreed_to() -> None:
    member = MembershipFactory()
    visit = schedule(company=member.company)
    visits.agree(visit=visit, actor=member.user, at=PLANNED)
    visit.refresh_from_db()
    assert visit.status == VisitStatus.AGREED
    kinds = Notice.objects.values_list("kind", "user")
    assert set(kinds) == {
        ("visit_proposed", member.user_id),
        ("visit_assigned", visit.inspector_id),
        ("visit_agreed", visit.inspector_id),
    }


def test_another_date_is_asked_for_and_taken() -> None:
    member, staff = MembershipFactory(), StaffFactory()
    visit = schedule(company=member.company, actor=staff)
    other = visit.scheduled_for + timedelta(days=3)
    visits.wish(visit=visit, wished_for=other, reason="trade fair", actor=member.user, at=PLANNED)
    visits.repropose(visit=visit, scheduled_for=other, reason="fine", actor=staff, at=PLANNED)
    visit.refresh_from_db()
    assert (visit.status, visit.scheduled_for, visit.wished_for) == (
        VisitStatus.AGREED,
        other,
        None,
    )


def test_the_other_date_is_refused_and_the_first_stands() -> None:
    member, staff = MembershipFactory(), StaffFactory()
    visit = schedule(company=member.company, actor=staff)
    first = visit.scheduled_for
    other = first + timedelta(days=3)
    visits.wish(visit=visit, wished_for=other, reason="trade fair", actor=member.user, at=PLANNED)
    visits.keep_date(visit=visit, reason="nobody is free then", actor=staff, at=PLANNED)
    visit.refresh_from_db()
    assert (visit.status, visit.scheduled_for, visit.wished_for) == ("proposed", first, None)
    with pytest.raises(BadVisit) as again:
        visits.wish(visit=visit, wished_for=other, reason="fair", actor=member.user, at=PLANNED)
    assert again.value.params == {"times": 1}


@pytest.mark.parametrize(
    ("days", "asked_at", "reason", "field", "number"),
    [
        (11, PLANNED, "fair", "wished_for", "10"),
        (-9.5, PLANNED, "fair", "wished_for", "24"),
        (
            2.5,
            PLANNED,
            "fair",
            "wished_for",
            "8:00 and 18:00 in Asia/Shanghai, not at 22:00",
        ),
        (3, datetime(2026, 3, 1, 2, 1, tzinfo=UTC), "fair", "", "24"),
        (3, PLANNED, " ", "reason", ""),
    ],
)
def test_a_wish_outside_the_limits_is_refused(
    days: float, asked_at: datetime, reason: str, field: str, number: str
) -> None:
    visit = schedule()
    with pytest.raises(BadVisit) as refused:
        visits.wish(
            visit=visit,
            wished_for=visit.scheduled_for + timedelta(days=days),
            reason=reason,
            actor=UserFactory(),
            at=asked_at,
        )
    assert refused.value.field == field
    assert number in str(refused.value)
    visit.refresh_from_db()
    assert (visit.wished_for, visit.wishes) == (None, 0)


def test_nobody_inspects_their_own_company() -> None:
    company, inspector = CompanyFactory(), InspectorFactory()
    MembershipFactory(company=company, user=inspector)
    with pytest.raises(BadVisit, match="belongs to"):
        schedule(company=company, inspector=inspector)
    with pytest.raises(BadVisit, match="no inspector"):
        schedule(inspector=UserFactory(is_staff=True))
    assert not SiteVisit.objects.exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"scheduled_for": PLANNED + timedelta(hours=47)}, "scheduled_for"),
        ({"scheduled_for": datetime(2026, 3, 1, 23, 59, tzinfo=UTC)}, "scheduled_for"),
        ({"scheduled_for": datetime(2026, 3, 2, 10, 1, tzinfo=UTC)}, "scheduled_for"),
        ({"address": " "}, "address"),
    ],
)
def test_a_bad_plan_is_refused_by_field(given: dict[str, Any], field: str) -> None:
    with pytest.raises(BadVisit) as refused:
        schedule(**given)
    assert refused.value.field == field
    assert not SiteVisit.objects.exists()


def test_a_visit_is_not_moved_into_the_night() -> None:
    visit, staff = schedule(), StaffFactory()
    night = datetime(2026, 3, 3, 19, tzinfo=UTC)
    with pytest.raises(BadVisit, match="not at 03:00"):
        visits.repropose(visit=visit, scheduled_for=night, reason="x", actor=staff, at=PLANNED)


def test_one_visit_at_a_time() -> None:
    visit = schedule()
    with pytest.raises(BadVisit, match="planned already"):
        schedule(company=visit.company)
    visits.cancel(visit=visit, reason="storm", actor=None, at=PLANNED)
    schedule(company=visit.company)
    assert SiteVisit.objects.count() == 2


# --- On the spot ----------------------------------------------------------------------------


def test_a_visit_begins_with_its_points() -> None:
    shop = SupplierFactory(kind="stall", belt=BeltFactory(), headcount=4)
    visit = begun(company=shop.company, supplier=shop)
    online = dict(visit.items.filter(part=ItemPart.MATCH).values_list("code", "online"))
    assert online["shop_name"] == shop.name
    assert online["headcount"] == "4"
    assert visit.items.filter(part=ItemPart.CHECK, code="stall_number").exists()


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 3, 1, 15, 59, tzinfo=UTC),  # 23:59 on the day before, in Yiwu
        datetime(2026, 3, 2, 16, 0, tzinfo=UTC),  # midnight: the day after
    ],
)
def test_a_visit_does_not_begin_on_another_day(at: datetime) -> None:
    visit = SiteVisitFactory()
    with pytest.raises(BadVisit, match="2026-03-02"):
        inspection.begin(visit=visit, inspector=visit.inspector, at=at)
    visit.refresh_from_db()
    assert (visit.status, visit.items.count()) == (VisitStatus.PROPOSED, 0)


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 3, 1, 16, 0, tzinfo=UTC),
        datetime(2026, 3, 2, 15, 59, tzinfo=UTC),
    ],
)
def test_the_day_is_that_of_the_place(at: datetime) -> None:
    visit = SiteVisitFactory()
    assert inspection.begin(visit=visit, inspector=visit.inspector, at=at).started_at == at


def test_a_visit_does_not_begin_elsewhere() -> None:
    visit = SiteVisitFactory()
    hangzhou = Place(Decimal("30.25"), Decimal("120.17"))
    with pytest.raises(BadVisit) as refused:
        inspection.begin(visit=visit, inspector=visit.inspector, at=ON_THE_SPOT, place=hangzhou)
    assert refused.value.code == "too_far"
    assert refused.value.params["away"] > 100_000
    visit.refresh_from_db()
    assert visit.status == VisitStatus.PROPOSED


def test_where_nobody_knew_the_place_the_phone_says_it() -> None:
    visit = begun(latitude=None, longitude=None)
    visit.refresh_from_db()
    assert (visit.latitude, visit.position_from_phone) == (Decimal("29.334000"), True)


def test_only_its_own_inspector_writes() -> None:
    visit, other = begun(), InspectorFactory()
    item = visit.items.first()
    with pytest.raises(NotAllowed):
        inspection.answer(item=item, inspector=other, answer=Answer.YES, at=ON_THE_SPOT)
    with pytest.raises(NotAllowed):
        visit_photos.add(visit=visit, inspector=other, file=photo(), at=ON_THE_SPOT)
    assert not visit.items.exclude(answer="").exists()


@pytest.mark.parametrize(
    ("code", "given", "field"),
    [
        ("lease", {"answer": "perhaps"}, "answer"),
        ("lease", {"answer": Answer.NO}, "note"),
        ("lease", {"answer": Answer.DIFFERS, "note": " "}, "note"),
        ("sign", {"answer": Answer.NOT_HERE}, "note"),
        ("lease", {"answer": Answer.NOT_HERE, "note": "none shown"}, "answer"),
        ("goods", {"answer": Answer.NOT_HERE, "note": "none there"}, "answer"),
        ("headcount", {"answer": Answer.YES}, "counted"),
    ],
)
def test_an_answer_that_says_too_little_is_refused(
    code: str, given: dict[str, Any], field: str
) -> None:
    visit = begun(kind="factory" if code == "headcount" else "stall")
    item = visit.items.get(code=code, part=ItemPart.CHECK)
    with pytest.raises(BadVisit) as refused:
        inspection.answer(item=item, inspector=visit.inspector, at=ON_THE_SPOT, **given)
    assert refused.value.field == field
    item.refresh_from_db()
    assert (item.answer, item.answered_at) == ("", None)


def of_a_factory(**shown: Any) -> SiteVisit:
    """Under way, of a plant of which the shop says ``shown``."""
    shop = SupplierFactory(kind="factory", **shown)
    return begun(kind="factory", company=shop.company, supplier=shop)


def count(visit: SiteVisit, code: str, counted: Any, **given: Any) -> VisitItem:
    item = visit.items.get(part=ItemPart.CHECK, code=code)
    inspection.count(item=item, inspector=visit.inspector, counted=counted, at=ON_THE_SPOT, **given)
    item.refresh_from_db()
    return item


@pytest.mark.parametrize(
    ("shown", "counted", "answer"),
    [
        (1200, 1200, Answer.YES),
        (1200, 1199, Answer.DIFFERS),
        (1200, 1201, Answer.DIFFERS),
        (1200, 0, Answer.NO),
        (None, 1200, Answer.YES),
        (None, 0, Answer.NO),
    ],
)
def test_a_count_is_held_against_what_is_said_online(
    shown: int | None, counted: int, answer: str
) -> None:
    item = count(of_a_factory(plant_area=shown), "plant_area", counted)
    assert (item.online, item.counted, item.answer) == (str(shown or ""), counted, answer)
    assert item.answered_at == ON_THE_SPOT


def test_a_count_is_corrected() -> None:
    visit = of_a_factory(headcount=40)
    count(visit, "headcount", 30, note="Two lines stood.")
    item = count(visit, "headcount", 40)
    assert (item.counted, item.answer, item.note) == (40, Answer.YES, "")


@pytest.mark.parametrize(
    ("code", "counted", "said"),
    [
        ("headcount", None, "Write down the number that you counted."),
        ("headcount", "", "Write down the number that you counted."),
        ("headcount", -1, "A whole number from 0 to 1000000, not -1."),
        ("headcount", "many", "A whole number from 0 to 1000000, not many."),
        ("lines", 10_001, "A whole number from 0 to 10000, not 10001."),
        ("plant_area", 10_000_001, "A whole number from 0 to 10000000, not 10000001."),
        ("plant_area", 10**30, "A whole number from 0 to 10000000, not 10000000000000000000."),
    ],
)
def test_what_nobody_can_have_counted_is_refused(code: str, counted: Any, said: str) -> None:
    visit = of_a_factory(headcount=40)
    with pytest.raises(BadVisit) as refused:
        count(visit, code, counted)
    assert (refused.value.field, str(refused.value)) == ("counted", said)
    item = visit.items.get(part=ItemPart.CHECK, code=code)
    assert (item.answer, item.counted, item.answered_at) == ("", None, None)


@pytest.mark.parametrize(("code", "most"), [("lines", 10_000), ("plant_area", 10_000_000)])
def test_the_most_that_is_believed_is_kept(code: str, most: int) -> None:
    assert count(of_a_factory(), code, most).counted == most


def test_what_is_answered_is_not_counted() -> None:
    with pytest.raises(BadVisit) as refused:
        count(begun(), "lease", 3)
    assert refused.value.field == "answer"


def test_a_plant_with_no_line_does_not_pass() -> None:
    visit = of_a_factory(plant_area=1200)
    answer_all(visit)
    count(visit, "lines", 0)
    shoot(visit)
    with pytest.raises(BadVisit) as refused:
        hand_in(visit)
    assert refused.value.params == {"against": 1}


# --- Photographs ----------------------------------------------------------------------------


def add(visit: SiteVisit, file: Any, at: datetime = ON_THE_SPOT, **given: Any) -> VisitPhoto:
    return visit_photos.add(visit=visit, inspector=visit.inspector, file=file, at=at, **given)


def test_a_photograph_of_the_place_and_day_is_proof() -> None:
    (kept,) = shoot(begun(), 1)
    kept.refresh_from_db()
    assert kept.is_proof
    assert kept.taken_at == datetime(2026, 3, 2, 2, 20, tzinfo=UTC)
    assert (kept.time_from, kept.place_from, kept.distance_m) == ("camera", "camera", 0)


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ({"at": CLOCK}, "02:20"),  # a camera that names no zone is on the place's time
        ({"at": CLOCK, "offset": "+08:00"}, "02:20"),
        ({"at": datetime(2026, 3, 1, 21, 20), "offset": "-05:00"}, "02:20"),
        ({"gps_at": datetime(2026, 3, 2, 2, 19)}, "02:19"),
        ({"at": datetime(2026, 3, 2, 2, 0), "gps_at": datetime(2026, 3, 2, 2, 19)}, "02:19"),
    ],
)
def test_times_of_other_zones(given: dict[str, Any], taken: str) -> None:
    kept = add(begun(), photo(place=YIWU, **given))
    assert kept.taken_at is not None
    assert f"{kept.taken_at.astimezone(UTC):%H:%M}" == taken


@pytest.mark.parametrize(
    "given",
    [
        {"at": datetime(2026, 3, 1, 23, 59)},
        {"at": datetime(2026, 3, 3, 0, 0)},
        {"at": datetime(2026, 3, 2, 10, 20), "offset": "-08:00"},
        {"at": datetime(2026, 3, 2, 11, 0)},  # later today than now
        {"gps_at": datetime(2026, 2, 28, 2, 0)},
    ],
)
def test_a_photograph_of_another_day_is_refused(given: dict[str, Any]) -> None:
    visit = begun()
    with pytest.raises(BadPhoto) as refused:
        add(visit, photo(place=YIWU, **given))
    assert refused.value.code == "another_day"
    assert "2026-03-02" in str(refused.value)
    assert not visit.photos.exists()


def test_a_photograph_of_another_place_is_refused_with_the_distance() -> None:
    visit = begun()
    with pytest.raises(BadPhoto) as refused:
        add(visit, photo(at=CLOCK, place=(29.344, 120.106)))
    assert refused.value.code == "another_place"
    assert refused.value.params["most"] == 500
    assert abs(refused.value.params["away"] - 1112) < 5
    assert str(refused.value.params["away"]) in str(refused.value)
    assert not visit.photos.exists()


def test_the_phone_cannot_speak_for_a_camera_that_was_elsewhere() -> None:
    visit, phone = begun(), visit_photos.Phone(ON_THE_SPOT, HERE)
    with pytest.raises(BadPhoto):
        add(visit, photo(at=CLOCK, place=(30.25, 120.17)), phone=phone)
    with pytest.raises(BadPhoto):
        add(visit, photo(at=datetime(2026, 3, 1, 9), place=YIWU), phone=phone)
    assert not visit.photos.exists()


def test_where_the_camera_says_nothing_the_phone_does() -> None:
    kept = add(begun(), photo(), phone=visit_photos.Phone(ON_THE_SPOT, HERE))
    assert (kept.time_from, kept.place_from) == (Source.PHONE, Source.PHONE)
    assert kept.is_proof


def test_what_is_not_known_is_flagged() -> None:
    kept = add(begun(latitude=None, longitude=None), photo())
    assert kept.flags == [Flag.NO_TIME, Flag.NO_PLACE]
    assert not kept.is_proof


def test_without_a_place_to_compare_with_nothing_is_proof() -> None:
    visit = SiteVisitFactory(latitude=None, longitude=None)
    inspection.begin(visit=visit, inspector=visit.inspector, at=ON_THE_SPOT)
    kept = add(visit, photo(at=CLOCK, place=YIWU))
    assert kept.flags == [Flag.POSITION_UNKNOWN]


def test_a_photograph_sent_twice_is_kept_once() -> None:
    visit = begun()
    first, again = (add(visit, photo(at=CLOCK, place=YIWU)) for _ in range(2))
    assert first == again
    assert visit.photos.count() == 1


def test_a_photograph_of_an_earlier_visit_is_refused() -> None:
    shoot(begun(), 1)
    other = begun()
    with pytest.raises(BadPhoto) as refused:
        shoot(other, 1)
    assert refused.value.code == "used_before"
    assert not other.photos.exists()


def test_what_is_no_picture_is_refused() -> None:
    import io

    visit = begun()
    with pytest.raises(BadPicture):
        add(visit, io.BytesIO(b"MZ" + bytes(4000)))
    assert not visit.photos.exists()


def test_nothing_of_the_camera_s_record_is_left_in_the_file() -> None:
    from django.core.files.storage import storages
    from PIL import Image

    (kept,) = shoot(begun(), 1)
    with storages["private"].open(f"{kept.stem}-1200.webp") as file, Image.open(file) as image:
        assert dict(image.getexif()) == {}


# --- The report -----------------------------------------------------------------------------


def test_a_passed_visit_is_valid_for_twelve_months() -> None:
    visit = finished()
    assert visit.valid_until == datetime(2027, 3, 2, 2, 10, tzinfo=UTC)
    assert valid_visit(visit.company, ON_THE_SPOT) == visit
    assert valid_visit(visit.company, ON_THE_SPOT - timedelta(seconds=1)) is None
    assert valid_visit(visit.company, visit.valid_until) is None


def test_a_failed_visit_takes_the_word_of_an_earlier_one_away() -> None:
    passed = finished()
    failed = SiteVisitFactory(
        company=passed.company,
        status=VisitStatus.FAILED,
        started_at=ON_THE_SPOT,
        finished_at=ON_THE_SPOT + timedelta(days=40),
    )
    assert valid_visit(passed.company, ON_THE_SPOT + timedelta(days=39)) == passed
    assert valid_visit(passed.company, failed.finished_at) is None


def test_finishing_twice_is_refused() -> None:
    visit = finished()
    until = visit.valid_until
    with pytest.raises(BadVisit, match="Passed"):
        inspection.finish(
            visit=visit,
            inspector=visit.inspector,
            passed=False,
            report="No.",
            at=ON_THE_SPOT + timedelta(hours=1),
        )
    visit.refresh_from_db()
    assert (visit.status, visit.valid_until) == (VisitStatus.PASSED, until)
    with pytest.raises(BadVisit):
        answer_all(visit)
    with pytest.raises(WrongStatus):
        visits.cancel(visit=visit, reason="late", actor=None, at=ON_THE_SPOT)


def hand_in(visit: SiteVisit, report: str = "All there.") -> SiteVisit:
    return inspection.finish(
        visit=visit, inspector=visit.inspector, passed=True, report=report, at=ON_THE_SPOT
    )


def test_an_unfinished_visit_has_no_report() -> None:
    visit = begun()
    with pytest.raises(BadVisit) as refused:
        hand_in(visit)
    assert refused.value.params["left"] == visit.items.count()
    answer_all(visit)
    with pytest.raises(BadVisit) as refused:
        hand_in(visit)
    assert refused.value.params == {"min": 3, "have": 0}
    add(visit, photo(colour=200))  # proves neither place nor day
    shoot(visit, 2)
    with pytest.raises(BadVisit) as refused:
        hand_in(visit)
    assert refused.value.params == {"min": 3, "have": 2}
    with pytest.raises(BadVisit) as refused:
        hand_in(visit, report=" ")
    assert refused.value.field == "report"
    visit.refresh_from_db()
    assert visit.status == VisitStatus.UNDER_WAY


def test_a_visit_with_a_no_does_not_pass() -> None:
    visit = begun()
    answer_all(visit)
    shoot(visit)
    lease = visit.items.get(code="lease")
    inspection.answer(
        item=lease, inspector=visit.inspector, answer=Answer.NO, note="none", at=ON_THE_SPOT
    )
    with pytest.raises(BadVisit) as refused:
        hand_in(visit)
    assert refused.value.params == {"against": 1}


def look(visit: SiteVisit, code: str, answer: str, note: str = "otherwise") -> None:
    item = visit.items.get(part=ItemPart.MATCH, code=code)
    inspection.answer(
        item=item, inspector=visit.inspector, answer=answer, note=note, at=ON_THE_SPOT
    )


def of_a_stall(**given: Any) -> SiteVisit:
    """Of a supplier whose accepted lease names market, floor and stall; all points say yes."""
    supplier = SupplierFactory(kind="stall")
    show_papers(supplier.company, "stall")
    lease = DocumentRevision.objects.get(document__kind="lease")
    lease.data = {"market": "义乌国际商贸城", "floor": "2", "stall": "1234"}
    lease.save()
    visit = begun(company=supplier.company, supplier=supplier, **given)
    answer_all(visit)
    shoot(visit)
    return visit


@pytest.mark.parametrize("code", ["company", "kind", "market", "stall_number"])
def test_a_visit_to_somebody_else_does_not_pass(code: str) -> None:
    visit = of_a_stall()
    look(visit, code, Answer.NO)
    with pytest.raises(BadVisit) as refused:
        hand_in(visit)
    assert refused.value.code == "not_as_said"
    with pytest.raises(BadVisit) as never:
        look(visit, code, Answer.NOT_HERE, "no such thing")
    assert never.value.code == "applies"


def test_nothing_checked_is_nothing_passed() -> None:
    """Every point that may be left out is, and nothing is there as it is said online."""
    visit = of_a_stall()
    for item in visit.items.all():
        left_out = item.part == ItemPart.CHECK
        given = {"answer": Answer.NOT_HERE if left_out else Answer.NO, "note": "–"}
        with suppress(BadVisit):
            inspection.answer(item=item, inspector=visit.inspector, at=ON_THE_SPOT, **given)
    with pytest.raises(BadVisit):
        hand_in(visit)
    assert valid_visit(visit.company, ON_THE_SPOT) is None


def test_what_differs_is_to_be_corrected_and_another_place_is_audited() -> None:
    visit = of_a_stall()
    owner = MembershipFactory(company=visit.company).user
    look(visit, "shop_name", Answer.NO, "no sign of it")
    look(visit, "stall_number", Answer.DIFFERS, "1235")
    hand_in(visit)
    told = Notice.objects.get(user=owner, kind="visit_unlike")
    assert "1234 → 1235" in told.params["seen"]
    audit = Audit.objects.get()
    assert (audit.supplier, audit.causes.get().trigger) == (visit.supplier, AuditTrigger.ADDRESS)
    found = audit.items.get(part="site_visit")
    assert (found.finding, found.facts[-1]["params"]) == (Finding.LOOK, {"count": 2})


def test_a_visit_that_finds_all_as_it_is_said_opens_nothing() -> None:
    hand_in(of_a_stall())
    assert not Audit.objects.exists()
    assert not Notice.objects.filter(kind="visit_unlike").exists()


# --- Calendar and places ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "months", "later"),
    [
        ("2028-02-29T03:00", 12, "2029-02-28T03:00"),
        ("2027-02-28T03:00", 12, "2028-02-28T03:00"),
        ("2026-08-31T03:00", 6, "2027-02-28T03:00"),
        # 31 December 00:30 in Yiwu is still the 30th in UTC
        ("2026-12-30T16:30", 2, "2027-02-27T16:30"),
    ],
)
def test_months_are_those_of_the_place(at: str, months: int, later: str) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    wanted = datetime.fromisoformat(later).replace(tzinfo=UTC)
    assert months_later(moment, months, "Asia/Shanghai") == wanted


def test_distances() -> None:
    """A degree of latitude on the mean sphere is π/180 of its radius: 111,195 m."""
    equator, north = Place(Decimal(0), Decimal(179)), Place(Decimal(1), Decimal(179))
    assert metres_between(equator, north) == 111_195
    assert metres_between(equator, Place(Decimal(0), Decimal(-180))) == 111_195
    with pytest.raises(ValueError, match="no place"):
        Place(Decimal(91), Decimal(0))


def test_a_visit_that_was_begun_and_left_is_called_off_and_planned_anew() -> None:
    visit, staff = begun(), StaffFactory()
    with pytest.raises(BadVisit, match="planned already"):
        schedule(company=visit.company)
    with pytest.raises(BadVisit, match="Say why"):
        visits.cancel(visit=visit, reason=" ", actor=staff, at=ON_THE_SPOT)
    called_off = visits.cancel(visit=visit, reason="fell ill", actor=staff, at=ON_THE_SPOT)
    assert called_off.status == VisitStatus.CANCELLED
    last = visit.events.order_by("pk").last()
    assert (last.source, last.actor, last.reason) == ("under_way", staff, "fell ill")
    assert visit.events.filter(target="under_way", at=ON_THE_SPOT).exists()
    with pytest.raises(BadVisit, match="only one under way"):
        inspection.finish(
            visit=visit, inspector=visit.inspector, passed=True, report="Seen.", at=ON_THE_SPOT
        )
    assert valid_visit(visit.company, ON_THE_SPOT) is None
    again = schedule(company=visit.company)
    with pytest.raises(WrongStatus):
        visits.cancel(visit=called_off, reason="twice", actor=staff, at=ON_THE_SPOT)
    assert again.status == VisitStatus.PROPOSED
