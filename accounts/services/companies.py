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
from common.countries import CHINA, country_name


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


def edit_company(*, company: Company, data: CompanyData) -> Company:
    """Rewrite what the company says of itself; orders keep what was said. Raises BadInput."""
    good = vars(checked(data))
    for name, value in good.items():
        setattr(company, name, value)
    company.save(update_fields=list(good))
    return company


def set_spending_limit(*, company: Company, limit: Decimal | None) -> Company:
    """Purchases of a purchaser above ``limit`` (company's currency) wait for an approver.

    None: no limit. Raises BadInput below zero.
    """
    if limit is not None and limit < 0:
        raise BadInput(_("A spending limit is 0 or more."), field="spending_limit")
    company.spending_limit = limit
    company.save(update_fields=["spending_limit"])
    return company


def checked(data: CompanyData) -> CompanyData:
    """The data in its normal form. Raises BadInput that names the field and its rule."""
    good = CompanyData(**{name: value.strip() for name, value in vars(data).items()})
    if not good.name:
        raise BadInput(_("The company needs a name."), field="name")
    phone = normal_phone(good.phone, country=good.country) if good.phone else ""
    return replace(good, phone=phone, tax_number=_tax_number(good.tax_number, good.country))


def _tax_number(number: str, country: str) -> str:
    """Checked by its check digits, where its country has a known scheme."""
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
