"""The only writer of the ledger (rules §7): what is not booked here did not happen.

PostgreSQL refuses a transaction that does not sum to zero per currency, and every change of one
that was booked (migration ``0002_guards``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.errors import DomainError
from common.formats import number
from common.money import ZERO
from payments.enums import OWNED
from payments.models import Entry, LedgerAccount, Transaction
from policies.models import PolicyVersion


class InsufficientFunds(DomainError):
    """An account of a company holds less than is to be taken from it."""

    code = "insufficient_funds"


class KeyReused(DomainError):
    """The key of a booking names another one already.

    Not the one of ``common.errors``: that says of the key of a request, which its sender chose,
    that they used it twice. This key is ours, so the fault is too, and a program that sent a new
    key of its own would be refused just the same.
    """

    code = "ledger_key_reused"


@dataclass(frozen=True, slots=True)
class Posting:
    """``amount`` in the account's currency: positive where it receives, negative where it gives."""

    account: LedgerAccount
    amount: Decimal
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A transaction to be booked; ``key`` makes a repeated booking the same one."""

    key: str
    kind: str
    at: datetime
    entries: Sequence[Posting]
    memo: str = ""
    actor: User | None = None
    policy_version: PolicyVersion | None = None


def post(
    *,
    key: str,
    kind: str,
    at: datetime,
    entries: Sequence[Posting],
    memo: str = "",
    actor: User | None = None,
    policy_version: PolicyVersion | None = None,
) -> Transaction:
    """Book one movement of money, once per ``key``; two queries.

    Raises KeyReused where ``key`` was booked with other entries, and InsufficientFunds where an
    account of a company would fall below zero; inside a transaction of the caller that one can
    only be rolled back then, as no savepoint is spent on it.
    """
    draft = Draft(key, kind, at, entries, memo, actor, policy_version)
    with transaction.atomic(savepoint=False):
        new_id = _insert_once(draft)
        if new_id is not None:
            for account_id, amount in _changes([draft]):
                _change_balance(account_id, amount)
    return _booked_before(draft) if new_id is None else _transaction(draft, new_id)


def post_many(drafts: Sequence[Draft]) -> list[Transaction]:
    """Book many movements in the order of time; those booked before are left out.

    For histories made at once, in a handful of queries: an account must suffice for the sum of
    them all, not for each. Raises InsufficientFunds, and KeyReused where a key is twice among
    ``drafts``.
    """
    with transaction.atomic(savepoint=False):
        fresh = _not_booked(drafts)
        booked = Transaction.objects.bulk_create([_transaction(draft) for draft in fresh], 2000)
        for account_id, amount in _changes(fresh):
            _change_balance(account_id, amount)
        rows = [
            row for tx, draft in zip(booked, fresh, strict=True) for row in _entries(tx.pk, draft)
        ]
        Entry.objects.bulk_create(rows, 2000)
    return booked


_INSERT_ONCE = """
    WITH booked AS (
        INSERT INTO payments_transaction (kind, key, at, memo, actor_id, policy_version_id)
        VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (key) DO NOTHING RETURNING id
    ), entries AS (
        INSERT INTO payments_entry (transaction_id, account_id, amount, currency, subject)
        SELECT booked.id, given.* FROM booked,
            unnest(%s::bigint[], %s::numeric[], %s::text[], %s::text[]) AS given)
    SELECT id FROM booked
"""


def _insert_once(draft: Draft) -> int | None:
    """Write the transaction with its entries; its id, or None where the key was taken.

    The ORM has no INSERT … ON CONFLICT that tells the two apart in one query and without a
    savepoint; a booking of the same key that is under way is waited for.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT_ONCE,
            [
                str(draft.kind),
                draft.key,
                draft.at,
                draft.memo,
                _pk(draft.actor),
                _pk(draft.policy_version),
                [entry.account.pk for entry in draft.entries],
                [entry.amount for entry in draft.entries],
                [entry.account.currency for entry in draft.entries],
                [entry.subject for entry in draft.entries],
            ],
        )
        row = cursor.fetchone()
    return row[0] if row else None


def _booked_before(draft: Draft) -> Transaction:
    found = Transaction.objects.get(key=draft.key)
    was = sorted(found.entries.values_list("account_id", "amount", "subject"))
    if was != sorted((e.account.pk, e.amount, e.subject) for e in draft.entries):
        raise KeyReused(_("“%(key)s” was booked with other entries.") % {"key": draft.key})
    return found


def _not_booked(drafts: Sequence[Draft]) -> list[Draft]:
    keys = [draft.key for draft in drafts]
    if len(set(keys)) != len(keys):
        raise KeyReused(_("A key is twice in one set of bookings."))
    taken = set(Transaction.objects.filter(key__in=keys).values_list("key", flat=True))
    fresh = [draft for draft in drafts if draft.key not in taken]
    return sorted(fresh, key=lambda draft: draft.at)


def _changes(drafts: Iterable[Draft]) -> list[tuple[int, Decimal]]:
    """What each account of a company gains, ordered by primary key: the order of the locks."""
    changes: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for draft in drafts:
        for entry in draft.entries:
            if entry.account.kind in OWNED:
                changes[entry.account.pk] += entry.amount
    return sorted(changes.items())


def _change_balance(account_id: int, amount: Decimal) -> None:
    """Lock and change in one: the guard stands in the UPDATE."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE payments_ledgeraccount SET balance = balance + %(amount)s"
            " WHERE id = %(id)s AND balance >= -%(amount)s",
            {"id": account_id, "amount": amount},
        )
        changed = cursor.rowcount
    if not changed:
        raise InsufficientFunds(
            _("There is less on the account than the %(amount)s that are to be taken from it.")
            % {"amount": number(-amount)},
            amount=str(-amount),
        )


def _transaction(draft: Draft, pk: int | None = None) -> Transaction:
    return Transaction(
        pk=pk,
        kind=draft.kind,
        key=draft.key,
        at=draft.at,
        memo=draft.memo,
        actor=draft.actor,
        policy_version=draft.policy_version,
    )


def _entries(transaction_id: int, draft: Draft) -> list[Entry]:
    return [
        Entry(
            transaction_id=transaction_id,
            account=entry.account,
            amount=entry.amount,
            currency=entry.account.currency,
            subject=entry.subject,
        )
        for entry in draft.entries
    ]


def _pk(row: User | PolicyVersion | None) -> int | None:
    return row.pk if row else None
