"""Freight templates: kept whole, their rows rewritten with each change (rules §8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Region
from suppliers.errors import BadTemplate
from suppliers.models import FreightTemplate, FreightZone, Supplier


@dataclass(frozen=True, slots=True)
class ZoneDraft:
    """A row: units by the template's basis, fees in its currency. No regions: the rest of China."""

    first_units: Decimal
    first_fee: Decimal
    next_units: Decimal
    next_fee: Decimal
    regions: tuple[str, ...] = ()
    abroad: bool = False
    free_above: Decimal | None = None


@dataclass(frozen=True, slots=True)
class TemplateDraft:
    name: str
    basis: str
    zones: Sequence[ZoneDraft]
    currency: str = "CNY"
    is_default: bool = False


@transaction.atomic
def save_template(
    *, supplier: Supplier, draft: TemplateDraft, template: FreightTemplate | None = None
) -> FreightTemplate:
    """Make a template, or make ``template`` what ``draft`` says. Raises BadTemplate.

    The first one of a supplier is its default; a new default takes the place of the old.
    """
    _check(draft)
    others = supplier.freight_templates.exclude(pk=template.pk if template else 0)
    is_default = draft.is_default or not others.exists()
    if is_default:
        others.update(is_default=False)
    saved = template or FreightTemplate(supplier=supplier)
    saved.name, saved.basis, saved.currency = draft.name, draft.basis, draft.currency
    saved.is_default = is_default
    saved.save()
    saved.zones.all().delete()
    for zone in draft.zones:
        _add_zone(saved, zone)
    return saved


def _add_zone(template: FreightTemplate, draft: ZoneDraft) -> None:
    zone = FreightZone.objects.create(
        template=template,
        abroad=draft.abroad,
        first_units=draft.first_units,
        first_fee=draft.first_fee,
        next_units=draft.next_units,
        next_fee=draft.next_fee,
        free_above=draft.free_above,
    )
    zone.regions.set(Region.objects.filter(code__in=draft.regions))


def _check(draft: TemplateDraft) -> None:
    if not draft.name.strip():
        raise BadTemplate(_("A template has a name."), field="name")
    if not draft.zones:
        raise BadTemplate(_("A template has at least 1 row."), field="zones")
    for number, zone in enumerate(draft.zones):
        _check_zone(number, zone)
    _check_together(draft.zones)


def _check_zone(number: int, zone: ZoneDraft) -> None:
    for name in ("first_units", "next_units"):
        if getattr(zone, name) <= 0:
            raise BadTemplate(
                _("Row %(row)d: units are above 0.") % {"row": number + 1},
                field=f"zones.{number}.{name}",
            )
    for name in ("first_fee", "next_fee", "free_above"):
        value = getattr(zone, name)
        if value is not None and value < 0:
            raise BadTemplate(
                _("Row %(row)d: an amount is not below 0.") % {"row": number + 1},
                field=f"zones.{number}.{name}",
            )


def _check_together(zones: Sequence[ZoneDraft]) -> None:
    """A place must find one row: the one of its region, the rest of China, or abroad."""
    named = Counter(code for zone in zones for code in zone.regions)
    twice = [code for code, times in named.items() if times > 1]
    if twice:
        names = Region.objects.filter(code__in=twice).values_list("name", flat=True)
        raise BadTemplate(
            _("Named in two rows: %(regions)s.") % {"regions": ", ".join(names) or twice[0]},
            field="zones",
        )
    if sum(zone.abroad for zone in zones) > 1:
        raise BadTemplate(_("Only one row is for abroad."), field="zones")
    if sum(not zone.abroad and not zone.regions for zone in zones) > 1:
        raise BadTemplate(_("Only one row is for the rest of China."), field="zones")
