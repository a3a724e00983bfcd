"""Staff's desk of standings: each decision asks for its reason, and does it once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import MembershipFactory, StaffFactory, UserFactory
from common.queues import waiting_for
from suppliers.enums import AppealStatus, HoldCause, Standing
from suppliers.models import Appeal, Deduction, Hold, Supplier
from suppliers.services import appeals, holds
from suppliers.services.points import deduct as take_points
from suppliers.tests.factories import DeductionFactory, HoldFactory, SupplierFactory, grant

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> User:
    return StaffFactory()


@pytest.fixture
def desk(client: Client, staff: User) -> Client:
    client.force_login(staff)
    return client


def act(desk: Client, model: str, action: str, pk: int, **given: Any) -> str:
    data = {"action": action, "_selected_action": [pk], **given}
    return desk.post(reverse(f"admin:suppliers_{model}_changelist"), data, follow=True).text


def held(actor: User | None = None, standing: str = Standing.RESTRICTED) -> Hold:
    return holds.place(
        supplier=SupplierFactory(),
        cause=HoldCause.AUDIT,
        key="a",
        standing=standing,
        reason="Overdue",
        at=timezone.now(),
        actor=actor,
    )


def standing_of(supplier: Supplier) -> str:
    return Supplier.objects.values_list("status", flat=True).get(pk=supplier.pk)


def test_a_form_sent_again_with_other_points_is_refused(desk: Client) -> None:
    supplier = SupplierFactory()
    given = {"reason": "Fraud", "key": "k"}
    act(desk, "supplier", "deduct", supplier.pk, points=6, **given)
    assert "other content" in act(desk, "supplier", "deduct", supplier.pk, points=9, **given)
    assert Deduction.objects.get().points == 6


def test_points_are_taken_once_a_form(desk: Client, staff: User) -> None:
    supplier = SupplierFactory()
    asked = act(desk, "supplier", "deduct", supplier.pk)
    assert 'name="points"' in asked
    assert not Deduction.objects.exists()
    given = {"points": 24, "reason": "Fake waybills", "key": "k"}
    for _ in range(2):
        act(desk, "supplier", "deduct", supplier.pk, **given)
    taken = Deduction.objects.get()
    assert (taken.points, taken.actor, taken.reason) == (24, staff, "Fake waybills")
    assert standing_of(supplier) == Standing.RESTRICTED


@pytest.mark.parametrize("given", [{"points": 0}, {"points": ""}, {"points": 5, "reason": " "}])
def test_bad_points_are_asked_for_again(desk: Client, given: dict[str, Any]) -> None:
    supplier = SupplierFactory()
    whole = {"reason": "Fake waybills", "key": "k"} | given
    assert 'name="points"' in act(desk, "supplier", "deduct", supplier.pk, **whole)
    assert "not 99" in act(desk, "supplier", "deduct", supplier.pk, reason="x", key="k", points=99)
    assert not Deduction.objects.exists()


def test_nobody_takes_points_from_his_own_company(desk: Client, staff: User) -> None:
    supplier = SupplierFactory()
    MembershipFactory(company=supplier.company, user=staff)
    given = {"points": 3, "reason": "Rivalry", "key": "k"}
    act(desk, "supplier", "deduct", supplier.pk, **given)
    assert not Deduction.objects.exists()


def test_a_hold_is_lifted_before_its_time_but_a_removal_is_not(desk: Client) -> None:
    hold, removal = held(), held(standing=Standing.REMOVED)
    act(desk, "hold", "lift", hold.pk, reason="The audit was ours to do")
    assert standing_of(hold.supplier) == Standing.ACTIVE
    assert "is final" in act(desk, "hold", "lift", removal.pk, reason="Regret")
    assert standing_of(removal.supplier) == Standing.REMOVED


def appeal_against(hold: Hold) -> Appeal:
    return appeals.appeal(
        against=hold, text="It was not us", actor=UserFactory(), at=timezone.now()
    )


def test_appeals_are_decided_with_an_answer(desk: Client) -> None:
    granted, refused = appeal_against(held()), appeal_against(held())
    assert 'name="reason"' in act(desk, "appeal", "grant", granted.pk)
    act(desk, "appeal", "grant", granted.pk, reason="Right")
    act(desk, "appeal", "refuse", refused.pk, reason="Wrong")
    found = dict(Appeal.objects.values_list("pk", "status"))
    assert found == {granted.pk: AppealStatus.GRANTED, refused.pk: AppealStatus.REFUSED}
    assert standing_of(granted.supplier) == Standing.ACTIVE
    assert standing_of(refused.supplier) == Standing.RESTRICTED


def test_who_decided_does_not_decide_on_the_appeal(desk: Client, staff: User) -> None:
    appeal = appeal_against(held(staff))
    assert "someone else must answer it" in act(
        desk, "appeal", "grant", appeal.pk, reason="I was wrong"
    )
    assert standing_of(appeal.supplier) == Standing.RESTRICTED


def test_the_queue_names_who_took_the_points_behind_a_hold(desk: Client) -> None:
    taker = StaffFactory(name="Grace Taker")
    deduction = take_points(
        supplier=SupplierFactory(),
        points=48,
        cause="staff",
        key="k",
        reason="Fake waybills",
        actor=taker,
        at=timezone.now(),
    )
    appeal_against(deduction.holds.get())
    assert "Grace Taker" in desk.get(reverse("admin:suppliers_appeal_changelist")).text


def test_the_queue_begins_with_those_that_wait(desk: Client) -> None:
    decided, waiting = appeal_against(held()), appeal_against(held())
    act(desk, "appeal", "refuse", decided.pk, reason="Wrong")
    page = desk.get(reverse("admin:suppliers_appeal_changelist"))
    assert list(page.context["cl"].result_list) == [waiting, decided]


@pytest.mark.parametrize("model", ["hold", "deduction", "appeal", "documentwatch", "settlement"])
def test_nothing_is_edited_by_hand(desk: Client, model: str) -> None:
    assert desk.get(reverse(f"admin:suppliers_{model}_changelist")).status_code == 200
    assert desk.get(reverse(f"admin:suppliers_{model}_add")).status_code == 403


def test_appeals_wait_on_the_start_page(desk: Client) -> None:
    appeal_against(held())
    assert "Appeals against holds and points" in desk.get(reverse("admin:index")).text


def test_an_appeal_that_is_overdue_is_marked(desk: Client, staff: User) -> None:
    appeal = appeal_against(held())
    page = reverse("admin:suppliers_appeal_changelist")
    assert "desk-late" not in desk.get(page).text
    Appeal.objects.filter(pk=appeal.pk).update(expected_at=timezone.now() - timedelta(days=2))
    assert 'class="desk-late">2 days overdue' in desk.get(page).text
    (line,) = (one for one in waiting_for(staff, timezone.now()) if "suppliers/appeal/" in one.url)
    assert line.waiting.overdue == 1


def test_the_page_of_a_shop_decides_and_comes_back_to_it(desk: Client) -> None:
    supplier = SupplierFactory()
    page = reverse("admin:suppliers_supplier_change", args=[supplier.pk])
    assert 'name="action" value="restrict"' in desk.get(page).text
    asked = act(desk, "supplier", "restrict", supplier.pk, next=page)
    assert f'name="next" value="{page}"' in asked
    data = {"action": "restrict", "_selected_action": [supplier.pk], "next": page, "reason": "sham"}
    done = desk.post(reverse("admin:suppliers_supplier_changelist"), data)
    assert done["Location"] == page
    assert standing_of(supplier) == Standing.RESTRICTED
    data["next"] = "https://elsewhere.example/"
    done = desk.post(reverse("admin:suppliers_supplier_changelist"), data)
    assert done["Location"] == reverse("admin:suppliers_supplier_changelist")


def test_the_page_of_a_shop_leads_to_all_that_is_known_of_it(desk: Client) -> None:
    shown, other = held(), held()
    page = desk.get(reverse("admin:suppliers_supplier_change", args=[shown.supplier_id]))
    known = {line["name"]: line for line in page.context["known"]}
    assert known["holds"]["count"] == 1
    for line in known.values():
        listed = desk.get(line["url"])
        assert listed.status_code == 200, line["url"]
        assert str(other.supplier) not in listed.text


def test_staff_see_the_way_to_what_they_may_see_alone(client: Client) -> None:
    looker = grant(UserFactory(is_staff=True), "view_supplier", "view_hold")
    client.force_login(looker)
    page = client.get(reverse("admin:suppliers_supplier_change", args=[held().supplier_id]))
    assert [line["name"] for line in page.context["known"]] == ["holds"]
    assert 'value="restrict"' not in page.text


def test_the_reason_of_points_and_holds_stands_on_the_desk_once(desk: Client) -> None:
    for kind, thing in (
        ("deduction", DeductionFactory(reason="Wrong words", key="the-key")),
        ("hold", HoldFactory(reason="Wrong words", key="the-key")),
    ):
        page = desk.get(reverse(f"admin:suppliers_{kind}_change", args=[thing.pk]))
        main = page.text.partition("<fieldset")[2]
        assert main.count("Wrong words") == 1
        assert "the-key" not in main
