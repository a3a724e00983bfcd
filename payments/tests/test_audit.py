"""The audit finds what is off: each test spoils the books behind the guards' back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone

from payments import audit
from payments.enums import AccountKind
from payments.models import Entry, LedgerAccount, PaymentAttempt, Payout, Refund, Transaction
from payments.selectors.accounts import account
from payments.services import payouts
from payments.tests.factories import held, open_payment, ordered_payout, pay, refund_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_checks")]


@pytest.fixture(autouse=True)
def _books() -> None:
    """Some of everything."""
    held("O-1")
    refund_of(pay(open_payment()))
    ordered_payout()
    connection.check_constraints()


@contextmanager
def unguarded() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")


def findings() -> list[tuple[str, str]]:
    return [(found.check, found.text) for found in audit.run()]


def test_true_books_fit(capsys) -> None:
    assert findings() == []
    call_command("audit_ledger")
    assert "The ledger fits" in capsys.readouterr().out


def test_a_corrupted_balance_is_named() -> None:
    wrong = LedgerAccount.objects.filter(kind=AccountKind.SUPPLIER_DEPOSIT).get()
    LedgerAccount.objects.filter(pk=wrong.pk).update(balance=Decimal("100.01"))
    [(check, text)] = findings()
    assert check == "kept balances are the sums of their entries"
    assert text == f"{wrong}: 100.01 kept, 100.00 by its entries"


def test_a_balance_kept_for_the_platform_is_named() -> None:
    account(AccountKind.COMMISSION, "CNY")
    LedgerAccount.objects.filter(kind=AccountKind.COMMISSION).update(balance=5)
    [(check, _text)] = findings()
    assert check == "kept balances are the sums of their entries"


def test_the_command_ends_with_one(capsys) -> None:
    LedgerAccount.objects.filter(kind=AccountKind.SUPPLIER_DEPOSIT).update(balance=1)
    with pytest.raises(CommandError) as raised:
        call_command("audit_ledger")
    assert raised.value.returncode == 1
    assert "WRONG  kept balances" in capsys.readouterr().out


def test_a_changed_entry_is_named() -> None:
    entry = Entry.objects.filter(account__kind=AccountKind.ESCROW, amount__gt=0).first()
    with unguarded():
        Entry.objects.filter(pk=entry.pk).update(amount=entry.amount + 1)
    checks = [check for check, _text in findings()]
    assert checks == ["transactions sum to zero", "currencies sum to zero"]
    assert f"{entry.transaction.key} is off by 1.00 CNY" in dict(findings()).values()


def test_a_lost_entry_is_named() -> None:
    booked = Transaction.objects.get(key="hold:O-1")
    with unguarded():
        booked.entries.filter(account__kind=AccountKind.ESCROW)._raw_delete("default")
    assert ("transactions sum to zero", "hold:O-1 has 1 entries") in findings()


def test_overdrawn_escrow_is_named() -> None:
    clearing, escrow = (
        account(AccountKind.GATEWAY_CLEARING, "CNY"),
        account(AccountKind.ESCROW, "CNY"),
    )
    booked = Transaction.objects.create(kind="funding", key="k", at=timezone.now())
    Entry.objects.create(
        transaction=booked, account=escrow, amount=-101, currency="CNY", subject="O-1"
    )
    Entry.objects.create(transaction=booked, account=clearing, amount=101, currency="CNY")
    assert findings() == [
        ("escrow holds no less than nothing for any order", "O-1: -1.00 CNY held")
    ]


def test_an_entry_of_another_currency_is_named() -> None:
    entry = Entry.objects.filter(account__kind=AccountKind.ESCROW).first()
    with unguarded():
        Entry.objects.filter(pk=entry.pk).update(currency="USD")
    assert "entries are in their account's currency" in [check for check, _text in findings()]


@pytest.mark.parametrize(
    ("model", "prefix", "field", "check"),
    [
        (PaymentAttempt, "payment:", "reference", "what came in is booked"),
        (Refund, "", "key", "what goes back is booked"),
        (Payout, "payout:", "number", "what is paid out is booked"),
    ],
)
def test_what_is_not_booked_is_named(model, prefix, field, check) -> None:
    name = getattr(model.objects.get(), field)
    with unguarded():
        Transaction.objects.filter(key=f"{prefix}{name}").update(key="other")
    assert [(found, name in text) for found, text in findings()] == [(check, True)]


def test_a_failed_payout_that_is_not_back_is_named() -> None:
    payouts.fail(payout=Payout.objects.get(), reason="closed", at=timezone.now())
    assert findings() == []
    with unguarded():
        Transaction.objects.filter(kind="payout_return").update(key="other")
    assert "is not back on the balance" in findings()[0][1]


def test_apps_above_add_their_checks() -> None:
    audit.register("orders hold what they should", lambda: ["O-1 holds 1 too little"])
    assert findings() == [("orders hold what they should", "O-1 holds 1 too little")]
    with pytest.raises(ValueError, match="Two checks"):
        audit.register("orders hold what they should", list)
