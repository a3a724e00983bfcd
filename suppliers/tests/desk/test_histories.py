"""What belongs to a thing is seen on the desk by whoever may see the thing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse

from accounts.tests.factories import MembershipFactory, StaffFactory
from suppliers.models import AuditEvent, NameChange, StandingEvent, VisitEvent, VisitItem
from suppliers.tests.factories import AuditFactory, SiteVisitFactory, SupplierFactory, grant

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 2, tzinfo=UTC)
WHY = "The landlord let hall 5 to another"


def shown(client: Any, thing: Any) -> str:
    about = thing._meta
    page = reverse(f"admin:{about.app_label}_{about.model_name}_change", args=[thing.pk])
    answer = client.get(page)
    assert answer.status_code == 200
    return str(answer.text)


def moved(events: Any, subject: Any) -> Any:
    events.objects.create(
        subject=subject, at=AT, actor=StaffFactory(), target=subject.status, reason=WHY
    )
    return subject


def visit() -> Any:
    return moved(VisitEvent, SiteVisitFactory())


def audit() -> Any:
    return moved(AuditEvent, AuditFactory())


def shop() -> Any:
    return moved(StandingEvent, SupplierFactory())


@pytest.mark.parametrize("group", ["reviewers", "auditors", "inspectors"])
@pytest.mark.parametrize("made", [visit, audit, shop])
def test_staff_see_what_happened(
    made: Callable[[], Any], group: str, staff_of: Any, at_desk: Any
) -> None:
    assert WHY in shown(at_desk(staff_of(group)), made())


@pytest.mark.parametrize("made", [visit, audit, shop])
def test_more_of_it_asks_no_more_often(
    made: Callable[[], Any], reviewer: Any, at_desk: Any, django_assert_max_num_queries: Any
) -> None:
    client, thing = at_desk(reviewer), made()
    events = type(thing.events.get())
    shown(client, thing)
    with django_assert_max_num_queries(100) as with_one:
        shown(client, thing)
    for _ in range(2):
        moved(events, thing)
    with django_assert_max_num_queries(len(with_one)):
        assert shown(client, thing).count(WHY) == 3


def test_names_that_a_shop_had_are_seen_with_it(reviewer: Any, at_desk: Any) -> None:
    shop = SupplierFactory()
    for before in ("Old Ltd", "Older Ltd"):
        NameChange.objects.create(
            supplier=shop, at=AT, before=before, after="New Ltd", reason=WHY, actor=StaffFactory()
        )
    assert shown(at_desk(reviewer), shop).count(WHY) == 2


def test_points_of_a_visit_are_seen_with_it_and_photographs_by_who_may_look(
    staff_of: Any, at_desk: Any
) -> None:
    made = visit()
    VisitItem.objects.create(
        visit=made, part="check", code="sign", position=0, answer="no", note=WHY, answered_at=AT
    )
    for group, may in (("auditors", True), ("inspectors", False)):
        page = shown(at_desk(staff_of(group)), made)
        assert page.count(WHY) == 2
        assert ("photos-group" in page) == may


def test_members_are_seen_only_by_who_may_see_members(staff_of: Any, at_desk: Any) -> None:
    member = MembershipFactory()
    person = staff_of("reviewers")
    assert member.user.email not in shown(at_desk(person), member.company)
    assert "memberships-group" not in shown(at_desk(person), member.company)
    grant(person, "view_membership")
    assert "memberships-group" in shown(
        at_desk(type(person).objects.get(pk=person.pk)), member.company
    )


def test_a_row_leads_only_where_its_reader_may_go(staff_of: Any, at_desk: Any) -> None:
    shop = SupplierFactory()
    template = shop.freight_templates.create(name="By road", basis="pieces", currency="CNY")
    page = reverse("admin:suppliers_freighttemplate_change", args=[template.pk])
    person = staff_of("reviewers")
    assert "By road" in shown(at_desk(person), shop)
    assert page not in shown(at_desk(person), shop)
    grant(person, "view_freighttemplate")
    assert page in shown(at_desk(type(person).objects.get(pk=person.pk)), shop)
