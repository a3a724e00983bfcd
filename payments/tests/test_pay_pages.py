from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Membership
from accounts.tests.factories import MembershipFactory, colleague_of
from common.formats import moment
from payments.enums import AccountKind, AttemptStatus, PaymentStatus
from payments.gateways.base import Unavailable
from payments.gateways.sandbox import provider
from payments.models import Payment, PaymentAttempt
from payments.selectors.accounts import balance
from payments.services import payments, sandbox
from payments.tests.factories import open_payment, pay, started_attempt
from payments.web.pay import LOOKS

pytestmark = pytest.mark.django_db
PAGES = ["payments:pay", "payments:back", "payments:state", "payments:transfer"]


@pytest.fixture
def owner(client: Client) -> Membership:
    membership = MembershipFactory()
    client.force_login(membership.user)
    return membership


@pytest.fixture
def payment(owner: Membership) -> Payment:
    return open_payment(owner.company)


def url(name: str, payment: Payment) -> str:
    return reverse(name, args=[payment.number])


def choose(client: Client, payment: Payment, gateway: str = "sandbox") -> str:
    """Choose a way to pay; where it leads."""
    response = client.post(url("payments:pay", payment), {"gateway": gateway})
    assert response.status_code == 302
    return response["Location"]


# --- Who may ----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_the_payer_may(client, payment, page) -> None:
    started_attempt(payment, "bank_transfer")
    assert client.get(url(page, payment)).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_a_colleague_without_the_right_may_not(client, payment, owner, page) -> None:
    client.force_login(colleague_of(owner, Role.WAREHOUSE).user)
    assert client.get(url(page, payment)).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_another_company_does_not_find_it(client, payment, page) -> None:
    client.force_login(MembershipFactory().user)
    assert client.get(url(page, payment)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_asked_to_sign_in(client, payment, page) -> None:
    client.logout()
    response = client.get(url(page, payment))
    assert response.status_code == 302
    assert "login" in response["Location"]


@pytest.mark.parametrize(
    ("who", "status"), [("colleague", 403), ("company", 404), ("stranger", 302)]
)
def test_nobody_else_starts_it(client, payment, owner, who, status) -> None:
    if who == "colleague":
        client.force_login(colleague_of(owner, Role.WAREHOUSE).user)
    elif who == "company":
        client.force_login(MembershipFactory().user)
    else:
        client.logout()
    response = client.post(url("payments:pay", payment), {"gateway": "sandbox"})
    assert response.status_code == status
    assert not PaymentAttempt.objects.exists()


# --- Choosing ---------------------------------------------------------------------------------


def test_it_says_what_and_how_much(client, payment) -> None:
    page = client.get(url("payments:pay", payment)).text
    assert "Test payment" in page
    assert "100" in page
    assert "Sandbox Pay" in page
    assert "Bank transfer" in page


def test_a_double_click_is_one_attempt(client, payment) -> None:
    assert urlsplit(choose(client, payment)).path[:13] == "/sandbox/pay/"
    choose(client, payment)
    assert PaymentAttempt.objects.count() == 1


def test_each_clock_is_said_in_words(client, payment) -> None:
    """The time to start, then the time for the money; going on gives no more of it."""
    before = client.get(url("payments:pay", payment)).text
    assert "Time to start paying by this link" in before
    assert "If you go on now, the money has to be there by" in before
    started_attempt(payment, at=payment.created_at)
    payment.refresh_from_db()
    with time_machine.travel(payment.expires_at - timedelta(minutes=5)):
        page = client.get(url("payments:pay", payment)).text
    assert "Time for the money to arrive" in page
    assert f"the money has to be there by {moment(payment.expires_at)}." in page


@pytest.mark.parametrize("gateway", ["", "nobody"])
def test_an_unknown_way_is_refused(client, payment, gateway) -> None:
    response = client.post(url("payments:pay", payment), {"gateway": gateway}, follow=True)
    assert "There is no way to pay called" in response.text
    assert not PaymentAttempt.objects.exists()


def test_going_back_after_paying_shows_that_it_is_paid(client, payment) -> None:
    pay(payment)
    page = client.get(url("payments:pay", payment)).text
    assert "arrived on" in page
    assert 'name="gateway"' not in page
    response = client.post(url("payments:pay", payment), {"gateway": "sandbox"}, follow=True)
    assert "is not open" in response.text
    assert PaymentAttempt.objects.count() == 1


def test_a_withdrawn_payment_says_so(client, payment) -> None:
    payments.void_payment(payment=payment, at=timezone.now(), reason="changed")
    assert "was withdrawn" in client.get(url("payments:pay", payment)).text
    assert "/after/" in client.get(url("payments:pay", payment)).text


def test_over_its_time_it_cannot_be_paid_even_before_the_clock_comes(client, payment) -> None:
    with time_machine.travel(payment.expires_at + timedelta(seconds=1)):
        assert "The time to pay is over" in client.get(url("payments:pay", payment)).text
        client.post(url("payments:pay", payment), {"gateway": "sandbox"})
    assert not PaymentAttempt.objects.exists()


# --- Sandbox Pay ------------------------------------------------------------------------------


@pytest.fixture
def sandbox_url(client, payment) -> str:
    return choose(client, payment)


def test_the_sandbox_needs_no_sign_in_and_names_the_sum(client, sandbox_url) -> None:
    page = Client().get(sandbox_url).text
    assert "100.00" in page
    assert "Decline" in page


def test_a_changed_address_is_not_found(client, sandbox_url) -> None:
    assert client.get(sandbox_url.replace("pay/", "pay/x")).status_code == 404


def test_paying_leads_back_and_the_notice_comes_on_its_own(
    client, sandbox_url, payment, run_tasks
) -> None:
    with run_tasks():
        response = client.post(sandbox_url, {"choice": "pay"})
    assert response["Location"].endswith(url("payments:back", payment))
    payment.refresh_from_db()
    assert payment.status == PaymentStatus.PAID
    assert payment.attempts.get().notices.get().times == 2
    assert balance(AccountKind.SUPPLIER_DEPOSIT, "CNY", payment.payer) == 100


def test_the_browser_alone_settles_nothing(client, payment) -> None:
    started_attempt(payment)
    page = client.get(url("payments:back", payment)).text
    assert "Waiting for the word of the gateway" in page
    assert 'hx-trigger="every 2s"' in page
    payment.refresh_from_db()
    assert payment.status == PaymentStatus.OPEN


def test_the_notice_alone_settles_it(client, sandbox_url, payment, run_tasks) -> None:
    with run_tasks():
        response = client.post(sandbox_url, {"choice": "close"})
    assert response.status_code == 200
    assert "closed the window" in response.text
    payment.refresh_from_db()
    assert payment.status == PaymentStatus.PAID


def test_declining_leads_back_to_another_try(client, sandbox_url, payment, run_tasks) -> None:
    with run_tasks():
        response = client.post(sandbox_url, {"choice": "decline"})
    page = client.get(response["Location"]).text
    assert "The payment was declined" in page
    assert "Try again" in page
    payment.refresh_from_db()
    assert payment.status == PaymentStatus.OPEN
    assert payment.attempts.get().status == AttemptStatus.DECLINED
    assert choose(client, payment) != sandbox_url


def test_paying_twice_on_the_sandboxes_page_is_one_payment(
    client, sandbox_url, payment, run_tasks
) -> None:
    with run_tasks():
        client.post(sandbox_url, {"choice": "pay"})
    assert "not taken twice" in client.get(sandbox_url).text
    for choice in ("pay", "decline"):
        with run_tasks():
            client.post(sandbox_url, {"choice": choice})
    payment.refresh_from_db()
    assert payment.status == PaymentStatus.PAID
    assert balance(AccountKind.SUPPLIER_DEPOSIT, "CNY", payment.payer) == 100


@pytest.mark.django_db(transaction=True)
def test_the_notice_goes_over_http_as_a_gateways_does(live_server, settings) -> None:
    settings.SANDBOX_OVER_HTTP = True
    settings.SITE_URL = live_server.url
    attempt = started_attempt()
    notice = {
        "id": "n-1",
        "kind": "payment",
        "reference": attempt.reference,
        "status": "succeeded",
        "amount": str(attempt.amount),
        "currency": attempt.currency,
        "gateway_reference": "SBX-1",
        "reason": "",
    }
    sandbox.deliver(notice=notice | {"amount": "1.00"}, at=timezone.now())
    attempt.refresh_from_db()
    assert attempt.status == AttemptStatus.STARTED
    sandbox.deliver(notice=notice, at=timezone.now())
    attempt.refresh_from_db()
    assert attempt.status == AttemptStatus.SUCCEEDED


def test_a_site_that_does_not_answer_is_tried_again_later(settings) -> None:
    settings.SANDBOX_OVER_HTTP = True
    settings.SITE_URL = "http://localhost:1"
    with pytest.raises(Unavailable):
        sandbox.deliver(notice={"id": "x"}, at=timezone.now())


# --- Coming back ------------------------------------------------------------------------------


def test_the_fragment_equals_the_part_of_a_fresh_page(client, payment) -> None:
    started_attempt(payment)
    waiting = client.get(url("payments:state", payment)).text.strip()
    assert waiting in client.get(url("payments:back", payment)).text
    pay(payment)
    paid = client.get(url("payments:state", payment)).text.strip()
    assert paid in client.get(url("payments:back", payment)).text
    assert paid != waiting


def test_after_a_decline_each_return_looks_for_a_while_for_money_that_comes_after_all(
    client, payment
) -> None:
    """Whoever goes back to the gateway's page may still pay there, by the attempt declined."""
    attempt = started_attempt(payment)
    payments.decline_attempt(attempt=attempt, reason="card_declined", at=timezone.now())
    part = client.get(url("payments:back", payment)).text
    for looks in range(LOOKS, 0, -1):
        asks = f"{url('payments:state', payment)}?looks={looks}"
        assert f'hx-get="{asks}"' in part
        assert "No money has come so far" in part
        part = client.get(asks).text
    assert "hx-get" not in part
    assert "Try again" in part
    assert f"?looks={LOOKS}" in client.get(url("payments:back", payment)).text
    payments.confirm_attempt(
        attempt=attempt,
        amount=payment.amount,
        currency=payment.currency,
        gateway_reference="TEST",
        at=timezone.now(),
    )
    assert "arrived on" in client.get(asks).text


@pytest.mark.parametrize("looks", ["-1", "x", "9" * 5000])
def test_how_often_a_page_looks_is_not_the_addresss_to_say(client, payment, looks) -> None:
    attempt = started_attempt(payment)
    payments.decline_attempt(attempt=attempt, reason="card_declined", at=timezone.now())
    part = client.get(url("payments:state", payment), {"looks": looks}).text
    assert f"?looks={LOOKS}" in part


def test_once_paid_it_asks_no_more_and_leads_on(client, payment) -> None:
    pay(payment)
    fragment = client.get(url("payments:state", payment)).text
    assert "hx-get" not in fragment
    assert "/after/" in fragment


def test_a_page_that_waited_is_read_anew_once_it_is_paid(client, payment) -> None:
    started_attempt(payment)
    asked = {"HX-Request": "true"}
    assert "HX-Refresh" not in client.get(url("payments:state", payment), headers=asked)
    pay(payment)
    assert client.get(url("payments:state", payment), headers=asked)["HX-Refresh"] == "true"
    assert ">Paid</h1>" in client.get(url("payments:back", payment)).text


# --- Bank transfer ----------------------------------------------------------------------------


def test_a_bank_transfer_names_reference_and_account(client, payment, settings) -> None:
    address = choose(client, payment, "bank_transfer")
    page = client.get(address).text
    assert payment.attempts.get().reference in page
    assert settings.PLATFORM_BANK_ACCOUNT["number"] in page


def test_a_bank_transfer_may_take_days(client, payment) -> None:
    choose(client, payment, "bank_transfer")
    payment.refresh_from_db()
    assert payment.expires_at > payment.created_at + timedelta(days=4)


def test_without_an_attempt_there_is_nothing_to_transfer(client, payment) -> None:
    response = client.get(url("payments:transfer", payment))
    assert response["Location"] == url("payments:pay", payment)


# --- What was paid ----------------------------------------------------------------------------


def test_an_empty_list_says_why(client, owner) -> None:
    assert "Nothing has been paid yet" in client.get(reverse("payments:history")).text


def test_asked_is_what_the_sandbox_reads() -> None:
    asked = provider.Asked("A1", "5.00", "CNY", "Title", "/back/")
    assert provider.unseal(provider.seal(asked)) == asked
