"""Companies that buy, the people who can sign in, and where goods go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from accounts.models import Address, Company, Membership, Region, User
from accounts.services.groups import ensure_group
from marketplace.demo.content.companies import BuyerWords
from marketplace.demo.signins import APPLICANT, PASSWORD, PEOPLE, STAFF
from suppliers.staff import GROUPS

LIMIT = Decimal(3000)
YEARS = timedelta(days=500)


@dataclass(frozen=True, slots=True)
class Buyer:
    """A company that buys, who buys for it, and where it receives."""

    company: Company
    user: User
    address: Address


def buyers(words: Iterable[BuyerWords], at: datetime) -> list[Buyer]:
    """The companies that have bought for a year; the first is the one that people sign in to."""
    made = []
    for number, buyer in enumerate(words):
        company = Company.objects.create(
            name=buyer.name.zh,
            name_en=buyer.name.en,
            region_id=buyer.region,
            currency=buyer.currency,
            spending_limit=None if number else LIMIT,
            invoice_title=buyer.name.zh,
            created_at=at - YEARS,
        )
        made.append(Buyer(company, _desk(company, number), _address(company, buyer)))
    return made


def sign_ins(sides: dict[str, Company], at: datetime) -> dict[str, Membership]:
    """The people of ``signins``, each a member of the company of its side; by e-mail."""
    secret = make_password(PASSWORD)
    members = {}
    for person in PEOPLE:
        user = _person(person.email, person.name, secret)
        members[person.email] = Membership.objects.create(
            company=sides[person.side], user=user, role=person.role, created_at=at - YEARS
        )
    return members


def staff() -> dict[str, User]:
    """The market's own people, in the groups of their work; by what ``signins`` says of them."""
    secret = make_password(PASSWORD)
    made = {}
    for person in STAFF:
        rights = {"is_staff": True, "is_superuser": not person.group}
        made[person.said] = user = _person(person.email, person.name, secret, **rights)
        if person.group:
            user.groups.add(ensure_group(name=person.group, permissions=GROUPS[person.group]))
    return made


def applicant() -> User:
    """Who applies to sell; ``applicants`` gives it its company."""
    return _person(APPLICANT[1], APPLICANT[2], make_password(PASSWORD))


def _person(email: str, name: str, secret: str, **fields: bool) -> User:
    user = User.objects.create(email=email, name=name, password=secret, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def _desk(company: Company, number: int) -> User:
    """Who placed the old orders: a desk that nobody can sign in to."""
    return User.objects.create(
        email=f"desk{number}@buyers.invalid",
        name="采购台",
        password=make_password(None),
        is_active=False,
    )


def _address(company: Company, words: BuyerWords) -> Address:
    return Address.objects.create(
        company=company,
        contact="仓库联系人",
        phone="+8613800000000",
        region=Region.objects.select_related("parent__parent").get(pk=words.region),
        street=words.street,
        is_default=True,
    )
