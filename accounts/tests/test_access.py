from __future__ import annotations

import pytest
from django.contrib.sessions.backends.cache import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from accounts.access import ACTING_COMPANY, check
from accounts.enums import Right, Role
from accounts.tests.factories import CompanyFactory, MembershipFactory, UserFactory
from accounts.web.middleware import ActingCompany
from common.errors import NotAllowed

pytestmark = pytest.mark.django_db


def passed_on(user: object, chosen: int | None = None) -> HttpRequest:
    """The request as a view behind the middleware sees it."""
    request = RequestFactory().get("/")
    request.user = user
    request.session = SessionStore()
    if chosen:
        request.session[ACTING_COMPANY] = chosen
    ActingCompany(lambda _request: HttpResponse())(request)
    return request


def test_a_person_with_one_company_acts_for_it() -> None:
    membership = MembershipFactory()
    request = passed_on(membership.user)
    assert request.membership == membership
    assert request.company == membership.company


def test_a_person_with_several_acts_for_the_one_chosen() -> None:
    user = UserFactory()
    first, second = MembershipFactory(user=user), MembershipFactory(user=user)
    assert passed_on(user).company is None
    assert passed_on(user, second.company_id).membership == second
    assert passed_on(user, first.company_id).membership == first


def test_a_company_that_is_not_theirs_is_not_chosen() -> None:
    membership = MembershipFactory()
    stranger = CompanyFactory()
    assert passed_on(membership.user, stranger.pk).company == membership.company
    assert passed_on(UserFactory(), stranger.pk).company is None


def test_it_takes_one_query(django_assert_num_queries) -> None:
    user = UserFactory()
    MembershipFactory.create_batch(3, user=user)
    with django_assert_num_queries(1):
        passed_on(user)


@pytest.mark.parametrize(
    ("role", "right", "may"),
    [
        (Role.OWNER, Right.MANAGE_COMPANY, True),
        (Role.PURCHASER, Right.BUY, True),
        (Role.PURCHASER, Right.MANAGE_COMPANY, False),
        (Role.WAREHOUSE, Right.SHIP, True),
        (Role.WAREHOUSE, Right.BUY, False),
        (Role.FINANCE, Right.PAY_OUT, True),
        (Role.SALES, Right.PAY_OUT, False),
    ],
)
def test_a_role_has_its_rights_and_no_others(role: str, right: Right, may: bool) -> None:
    membership = MembershipFactory(role=role)
    if may:
        assert check(membership, right) == membership
        return
    with pytest.raises(NotAllowed) as refused:
        check(membership, right)
    assert refused.value.params == {"rights": [right.value]}


def test_one_right_of_several_is_enough_and_any_member_has_none() -> None:
    membership = MembershipFactory(role=Role.WAREHOUSE)
    assert check(membership, Right.BUY, Right.SHIP) == membership
    assert check(membership) == membership
    with pytest.raises(NotAllowed):
        check(None)
