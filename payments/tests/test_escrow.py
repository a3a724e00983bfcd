from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.tests.factories import CompanyFactory
from payments.enums import AccountKind, RefundStatus
from payments.models import Refund, Transaction
from payments.selectors.accounts import balance, escrow_held
from payments.services import escrow
from payments.services.escrow import EscrowShort
from payments.services.ledger import InsufficientFunds
from payments.services.refunds import RefundTooLarge
from payments.tests.factories import held, open_payment, pay

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("eager_tasks"),
]


def settle(number: str, supplier, amount: str, commission: str = "0.60"):
    return escrow.settle(
        order_number=number,
        supplier_company=supplier,
        amount=Decimal(amount),
        commission=Decimal(commission),
        currency="CNY",
        at=timezone.now(),
        policy_version=None,
    )


def give_back(payment, number: str, amount: str, key: str = "back") -> Refund:
    return escrow.give_back(
        payment=payment,
        order_number=number,
        amount=Decimal(amount),
        currency="CNY",
        reason="Closed",
        key=key,
        at=timezone.now(),
    )


def test_what_is_held_is_told_by_order() -> None:
    held("O-1", "100")
    held("O-2", "50")
    assert escrow_held("O-1", "CNY") == 100
    assert escrow_held("O-2", "CNY") == 50
    assert balance(AccountKind.ESCROW, "CNY") == 150


def test_more_than_the_payer_has_is_not_held() -> None:
    buyer = held("O-1")
    with pytest.raises(InsufficientFunds):
        escrow.hold(
            payer=buyer,
            order_number="O-2",
            amount=Decimal(1),
            currency="CNY",
            at=timezone.now(),
            key="hold:O-2",
        )
    assert escrow_held("O-2", "CNY") == 0


def test_settling_pays_supplier_and_platform_once() -> None:
    held("O-1")
    supplier = CompanyFactory()
    assert settle("O-1", supplier, "100") == settle("O-1", supplier, "100")
    assert balance(AccountKind.SUPPLIER_BALANCE, "CNY", supplier) == Decimal("99.40")
    assert balance(AccountKind.COMMISSION, "CNY") == Decimal("0.60")
    assert escrow_held("O-1", "CNY") == 0


def test_without_commission_there_is_no_entry_for_it() -> None:
    held("O-1")
    booked = settle("O-1", CompanyFactory(), "100", "0")
    assert booked.entries.count() == 2


def test_more_than_is_held_is_not_settled() -> None:
    held("O-1", "100")
    held("O-2", "100")
    supplier = CompanyFactory()
    with pytest.raises(EscrowShort):
        settle("O-1", supplier, "100.01")
    assert balance(AccountKind.SUPPLIER_BALANCE, "CNY", supplier) == 0
    assert not Transaction.objects.filter(key="settle:O-1").exists()


def test_a_commission_above_the_amount_is_a_fault() -> None:
    held("O-1")
    with pytest.raises(ValueError, match="commission"):
        settle("O-1", CompanyFactory(), "100", "100.01")


def paid_and_held(number: str, amount: str):
    """A payment that lies in escrow for an order."""
    return pay(open_payment(amount=amount, purpose="test_hold"))


@pytest.fixture(autouse=True)
def _holding_purpose(settings):
    settings.PAYMENT_PURPOSES = settings.PAYMENT_PURPOSES | {
        "test_hold": "payments.tests.test_escrow.hold_for_number"
    }


def hold_for_number(*, payment, at) -> None:
    escrow.hold(
        payer=payment.payer,
        order_number="O-9",
        amount=payment.amount,
        currency=payment.currency,
        at=at,
        key=f"hold:{payment.number}",
    )


def test_giving_back_books_at_once_and_the_gateway_sends_it() -> None:
    payment = paid_and_held("O-9", "80")
    refund = give_back(payment, "O-9", "30")
    assert escrow_held("O-9", "CNY") == 50
    assert balance(AccountKind.GATEWAY_CLEARING, "CNY") == -50
    refund.refresh_from_db()
    assert refund.status == RefundStatus.DONE
    assert [event.target for event in refund.events.all()] == ["sent", "done"]


def test_giving_back_twice_is_one_refund() -> None:
    payment = paid_and_held("O-9", "80")
    assert give_back(payment, "O-9", "30") == give_back(payment, "O-9", "30")
    assert escrow_held("O-9", "CNY") == 50


def test_more_than_is_held_is_not_given_back() -> None:
    payment = paid_and_held("O-9", "80")
    settle("O-9", CompanyFactory(), "60")
    with pytest.raises(EscrowShort):
        give_back(payment, "O-9", "20.01")
    assert not Refund.objects.exists()
    assert escrow_held("O-9", "CNY") == 20


def test_more_than_the_payment_brought_is_not_given_back() -> None:
    payment = paid_and_held("O-9", "80")
    held("O-9", "100")
    with pytest.raises(RefundTooLarge):
        give_back(payment, "O-9", "80.01")
    assert not Refund.objects.exists()
    assert escrow_held("O-9", "CNY") == 180
