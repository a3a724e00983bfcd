"""Opening a shop, and what its supplier says of it: profile, mixed batch, sales regions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.models import Company, Region, User
from common.countries import country_name
from common.locking import lock_again
from common.zones import zones_of
from suppliers.enums import HoldCause, SalesScope, Standing
from suppliers.errors import BadShop
from suppliers.models import Belt, StandingEvent, Supplier
from suppliers.selectors.zones import home_zone
from suppliers.services import holds
from suppliers.services.expiry import watch_documents
from suppliers.services.hooks import shop_changed

_SLUG_LENGTH = 60
VETTED = gettext_noop("Its application was approved")


@dataclass(frozen=True, slots=True)
class ShopProfile:
    """What buyers read of a shop. ``mix_amount`` is in ``currency``, that of new products.

    ``time_zone`` is the clock it lives by: one of its country's; empty for the one it has.
    """

    name: str
    kind: str
    name_en: str = ""
    intro: str = ""
    intro_en: str = ""
    belt: Belt | None = None
    ships_from: Region | None = None
    founded_year: int | None = None
    plant_area: int | None = None
    headcount: int | None = None
    currency: str = "CNY"
    mix_amount: Decimal | None = None
    mix_pieces: int | None = None
    time_zone: str = ""


@transaction.atomic
def found_supplier(
    *, company: Company, profile: ShopProfile, actor: User | None, at: datetime, slug: str = ""
) -> Supplier:
    """Open the shop of a company, active at once; its documents are watched. Raises BadShop.

    A shell of the company becomes that shop, under its old slug and with its history.
    """
    _check_profile(profile, at)
    known = Supplier.objects.filter(company=company).first()
    if known is not None:
        return _adopt(known, profile, actor, at)
    supplier = Supplier.objects.create(
        company=company,
        slug=_free_slug(slug, profile, company),
        joined_at=at,
        **_columns(profile, company),
    )
    StandingEvent.objects.create(subject=supplier, at=at, actor=actor, target=Standing.ACTIVE)
    watch_documents(supplier=supplier, at=at)
    return supplier


def _adopt(shell: Supplier, profile: ShopProfile, actor: User | None, at: datetime) -> Supplier:
    """The shell is vetted from now on: what else held it goes on, and it is audited from today."""
    lock_again(shell, "status")
    hold = shell.holds.open().filter(cause=HoldCause.UNVETTED).first()
    if hold is None:
        raise BadShop(
            _("%(company)s has a shop already.") % {"company": shell.company}, code="has_shop"
        )
    holds.lift(
        supplier=shell,
        key=hold.key,
        reason=VETTED,
        at=at,
        actor=actor,
        on_approval=True,
        quiet=True,
    )
    changes = {
        **_columns(profile, shell.company),
        "joined_at": at,
        "last_audit_at": None,
        "next_audit_at": None,
    }
    for name, value in changes.items():
        setattr(shell, name, value)
    shell.save(update_fields=changes)
    shop_changed(shell)
    watch_documents(supplier=shell, at=at)
    return shell


@transaction.atomic
def change_profile(*, supplier: Supplier, profile: ShopProfile, at: datetime) -> Supplier:
    """Rewrite what buyers read of the shop. Raises BadShop.

    Another time zone counts from the next figures on: visits that are planned keep theirs, and
    promises are hours on no clock.
    """
    _check_profile(profile, at)
    changes = _columns(profile, supplier.company)
    for name, value in changes.items():
        setattr(supplier, name, value)
    supplier.save(update_fields=changes)
    shop_changed(supplier)
    return supplier


@transaction.atomic
def set_sales_regions(
    *, supplier: Supplier, scope: str, regions: Iterable[Region], sells_abroad: bool
) -> Supplier:
    """Say where the shop sells (rules §8). Raises BadShop where regions are wanted and missing."""
    named = list(regions)
    if scope != SalesScope.EVERYWHERE and not named:
        raise BadShop(_("Name at least 1 region, or sell everywhere."), field="sales_regions")
    supplier.sales_scope, supplier.sells_abroad = scope, sells_abroad
    supplier.save(update_fields=["sales_scope", "sells_abroad"])
    supplier.sales_regions.set([] if scope == SalesScope.EVERYWHERE else named)
    return supplier


def _columns(profile: ShopProfile, company: Company) -> dict[str, object]:
    given = {name: getattr(profile, name) for name in ShopProfile.__dataclass_fields__}
    return given | {"time_zone": _zone(profile.time_zone, company)}


def _zone(wanted: str, company: Company) -> str:
    """The zone chosen, or the one that follows. Raises BadShop for one of another country, unless
    the shop lives by it already."""
    if wanted and wanted not in zones_of(company.country) and not _lives_by(wanted, company):
        raise BadShop(
            _("%(zone)s is no time zone of %(country)s.")
            % {"zone": wanted, "country": country_name(company.country)},
            field="time_zone",
        )
    return wanted or home_zone(company)


def _lives_by(zone: str, company: Company) -> bool:
    return Supplier.objects.filter(company=company, time_zone=zone).exists()


def _check_profile(profile: ShopProfile, at: datetime) -> None:
    if not profile.name.strip():
        raise BadShop(_("A shop has a name."), field="name")
    for field in ("name", "name_en", "intro", "intro_en"):
        _check_length(field, getattr(profile, field))
    for field in ("mix_amount", "mix_pieces"):
        value = getattr(profile, field)
        if value is not None and value <= 0:
            raise BadShop(_("A threshold is above 0, not %(have)s.") % {"have": value}, field=field)
    year = profile.founded_year
    if year is not None and year > at.year:
        raise BadShop(
            _("%(have)d lies ahead; it is %(now)d.") % {"have": year, "now": at.year},
            field="founded_year",
        )


def _check_length(field: str, text: str) -> None:
    most = getattr(Supplier._meta.get_field(field), "max_length", None)
    if most and len(text) > most:
        raise BadShop(
            _("At most %(most)d characters, not %(have)d.") % {"most": most, "have": len(text)},
            field=field,
        )


def _free_slug(wanted: str, profile: ShopProfile, company: Company) -> str:
    """The slug wanted, refused where it is taken; else one made of the name."""
    if wanted:
        if Supplier.objects.filter(slug=wanted).exists():
            raise BadShop(_("The address “%(slug)s” is taken.") % {"slug": wanted}, field="slug")
        return wanted
    made = slugify(profile.name_en or profile.name)[: _SLUG_LENGTH - 12].strip("-") or "shop"
    return f"{made}-{company.pk}" if Supplier.objects.filter(slug=made).exists() else made
