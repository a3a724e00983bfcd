"""Bank transfer: the payer names a reference, and staff match what the bank's statement says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payments.enums import GatewayCode
from payments.gateways.base import BadSignature, Gateway, Notice
from payments.models import PaymentAttempt, Payout, Refund, TrialTransfer
from payments.numbers import transfer_reference
from policies.schemas import PaymentRules


class BankTransfer(Gateway):
    code = GatewayCode.BANK_TRANSFER
    summary = _("Transfer the sum with a reference; we match it by hand within a working day.")

    def open_for(self, rules: PaymentRules) -> timedelta:
        return timedelta(days=rules.bank_transfer_days)

    def new_reference(self, at: datetime) -> str:
        return transfer_reference()

    def start(self, attempt: PaymentAttempt, return_url: str) -> str:
        return reverse("payments:transfer", args=[attempt.payment.number])

    def read_notice(
        self, headers: Mapping[str, str], body: bytes, at: datetime, window: timedelta
    ) -> Notice:
        """A bank sends no notices: whatever comes by that way is nobody's."""
        raise BadSignature(self.code)

    def refund(self, refund: Refund) -> None:
        """Nothing to call: staff transfer it and say so at their desk."""

    def payout(self, payout: Payout | TrialTransfer) -> None:
        """Nothing to call: staff transfer it and say so at their desk."""
