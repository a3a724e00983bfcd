"""Who trades in a replay: the shop that has the offers, and a company for each customer."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from accounts.models import Company, User
from catalog.enums import RowOutcome
from catalog.models import ImportJob
from catalog.services.imports import end_import, run_import, take_in
from marketplace.replay.trades import Invoice
from orders.selectors.delivery import AddressSnapshot
from suppliers.enums import SupplierKind
from suppliers.models import Supplier

#: More pieces of each SKU than all invoices together ask for.
STOCK = 10_000_000
CURRENCY = "GBP"
DESK = "replay@marketplace.invalid"
NOBODY = "Customers without a number"
#: What the file calls countries, in ISO 3166-1; ZZ where it names none.
COUNTRIES = {
    "Australia": "AU",
    "Austria": "AT",
    "Bahrain": "BH",
    "Belgium": "BE",
    "Brazil": "BR",
    "Canada": "CA",
    "Channel Islands": "JE",
    "Cyprus": "CY",
    "Czech Republic": "CZ",
    "Denmark": "DK",
    "EIRE": "IE",
    "Finland": "FI",
    "France": "FR",
    "Germany": "DE",
    "Greece": "GR",
    "Hong Kong": "HK",
    "Iceland": "IS",
    "Israel": "IL",
    "Italy": "IT",
    "Japan": "JP",
    "Lebanon": "LB",
    "Lithuania": "LT",
    "Malta": "MT",
    "Netherlands": "NL",
    "Norway": "NO",
    "Poland": "PL",
    "Portugal": "PT",
    "Saudi Arabia": "SA",
    "Singapore": "SG",
    "Spain": "ES",
    "Sweden": "SE",
    "Switzerland": "CH",
    "USA": "US",
    "United Arab Emirates": "AE",
    "United Kingdom": "GB",
}


def shop(slug: str, *, offers: Path, at: datetime) -> Supplier:
    """The shop of that slug; where there is none it is opened, with the offers imported.

    Raises ValueError where an offer is refused, TableRefused where the file is.
    """
    found = Supplier.objects.select_related("company").filter(slug=slug).first()
    return found or _opened(slug, offers, at)


def _opened(slug: str, offers: Path, at: datetime) -> Supplier:
    company = Company.objects.create(
        name=f"Replay: {slug}", country="GB", currency=CURRENCY, created_at=at
    )
    supplier = Supplier.objects.create(
        company=company,
        slug=slug,
        kind=SupplierKind.TRADER,
        name=slug,
        currency=CURRENCY,
        joined_at=at,
    )
    _import(supplier, offers, at)
    return supplier


def _import(supplier: Supplier, offers: Path, at: datetime) -> None:
    with offers.open("rb") as file:
        job = take_in(
            supplier=supplier,
            file=file,
            file_name=offers.name,
            default_stock=STOCK,
            actor=None,
            at=at,
        )
    for _part in run_import(job=job, at=at):
        pass
    end_import(job=job, at=at)
    _refuse_partial(job)


def _refuse_partial(job: ImportJob) -> None:
    refused = job.rows.filter(outcome=RowOutcome.REFUSED).first()
    if refused is not None:
        raise ValueError(f"row {refused.number} ({refused.code}): {refused.message}")
    if job.problem:
        raise ValueError(job.problem)


class Buyers:
    """The customers' companies, founded when they first buy."""

    def __init__(self) -> None:
        self.desk = User.objects.filter(email=DESK).first() or User.objects.create_user(DESK)
        known = Company.objects.filter(name_en__startswith="Replay customer")
        self._companies = {company.name: company for company in known}

    def company(self, invoice: Invoice) -> Company:
        """The invoice's buyer; one company stands for all who were not named."""
        name = f"Customer {invoice.customer}" if invoice.customer else NOBODY
        if name not in self._companies:
            self._companies[name] = Company.objects.create(
                name=name,
                name_en=f"Replay customer {invoice.customer or '-'}",
                country=country_of(invoice),
                currency=CURRENCY,
                created_at=invoice.at,
            )
        return self._companies[name]


def country_of(invoice: Invoice) -> str:
    return COUNTRIES.get(invoice.country, "ZZ")


def address_of(invoice: Invoice) -> AddressSnapshot:
    """As much of an address as the invoice tells: the country."""
    country = country_of(invoice)
    text = dict.fromkeys(
        ("phone", "region", "province", "city", "district", "street", "postcode"), ""
    )
    text |= dict.fromkeys(("province_en", "city_en", "district_en"), "")
    return AddressSnapshot(
        text | {"contact": "Goods inwards", "country": country, "city": invoice.country},
        country=country,
    )
