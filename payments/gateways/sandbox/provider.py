"""The other side: what a gateway company would run on its own machines.

It keeps nothing in this database. What it is asked to collect stands, signed, in the address of
its page. It tells of what became of it by notices that know nothing of the payer's browser, late
and more than once, as gateways do.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from decimal import Decimal

from django.conf import settings
from django.core import signing
from django.core.cache import cache

from common.outbox import send_after_commit

SUCCEEDED = "succeeded"
FAILED = "failed"
#: Seconds after which a notice goes out, and again: behind the browser's return, or far behind.
SOON = (2, 7)
LATE = (6, 15)
#: Payouts to accounts whose number ends like this fail, to be seen failing.
FAILING_TAIL = "0000"
_SALT = "sandbox-pay"
_BANK_SALT = "sandbox-bank"
_REMEMBERED_SECONDS = 7 * 24 * 3600
_STATEMENT_SECONDS = 90 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Asked:
    """What a merchant asks the sandbox to collect."""

    reference: str
    amount: str
    currency: str
    title: str
    return_url: str


@dataclass(frozen=True, slots=True)
class BankAccount:
    """An account at the sandbox's bank."""

    id: str
    holder: str
    bank: str
    tail: str


@dataclass(frozen=True, slots=True)
class StatementLine:
    """What came onto an account at the sandbox's bank."""

    reference: str
    amount: str
    currency: str
    at: str


def seal_account(account: BankAccount) -> str:
    return signing.dumps(asdict(account), key=settings.SANDBOX_SECRET, salt=_BANK_SALT)


def unseal_account(token: str) -> BankAccount:
    """The account whose statement is asked for; raises BadSignature."""
    return BankAccount(**signing.loads(token, key=settings.SANDBOX_SECRET, salt=_BANK_SALT))


def statement(account: BankAccount) -> list[StatementLine]:
    """What came onto the account, newest first."""
    return [StatementLine(**line) for line in reversed(cache.get(_account_memory(account), []))]


def _write_down(account: BankAccount, number: str, amount: Decimal, currency: str) -> None:
    lines = cache.get(_account_memory(account), [])
    if number not in {line["reference"] for line in lines}:
        now = datetime.now(UTC).isoformat()
        line = asdict(StatementLine(number, str(amount), currency, now))
        cache.set(_account_memory(account), [*lines, line], _STATEMENT_SECONDS)


def seal(asked: Asked) -> str:
    return signing.dumps(asdict(asked), key=settings.SANDBOX_SECRET, salt=_SALT)


def unseal(token: str) -> Asked:
    """What a merchant asked; raises BadSignature where the address was changed."""
    return Asked(**signing.loads(token, key=settings.SANDBOX_SECRET, salt=_SALT))


def was_paid(asked: Asked) -> bool:
    return cache.get(_memory(asked)) is not None


def pay(asked: Asked, *, window_closed: bool = False) -> None:
    """Collect it, once; a second click sends the notice again and takes no second sum."""
    cache.set(_memory(asked), True, _REMEMBERED_SECONDS)
    _tell("payment", asked.reference, asked.amount, asked.currency, LATE if window_closed else SOON)


def decline(asked: Asked) -> None:
    """Refuse it, as a bank does that finds too little on the payer's account."""
    if not was_paid(asked):
        _tell("payment", asked.reference, asked.amount, asked.currency, SOON, "card_declined")


def take_back(key: str, amount: Decimal, currency: str) -> None:
    """Return money to a payer; asked again with the same key it tells the same again."""
    _tell("refund", key, str(amount), currency, SOON)


def pay_out(number: str, amount: Decimal, currency: str, account: BankAccount) -> None:
    """Send money to a bank account, once; it stands on the statement at once."""
    reason = "account_closed" if account.tail == FAILING_TAIL else ""
    if not reason:
        _write_down(account, number, amount, currency)
    _tell("payout", number, str(amount), currency, SOON, reason)


def _tell(
    kind: str, reference: str, amount: str, currency: str, delays: tuple[int, ...], reason: str = ""
) -> None:
    status = FAILED if reason else SUCCEEDED
    notice = {
        "id": f"{kind}-{reference}-{status}",
        "kind": kind,
        "reference": reference,
        "status": status,
        "amount": amount,
        "currency": currency,
        "gateway_reference": f"SBX-{reference}",
        "reason": reason,
    }
    for delay in delays:
        send_after_commit("payments.tasks.deliver_sandbox_notice", notice, countdown=delay)


def _memory(asked: Asked) -> str:
    return f"sandbox-pay:{asked.reference}"


def _account_memory(account: BankAccount) -> str:
    return f"sandbox-bank:{account.id}"
