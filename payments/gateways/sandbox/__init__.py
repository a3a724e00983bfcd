"""The sandbox gateway as a merchant sees it: a page to send payers to, and signed notices."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Annotated, Literal

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from payments.enums import GatewayCode
from payments.gateways.base import BadSignature, Gateway, Notice, TooOld
from payments.gateways.sandbox import provider
from payments.gateways.signing import is_in_window, sent_at
from payments.models import BankAccount, PaymentAttempt, Payout, Refund, TrialTransfer
from payments.numbers import fresh
from policies.schemas import PaymentRules


class Sandbox(Gateway):
    code = GatewayCode.SANDBOX
    summary = _("Plays a payment through at once; no real money moves.")

    def open_for(self, rules: PaymentRules) -> timedelta:
        return timedelta(minutes=rules.payment_minutes)

    def new_reference(self, at: datetime) -> str:
        return fresh("A", at)

    def start(self, attempt: PaymentAttempt, return_url: str) -> str:
        asked = provider.Asked(
            reference=attempt.reference,
            amount=str(attempt.amount),
            currency=attempt.currency,
            title=attempt.payment.shown_title,
            return_url=return_url,
        )
        return reverse("payments:sandbox", args=[provider.seal(asked)])

    def read_notice(
        self, headers: Mapping[str, str], body: bytes, at: datetime, window: timedelta
    ) -> Notice:
        sent = sent_at(settings.SANDBOX_SECRET, headers, body)
        notice = _parse(body)
        if not is_in_window(sent, at, window):
            raise TooOld(notice)
        return notice

    def refund(self, refund: Refund) -> None:
        provider.take_back(refund.name, refund.amount, refund.currency)

    def payout(self, payout: Payout | TrialTransfer) -> None:
        account = _account(payout.bank_account)
        provider.pay_out(payout.number, payout.amount, payout.currency, account)

    def statement_url(self, bank_account: BankAccount) -> str:
        return reverse(
            "payments:sandbox_bank", args=[provider.seal_account(_account(bank_account))]
        )


def _account(bank_account: BankAccount) -> provider.BankAccount:
    return provider.BankAccount(
        id=str(bank_account.pk),
        holder=bank_account.holder,
        bank=bank_account.bank,
        tail=bank_account.number_tail,
    )


class _Body(BaseModel):
    """The body of a notice; what is in it besides is left out."""

    model_config = ConfigDict(strict=True)

    id: Annotated[str, Field(pattern=r"^[\w.:-]{1,80}$")]
    kind: Literal["payment", "refund", "payout"]
    reference: Annotated[str, Field(pattern=r"^[\w.:-]{1,80}$")]
    status: Literal["succeeded", "failed"]
    amount: Annotated[str, Field(pattern=r"^\d{1,14}(\.\d{1,2})?$")]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    gateway_reference: Annotated[str, Field(pattern=r"^[\w.:-]{0,80}$")]
    reason: Annotated[str, Field(pattern=r"^[\w .,:-]{0,200}$")]


def _parse(body: bytes) -> Notice:
    try:
        read = _Body.model_validate_json(body)
    except ValidationError as error:
        raise BadSignature("body") from error
    return Notice(
        id=read.id,
        kind=read.kind,
        reference=read.reference,
        succeeded=read.status == provider.SUCCEEDED,
        amount=Decimal(read.amount),
        currency=read.currency,
        gateway_reference=read.gateway_reference,
        reason=read.reason,
        payload=read.model_dump(),
    )
