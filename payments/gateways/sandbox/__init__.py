"""The sandbox gateway as a merchant sees it: a page to send payers to, and signed notices."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payments.gateways.base import BadSignature, Gateway, Notice, TooOld
from payments.gateways.sandbox import provider
from payments.gateways.signing import is_in_window, sent_at
from payments.models import PaymentAttempt, Payout, Refund
from payments.numbers import fresh
from policies.schemas import PaymentRules


class Sandbox(Gateway):
    code = "sandbox"
    name = _("Sandbox Pay")
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
            title=attempt.payment.title,
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
        provider.take_back(refund.key, refund.amount, refund.currency)

    def payout(self, payout: Payout) -> None:
        bank_account = payout.bank_account
        provider.pay_out(payout.number, payout.amount, payout.currency, bank_account.number_tail)


def _parse(body: bytes) -> Notice:
    try:
        payload: dict[str, Any] = json.loads(body)
        amount = Decimal(payload["amount"])
        if not amount.is_finite():
            raise BadSignature("amount")
        return Notice(
            id=payload["id"],
            kind=payload["kind"],
            reference=payload["reference"],
            succeeded=payload["status"] == provider.SUCCEEDED,
            amount=amount,
            currency=payload["currency"],
            gateway_reference=payload["gateway_reference"],
            reason=payload["reason"],
            payload=payload,
        )
    except (ValueError, KeyError, TypeError, InvalidOperation) as error:
        raise BadSignature("body") from error
