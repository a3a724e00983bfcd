"""A vetted company's English name: no paper of its country states it, so staff change it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.companies import set_english_name
from common.locking import lock_again
from suppliers.errors import BadShop
from suppliers.models import NameChange, Supplier
from suppliers.selectors.shops import vetted_as
from suppliers.services.hooks import shop_changed
from suppliers.services.staff import refuse_own_company
from suppliers.services.telling import tell_owners


@transaction.atomic
def change_english_name(
    *, supplier: Supplier, name_en: str, reason: str, actor: User, at: datetime
) -> NameChange:
    """Call the company so in English; the owners are told, and orders keep what was said.

    Raises NotAllowed for a member of the company, BadShop at ``name_en`` for a name that it has or
    that is too long, and for one that was not vetted, which changes it itself; at ``reason``
    without one.
    """
    refuse_own_company(supplier=supplier, actor=actor)
    company = lock_again(supplier.company, "name_en")
    if not vetted_as(company):
        raise BadShop(_("It was not vetted: the company changes its name itself."), field="name_en")
    if not reason.strip():
        raise BadShop(_("Say why."), field="reason")
    before = company.name_en
    set_english_name(company=company, name_en=name_en)
    if company.name_en == before:
        raise BadShop(_("That is its name already."), field="name_en")
    made = NameChange.objects.create(
        supplier=supplier,
        at=at,
        actor=actor,
        before=before,
        after=company.name_en,
        reason=reason.strip(),
    )
    shop_changed(supplier)
    _tell(made)
    return made


def _tell(change: NameChange) -> None:
    tell_owners(
        supplier=change.supplier,
        kind="english_name_changed",
        key=f"english-name:{change.pk}",
        at=change.at,
        url=reverse("accounts:company"),
        before=change.before or "–",
        after=change.after,
        reason=change.reason,
    )
