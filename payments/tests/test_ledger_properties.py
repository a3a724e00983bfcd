"""Whatever is done in whatever order: the books fit, and nobody owes what was never there."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Company
from accounts.tests.factories import CompanyFactory, UserFactory
from common.errors import DomainError
from payments import audit
from payments.enums import OWNED, AccountKind
from payments.models import Entry, LedgerAccount, PaymentAttempt, Refund
from payments.services import escrow, payments, payouts, refunds
from payments.tests.factories import bank_account_of, open_payment, started_attempt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_checks")]
AMOUNTS = st.decimals("0.01", "500", places=2)
COMPANIES, ORDERS = 3, 4


class Market:
    """A few companies and orders, and what may happen to their money."""

    def __init__(self) -> None:
        self.companies = [CompanyFactory() for _ in range(COMPANIES)]
        self.accounts = [bank_account_of(company) for company in self.companies]
        self.paid: dict[int, list[tuple[int, Decimal]]] = {n: [] for n in range(ORDERS)}
        self.actor = UserFactory()
        self.count = 0

    def do(self, what: str, who: int, order: int, amount: Decimal) -> None:
        self.count += 1
        try:
            with transaction.atomic():
                getattr(self, what)(self.companies[who], order, amount)
        except DomainError:
            pass  # refused, and what is refused must have changed nothing

    def pay_in(self, company: Company, order: int, amount: Decimal) -> PaymentAttempt:
        attempt = started_attempt(open_payment(company, str(amount)))
        self.confirm(attempt, amount)
        return attempt

    def pay_twice(self, company: Company, order: int, amount: Decimal) -> None:
        attempt = self.pay_in(company, order, amount)
        self.confirm(attempt, amount)

    def pay_late(self, company: Company, order: int, amount: Decimal) -> None:
        attempt = started_attempt(open_payment(company, str(amount)))
        payments.void_payment(payment=attempt.payment, at=timezone.now(), reason="changed")
        self.confirm(attempt, amount)

    def confirm(self, attempt: PaymentAttempt, amount: Decimal) -> None:
        payments.confirm_attempt(
            attempt=attempt,
            amount=amount,
            currency="CNY",
            gateway_reference="T",
            at=timezone.now(),
        )

    def hold(self, company: Company, order: int, amount: Decimal) -> None:
        escrow.hold(
            payer=company,
            order_number=f"O-{order}",
            amount=amount,
            currency="CNY",
            at=timezone.now(),
            key=f"hold:{self.count}",
        )

    def settle(self, company: Company, order: int, amount: Decimal) -> None:
        escrow.settle(
            order_number=f"O-{order}",
            supplier_company=company,
            amount=amount,
            commission=(amount * Decimal("0.1")).quantize(Decimal("0.01")),
            currency="CNY",
            at=timezone.now(),
            policy_version=None,
        )

    def give_back(self, company: Company, order: int, amount: Decimal) -> None:
        payment = company.payments.filter(status="paid").first()
        if payment is None:
            return
        escrow.give_back(
            payment=payment,
            order_number=f"O-{order}",
            amount=amount,
            currency="CNY",
            reason="closed",
            key=f"back:{self.count}",
            at=timezone.now(),
        )

    def fail_refund(self, company: Company, order: int, amount: Decimal) -> None:
        for refund in Refund.objects.filter(payment__payer=company)[:1]:
            refunds.send(refund_id=refund.pk, at=timezone.now())
            refund.refresh_from_db()
            refunds.fail(refund=refund, reason="closed", at=timezone.now())

    def pay_out(self, company: Company, order: int, amount: Decimal) -> None:
        payouts.request_payout(
            company=company,
            bank_account=self.accounts[self.companies.index(company)],
            amount=amount,
            key=f"out:{self.count}",
            actor=self.actor,
            at=timezone.now(),
        )

    def fail_payout(self, company: Company, order: int, amount: Decimal) -> None:
        for payout in company.payouts.all()[:1]:
            payouts.fail(payout=payout, reason="closed", at=timezone.now())


STEPS = st.tuples(
    st.sampled_from(
        [name for name in vars(Market) if name not in {"do", "confirm"} and "__" not in name]
    ),
    st.integers(0, COMPANIES - 1),
    st.integers(0, ORDERS - 1),
    AMOUNTS,
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, min_size=5, max_size=25))
def test_any_sequence_leaves_books_that_fit(steps) -> None:
    with transaction.atomic():
        market = Market()
        for step in steps:
            market.do(*step)
        connection.check_constraints()
        assert list(audit.run()) == []
        for account in LedgerAccount.objects.filter(kind__in=OWNED):
            assert account.balance == account.entries.total() >= 0
        assert Entry.objects.of(AccountKind.GATEWAY_CLEARING).total() <= 0
        transaction.set_rollback(True)
