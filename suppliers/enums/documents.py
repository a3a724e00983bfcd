"""What a supplier shows of itself, and goods that need a qualification (rules §3)."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.status import Transitions


class DocumentKind(models.TextChoices):
    LICENCE = "licence", _("Business licence")
    ID = "id", _("Legal representative's ID")
    BANK = "bank", _("Bank account")
    TAX = "tax", _("Tax registration")
    PLANT = "plant", _("Proof of plant")
    LEASE = "lease", _("Lease of the stall")
    QUALIFICATION = "qualification", _("Qualification")


class FlaggedGoods(models.TextChoices):
    """Goods that only suppliers with a qualification may list."""

    FOOD = "food", _("Food")
    TOYS = "toys", _("Toys")
    COSMETICS = "cosmetics", _("Cosmetics")
    ELECTRICAL = "electrical", _("Electrical goods")


def document_label(kind: str, goods: str) -> str:
    """What a document is called in the reader's language; a qualification with its goods."""
    name = str(DocumentKind(kind).label)
    if not goods:
        return name
    return gettext("%(document)s: %(goods)s") % {
        "document": name,
        "goods": FlaggedGoods(goods).label,
    }


class RevisionStatus(models.TextChoices):
    PENDING = "pending", _("Waiting for review")
    ACCEPTED = "accepted", _("Accepted")
    SENT_BACK = "sent_back", _("Sent back")


REVISION_TRANSITIONS: Transitions = {
    RevisionStatus.ACCEPTED: frozenset({RevisionStatus.PENDING}),
    RevisionStatus.SENT_BACK: frozenset({RevisionStatus.PENDING, RevisionStatus.ACCEPTED}),
}
