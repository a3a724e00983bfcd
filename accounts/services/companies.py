"""Founding a company and keeping its data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from stdnum import get_cc_module
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError as NumberError

from accounts.enums import Role
from accounts.errors import BadInput
from accounts.models import Company, Membership, User
from accounts.phones import normal_phone
from accounts.vouched import vouched_for
from common.countries import CHINA, country_name
from common.locking import lock_again


@dataclass(frozen=True)
class CompanyData:
    """What a company says of itself, for its trading partners and on its invoices."""

    name: str
    name_en: str = ""
    country: str = CHINA
    currency: str = "CNY"
    phone: str = ""
    tax_number: str = ""
    invoice_title: str = ""


#: Where a company's name stands.
NAMES = ("name", "name_en", "invoice_title")


@transaction.atomic
def found_company(
    *,
    user: User,
    name: str,
    country: str = CHINA,
    currency: str = "CNY",
    name_en: str = "",
    phone: str = "",
    at: datetime,
) -> Membership:
    """Open a company and make its founder the owner. Raises BadInput with the field."""
    data = checked(CompanyData(name, name_en, country, currency, phone))
    company = Company.objects.create(created_at=at, **vars(data))
    return Membership.objects.create(company=company, user=user, role=Role.OWNER, created_at=at)


@transaction.atomic
def edit_company(*, company: Company, data: CompanyData) -> Company:
    """Rewrite what the company says of itself; orders keep what was said.

    Raises BadInput, also where somebody vouches for what would change.
    """
    good = checked(data)
    lock_again(company, *vars(good))
    for fault in faults_of_change(company, good):
        raise fault
    for name, value in vars(good).items():
        setattr(company, name, value)
    company.save(update_fields=list(vars(good)))
    return company


def faults_of_change(company: Company, data: CompanyData) -> list[BadInput]:
    """What of the data is another than the one that somebody vouches for (``accounts.vouched``)."""
    new = vars(_stripped(data))
    return [
        BadInput(said, field=field, code="vouched")
        for field, said in vouched_for(company).items()
        if new[field] != getattr(company, field)
    ]


@transaction.atomic
def rename_company(*, company: Company, before: str, name: str) -> Company:
    """Call the company by the name that its papers give it, wherever it bore the one ``before``.

    Where it bore that nowhere, the name in the country's own language is the new one.
    """
    lock_again(company, *NAMES)
    fields = [field for field in NAMES if getattr(company, field) == before] or ["name"]
    for field in fields:
        setattr(company, field, name)
    company.save(update_fields=fields)
    return company


@transaction.atomic
def set_english_name(*, company: Company, name_en: str) -> Company:
    """Call the company so in English, whoever vouches for the name. Raises BadInput for none, and
    for one that is too long."""
    name, most = name_en.strip(), Company._meta.get_field("name_en").max_length or 0
    if not 1 <= len(name) <= most:
        raise BadInput(
            _("A name has 1 to %(most)d characters, not %(have)d.")
            % {"most": most, "have": len(name)},
            field="name_en",
        )
    company.name_en = name
    company.save(update_fields=["name_en"])
    return company


def set_spending_limit(*, company: Company, limit: Decimal | None) -> Company:
    """Purchases of a purchaser above ``limit`` (company's currency) wait for an approver.

    None: no limit. Raises BadInput below zero.
    """
    for fault in faults_of_limit(limit):
        raise fault
    company.spending_limit = limit
    company.save(update_fields=["spending_limit"])
    return company


def faults_of_limit(limit: Decimal | None) -> list[BadInput]:
    """What is wrong with a spending limit."""
    if limit is None or limit >= 0:
        return []
    return [BadInput(_("A spending limit is 0 or more."), field="spending_limit")]


def checked(data: CompanyData) -> CompanyData:
    """The data in its normal form. Raises BadInput that names the field and its rule."""
    for fault in faults_of(data):
        raise fault
    good = _stripped(data)
    return replace(good, phone=_phone(good), tax_number=_tax_number(good))


def faults_of(data: CompanyData) -> list[BadInput]:
    """All that is wrong with the data, each fault with its field and its rule."""
    good = _stripped(data)
    faults = [] if good.name else [BadInput(_("The company needs a name."), field="name")]
    for check in (_phone, _tax_number):
        try:
            check(good)
        except BadInput as fault:
            faults.append(fault)
    return faults


def _stripped(data: CompanyData) -> CompanyData:
    return CompanyData(**{name: value.strip() for name, value in vars(data).items()})


def _phone(data: CompanyData) -> str:
    return normal_phone(data.phone, country=data.country) if data.phone else ""


def _tax_number(data: CompanyData) -> str:
    """Checked by its check digits, where its country has a known scheme."""
    number, country = data.tax_number, data.country
    scheme = uscc if country == CHINA else get_cc_module(country.lower(), "vat")
    if not number or scheme is None:
        return number
    try:
        return str(scheme.validate(number))
    except NumberError:
        raise BadInput(
            _("%(number)s is no tax number of %(country)s: its check digits do not fit.")
            % {"number": number, "country": country_name(country)},
            field="tax_number",
        ) from None
