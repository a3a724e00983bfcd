from __future__ import annotations

import threading
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from accounts.tests.factories import CompanyFactory, UserFactory
from marketplace.testing.races import raced
from payments.enums import AccountKind, TransactionKind
from payments.models import Entry, LedgerAccount, Transaction
from payments.selectors.accounts import account, balance, balances
from payments.services import ledger
from payments.services.ledger import Draft, InsufficientFunds, KeyReused, Posting

pytestmark = pytest.mark.django_db


def funding(key: str, company, amount: str, currency: str = "CNY") -> Draft:
    return Draft(
        key=key,
        kind=TransactionKind.FUNDING,
        at=timezone.now(),
        entries=[
            Posting(account(AccountKind.GATEWAY_CLEARING, currency), -Decimal(amount)),
            Posting(account(AccountKind.BUYER_FUNDS, currency, company), Decimal(amount)),
        ],
    )


def post(draft: Draft) -> Transaction:
    return ledger.post(key=draft.key, kind=draft.kind, at=draft.at, entries=draft.entries)


def test_a_booking_moves_the_balance_that_is_kept_and_the_one_that_is_summed() -> None:
    company = CompanyFactory()
    booked = post(funding("a", company, "12.50"))
    assert booked.pk == Transaction.objects.get(key="a").pk
    assert balance(AccountKind.BUYER_FUNDS, "CNY", company) == Decimal("12.50")
    assert account(AccountKind.BUYER_FUNDS, "CNY", company).balance == Decimal("12.50")
    assert balance(AccountKind.GATEWAY_CLEARING, "CNY") == Decimal("-12.50")


def test_balances_are_told_by_currency() -> None:
    company = CompanyFactory()
    post(funding("a", company, "1"))
    post(funding("b", company, "2", "USD"))
    assert balances(AccountKind.BUYER_FUNDS, company) == {"CNY": Decimal(1), "USD": Decimal(2)}


def test_it_takes_two_queries(django_assert_num_queries) -> None:
    draft = funding("a", CompanyFactory(), "5")
    with django_assert_num_queries(2):
        post(draft)


def test_the_actor_is_kept() -> None:
    draft, person = funding("a", CompanyFactory(), "5"), UserFactory()
    ledger.post(
        key="a", kind=draft.kind, at=draft.at, entries=draft.entries, actor=person, memo="m"
    )
    booked = Transaction.objects.get()
    assert (booked.actor, booked.memo, booked.at) == (person, "m", draft.at)


def test_the_same_key_is_booked_once() -> None:
    draft = funding("a", CompanyFactory(), "5")
    assert post(draft) == post(draft)
    assert Entry.objects.count() == 2
    assert draft.entries[1].account.company.ledger_accounts.get().balance == 5


def test_the_same_key_with_other_entries_is_refused() -> None:
    company = CompanyFactory()
    post(funding("a", company, "5"))
    with pytest.raises(KeyReused):
        post(funding("a", company, "6"))
    assert balance(AccountKind.BUYER_FUNDS, "CNY", company) == 5


def test_more_than_there_is_is_refused_and_nothing_is_booked(transactional_db) -> None:
    company = CompanyFactory()
    post(funding("a", company, "5"))
    with pytest.raises(InsufficientFunds):
        post(funding("b", company, "-5.01"))
    assert list(Transaction.objects.values_list("key", flat=True)) == ["a"]
    assert LedgerAccount.objects.get(company=company).balance == 5


def test_platform_accounts_are_remembered_once_committed(
    transactional_db, django_assert_num_queries
) -> None:
    first = account(AccountKind.ESCROW, "CNY")
    with django_assert_num_queries(0):
        assert account(AccountKind.ESCROW, "CNY") == first


def test_a_platform_account_that_was_rolled_back_is_not_remembered() -> None:
    first = account(AccountKind.ESCROW, "CNY")
    LedgerAccount.objects.all().delete()
    assert account(AccountKind.ESCROW, "CNY") != first


def test_many_are_booked_in_as_many_queries_as_few(django_assert_num_queries) -> None:
    company = CompanyFactory()
    few = [funding(f"a{n}", company, "5") for n in range(2)]
    many = [funding(f"b{n}", company, "5") for n in range(50)]
    for drafts in (few, many):
        with django_assert_num_queries(4):
            assert len(ledger.post_many(drafts)) == len(drafts)
    assert account(AccountKind.BUYER_FUNDS, "CNY", company).balance == 260
    connection.check_constraints()


def test_many_leave_out_what_was_booked_before() -> None:
    company = CompanyFactory()
    drafts = [funding(f"a{n}", company, "5") for n in range(3)]
    ledger.post_many(drafts[:2])
    assert [booked.key for booked in ledger.post_many(drafts)] == ["a2"]
    assert balance(AccountKind.BUYER_FUNDS, "CNY", company) == 15


def test_many_are_refused_as_one(transactional_db) -> None:
    company = CompanyFactory()
    with pytest.raises(InsufficientFunds):
        ledger.post_many([funding("a", company, "5"), funding("b", company, "-6")])
    with pytest.raises(KeyReused):
        ledger.post_many([funding("a", company, "5"), funding("a", company, "5")])
    assert not Transaction.objects.exists()


# --- Two at once ----------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_not_take_more_than_there_is() -> None:
    company = CompanyFactory()
    post(funding("a", company, "100"))
    keys = iter(["b", "c"])
    results = raced(lambda: post(funding(next(keys), company, "-60")))
    assert [type(result) for result in results if isinstance(result, Exception)] == [
        InsufficientFunds
    ]
    assert balance(AccountKind.BUYER_FUNDS, "CNY", company) == 40


@pytest.mark.django_db(transaction=True)
def test_control_without_the_guard_in_the_update_both_take_it(monkeypatch) -> None:
    """Each looks before the other has written: more is taken than there was."""
    company = CompanyFactory()
    post(funding("a", company, "100"))
    both_looked = threading.Barrier(2, timeout=10)

    def look_then_write(account_id: int, amount: Decimal) -> None:
        lies = LedgerAccount.objects.get(pk=account_id).balance
        both_looked.wait()
        if lies + amount < 0:
            raise InsufficientFunds("too little")
        LedgerAccount.objects.filter(pk=account_id).update(balance=lies + amount)

    monkeypatch.setattr(ledger, "_change_balance", look_then_write)
    keys = iter(["b", "c"])
    results = raced(lambda: post(funding(next(keys), company, "-60")))
    assert not [result for result in results if isinstance(result, Exception)]
    assert balance(AccountKind.BUYER_FUNDS, "CNY", company) == -20


@pytest.mark.django_db(transaction=True)
def test_the_same_key_at_once_is_booked_once() -> None:
    company = CompanyFactory()
    account(AccountKind.BUYER_FUNDS, "CNY", company)
    first, second = raced(lambda: post(funding("a", company, "5")))
    assert first == second
    assert balance(AccountKind.BUYER_FUNDS, "CNY", company) == 5
    assert LedgerAccount.objects.get(company=company).balance == 5
