"""Reads of shops, and of where they sell."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Company
from common.formats import in_language
from common.rows import columns, made, width
from suppliers.enums import SHOWN, SalesScope, Standing
from suppliers.errors import ShopHidden, ShopRemoved
from suppliers.freight import Destination
from suppliers.models import Belt, Supplier

Scope = SalesScope


def shops() -> QuerySet[Supplier]:
    """Shops that buyers see, with what their page shows of company, belt and place."""
    return Supplier.objects.shown().select_related("company")


def shown_shop(slug: str) -> Supplier:
    """The shop as buyers see it.

    Raises Supplier.DoesNotExist, and ShopHidden where its standing hides it.
    """
    shop = Supplier.objects.vetted().select_related("company", "belt").get(slug=slug)
    if shop.status not in SHOWN:
        raise hidden(shop)
    return shop


def hidden(shop: Supplier) -> ShopHidden:
    """What buyers are told of a shop that they do not see."""
    words = {"name": in_language(shop, "name")}
    if shop.status == Standing.REMOVED:
        said = _("The shop “%(name)s” was closed. Orders that were placed with it go on.")
        return ShopRemoved(said % words)
    said = _(
        "The shop “%(name)s” is suspended: nothing can be ordered from it for now. Orders that "
        "were placed with it go on."
    )
    return ShopHidden(said % words)


#: Under which name and where a company was vetted, and how that changes.
_VETTED_NAME = gettext_lazy(
    "The company was vetted as a supplier under this name: it changes with a renewed business"
    " licence, handed in under Documents."
)
_VETTED = {
    "name": _VETTED_NAME,
    "name_en": gettext_lazy(
        "The company was vetted as a supplier under this name. Staff change it, with a reason:"
        " write to them what it is to be and what shows it."
    ),
    "country": gettext_lazy(
        "The company was vetted as a supplier in this country: one of another country applies anew."
    ),
}


def vetted_as(company: Company) -> Mapping[str, Any]:
    """What of the company its application vouches for, with how it changes (``accounts.vouched``);
    nothing of one that was not vetted."""
    return _VETTED if shop_of(company) is not None else {}


def shop_of(company: Company) -> Supplier | None:
    """The selling side of a company, if it has one that was vetted."""
    mine = Supplier.objects.vetted().filter(company=company)
    return mine.select_related("belt").first()


def belts() -> QuerySet[Belt]:
    """All belts in their order."""
    return Belt.objects.order_by("position", "slug")


def sells_to(supplier: Supplier, destination: Destination) -> bool:
    """Whether the supplier sells there (rules §8)."""
    return Supplier.objects.filter(selling_to(destination), pk=supplier.pk).exists()


def sellers(
    supplier_ids: Collection[int], destination: Destination
) -> tuple[dict[int, Supplier], set[int]]:
    """These suppliers with their companies, and the ids of those that sell there; one query."""
    asked: dict[str, Any] = {"ids": list(supplier_ids), "region_codes": destination.codes}
    with connection.cursor() as cursor:
        cursor.execute(_SELLERS[_kind_of(destination)], asked)
        rows = cursor.fetchall()
    found = {row[1]: _supplier(row[1:]) for row in rows}
    return found, {row[1] for row in rows if row[0]}


def _kind_of(destination: Destination) -> bool | None:
    """Abroad, or at home; None where nothing is known of the place but that it is at home."""
    return destination.is_abroad if destination.is_abroad or destination.codes else None


def _supplier(row: tuple[Any, ...]) -> Supplier:
    split = width(Supplier)
    supplier = made(Supplier, row[:split])
    supplier.company = made(Company, row[split:])
    return supplier


def selling_to(destination: Destination, prefix: str = "") -> Q:
    """The condition that a supplier sells to ``destination`` (rules §8).

    ``prefix`` is the way to the supplier from what is asked for: ``supplier__``.
    """
    if destination.is_abroad:
        return Q(**{f"{prefix}sells_abroad": True})
    if not destination.codes:
        return Q()
    link = Supplier.sales_regions.through
    here = link.objects.filter(supplier=OuterRef(f"{prefix}pk"), region__in=destination.codes)
    scope, named = f"{prefix}sales_scope", Q(Exists(here))
    return (
        Q(**{scope: Scope.EVERYWHERE})
        | (Q(**{scope: Scope.ONLY}) & named)
        | (Q(**{scope: Scope.EXCEPT}) & ~named)
    )


#: The same condition in SQL, of a supplier ``s`` and a place at home (False) or abroad (True);
#: takes ``region_codes``. A test compares it with ``selling_to``.
SELLING_TO = {
    True: "s.sells_abroad",
    False: """
        (s.sales_scope = 'everywhere' OR (s.sales_scope = 'only') = EXISTS (
            SELECT FROM suppliers_supplier_sales_regions r
            WHERE r.supplier_id = s.id AND r.region_id = ANY(%(region_codes)s)))
    """,
}
#: SQL of the suppliers that do not sell to a place, for a listing of many.
NOT_SELLING_TO = {
    is_abroad: f"SELECT s.id FROM suppliers_supplier s WHERE NOT {condition}"  # noqa: S608 -- constants
    for is_abroad, condition in SELLING_TO.items()
}
_SELLERS = {
    place: f"""
        SELECT {condition}, {columns(Supplier, "s")}, {columns(Company, "c")}
        FROM suppliers_supplier s JOIN accounts_company c ON c.id = s.company_id
        WHERE s.id = ANY(%(ids)s)
    """  # noqa: S608 -- conditions above, and columns of models
    for place, condition in [*SELLING_TO.items(), (None, "TRUE")]
}
