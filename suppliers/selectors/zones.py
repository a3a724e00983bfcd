"""By which clock a company lives: that of its country, where the country has one."""

from __future__ import annotations

from accounts.enums import Role
from accounts.models import Company, User
from common.zones import BEIJING, zones_of
from suppliers.models import Supplier


def home_zone(company: Company) -> str:
    """The zone of the country; of several the one that the shop chose, else that of an owner who
    lives by one of them, else the first. Where nothing is known of the country, that of the market.
    """
    zones = zones_of(company.country)
    if len(zones) <= 1:
        return zones[0] if zones else BEIJING
    return next((zone for zone in _known_of(company) if zone in zones), zones[0])


def _known_of(company: Company) -> list[str]:
    chosen = Supplier.objects.filter(company=company).values_list("time_zone", flat=True)
    owners = User.objects.filter(memberships__company=company, memberships__role=Role.OWNER)
    return [*chosen, *owners.order_by("pk").values_list("time_zone", flat=True)]
