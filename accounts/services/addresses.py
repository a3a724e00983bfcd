"""Addresses of a company: where goods go to and come from; one of them is the default."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.enums import RegionLevel
from accounts.errors import BadInput
from accounts.models import Address, Company, Region
from accounts.phones import normal_phone
from common.countries import CHINA
from common.locking import lock_one

POSTCODE_OF_CHINA = re.compile(r"\d{6}")
LEAST_STREET = 2
#: What is asked for where a region has parts, by their level: Hong Kong's are districts.
PART_MISSING = {
    RegionLevel.CITY: _("Choose the city in %(region)s."),
    RegionLevel.DISTRICT: _("Choose the district in %(region)s."),
}


@dataclass(frozen=True)
class AddressDraft:
    """What a person fills in: in China ``region``, the deepest one; abroad ``city``, as text."""

    contact: str
    phone: str
    street: str
    country: str = CHINA
    region: Region | None = None
    city: str = ""
    postcode: str = ""
    is_default: bool = False


@transaction.atomic
def add(*, company: Company, draft: AddressDraft) -> Address:
    """Add an address; a company's first one is its default. Raises BadInput with the field."""
    good = checked(draft)
    lock_one(Company.objects.filter(pk=company.pk))
    first = not _live(company).exists()
    address = Address(company=company, **_columns(good))
    return _save(address, default=first or good.is_default)


@transaction.atomic
def change(*, address: Address, draft: AddressDraft) -> Address:
    """Rewrite an address; what was ordered to it keeps its own copy. Raises BadInput."""
    good = checked(draft)
    lock_one(Company.objects.filter(pk=address.company_id))
    for name, value in _columns(good).items():
        setattr(address, name, value)
    return _save(address, default=address.is_default or good.is_default)


@transaction.atomic
def make_default(*, address: Address) -> Address:
    """Make this the address that is chosen first."""
    lock_one(Company.objects.filter(pk=address.company_id))
    return _save(address, default=True)


@transaction.atomic
def remove(*, address: Address, at: datetime) -> Address:
    """Take an address off the list; the newest of the others becomes the default after it."""
    lock_one(Company.objects.filter(pk=address.company_id))
    was_default, address.is_default, address.removed_at = address.is_default, False, at
    address.save(update_fields=["is_default", "removed_at"])
    heir = _live(address.company).order_by("-pk").first() if was_default else None
    if heir:
        _save(heir, default=True)
    return address


def checked(draft: AddressDraft) -> AddressDraft:
    """The draft in its normal form. Raises BadInput that names the field and its rule."""
    for fault in faults_of(draft):
        raise fault
    stripped = _stripped(draft)
    return replace(stripped, phone=_phone(stripped))


def faults_of(draft: AddressDraft) -> list[BadInput]:
    """All that is wrong with a draft, each fault with its field and its rule."""
    stripped = _stripped(draft)
    return [*_missing(stripped), *_bad_place(stripped), *_bad_phone(stripped)]


def _stripped(draft: AddressDraft) -> AddressDraft:
    """Without blanks around, and with a region in China or a city abroad, not both."""
    given = {
        name: value.strip() if isinstance(value, str) else value
        for name, value in vars(draft).items()
    }
    unused = {"city": ""} if draft.country == CHINA else {"region": None}
    return AddressDraft(**given | unused)


def _missing(draft: AddressDraft) -> Iterator[BadInput]:
    if not draft.contact:
        yield BadInput(_("Say who receives the goods."), field="contact")
    if len(draft.street) < LEAST_STREET:
        yield BadInput(_("Write the street and number."), field="street")


def _bad_place(draft: AddressDraft) -> Iterator[BadInput]:
    if draft.country != CHINA:
        if not draft.city:
            yield BadInput(_("Write the city, and the state or province."), field="city")
        return
    if draft.region is None:
        yield BadInput(_("Choose the province, city and district."), field="region")
    elif part := draft.region.children.first():
        words = PART_MISSING[RegionLevel(part.level)] % {"region": draft.region}
        yield BadInput(words, field="region")
    if draft.postcode and not POSTCODE_OF_CHINA.fullmatch(draft.postcode):
        yield BadInput(_("A postcode in China has 6 digits."), field="postcode")


def _bad_phone(draft: AddressDraft) -> Iterator[BadInput]:
    try:
        _phone(draft)
    except BadInput as fault:
        yield fault


def _phone(draft: AddressDraft) -> str:
    region = draft.region.code if draft.region else ""
    return normal_phone(draft.phone, country=draft.country, region=region)


def _columns(draft: AddressDraft) -> dict[str, Any]:
    return {name: value for name, value in vars(draft).items() if name != "is_default"}


def _live(company: Company) -> Any:
    return Address.objects.filter(company=company, removed_at__isnull=True)


def _save(address: Address, *, default: bool) -> Address:
    """Save under the lock of the company; the former default gives way first."""
    if default:
        _live(address.company).filter(is_default=True).exclude(pk=address.pk).update(
            is_default=False
        )
    address.is_default = default
    address.save()
    return address
