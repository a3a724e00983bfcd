"""What every gateway can do. A gateway moves no status and books nothing: services do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, ClassVar

from payments.enums import GatewayCode
from payments.models import BankAccount, PaymentAttempt, Payout, Refund, TrialTransfer
from policies.schemas import PaymentRules


class Refused(Exception):
    """The gateway will not do it, however often it is asked."""


class Unavailable(Exception):
    """The gateway does not answer; it may do it later."""


class BadSignature(Exception):
    """The notice is not the gateway's, or not readable as one."""


class TooOld(Exception):
    """The notice is the gateway's, but its timestamp lies outside the window."""

    def __init__(self, notice: Notice) -> None:
        self.notice = notice
        super().__init__(notice.id)


@dataclass(frozen=True, slots=True)
class Notice:
    """A gateway's word on what became of something that we asked of it.

    ``kind`` is ``payment``, ``refund`` or ``payout``; ``reference`` our own name of the thing;
    ``succeeded`` whether it came about, ``reason`` why not. ``payload`` is all that it said, with
    ``reference`` and ``status``: by them and its id it is known when it comes again.
    """

    id: str
    kind: str
    reference: str
    succeeded: bool
    amount: Decimal
    currency: str
    gateway_reference: str
    reason: str
    payload: dict[str, Any]


class Gateway(ABC):
    code: ClassVar[GatewayCode]
    summary: ClassVar[Any]

    @abstractmethod
    def open_for(self, rules: PaymentRules) -> timedelta:
        """How long a payment may take that was started here."""

    @abstractmethod
    def new_reference(self, at: datetime) -> str:
        """A name for a new attempt, as this gateway wants it."""

    @abstractmethod
    def start(self, attempt: PaymentAttempt, return_url: str) -> str:
        """The address where the payer goes on; ``return_url`` is where to come back to."""

    @abstractmethod
    def read_notice(
        self, headers: Mapping[str, str], body: bytes, at: datetime, window: timedelta
    ) -> Notice:
        """What the message says. Raises BadSignature, or TooOld where ``at`` is past ``window``."""

    @abstractmethod
    def refund(self, refund: Refund) -> None:
        """Ask for the return of money, known by ``refund.name``. Raises Refused, Unavailable."""

    @abstractmethod
    def payout(self, payout: Payout | TrialTransfer) -> None:
        """Ask for a payout, known by ``payout.number``. Raises Refused, Unavailable."""

    def statement_url(self, bank_account: BankAccount) -> str:
        """Where its holder reads the account's statement, if that is a page of the gateway's."""
        return ""
