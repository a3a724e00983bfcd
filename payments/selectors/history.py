"""What a company was asked to pay, what it paid, and what came back, by day and in sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from heapq import merge
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DecimalField,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from accounts.models import Company
from common.money import ZERO
from payments.enums import HistoryKind, RefundStatus
from payments.models import Payment, PaymentAttempt, Refund
from payments.selectors.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted(Period):
    """What the list is to show; an empty ``kind`` or ``currency`` stands for all of them."""

    kind: str = ""
    currency: str = ""

    @property
    def is_everything(self) -> bool:
        return self == Wanted()


@dataclass(frozen=True, slots=True)
class Move:
    """A payment or a refund. ``moved`` is what the company paid by it, below zero what came back;
    it is what came in, which may be more or less than what was asked for."""

    row: Payment | Refund
    kind: HistoryKind
    at: datetime
    asked: Decimal | None
    moved: Decimal

    @property
    def payment(self) -> Payment:
        return self.row if isinstance(self.row, Payment) else self.row.payment

    @property
    def about(self) -> str:
        """What it was for, in the reader's language."""
        if isinstance(self.row, Refund):
            return " · ".join(part for part in (self.row.subject, self.row.reason) if part)
        return self.row.shown_title


@dataclass(frozen=True, slots=True)
class Sums:
    """What the company paid in a currency, and what came back of it."""

    currency: str
    paid: Decimal
    back: Decimal

    @property
    def stays(self) -> Decimal:
        return self.paid - self.back


def history(company: Company, wanted: Wanted) -> QuerySet[Any, dict[str, Any]]:
    """Kind and id of what fits, the latest first; give a page of it to ``moves_of``."""
    return (
        _keys(_payments(company, wanted), HistoryKind.PAYMENT)
        .union(_keys(_refunds(company, wanted), HistoryKind.REFUND), all=True)
        .order_by("-at", "-what", "-pk")
    )


def moves_of(keys: Iterable[Mapping[str, Any]]) -> list[Move]:
    """The rows of a page of ``history``, in two queries."""
    ids: dict[str, list[int]] = defaultdict(list)
    shown = list(keys)
    for key in shown:
        ids[key["what"]].append(key["pk"])
    payments = _with_received(Payment.objects.all()).in_bulk(ids[HistoryKind.PAYMENT])
    refunds = _with_payments(Refund.objects.all()).in_bulk(ids[HistoryKind.REFUND])
    return [
        _paid(payments[key["pk"]])
        if key["what"] == HistoryKind.PAYMENT
        else _back(refunds[key["pk"]])
        for key in shown
    ]


def moves(company: Company, wanted: Wanted) -> Iterator[Move]:
    """The same from the first one on, as a stream: for an export of any length."""
    payments = _payments(company, wanted).order_by("at", "pk").iterator(chunk_size=2000)
    refunds = _refunds(company, wanted).order_by("at", "pk").iterator(chunk_size=2000)
    return merge(map(_paid, payments), map(_back, refunds), key=lambda move: move.at)


def sums(company: Company, wanted: Wanted) -> list[Sums]:
    """By currency what fits comes to; two queries."""
    paid = _by_currency(_payments(company, wanted), "received")
    back = _by_currency(_refunds(company, wanted), "back")
    return [
        Sums(currency, paid.get(currency, ZERO), back.get(currency, ZERO))
        for currency in sorted(paid.keys() | back.keys())
    ]


def _payments(company: Company, wanted: Wanted) -> QuerySet[Any]:
    """Each at the moment when it was paid, or else asked for."""
    if wanted.kind == HistoryKind.REFUND:
        return _with_received(Payment.objects.none())
    return _fitting(_with_received(Payment.objects.filter(payer=company)), wanted)


def _refunds(company: Company, wanted: Wanted) -> QuerySet[Any]:
    if wanted.kind == HistoryKind.PAYMENT:
        return _with_payments(Refund.objects.none())
    return _fitting(_with_payments(Refund.objects.filter(payment__payer=company)), wanted)


def _fitting(rows: QuerySet[Any], wanted: Wanted) -> QuerySet[Any]:
    if wanted.currency:
        rows = rows.filter(currency=wanted.currency)
    return rows.filter(wanted.within("at"))


def _with_received(payments: QuerySet[Payment]) -> QuerySet[Any]:
    by_payment = PaymentAttempt.objects.order_by().filter(payment=OuterRef("pk")).values("payment")
    received = by_payment.annotate(sum=Sum("received")).values("sum")
    return payments.annotate(
        at=Coalesce("paid_at", "created_at"), received=Coalesce(Subquery(received), ZERO)
    )


def _with_payments(refunds: QuerySet[Refund]) -> QuerySet[Any]:
    """What failed did not come ``back``."""
    failed = When(status=RefundStatus.FAILED, then=ZERO)
    return refunds.select_related("payment").annotate(
        at=F("requested_at"), back=Case(failed, default="amount", output_field=DecimalField())
    )


def _keys(rows: QuerySet[Any], kind: HistoryKind) -> QuerySet[Any, dict[str, Any]]:
    what = Value(kind.value, output_field=CharField())
    keys: QuerySet[Any, dict[str, Any]] = rows.order_by().annotate(what=what)
    return keys.values("at", "what", "pk")


def _by_currency(rows: QuerySet[Any], amount: str) -> dict[str, Decimal]:
    found = rows.order_by().values_list("currency").annotate(sum=Sum(amount))
    return {currency: sum_ for currency, sum_ in found if sum_}


def _paid(payment: Any) -> Move:
    return Move(payment, HistoryKind.PAYMENT, payment.at, payment.amount, payment.received)


def _back(refund: Any) -> Move:
    return Move(refund, HistoryKind.REFUND, refund.at, None, -refund.back)
