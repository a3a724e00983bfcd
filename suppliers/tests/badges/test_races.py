"""Badges evaluated at the same moment by two, or while the shop is removed."""

from __future__ import annotations

import threading
from time import monotonic, sleep
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from accounts.models import Notice
from accounts.tests.factories import MembershipFactory
from marketplace.testing.races import raced
from suppliers.enums import Badge, HoldCause, Standing
from suppliers.models import Supplier, SupplierBadge
from suppliers.services import badges, holds
from suppliers.tests.badges.shops import AT, DAY, pro_shop

pytestmark = pytest.mark.django_db(transaction=True)
_PATIENCE_S = 20


def unlocked(rows: QuerySet[Any]) -> list[Any]:
    return list(rows.order_by("pk"))


def judge_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each has judged the shop before either goes on to lock it."""
    meet, judged, first = threading.Barrier(2), badges._judged, threading.local()

    def both_judge(*given: Any) -> Any:
        found = judged(*given)
        if not getattr(first, "done", False):
            first.done = True
            meet.wait(timeout=_PATIENCE_S)
        return found

    monkeypatch.setattr(badges, "_judged", both_judge)


def test_two_evaluations_give_a_badge_once(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = pro_shop()
    MembershipFactory(company=shop.company)
    judge_together(monkeypatch)
    assert sorted(raced(lambda: badges.evaluate(at=AT))) == [0, 1]
    assert list(shop.badges.values_list("badge", "until")) == [(Badge.PRO, None)]
    assert Notice.objects.filter(kind="badge_given").count() == 1


def test_without_the_lock_the_second_would_fail(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The control: both find no badge, and the database refuses one of the two that they give.

    Who was refused looks again, shop by shop.
    """
    pro_shop()
    judge_together(monkeypatch)
    meet, had = threading.Barrier(2), badges.open_badges
    calls = threading.local()

    def both_look(ids: Any) -> Any:
        found, calls.n = had(ids), getattr(calls, "n", 0) + 1
        if calls.n == 2:
            meet.wait(timeout=_PATIENCE_S)
        return found

    monkeypatch.setattr(badges, "lock", unlocked)
    monkeypatch.setattr(badges, "open_badges", both_look)
    assert sorted(raced(lambda: badges.evaluate(at=AT))) == [0, 1]
    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [IntegrityError]


def remove_while_evaluating(shop: Supplier) -> None:
    """Removed, but not committed before the evaluation waits for the shop, or is through."""
    removed, evaluated, turn = threading.Event(), threading.Event(), iter("re")

    def work() -> None:
        if next(turn) == "r":
            with transaction.atomic():
                _remove(shop)
                removed.set()
                _wait_for(evaluated)
        else:
            removed.wait(timeout=_PATIENCE_S)
            badges.evaluate(at=AT)
            evaluated.set()

    assert raced(work) == [None, None]


def _remove(shop: Supplier) -> None:
    found = Supplier.objects.get(pk=shop.pk)
    holds.remove(supplier=found, cause=HoldCause.STAFF, key="x", reason="A fraud", at=AT)


def _wait_for(evaluated: threading.Event) -> None:
    until = monotonic() + _PATIENCE_S
    while not (evaluated.is_set() or _somebody_waits()) and monotonic() < until:
        sleep(0.01)


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
            " WHERE NOT l.granted AND a.datname = current_database()"
        )
        return bool(cursor.fetchone()[0])


def test_a_shop_removed_meanwhile_is_given_none() -> None:
    shop = pro_shop()
    MembershipFactory(company=shop.company)
    remove_while_evaluating(shop)
    shop.refresh_from_db()
    assert shop.status == Standing.REMOVED
    assert not SupplierBadge.objects.exists()
    assert not Notice.objects.filter(kind="badge_given").exists()
    assert badges.evaluate(at=AT + DAY) == 0


def test_without_the_lock_it_would_be_given_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: it is judged again before the removal can be seen."""
    shop = pro_shop()
    monkeypatch.setattr(badges, "lock", unlocked)
    remove_while_evaluating(shop)
    shop.refresh_from_db()
    assert shop.status == Standing.REMOVED
    assert SupplierBadge.objects.open().get().badge == Badge.PRO
