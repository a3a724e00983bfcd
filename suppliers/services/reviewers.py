"""Who may review a company: staff, and nobody who belongs to it (rules §3)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import Company, User
from accounts.selectors.private_data import belongs_to
from suppliers.errors import NotYours


def check_reviewer(actor: User, company: Company) -> None:
    """Raises NotYours where ``actor`` may not judge ``company``."""
    if not actor.is_staff:
        raise NotYours(_("Only staff review suppliers."), code="not_staff")
    if belongs_to(actor, company):
        raise NotYours(
            _("You belong to %(company)s: somebody else reviews it.") % {"company": company},
            code="own_company",
        )
