"""Badges of a shop, and what each asks for (rules §5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Badge(models.TextChoices):
    PRO = "pro", _("Verified Pro")
    SUPER_FACTORY = "super_factory", _("Super Factory")
    BELT = "belt", _("Source belt")

    @property
    def bit(self) -> int:
        """Where many are kept as one number: ``catalog.ListingEntry.badges``."""
        return _BITS[self]


_BITS = {Badge.PRO: 1, Badge.SUPER_FACTORY: 2, Badge.BELT: 4}


class Limit(models.TextChoices):
    """On which side of its limit a figure meets a condition."""

    AT_LEAST = "at_least", "≥"
    AT_MOST = "at_most", "≤"
    BELOW = "below", "<"


class BadgeCondition(models.TextChoices):
    COMPANY = "company", _("A company, not a sole trader")
    DAYS = "days", _("Days on the market")
    COMPOSITE = "composite", _("Score")
    ORDERS = "orders", _("Orders signed for in 90 days")
    POINTS = "points", _("Penalty points")
    CASES = "cases", _("Quality cases in 90 days")
    VISIT = "visit", _("Valid site visit")
    DEPOSIT = "deposit", _("Deposit, CNY")
    FACTORY = "factory", _("A factory, seen by an inspector")
    REVENUE = "revenue", _("Yearly revenue, CNY, or a specialised maker's certificate")
    KNOWN = "known", _("Plant, m², with a known brand or customers abroad")
    ONLINE = "online", _("Plant, m², with supply to online shops")
    SOURCE = "source", _("A stall or a factory")
    REGION = "region", _("Inside the regions of its belt")
    VISITED = "visited", pgettext_lazy("condition", "Visited lately")
