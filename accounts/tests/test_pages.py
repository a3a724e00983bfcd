"""Every page of companies and people, for an owner, a colleague of a lesser role, a stranger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import InvitationState, Role
from accounts.models import Address, ApiToken, Company, Invitation, Membership, Notice, User
from accounts.secrets import hash_of
from accounts.tests.factories import (
    PASSWORD,
    AddressFactory,
    ApiTokenFactory,
    InvitationFactory,
    MembershipFactory,
    NoticeFactory,
    UserFactory,
    colleague_of,
)
from policies.schemas import OrderRules
from policies.tests.factories import rules_from

pytestmark = pytest.mark.django_db
COMPANY = {"name": "青花贸易", "name_en": "", "country": "CN", "currency": "CNY", "phone": ""}


@pytest.fixture
def owner() -> Membership:
    return MembershipFactory()


@pytest.fixture
def colleague(owner: Membership) -> Membership:
    return colleague_of(owner)


@pytest.fixture
def as_user() -> Callable[[User], Client]:
    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


OPEN_TO_MEMBERS = ["company", "members", "addresses", "notices", "tokens", "profile", "close"]


@pytest.mark.parametrize("name", OPEN_TO_MEMBERS)
def test_members_read_their_pages(name, owner, colleague, as_user) -> None:
    for member in (owner, colleague):
        assert as_user(member.user).get(reverse(f"accounts:{name}")).status_code == 200


@pytest.mark.parametrize("name", [*OPEN_TO_MEMBERS, "new_address", "choose_company", "found"])
def test_who_is_not_signed_in_is_led_to_sign_in_and_back(name, client) -> None:
    url = reverse(f"accounts:{name}")
    assert client.get(url).headers["Location"] == f"/account/login/?next={url}"


def test_a_fragment_leads_the_whole_page_to_sign_in(client) -> None:
    answer = client.get(
        reverse("accounts:bell"),
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/company/"},
    )
    assert answer.headers["HX-Redirect"] == "/account/login/?next=/company/"


@pytest.mark.parametrize("name", ["company", "members", "addresses", "tokens"])
def test_who_has_no_company_is_asked_to_open_one(name, as_user) -> None:
    url = reverse(f"accounts:{name}")
    page = as_user(UserFactory()).get(url, follow=True)
    assert page.redirect_chain[-1][0] == f"/company/choose/?next={url.replace('/', '%2F')}"
    assert "Your company" in page.content.decode()


# --- Company --------------------------------------------------------------------------------


def test_an_owner_edits_the_company(owner, as_user) -> None:
    form = {**COMPANY, "tax_number": "91110000600037341L", "spending_limit": "5000.00"}
    answer = as_user(owner.user).post(reverse("accounts:company"), form)
    assert answer.status_code == 302
    owner.company.refresh_from_db()
    assert (owner.company.name, owner.company.spending_limit) == ("青花贸易", 5000)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"tax_number": "91110000600037342L"}, "check digits"),
        ({"phone": "999"}, "no phone number of China"),
        ({"spending_limit": "-1"}, "0 or more"),
        ({"name": ""}, "This field is required"),
        ({"country": "XX"}, "Select a valid choice"),
    ],
)
def test_bad_company_data_is_refused_and_kept_in_the_form(changes, words, owner, as_user) -> None:
    answer = as_user(owner.user).post(reverse("accounts:company"), {**COMPANY, **changes})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    before = owner.company.name
    owner.company.refresh_from_db()
    assert owner.company.name == before
    assert owner.company.spending_limit is None


def test_fields_and_rules_of_a_company_are_said_at_once(owner, as_user) -> None:
    wrong = {"name": "", "phone": "999", "tax_number": "1", "spending_limit": "-1"}
    page = as_user(owner.user).post(reverse("accounts:company"), {**COMPANY, **wrong})
    assert page.context["form"].errors.keys() == wrong.keys()


def test_all_that_an_address_lacks_is_said_at_once(owner, as_user) -> None:
    wrong = {"contact": "", "phone": "12", "country": "CN", "street": "x", "postcode": "1"}
    page = as_user(owner.user).post(reverse("accounts:new_address"), wrong)
    form = page.context["form"]
    assert form.errors.keys() == {"contact", "phone", "street", "postcode", "__all__"}
    assert form.region_errors == ["Choose the province, city and district."]
    asked = as_user(owner.user).post(reverse("accounts:new_address"), wrong | {"show_place": "1"})
    assert asked.status_code == 200
    assert not asked.context["form"].errors
    assert 'value="12"' in asked.content.decode()


def test_a_colleague_reads_but_does_not_edit(owner, colleague, as_user) -> None:
    client = as_user(colleague.user)
    assert "An owner can change this" in client.get(reverse("accounts:company")).content.decode()
    answer = client.post(reverse("accounts:company"), COMPANY)
    assert answer.status_code == 403
    assert "Manage members and company data" in answer.content.decode()
    owner.company.refresh_from_db()
    assert owner.company.name != "青花贸易"


def test_a_company_is_opened_and_acted_for(as_user) -> None:
    client = as_user(UserFactory())
    answer = client.post(
        reverse("accounts:found"), {"name": "新公司", "country": "CN", "next": "/notices/"}
    )
    assert answer.headers["Location"] == "/notices/"
    assert "新公司" in client.get(reverse("accounts:company")).content.decode()


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example/"])
def test_nobody_is_led_to_another_site(target, as_user) -> None:
    form = {"name": "新公司", "country": "CN", "next": target}
    answer = as_user(UserFactory()).post(reverse("accounts:found"), form)
    assert answer.headers["Location"] == "/company/"


def test_one_chooses_among_ones_own_companies(owner, as_user) -> None:
    other = MembershipFactory(user=owner.user)
    stranger = MembershipFactory()
    client = as_user(owner.user)
    client.post(reverse("accounts:choose_company"), {"company": other.company_id})
    assert client.get("/notices/").wsgi_request.company == other.company
    client.post(reverse("accounts:choose_company"), {"company": stranger.company_id})
    assert client.get("/notices/").wsgi_request.company == other.company


# --- Members and invitations ----------------------------------------------------------------


def test_an_owner_invites_changes_and_removes(owner, colleague, as_user, run_tasks) -> None:
    client = as_user(owner.user)
    with run_tasks():
        client.post(reverse("accounts:members"), {"email": "new@example.com", "role": "sales"})
    invitation = Invitation.objects.get()
    client.post(reverse("accounts:change_role", args=[colleague.pk]), {"role": "finance"})
    colleague.refresh_from_db()
    assert colleague.role == Role.FINANCE
    client.post(reverse("accounts:withdraw_invitation", args=[invitation.pk]))
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.WITHDRAWN
    remove = reverse("accounts:remove_member", args=[colleague.pk])
    assert "Remove" in client.get(remove).content.decode()
    client.post(remove)
    assert not Membership.objects.filter(pk=colleague.pk).exists()


@pytest.mark.parametrize("who", ["colleague", "stranger"])
def test_others_change_nothing_about_members(who, owner, colleague, as_user) -> None:
    invitation = InvitationFactory(company=owner.company)
    acting, status = {
        "colleague": (colleague, 403),
        "stranger": (MembershipFactory(), 404),
    }[who]
    client = as_user(acting.user)
    acts = [
        (reverse("accounts:change_role", args=[owner.pk]), {"role": "sales"}),
        (reverse("accounts:remove_member", args=[owner.pk]), {}),
        (reverse("accounts:withdraw_invitation", args=[invitation.pk]), {}),
    ]
    assert [client.post(url, form).status_code for url, form in acts] == [status] * 3
    owner.refresh_from_db()
    invitation.refresh_from_db()
    assert (owner.role, invitation.state) == (Role.OWNER, InvitationState.OPEN)


def test_a_colleague_does_not_invite(colleague, as_user) -> None:
    form = {"email": "new@example.com", "role": "owner"}
    assert as_user(colleague.user).post(reverse("accounts:members"), form).status_code == 403
    assert not Invitation.objects.exists()


def test_a_member_is_not_invited_again(owner, colleague, as_user) -> None:
    form = {"email": colleague.user.email, "role": "sales"}
    answer = as_user(owner.user).post(reverse("accounts:members"), form)
    assert answer.status_code == 422
    assert "already belongs" in answer.content.decode()


def test_anybody_leaves_but_the_last_owner(owner, colleague, as_user) -> None:
    as_user(colleague.user).post(reverse("accounts:remove_member", args=[colleague.pk]))
    client = as_user(owner.user)
    answer = client.post(reverse("accounts:remove_member", args=[owner.pk]), follow=True)
    assert "needs an owner" in answer.content.decode()
    assert list(owner.company.memberships.all()) == [owner]


def test_the_invited_accepts_and_acts_for_the_company(as_user) -> None:
    user = UserFactory()
    invitation = InvitationFactory(email=user.email, token_hash=hash_of("secret"))
    client = as_user(user)
    url = reverse("accounts:invitation", args=["secret"])
    assert "Accept" in client.get(url).content.decode()
    client.post(url)
    assert client.get("/notices/").wsgi_request.company == invitation.company
    assert client.get(url).status_code == 410


def test_the_wrong_person_is_told_whose_invitation_it_is(as_user) -> None:
    invitation = InvitationFactory(email="li@example.com", token_hash=hash_of("secret"))
    client = as_user(UserFactory(email="wang@example.com"))
    url = reverse("accounts:invitation", args=["secret"])
    assert "for li@example.com; you are signed in as wang@example.com" in (
        client.get(url).content.decode()
    )
    client.post(url)
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.OPEN
    assert not Membership.objects.exists()


def test_an_unknown_link_says_so(client) -> None:
    answer = client.get(reverse("accounts:invitation", args=["nonsense"]))
    assert answer.status_code == 410
    assert "no longer open" in answer.content.decode()


def test_the_list_of_members_asks_as_much_for_three_as_for_one(
    owner, as_user, django_assert_num_queries
) -> None:
    client = as_user(owner.user)
    client.get(reverse("accounts:members"))
    for more in (0, 2):
        for _ in range(more):
            colleague_of(owner)
            InvitationFactory(company=owner.company)
        with django_assert_num_queries(6):
            client.get(reverse("accounts:members"))


# --- Addresses ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "status"), [(Role.PURCHASER, 200), (Role.WAREHOUSE, 200), (Role.FINANCE, 403)]
)
def test_who_buys_or_ships_edits_addresses(role, status, owner, as_user) -> None:
    address = AddressFactory(company=owner.company)
    client = as_user(colleague_of(owner, role).user)
    for page in ("edit_address", "remove_address"):
        url = reverse(f"accounts:{page}", args=[address.pk])
        assert client.get(url).status_code == status
    assert client.get(reverse("accounts:new_address")).status_code == status


def test_strangers_find_no_address(owner, as_user) -> None:
    address = AddressFactory(company=owner.company)
    client = as_user(MembershipFactory().user)
    for page in ("edit_address", "default_address", "remove_address"):
        url = reverse(f"accounts:{page}", args=[address.pk])
        assert client.post(url).status_code == 404
    address.refresh_from_db()
    assert (address.is_default, address.removed_at) == (False, None)


def test_the_list_of_addresses_asks_as_much_for_three_as_for_one(
    owner, as_user, django_assert_num_queries
) -> None:
    client = as_user(owner.user)
    for count in (1, 2):
        AddressFactory.create_batch(count, company=owner.company)
        with django_assert_num_queries(5):
            client.get(reverse("accounts:addresses"))


def test_default_and_removal(owner, as_user) -> None:
    first = AddressFactory(company=owner.company, is_default=True)
    second = AddressFactory(company=owner.company)
    client = as_user(owner.user)
    client.post(reverse("accounts:default_address", args=[second.pk]))
    assert Address.objects.get(is_default=True) == second
    client.post(reverse("accounts:remove_address", args=[second.pk]))
    assert list(Address.objects.of(owner.company)) == [first]


# --- Notices and tokens ---------------------------------------------------------------------


def test_notices_unread_first_and_marked_when_opened(owner, as_user) -> None:
    old = NoticeFactory(
        user=owner.user, url="/company/members/", params={"name": "王", "company": "X"}
    )
    NoticeFactory(
        user=owner.user, read_at="2026-03-01T00:00Z", params={"name": "李", "company": "X"}
    )
    client = as_user(owner.user)
    page = client.get(reverse("accounts:notices")).content.decode()
    assert page.index("王 joined") < page.index("李 joined")
    answer = client.post(reverse("accounts:open_notice", args=[old.pk]))
    assert answer.headers["Location"] == "/company/members/"
    old.refresh_from_db()
    assert old.read_at


def test_nobody_opens_anothers_notice(owner, colleague, as_user) -> None:
    notice = NoticeFactory(user=owner.user)
    for other in (colleague, MembershipFactory()):
        answer = as_user(other.user).post(reverse("accounts:open_notice", args=[notice.pk]))
        assert answer.status_code == 404
        as_user(other.user).post(reverse("accounts:read_notices"))
    assert Notice.objects.filter(read_at__isnull=True).count() == 1


def test_the_bell_counts_what_is_unread(owner, as_user) -> None:
    NoticeFactory.create_batch(2, user=owner.user)
    client = as_user(owner.user)
    bell = client.get(reverse("accounts:bell")).content.decode()
    assert ">2<" in bell
    client.post(reverse("accounts:read_notices"))
    assert "2" not in client.get(reverse("accounts:bell")).content.decode()


def test_the_list_of_notices_asks_as_much_for_three_as_for_one(
    owner, as_user, django_assert_num_queries
) -> None:
    client = as_user(owner.user)
    for count in (1, 2):
        NoticeFactory.create_batch(count, user=owner.user, company=owner.company)
        with django_assert_num_queries(6):
            client.get(reverse("accounts:notices"))


def test_a_token_is_shown_once_and_revoked(owner, as_user) -> None:
    client = as_user(owner.user)
    page = client.post(reverse("accounts:tokens"), {"name": "库存系统"})
    token = ApiToken.objects.get()
    secret = page.context["secret"]
    assert token.secret_hash == hash_of(secret)
    assert secret in page.content.decode()
    assert page.headers["Cache-Control"].startswith("max-age=0")
    again = client.get(reverse("accounts:tokens")).content.decode()
    assert secret not in again
    assert "库存系统" in again
    client.post(reverse("accounts:revoke_token", args=[token.pk]))
    token.refresh_from_db()
    assert token.revoked_at


def test_nobody_revokes_anothers_token(owner, colleague, as_user) -> None:
    token = ApiTokenFactory(membership=owner)
    for other in (colleague, MembershipFactory()):
        url = reverse("accounts:revoke_token", args=[token.pk])
        assert as_user(other.user).post(url).status_code == 404
    token.refresh_from_db()
    assert token.revoked_at is None


def test_a_token_needs_a_name(owner, as_user) -> None:
    assert as_user(owner.user).post(reverse("accounts:tokens"), {"name": " "}).status_code == 422
    assert not ApiToken.objects.exists()


# --- One's own account ----------------------------------------------------------------------


def test_language_and_zone_are_kept_and_followed(owner, as_user) -> None:
    client = as_user(owner.user)
    form = {"name": "王芳", "language": "zh-hans", "time_zone": "Europe/Berlin"}
    assert client.post(reverse("accounts:profile"), form).status_code == 302
    page = client.get(reverse("accounts:profile"))
    assert page.context["LANGUAGE_CODE"] == "zh-hans"
    other_browser = as_user(owner.user)
    assert other_browser.get(reverse("accounts:profile")).context["LANGUAGE_CODE"] == "zh-hans"
    switched = other_browser.post(reverse("set_language"), {"language": "en", "next": "/notices/"})
    assert switched.headers["Location"] == "/notices/"
    owner.user.refresh_from_db()
    assert owner.user.language == "en"


def test_a_zone_that_does_not_exist_is_refused(owner, as_user) -> None:
    form = {"name": "", "language": "xx", "time_zone": "Mars/Olympus"}
    assert as_user(owner.user).post(reverse("accounts:profile"), form).status_code == 422
    owner.user.refresh_from_db()
    assert owner.user.time_zone == "Asia/Shanghai"


def test_closing_says_how_long_trades_are_kept(owner, as_user) -> None:
    page = reverse("accounts:close")
    assert "kept for at least 3 years" in as_user(owner.user).get(page).text
    rules_from(OrderRules, timezone.now() - timedelta(hours=1), record_years=5)
    assert "kept for at least 5 years" in as_user(owner.user).get(page).text


def test_closing_needs_the_password(owner, as_user) -> None:
    client = as_user(owner.user)
    assert client.post(reverse("accounts:close"), {"password": "guess"}).status_code == 422
    owner.user.refresh_from_db()
    assert owner.user.is_active
    client.post(reverse("accounts:close"), {"password": PASSWORD})
    owner.user.refresh_from_db()
    assert not owner.user.is_active
    assert client.get("/notices/").status_code == 302
    assert Company.objects.get().closed_at
