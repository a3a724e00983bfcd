"""A removed supplier's money: held until all has ended, then its own (rules §4)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from accounts.errors import CannotClose
from accounts.services.closing import close_company
from accounts.tests.factories import CompanyFactory, MembershipFactory, StaffFactory, UserFactory
from common.errors import NotAllowed
from payments.enums import AccountKind, TransactionKind
from payments.models import Payment, Transaction
from payments.selectors.accounts import account, balance
from payments.services import ledger
from payments.services.deposits import open_deposit
from payments.services.ledger import Posting
from policies.schemas import StandingRules
from policies.selectors import in_force
from suppliers.enums import HoldCause, Standing
from suppliers.models import Hold, Settlement
from suppliers.services import appeals, holds, settlements
from suppliers.tests.factories import SupplierFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def removed() -> Hold:
    supplier = SupplierFactory()
    for currency in ("CNY", "USD"):
        ledger.post(
            key=f"deposit-{currency}",
            kind=TransactionKind.DEPOSIT,
            at=AT,
            entries=[
                Posting(account(AccountKind.GATEWAY_CLEARING, currency), Decimal(-500)),
                Posting(
                    account(AccountKind.SUPPLIER_DEPOSIT, currency, supplier.company), Decimal(500)
                ),
            ],
        )
    return holds.remove(
        supplier=supplier, cause=HoldCause.POINTS, key="points", reason="60 points", at=AT
    )


def money(hold: Hold, currency: str = "CNY") -> tuple[Decimal, Decimal]:
    company = hold.supplier.company
    kinds = (AccountKind.SUPPLIER_DEPOSIT, AccountKind.SUPPLIER_BALANCE)
    deposit, free = (balance(kind, currency, company) for kind in kinds)
    return deposit, free


def test_settled_when_the_time_for_an_appeal_is_over(removed: Hold) -> None:
    assert settlements.settle_due(at=AT + 7 * DAY - timedelta(seconds=1), limit=9) == []
    assert len(settlements.settle_due(at=AT + 7 * DAY, limit=9)) == 1
    assert money(removed) == money(removed, "USD") == (0, 500)
    assert Settlement.objects.get().settled_at == AT + 7 * DAY
    assert settlements.settle_due(at=AT + 90 * DAY, limit=9) == []
    booked = Transaction.objects.filter(kind=TransactionKind.DEPOSIT_RETURN)
    assert [row.policy_version for row in booked] == [in_force(StandingRules, AT).version] * 2


def test_not_while_an_appeal_is_open(removed: Hold) -> None:
    appeal = appeals.appeal(against=removed, text="It was not us", actor=UserFactory(), at=AT)
    settlements.settle_due(at=AT + 7 * DAY, limit=9)
    assert money(removed) == (500, 0)
    appeals.refuse(appeal=appeal, answer="Yes", actor=StaffFactory(), at=AT + 7 * DAY)
    assert settlements.settle_due(at=AT + 7 * DAY, limit=9) == []
    settlements.settle_due(at=AT + 8 * DAY, limit=9)
    assert money(removed) == (0, 500)


def test_called_off_where_the_appeal_was_granted(removed: Hold) -> None:
    appeal = appeals.appeal(against=removed, text="It was not us", actor=UserFactory(), at=AT)
    appeals.grant(appeal=appeal, answer="Right", actor=StaffFactory(), at=AT + DAY)
    assert settlements.settle_due(at=AT + 90 * DAY, limit=9) == []
    assert money(removed) == (500, 0)
    assert removed.supplier.events.last().target == Standing.ACTIVE


def test_without_a_deposit_there_is_nothing_to_return() -> None:
    holds.remove(
        supplier=SupplierFactory(), cause=HoldCause.POINTS, key="points", reason="60", at=AT
    )
    settlements.settle_due(at=AT + 7 * DAY, limit=9)
    assert not Transaction.objects.exists()
    assert Settlement.objects.get().settled_at


# --- Paying into the deposit, and closing the company ---------------------------------------


def test_only_a_vetted_shop_that_is_not_removed_pays_into_the_deposit(removed: Hold) -> None:
    unvetted = SupplierFactory()
    holds.place(
        supplier=unvetted,
        standing=Standing.SUSPENDED,
        cause=HoldCause.UNVETTED,
        key="unvetted",
        reason="of another system",
        at=AT,
    )
    refused = [CompanyFactory(), removed.supplier.company, unvetted.company]
    for company in refused:
        with pytest.raises(NotAllowed, match="vetted and is not removed"):
            open_deposit(company=company, amount=Decimal(100), currency="CNY", at=AT)
    assert not Payment.objects.exists()
    shop = SupplierFactory()
    assert open_deposit(company=shop.company, amount=Decimal(100), currency="CNY", at=AT)


def test_a_buyer_reads_that_there_is_nothing_to_pledge_for(client: Client) -> None:
    client.force_login(MembershipFactory().user)
    url = reverse("payments:deposit")
    page = client.get(url)
    assert "There is no shop to pledge for" in page.text
    assert '<form method="post" class="stack"' not in page.text
    assert client.post(url, {"amount": "100", "currency": "CNY"}).status_code == 422
    assert "Pay into the deposit" not in client.get(reverse("payments:money")).text
    assert not Payment.objects.exists()


def test_a_company_is_not_closed_while_its_shop_is_open() -> None:
    shop = SupplierFactory(name="青窑", name_en="Blue Kiln")
    with pytest.raises(CannotClose, match=r"Blue Kiln is open: ask our staff"):
        close_company(company=shop.company, at=AT)
    holds.remove(supplier=shop, cause=HoldCause.STAFF, key="wish", reason="its own wish", at=AT)
    assert close_company(company=shop.company, at=AT).closed_at == AT
