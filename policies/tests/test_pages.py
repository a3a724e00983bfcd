from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import translation
from django.utils.html import escape

from policies.enums import VersionState
from policies.explain import parameters
from policies.models import PolicyVersion
from policies.schemas import SCHEMAS, OrderRules
from policies.selectors import history, in_force
from policies.services import versions
from policies.tests.factories import rules_from

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
People = get_user_model()._default_manager


@pytest.fixture
def today(time_machine) -> None:
    time_machine.move_to(NOW, tick=False)


# --- Public pages ---------------------------------------------------------------------------


@pytest.mark.parametrize("slug", SCHEMAS)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_policy_says_every_parameter_in_both_languages(slug, language, client) -> None:
    page = client.get(f"/rules/{slug}/", headers={"accept-language": language}).content.decode()
    with translation.override(language):
        for field in SCHEMAS[slug].model_fields.values():
            assert escape(str(field.description)) in page


def test_parameters_speak_chinese() -> None:
    with translation.override("zh-hans"):
        untranslated = [
            f"{slug}.{name}"
            for slug, schema in SCHEMAS.items()
            for name, field in schema.model_fields.items()
            if str(field.description).isascii()
        ]
    assert untranslated == []


@pytest.mark.parametrize(
    ("slug", "name", "english", "chinese"),
    [
        ("fulfilment", "promise_hours", "24, 48, 72, 120, 168, 240, 360 hours", "360 小时"),
        ("orders", "unpaid_days", "5 days", "5 天"),
        ("policies", "notice_days", "7 days", "7 天"),
        ("visits", "wish_days", "10 days", "10 天"),
        ("visits", "from_hour", "8:00", "8:00"),
        ("visits", "photo_max_bytes", "20 MB", "20 MB"),
        ("visits", "photo_distance_m", "500 m", "500 m"),
        ("audits", "cases_b", "2%", "2%"),
        ("points", "warning", "12 points", "12 分"),
        ("badges", "pro_deposit", "¥16,000.00", "¥16,000.00"),
        ("badges", "factory_area", "1,000 m²", "1,000 m²"),
        ("vetting", "holidays", "none", "无"),
        ("vetting", "visited_kinds", "Factory, Market stall", "工厂, 市场档口"),
        ("vetting", "bank_check_most_units", "0.99", "0.99"),
        ("vetting", "file_max_bytes", "10 MB", "10 MB"),
        ("figures", "logistics_weight", "30%", "30%"),
    ],
)
def test_values_are_said_with_their_units(slug, name, english, chinese) -> None:
    rules = in_force(SCHEMAS[slug], NOW).rules
    shown = {one.name: one for one in parameters(rules)}[name]
    with translation.override("en"):
        assert shown.shown == english
    with translation.override("zh-hans"):
        assert shown.shown.endswith(chinese)


def test_one_of_a_unit_is_said_in_the_singular() -> None:
    rules = in_force(OrderRules, NOW).rules
    shown = parameters(rules.model_copy(update={"unpaid_days": 1}))
    assert "1 day" in {one.shown for one in shown}


def test_what_is_announced_is_shown_beside_what_it_replaces(today, client) -> None:
    rules_from(OrderRules, NOW + WEEK, unpaid_days=3)
    for url in ("/rules/", "/rules/orders/"):
        page = client.get(url).content.decode()
        assert "<del>5 days</del>" in page
        assert "<ins>3 days</ins>" in page
        assert "9 Mar, 17:00" in page


def test_each_version_is_compared_with_the_one_before_it() -> None:
    rules_from(OrderRules, NOW, unpaid_days=4)
    withdrawn = rules_from(OrderRules, NOW + WEEK, unpaid_days=3)
    versions.withdraw(version=withdrawn, at=NOW)
    rules_from(OrderRules, NOW + 2 * WEEK, unpaid_days=2)
    found = [[(p.name, p.was, p.value) for p in change.parameters] for change in history("orders")]
    assert found == [
        [("unpaid_days", 4, 2)],
        [("unpaid_days", 4, 3)],
        [("unpaid_days", 5, 4)],
        [],
    ]


def test_a_page_asks_as_much_for_three_changes_as_for_one(
    today, client, django_assert_num_queries
) -> None:
    for days in (1, 2, 3):
        rules_from(OrderRules, NOW + WEEK * days, unpaid_days=days)
        in_force(OrderRules, NOW)
        with django_assert_num_queries(1):
            client.get("/rules/orders/")


def test_an_unknown_policy_is_not_found(client) -> None:
    assert client.get("/rules/weather/").status_code == 404


# --- The desk -------------------------------------------------------------------------------


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(People.create_superuser("sun@example.com", "a test password"))
    return client


ADD = "/admin/policies/policyversion/add/"


def filled_in(**changes: str) -> dict[str, str]:
    fields = {name: str(value) for name, value in OrderRules().model_dump().items()}
    return {"summary": "Sooner", "summary_zh": "更早", **fields, **changes}


def test_a_draft_is_written_announced_and_withdrawn(today, desk) -> None:
    assert "policy=orders" in desk.get(ADD).content.decode()
    desk.post(f"{ADD}?policy=orders", filled_in(unpaid_days="3"))
    draft = PolicyVersion.objects.get(state=VersionState.DRAFT)
    assert (draft.number, draft.author, draft.rules.unpaid_days) == (2, "sun@example.com", 3)
    change = f"/admin/policies/policyversion/{draft.pk}/change/"
    desk.post(change, filled_in(unpaid_days="4"))
    announce = f"/admin/policies/policyversion/{draft.pk}/announce/"
    assert "<td>5 days</td><td>4 days</td>" in desk.get(announce).content.decode()
    when = {"effective_from_0": "2026-03-09", "effective_from_1": "17:00:00"}
    assert desk.post(announce, when).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.effective_from) == (VersionState.ANNOUNCED, NOW + WEEK)
    assert draft.announced_by == "sun@example.com"
    assert desk.post(change, filled_in(unpaid_days="1")).status_code == 403
    chosen = {"action": "withdraw", "_selected_action": [draft.pk]}
    desk.post("/admin/policies/policyversion/", chosen)
    draft.refresh_from_db()
    assert draft.state == VersionState.WITHDRAWN


def test_a_draft_begins_with_what_is_in_force(today, desk) -> None:
    rules_from(OrderRules, NOW, unpaid_days=4)
    form = desk.get(f"{ADD}?policy=orders").context["adminform"].form
    assert form["unpaid_days"].value() == "4"


def test_too_short_a_notice_is_refused_on_the_page(today, desk) -> None:
    draft = versions.draft(schema=OrderRules, parameters={}, summary="Same", author="", at=NOW)
    announce = f"/admin/policies/policyversion/{draft.pk}/announce/"
    when = {"effective_from_0": "2026-03-09", "effective_from_1": "16:59:00"}
    page = desk.post(announce, when)
    assert "at least 7 days" in page.content.decode()
    draft.refresh_from_db()
    assert draft.state == VersionState.DRAFT


def test_what_is_said_to_favour_is_announced_at_once_by_a_second_person(today, desk) -> None:
    desk.post(f"{ADD}?policy=orders", filled_in(unpaid_days="3", only_favours="on"))
    draft = PolicyVersion.objects.get(state=VersionState.DRAFT)
    announce = f"/admin/policies/policyversion/{draft.pk}/announce/"
    when = {"effective_from_0": "2026-03-02", "effective_from_1": "18:00:00"}
    assert "Written by sun@example.com" in desk.get(announce).content.decode()
    assert "somebody else does" in desk.post(announce, when).content.decode()
    other = Client()
    other.force_login(People.create_superuser("moon@example.com", "a test password"))
    assert "<td>5 days</td><td>3 days</td>" in other.get(announce).content.decode()
    assert other.post(announce, when).status_code == 302
    page = Client().get("/rules/orders/").content.decode()
    assert "It only favours those it binds" in page


@pytest.mark.parametrize(
    ("value", "words"),
    [("-1", "at least 0"), ("4000", "at most 3650"), ("soon", "whole number"), ("", "required")],
)
def test_a_bad_value_names_its_rule_beside_the_field(value, words, desk) -> None:
    page = desk.post(f"{ADD}?policy=orders", filled_in(unpaid_days=value))
    form = page.context["adminform"].form
    assert words in str(form.errors["unpaid_days"])
    assert list(form.errors) == ["unpaid_days"]
    assert not PolicyVersion.objects.filter(state=VersionState.DRAFT).exists()


def test_a_list_is_written_with_commas(desk) -> None:
    form = {"summary": "x", "promise_hours": "24， 48"}
    for name, value in SCHEMAS["fulfilment"]().model_dump().items():
        form.setdefault(name, str(value))
    desk.post(f"{ADD}?policy=fulfilment", form)
    assert PolicyVersion.objects.get(state=VersionState.DRAFT).rules.promise_hours == (24, 48)


def test_others_do_not_see_the_desk(client) -> None:
    client.force_login(People.create_user("wang@example.com"))
    assert client.get("/admin/policies/policyversion/").status_code == 302


def in_state(state: str) -> PolicyVersion:
    if state == VersionState.DRAFT:
        return versions.draft(schema=OrderRules, parameters={}, summary="x", author="", at=NOW)
    version = rules_from(OrderRules, NOW + WEEK, unpaid_days=3)
    if state == VersionState.WITHDRAWN:
        versions.withdraw(version=version, at=NOW)
    return version


@pytest.mark.parametrize("state", VersionState.values)
def test_a_version_in_any_state_opens_at_the_desk(today, admin_client, state) -> None:
    version = in_state(state)
    page = admin_client.get(f"/admin/policies/policyversion/{version.pk}/change/")
    assert page.status_code == 200
    assert ('name="_save"' in page.text) is (state == VersionState.DRAFT)
