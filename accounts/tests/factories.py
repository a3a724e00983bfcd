"""People, companies, regions and addresses for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.enums import RegionLevel, Role
from accounts.models import (
    Address,
    ApiToken,
    Company,
    Invitation,
    Membership,
    Notice,
    Region,
    User,
)

PASSWORD = "correct horse battery"


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.com")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password(PASSWORD)


class StaffFactory(UserFactory):
    is_staff = True
    is_superuser = True


class CompanyFactory(DjangoModelFactory[Company]):
    class Meta:
        model = Company

    name = factory.Sequence(lambda n: f"Test Company {n}")


class MembershipFactory(DjangoModelFactory[Membership]):
    """An owner of a company of their own, unless said otherwise."""

    class Meta:
        model = Membership

    company = factory.SubFactory(CompanyFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.OWNER


class RegionFactory(DjangoModelFactory[Region]):
    """Yiwu in Jinhua in Zhejiang, unless said otherwise."""

    class Meta:
        model = Region
        django_get_or_create = ("code",)

    code = "330782"
    name = "义乌市"
    name_en = "Yiwu"
    level = RegionLevel.DISTRICT

    @factory.lazy_attribute
    def parent(self) -> Region | None:
        return _ancestors_of_yiwu() if self.code == "330782" else None


class AddressFactory(DjangoModelFactory[Address]):
    class Meta:
        model = Address

    company = factory.SubFactory(CompanyFactory)
    contact = "王芳"
    phone = "+8613800138000"
    region = factory.SubFactory(RegionFactory)
    street = "稠州北路 699 号"
    postcode = "322000"


class InvitationFactory(DjangoModelFactory[Invitation]):
    class Meta:
        model = Invitation

    company = factory.SubFactory(CompanyFactory)
    email = factory.Sequence(lambda n: f"invited{n}@example.com")
    role = Role.PURCHASER
    token_hash = factory.Sequence(lambda n: f"{n:064x}")
    invited_by = factory.SubFactory(UserFactory)
    created_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyAttribute(lambda made: made.created_at + timedelta(days=7))


class NoticeFactory(DjangoModelFactory[Notice]):
    class Meta:
        model = Notice

    user = factory.SubFactory(UserFactory)
    kind = "invitation_accepted"
    params = factory.LazyFunction(lambda: {"name": "Li Na", "company": "Test Company"})
    key = factory.Sequence(lambda n: f"key-{n}")
    created_at = factory.LazyFunction(timezone.now)


class ApiTokenFactory(DjangoModelFactory[ApiToken]):
    class Meta:
        model = ApiToken

    membership = factory.SubFactory(MembershipFactory)
    name = "Stock system"
    prefix = "mk_abcdef"
    secret_hash = factory.Sequence(lambda n: f"{n:064x}")
    created_at = factory.LazyFunction(timezone.now)


def colleague_of(membership: Membership, role: str = Role.WAREHOUSE, **fields: Any) -> Membership:
    """Another member of the same company, of a lesser role."""
    return MembershipFactory(company=membership.company, role=role, **fields)


def _ancestors_of_yiwu() -> Region:
    zhejiang = RegionFactory(
        code="330000", name="浙江省", name_en="Zhejiang", level=RegionLevel.PROVINCE
    )
    return RegionFactory(
        code="330700",
        name="金华市",
        name_en="Jinhua",
        level=RegionLevel.CITY,
        parent=zhejiang,
    )
