from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import CompanyFactory, MembershipFactory, StaffFactory, UserFactory
from common.errors import KeyReused
from common.status import WrongStatus
from marketplace.testing.races import at_once, refused
from payments import tasks
from payments.enums import AccountKind, PayoutStatus, RefundStatus
from payments.gateways.base import Refused, Unavailable
from payments.gateways.sandbox import Sandbox
from payments.models import BankAccount, ExchangeRate, Payout, Refund, Transaction
from payments.selectors.accounts import balance
from payments.selectors.payouts import bank_accounts_of
from payments.selectors.rates import NoRate
from payments.services import bank_accounts, payouts, refunds
from payments.services.bank_accounts import BadNumber
from payments.services.ledger import InsufficientFunds
from payments.services.payouts import PayoutTooSmall
from payments.tests.factories import (
    bank_account_of,
    give_funds,
    open_payment,
    ordered_payout,
    pay,
    refund_of,
)
from policies.services.versions import ensure_first_versions

pytestmark = pytest.mark.django_db


def ask(company, bank_account, amount: str = "60.00", key: str = "k") -> Payout:
    return payouts.request_payout(
        company=company,
        bank_account=bank_account,
        amount=Decimal(amount),
        key=key,
        actor=UserFactory(),
        at=timezone.now(),
    )


@pytest.fixture
def company():
    company = CompanyFactory()
    give_funds(company, kind=AccountKind.SUPPLIER_BALANCE)
    return company


def lies(company) -> Decimal:
    return balance(AccountKind.SUPPLIER_BALANCE, "CNY", company)


def test_a_payout_leaves_the_balance_at_once(company) -> None:
    ask(company, bank_account_of(company))
    assert lies(company) == 40
    assert Transaction.objects.get(kind="payout").policy_version is not None


def test_a_double_click_is_one_payout(company) -> None:
    account = bank_account_of(company)
    assert ask(company, account) == ask(company, account)
    assert lies(company) == 40


def test_a_key_stands_for_one_payout(company) -> None:
    account, dollars = bank_account_of(company), bank_account_of(company, currency="USD")
    ask(company, account)
    for other in (lambda: ask(company, account, "40.00"), lambda: ask(company, dollars)):
        with pytest.raises(KeyReused, match="other content"):
            other()
    stranger = CompanyFactory()
    with pytest.raises(KeyReused):
        ask(stranger, bank_account_of(stranger))
    assert lies(company) == 40
    assert Payout.objects.count() == 1


def test_a_payout_sent_again_is_the_same_though_its_account_is_out_of_use(company, client) -> None:
    """Its answer was lost; nothing goes there by another key."""
    account = bank_account_of(company)
    made = ask(company, account, key="k")
    bank_accounts.remove(bank_account=account, at=timezone.now())
    assert ask(company, account, key="k") == made
    with pytest.raises(BankAccount.DoesNotExist):
        ask(company, account, key="another")
    client.force_login(MembershipFactory(company=company).user)
    form = {"bank_account": account.pk, "amount": "60.00", "confirmed": "1"}
    again = client.post(reverse("payments:payout"), form | {"key": "k"})
    assert again.url == reverse("payments:money")
    other = client.post(reverse("payments:payout"), form | {"key": "another"})
    assert other.status_code == 422
    assert Payout.objects.get() == made


def two_accounts_at_once() -> list[Any]:
    """What becomes of two requests under one key, to two accounts at the same moment."""
    ensure_first_versions()
    company = CompanyFactory()
    accounts = [bank_account_of(company, currency=currency) for currency in ("CNY", "USD")]
    for account in accounts:
        give_funds(company, currency=account.currency, kind=AccountKind.SUPPLIER_BALANCE)
    ExchangeRate.objects.create(currency="USD", day=date(2026, 1, 1), cny=7)
    return refused(at_once(*(lambda it=it: ask(company, it) for it in accounts)))


@pytest.mark.django_db(transaction=True)
def test_a_key_at_once_for_two_accounts_is_refused_to_one() -> None:
    (error,) = two_accounts_at_once()
    assert isinstance(error, KeyReused)
    assert Payout.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_only_the_constraint_stops_the_second(monkeypatch) -> None:
    meeting = threading.Barrier(2)

    def unlocked(rows: Any) -> list[Any]:
        found = list(rows)
        meeting.wait(timeout=10)
        return found

    monkeypatch.setattr(payouts, "lock", unlocked)
    (error,) = two_accounts_at_once()
    assert isinstance(error, IntegrityError)


def test_more_than_there_is_is_refused(transactional_db) -> None:
    company = CompanyFactory()
    give_funds(company, kind=AccountKind.SUPPLIER_BALANCE)
    with pytest.raises(InsufficientFunds):
        ask(company, bank_account_of(company), "100.01")
    assert lies(company) == 100
    assert not Payout.objects.exists()


@pytest.mark.parametrize("amount", ["0.99", "0.00", "-5.00"])
def test_less_than_the_minimum_is_refused(company, amount) -> None:
    with pytest.raises(PayoutTooSmall):
        ask(company, bank_account_of(company), amount)
    assert lies(company) == 100


def test_the_minimum_of_another_currency_needs_a_rate() -> None:
    company = CompanyFactory()
    give_funds(company, currency="VND", amount="50000", kind=AccountKind.SUPPLIER_BALANCE)
    with pytest.raises(NoRate):
        ask(company, bank_account_of(company, currency="VND"), "20000")
    assert not Payout.objects.exists()


def test_another_companys_account_is_not_found(company) -> None:
    with pytest.raises(BankAccount.DoesNotExist):
        ask(company, bank_account_of(CompanyFactory()))
    assert lies(company) == 100


def test_an_account_out_of_use_is_not_found(company) -> None:
    account = bank_accounts.remove(bank_account=bank_account_of(company), at=timezone.now())
    with pytest.raises(BankAccount.DoesNotExist):
        ask(company, account)


def test_an_account_that_nobody_confirmed_is_not_found(company) -> None:
    account = bank_account_of(company)
    BankAccount.objects.filter(pk=account.pk).update(confirmed_at=None)
    with pytest.raises(BankAccount.DoesNotExist):
        ask(company, account)
    assert lies(company) == 100


def test_a_confirmed_account_takes_the_place_of_the_one_of_its_currency(company) -> None:
    dollars, before = bank_account_of(company, currency="USD"), bank_account_of(company)
    now = bank_account_of(company, "6222 0202 0001 0000 000")
    assert list(bank_accounts_of(company)) == [dollars, now]
    bank_accounts.confirm(bank_account=before, at=timezone.now())
    assert list(bank_accounts_of(company)) == [dollars, before]


def test_the_gateway_pays_it_out(company, run_tasks) -> None:
    with run_tasks():
        payout = ask(company, bank_account_of(company))
    run_late_notices(run_tasks, payout)
    payout.refresh_from_db()
    assert payout.status == PayoutStatus.DONE
    assert lies(company) == 40


def run_late_notices(run_tasks, payout: Payout) -> None:
    """What the sandbox put off during the first commit."""
    with run_tasks():
        Sandbox().payout(payout)


def test_the_gateway_tells_of_a_closed_account(company, run_tasks) -> None:
    with run_tasks():
        payout = ask(company, bank_account_of(company, "6222 0000 0000 0000"))
    run_late_notices(run_tasks, payout)
    payout.refresh_from_db()
    assert payout.status == PayoutStatus.FAILED
    assert lies(company) == 100


def test_what_the_gateway_refuses_is_back_at_once(company, monkeypatch) -> None:
    monkeypatch.setattr(Sandbox, "payout", raising(Refused("limit")))
    payout = payouts.send(payout_id=ask(company, bank_account_of(company)).pk, at=timezone.now())
    assert payout.status == PayoutStatus.FAILED
    assert payout.events.last().reason == "limit"
    assert lies(company) == 100


def raising(error: Exception):
    def refuse(*args: object) -> None:
        raise error

    return refuse


def test_a_gateway_that_does_not_answer_is_asked_again(company, monkeypatch) -> None:
    payout = ask(company, bank_account_of(company))
    with monkeypatch.context() as patch:
        patch.setattr(Sandbox, "payout", raising(Unavailable("down")))
        with pytest.raises(Unavailable):
            payouts.send(payout_id=payout.pk, at=timezone.now())
    assert payouts.send(payout_id=payout.pk, at=timezone.now()).status == PayoutStatus.SENT
    assert [event.target for event in payout.events.all()] == ["sent"]


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "the bank account is closed"), ("zh-hans", "银行账户已注销")],
)
def test_why_it_failed_is_said_in_words(client, language, said) -> None:
    payout = ordered_payout(sent=True)
    payouts.fail(payout=payout, reason="account_closed", at=timezone.now())
    owner = MembershipFactory(company=payout.company).user
    owner.language = language
    owner.save()
    staff = StaffFactory(language=language)
    desk = reverse("admin:payments_payout_change", args=[payout.pk])
    for person, url in ((owner, reverse("payments:payouts")), (staff, desk)):
        client.force_login(person)
        page = client.get(url, headers={"Accept-Language": language}).text
        assert said in page
        assert "account_closed" not in page


def test_a_failed_payout_cannot_be_finished() -> None:
    payout = ordered_payout(sent=True)
    payouts.fail(payout=payout, reason="closed", at=timezone.now())
    with pytest.raises(WrongStatus):
        payouts.finish(payout=payout, at=timezone.now())
    with pytest.raises(WrongStatus):
        payouts.fail(payout=payout, reason="again", at=timezone.now())
    assert lies(payout.company) == 100


def test_what_a_lost_task_left_is_sent_by_the_clock(run_tasks, time_machine_later) -> None:
    payout, refund = ordered_payout(), refund_of(pay(open_payment()))
    with run_tasks():
        tasks.send_what_was_left()
    payout.refresh_from_db()
    assert payout.status == PayoutStatus.REQUESTED
    with time_machine_later(minutes=6), run_tasks():
        tasks.send_what_was_left()
    payout.refresh_from_db()
    refund.refresh_from_db()
    assert payout.status != PayoutStatus.REQUESTED
    assert refund.status != RefundStatus.REQUESTED


def test_refunds_that_cannot_be_looked_for_keep_no_payout(
    run_tasks, time_machine_later, monkeypatch
) -> None:
    payout = ordered_payout()

    def broken(**_given: object) -> list[int]:
        raise RuntimeError("no")

    monkeypatch.setattr(refunds, "left_behind", broken)
    with time_machine_later(minutes=6), run_tasks(), pytest.raises(ExceptionGroup):
        tasks.send_what_was_left()
    payout.refresh_from_db()
    assert payout.status != PayoutStatus.REQUESTED


def test_what_was_never_sent_waits_for_no_gateway_that_is_silent() -> None:
    ordered_payout(sent=True)
    lost = ordered_payout()
    later = timezone.now() + timedelta(days=1)
    assert payouts.left_behind(at=later, limit=1) == [lost.pk]


@pytest.fixture
def time_machine_later():
    import time_machine

    def later(**span: int):
        return time_machine.travel(timezone.now() + timedelta(**span), tick=False)

    return later


def test_a_failed_refund_is_sent_again_by_staff() -> None:
    refund = refund_of(pay(open_payment()))
    refunds.send(refund_id=refund.pk, at=timezone.now())
    refund.refresh_from_db()
    refunds.fail(refund=refund, reason="closed", at=timezone.now())
    again = refunds.retry(refund=refund, actor=UserFactory(), at=timezone.now())
    assert again.status == RefundStatus.REQUESTED
    assert refunds.send(refund_id=refund.pk, at=timezone.now()).status == RefundStatus.SENT


def refused_late(monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[Refund], object]) -> Refund:
    """A refund that two tasks ask for: one is refused when ``meanwhile`` has happened."""
    refund = refund_of(pay(open_payment()))
    steps = iter([lambda: meanwhile(refund)])

    def ask_gateway(*_given: object) -> None:
        next(steps, lambda: None)()
        raise Refused("closed")

    monkeypatch.setattr(Sandbox, "refund", ask_gateway)
    refunds.send(refund_id=refund.pk, at=timezone.now())
    refund.refresh_from_db()
    return refund


def refuse_and_send_next(refund: Refund, monkeypatch: pytest.MonkeyPatch) -> None:
    """The faster task is refused, and staff send it again."""
    refunds.send(refund_id=refund.pk, at=timezone.now())
    refunds.retry(refund=refund, actor=UserFactory(), at=timezone.now())
    with monkeypatch.context() as patch:
        patch.setattr(Sandbox, "refund", lambda *_given: None)
        refunds.send(refund_id=refund.pk, at=timezone.now())


def test_the_late_refusal_of_one_try_does_not_end_the_next(monkeypatch) -> None:
    """Or staff would send a third while the gateway is at the second, and both be paid."""
    refund = refused_late(monkeypatch, lambda it: refuse_and_send_next(it, monkeypatch))
    assert (refund.status, refund.name) == (RefundStatus.SENT, f"{refund.key}.2")


def test_a_try_that_is_refused_twice_failed_once(monkeypatch) -> None:
    refund = refused_late(monkeypatch, lambda it: refunds.send(refund_id=it.pk, at=timezone.now()))
    assert (refund.status, refund.failed_tries) == (RefundStatus.FAILED, 1)


COUNTED = import_module("payments.migrations.0011_tries_that_failed_before")


@pytest.mark.parametrize(
    ("after", "tries"),
    [("failed by the gateway", 1), ("asked for again", 1), ("sent again", 0), ("by staff", 0)],
)
def test_a_try_that_failed_before_tries_were_counted(after: str, tries: int) -> None:
    """The gateway has ended the old name, unless staff alone took it for failed."""
    refund = refund_of(pay(open_payment()))
    staff = StaffFactory()
    actor = staff if after == "by staff" else None
    refunds.fail(refund=refund, reason="closed", actor=actor, at=timezone.now())
    if after in ("asked for again", "sent again"):
        refunds.retry(refund=refund, actor=staff, at=timezone.now())
    if after == "sent again":
        refunds.send(refund_id=refund.pk, at=timezone.now())
    Refund.objects.update(failed_tries=0)
    COUNTED.count_tries(apps, None)
    refund.refresh_from_db()
    assert refund.failed_tries == tries


# --- Bank accounts ----------------------------------------------------------------------------


def test_a_number_is_encrypted_and_masked(company) -> None:
    account = bank_account_of(company, "6222 0202-0001 2345 678")
    assert b"6222020200012345678" not in bytes(account.number_encrypted)
    assert str(account).endswith("•••• 5678")


@pytest.mark.parametrize("number", ["", "1234", "6222-!", "6" * 35, "号码六二二二"])
def test_what_is_no_number_is_refused(company, number) -> None:
    with pytest.raises(BadNumber):
        bank_account_of(company, number)
    assert not BankAccount.objects.exists()
