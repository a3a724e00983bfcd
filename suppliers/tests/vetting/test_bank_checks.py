"""A random amount is sent, and named back: in time, within its tries, by one at a time."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command

from accounts.tests.factories import MembershipFactory
from common.status import WrongStatus
from payments.enums import AccountKind
from payments.gateways.sandbox import Sandbox, provider
from payments.models import TrialTransfer
from payments.selectors.accounts import balance
from payments.services import trials
from suppliers.enums import BankCheckStatus
from suppliers.errors import BankCheckRefused, TooLate
from suppliers.models import BankCheck, BankCheckEvent
from suppliers.selectors.bank_checks import is_verified
from suppliers.services import bank_checks
from suppliers.tests.vetting import making
from suppliers.tests.vetting.making import AT, later, owner_of

pytestmark = pytest.mark.django_db
S = BankCheckStatus


@pytest.fixture
def company() -> Any:
    application = making.begun()
    making.show(application.company, "bank")
    return application.company


def started(company: Any, at: Any = AT) -> BankCheck:
    return bank_checks.start(company=company, actor=owner_of(company), at=at)


def answer(check: BankCheck, amount: Decimal | str, at: Any = AT) -> BankCheck:
    return bank_checks.answer(
        check=check, amount=Decimal(amount), actor=owner_of(check.company), at=at
    )


def test_the_amount_goes_out_of_the_commission_and_is_named_back(company: Any) -> None:
    check = started(company)
    amount = check.transfer.amount
    assert Decimal("0.01") <= amount <= Decimal("0.99")
    assert balance(AccountKind.COMMISSION, "CNY") == -amount
    trials.send(trial_id=check.transfer_id, at=AT)
    account = provider.unseal_account(
        Sandbox().statement_url(check.bank_account).rstrip("/").rsplit("/", 1)[-1]
    )
    [line] = provider.statement(account)
    assert (line.reference, Decimal(line.amount)) == (check.transfer.number, amount)
    assert answer(check, amount).status == S.CONFIRMED
    assert is_verified(company, check.identifier_digest)
    assert check.bank_account.removed_at is None
    call_command("audit_ledger")


def test_a_wrong_guess_says_what_is_left(company: Any) -> None:
    check = started(company)
    for left, said in ((2, "2 tries are left"), (1, "1 try is left"), (0, "last try")):
        with pytest.raises(BankCheckRefused, match=said) as refused:
            answer(check, making.wrong(check.transfer))
        assert (refused.value.field, refused.value.params["left"]) == ("amount", left)
    check.refresh_from_db()
    check.bank_account.refresh_from_db()
    assert (check.status, check.tries) == (S.FAILED, 3)
    assert check.bank_account.removed_at == AT
    with pytest.raises(WrongStatus):
        answer(check, check.transfer.amount)
    assert not is_verified(company, check.identifier_digest)


def test_it_is_named_within_seven_days(company: Any) -> None:
    check = started(company)
    assert check.deadline == AT + timedelta(days=7)
    with pytest.raises(TooLate):
        answer(check, check.transfer.amount, at=check.deadline)
    check.refresh_from_db()
    assert (check.status, check.tries) == (S.EXPIRED, 0)


def test_the_clock_ends_it(company: Any) -> None:
    check = started(company)
    assert bank_checks.expire_due(at=check.deadline - timedelta(seconds=1), limit=9) == []
    assert bank_checks.expire_due(at=check.deadline, limit=9) == [check.pk]
    ended = BankCheckEvent.objects.get(subject=check, target=S.EXPIRED)
    assert ended.policy_version == check.policy_version
    assert bank_checks.expire_due(at=check.deadline, limit=9) == []


def test_a_new_one_may_be_begun_three_times_a_month(company: Any) -> None:
    for day in range(3):
        check = started(company, at=later(days=day))
        for _ in range(3):
            with pytest.raises(BankCheckRefused):
                answer(check, making.wrong(check.transfer), at=later(days=day))
    with pytest.raises(BankCheckRefused, match="3 checks were begun in 30 days") as refused:
        started(company, at=later(days=4))
    assert refused.value.code == "too_many"
    assert TrialTransfer.objects.count() == 3
    assert started(company, at=later(days=31)).status == S.OPEN


def test_one_is_open_at_a_time_and_none_after_it_was_confirmed(company: Any) -> None:
    check = started(company)
    with pytest.raises(BankCheckRefused, match="under way"):
        started(company)
    answer(check, check.transfer.amount)
    with pytest.raises(BankCheckRefused, match="confirmed already"):
        started(company)
    assert BankCheck.objects.count() == 1


def test_another_account_takes_its_place(company: Any) -> None:
    first = started(company)
    making.show(company, "bank")
    second = started(company)
    first.refresh_from_db()
    assert (first.status, second.status) == (S.REPLACED, S.OPEN)
    answer(second, second.transfer.amount)
    assert not is_verified(company, first.identifier_digest)


def test_the_bank_refuses_it_and_the_money_is_back(company: Any) -> None:
    making.show(company, "bank", identifier="622202020000000000")
    check = started(company)
    trials.send(trial_id=check.transfer_id, at=AT)
    trials.fail(trial=TrialTransfer.objects.get(), reason="account_closed", at=AT)
    check.refresh_from_db()
    assert check.status == S.RETURNED
    assert balance(AccountKind.COMMISSION, "CNY") == 0
    call_command("audit_ledger")


def test_without_an_account_nothing_is_sent() -> None:
    company = MembershipFactory().company
    with pytest.raises(BankCheckRefused, match="Name your bank account"):
        started(company)
    assert not TrialTransfer.objects.exists()


def test_a_currency_without_small_change_gets_whole_units(company: Any) -> None:
    making.show(company, "bank", currency="JPY")
    amount = started(company).transfer.amount
    assert amount == amount.to_integral_value()
    assert 1 <= amount <= 99
