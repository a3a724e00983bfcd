"""The inspector's pages: own visits only, saved as they go, and a report handed in once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import LookReason
from accounts.models import AccessLog, User
from accounts.tests.factories import MembershipFactory, StaffFactory, UserFactory
from common.queues import waiting_for
from suppliers.enums.visits import ItemPart, VisitStatus
from suppliers.models import SiteVisit, VisitItem, VisitPhoto
from suppliers.tests.factories import InspectorFactory, SiteVisitFactory, SupplierFactory, grant
from suppliers.tests.visits.photos import YIWU, photo

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 2, 10, tzinfo=UTC)
CLOCK = datetime(2026, 3, 2, 10, 5)
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def visit(client: Client) -> SiteVisit:
    made = SiteVisitFactory()
    client.force_login(made.inspector)
    return made


def page(name: str, *args: object) -> str:
    return reverse(f"suppliers:{name}", args=args)


def begin(client: Client, visit: SiteVisit) -> None:
    client.post(page("inspect_begin", visit.pk), {"latitude": "29.3340", "longitude": "120.1060"})
    visit.refresh_from_db()
    assert visit.status == VisitStatus.UNDER_WAY


def answer(client: Client, visit: SiteVisit, **headers: str) -> None:
    for item in visit.items.all():
        sent = {f"point{item.pk}-answer": "yes", f"point{item.pk}-counted": "3"}
        client.post(page("inspect_answer", visit.pk, item.pk), sent, headers=headers)


def shoot(client: Client, visit: SiteVisit, colour: int = 0, **given: Any) -> Any:
    picture = photo(**{"at": CLOCK, "place": YIWU, "colour": colour, **given})
    return client.post(page("inspect_photo", visit.pk), {"photo": picture})


def test_a_visit_from_the_list_to_the_report(client: Client, visit: SiteVisit) -> None:
    assert visit.company.name in client.get(page("inspect")).content.decode()
    begin(client, visit)
    answer(client, visit)
    for colour in (0, 60, 120):
        assert shoot(client, visit, colour).status_code == 302
    sent = {"outcome": "passed", "report": "All there."}
    assert client.post(page("inspect_report", visit.pk), sent).url == page("inspect")
    again = client.post(page("inspect_report", visit.pk), sent | {"outcome": "failed"})
    assert again.status_code == 422
    visit.refresh_from_db()
    assert (visit.status, visit.report) == (VisitStatus.PASSED, "All there.")
    assert "All there." in client.get(page("inspect_visit", visit.pk)).content.decode()


@pytest.mark.parametrize(("locale", "shown"), [("en", "Lotus Bags"), ("zh-hans", "荷花箱包")])
def test_the_company_is_called_as_its_reader_calls_it(
    client: Client, visit: SiteVisit, locale: str, shown: str
) -> None:
    visit.company.name, visit.company.name_en = "荷花箱包", "Lotus Bags"
    visit.company.save()
    User.objects.filter(pk=visit.inspector_id).update(language=locale)
    seen = client.get(
        page("inspect_visit", visit.pk), headers={"Accept-Language": locale}
    ).content.decode()
    assert f"{shown}</h1>" in seen
    assert seen.count("荷花箱包" if locale == "en" else "Lotus Bags") == 0


def test_what_is_saved_survives_an_interruption(client: Client, visit: SiteVisit) -> None:
    begin(client, visit)
    item = visit.items.filter(part=ItemPart.CHECK).first()
    swapped = client.post(
        page("inspect_answer", visit.pk, item.pk),
        {f"point{item.pk}-answer": "no", f"point{item.pk}-note": "Closed."},
        headers=HTMX,
    ).content.decode()
    assert 'hx-swap-oob="true"' in swapped
    fresh = client.get(page("inspect_visit", visit.pk)).content.decode()
    assert "Closed." in fresh
    assert f"1 of {visit.items.count()} points" in fresh


def test_the_fragment_is_the_one_of_a_fresh_page(client: Client, visit: SiteVisit) -> None:
    begin(client, visit)
    item = visit.items.first()
    sent = {f"point{item.pk}-answer": "yes"}
    swapped = client.post(page("inspect_answer", visit.pk, item.pk), sent, headers=HTMX)
    fresh = client.get(page("inspect_visit", visit.pk)).content.decode()
    section = swapped.content.decode().split("</section>")[0].strip()
    token = 'name="csrfmiddlewaretoken" value="'
    for whole in (section, fresh):
        assert token in whole
    plain = "".join(section.split(token)[0].replace(" data-announce", ""))
    assert plain in fresh


def test_a_refused_answer_keeps_what_was_typed(client: Client, visit: SiteVisit) -> None:
    begin(client, visit)
    item = visit.items.first()
    shown = client.post(page("inspect_answer", visit.pk, item.pk), {f"point{item.pk}-answer": "no"})
    assert shown.status_code == 422
    assert "Say what is there instead." in shown.content.decode()
    item.refresh_from_db()
    assert item.answer == ""


@pytest.fixture
def plant(client: Client, visit: SiteVisit) -> VisitItem:
    """The point of a plant's area, of which its shop says 1200 m²."""
    shop = SupplierFactory(company=visit.company, kind="factory", plant_area=1200)
    SiteVisit.objects.filter(pk=visit.pk).update(kind="factory", supplier=shop)
    begin(client, visit)
    return visit.items.get(part=ItemPart.CHECK, code="plant_area")


def test_what_is_counted_is_asked_for_as_a_number_beside_what_is_said(
    client: Client, plant: VisitItem
) -> None:
    shown = client.get(page("inspect_visit", plant.visit_id)).text
    point = shown.split(f'id="item-{plant.pk}"')[1].split("</section>")[0]
    assert "<strong>1200</strong>" in point
    assert 'type="radio"' not in point
    assert f'name="point{plant.pk}-counted"' in point


@pytest.mark.parametrize(
    ("counted", "answer", "said"),
    [
        ("1200", "yes", "As said online"),
        ("900", "differs", "Differs from what is said online"),
        ("0", "no", "None is there"),
    ],
)
def test_the_answer_follows_from_the_number(
    client: Client, plant: VisitItem, counted: str, answer: str, said: str
) -> None:
    sent = {f"point{plant.pk}-counted": counted, f"point{plant.pk}-answer": "not_here"}
    url = page("inspect_answer", plant.visit_id, plant.pk)
    assert said in client.post(url, sent, headers=HTMX).text
    plant.refresh_from_db()
    assert (plant.counted, plant.answer) == (int(counted), answer)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Write down the number that you counted."),
        ("-5", "A whole number from 0 to 10000000, not -5."),
        ("about 900", "A whole number from 0 to 10000000, not about 900."),
        ("99999999999", "A whole number from 0 to 10000000, not 99999999999."),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_number_that_is_none_is_kept_and_refused(
    client: Client, plant: VisitItem, typed: str, said: str, headers: dict[str, str]
) -> None:
    sent = {f"point{plant.pk}-counted": typed, f"point{plant.pk}-note": "Paced it out."}
    url = page("inspect_answer", plant.visit_id, plant.pk)
    shown = client.post(url, sent, headers=headers).text
    assert said in shown
    assert "Paced it out." in shown
    assert not typed or f'value="{typed}"' in shown
    plant.refresh_from_db()
    assert (plant.counted, plant.answer) == (None, "")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"place": (30.25, 120.17)}, " m from the address"),
        ({"at": datetime(2026, 3, 1, 10)}, "2026-03-01 10:00"),
    ],
)
def test_a_photograph_from_elsewhere_is_refused_with_the_number(
    client: Client, visit: SiteVisit, given: dict[str, Any], said: str
) -> None:
    begin(client, visit)
    shown = shoot(client, visit, **given)
    assert shown.status_code == 422
    assert said in shown.content.decode()
    assert not VisitPhoto.objects.exists()


def test_the_phone_s_position_stands_in(client: Client, visit: SiteVisit) -> None:
    begin(client, visit)
    stamp = int(NOW.timestamp() * 1000)
    client.post(
        page("inspect_photo", visit.pk),
        {"photo": photo(), "latitude": "29.3341", "longitude": "120.1061", "taken": str(stamp)},
    )
    kept = visit.photos.get()
    assert (kept.place_from, kept.time_from, kept.taken_at) == ("phone", "phone", NOW)


@pytest.mark.parametrize("latitude", ["91", "abc", "29.3340001234567890123"])
def test_a_position_that_is_none_is_refused(
    client: Client, visit: SiteVisit, latitude: str
) -> None:
    sent = {"latitude": latitude, "longitude": "120"}
    assert client.post(page("inspect_begin", visit.pk), sent).status_code == 422
    visit.refresh_from_db()
    assert visit.status == VisitStatus.PROPOSED


def everyone_else() -> dict[str, Any]:
    return {
        "another inspector": InspectorFactory(),
        "a buyer": MembershipFactory().user,
        "nobody's member": UserFactory(),
        "staff of another desk": grant(UserFactory(is_staff=True), "change_audit"),
    }


@pytest.mark.parametrize("who", range(4))
def test_only_its_inspector_gets_there(client: Client, visit: SiteVisit, who: int) -> None:
    begin(client, visit)
    shoot(client, visit)
    item, kept = visit.items.first(), visit.photos.get()
    client.force_login(list(everyone_else().values())[who])
    assert client.get(page("inspect_visit", visit.pk)).status_code == 404
    assert client.get(page("visit_photo", kept.pk, 160)).status_code == 404
    sent = {f"point{item.pk}-answer": "yes", "outcome": "failed", "report": "x"}
    for name, args in (
        ("inspect_begin", [visit.pk]),
        ("inspect_answer", [visit.pk, item.pk]),
        ("inspect_photo", [visit.pk]),
        ("inspect_report", [visit.pk]),
    ):
        assert client.post(page(name, *args), sent).status_code == 404
    item.refresh_from_db()
    visit.refresh_from_db()
    assert (item.answer, visit.status) == ("", VisitStatus.UNDER_WAY)


def test_the_company_itself_does_not_see_photographs(client: Client, visit: SiteVisit) -> None:
    begin(client, visit)
    shoot(client, visit)
    kept = visit.photos.get()
    for user, status in (
        (visit.inspector, 200),
        (MembershipFactory(company=visit.company).user, 404),
        (grant(UserFactory(is_staff=True), "view_sitevisit"), 404),
        (grant(UserFactory(is_staff=True), "view_sitevisit", "look"), 200),
        (MembershipFactory(company=visit.company, user=StaffFactory()).user, 404),
    ):
        client.force_login(user)
        assert client.get(page("visit_photo", kept.pk, 480)).status_code == status
    assert client.get(page("visit_photo", kept.pk, 481)).status_code == 404
    client.logout()
    assert client.get(page("visit_photo", kept.pk, 480)).status_code == 302
    seen = AccessLog.objects.order_by("pk")
    assert [(look.subject, look.why, look.about) for look in seen] == [
        (kept, LookReason.VISIT, str(visit.pk))
    ] * 2
    assert {look.company for look in seen} == {visit.company}


def test_no_cache_keeps_a_photograph(client: Client, visit: SiteVisit) -> None:
    begin(client, visit)
    shoot(client, visit)
    shown = client.get(page("visit_photo", visit.photos.get().pk, 480))
    assert (shown["Cache-Control"], shown["X-Content-Type-Options"]) == (
        "private, no-store",
        "nosniff",
    )


def test_the_list_costs_the_same_for_many(
    client: Client, visit: SiteVisit, django_assert_num_queries: Any
) -> None:
    client.get(page("inspect"))
    for more in (0, 2):
        for _ in range(more):
            SiteVisitFactory(inspector=visit.inspector)
        with django_assert_num_queries(6):
            client.get(page("inspect"))


def test_the_page_costs_the_same_with_many_photographs(
    client: Client, visit: SiteVisit, django_assert_num_queries: Any
) -> None:
    begin(client, visit)
    for colours in ((0,), (60, 120)):
        for colour in colours:
            shoot(client, visit, colour)
        with django_assert_num_queries(11):
            client.get(page("inspect_visit", visit.pk))


def test_the_desk_and_the_menu_lead_an_inspector_to_own_visits(
    client: Client, visit: SiteVisit
) -> None:
    SiteVisitFactory()
    (line,) = waiting_for(visit.inspector, NOW)
    assert (line.url, line.waiting.count) == (page("inspect"), 1)
    assert f'href="{page("inspect")}"' in client.get(reverse("admin:index")).text
    assert f'href="{page("inspect")}"' in client.get("/").text


def test_other_staff_are_not_led_to_visits(client: Client) -> None:
    client.force_login(UserFactory(is_staff=True))
    assert page("inspect") not in client.get("/").text
    assert page("inspect") not in client.get(reverse("admin:index")).text
