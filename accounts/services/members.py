"""Members of a company and their roles; a company always keeps an owner."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.errors import LastOwner
from accounts.models import Company, Membership, User
from accounts.services.notices import tell
from common.locking import lock_one


@transaction.atomic
def change_role(*, membership: Membership, role: Role, actor: User, at: datetime) -> Membership:
    """Give a member another role and tell them. Raises LastOwner where no owner would be left."""
    current = _locked(membership)
    if current.role == role:
        return current
    if role != Role.OWNER:
        _refuse_last_owner(current)
    current.role = role
    current.save(update_fields=["role"])
    tell(
        kind="role_changed",
        params={"company": current.company, "role": Role(role), "by": str(actor)},
        url="/company/",
        key=f"role:{current.pk}:{at.isoformat()}",
        users=[current.user],
        at=at,
    )
    return current


@transaction.atomic
def remove_member(*, membership: Membership, actor: User, at: datetime) -> None:
    """End a membership, with its cart and tokens. Raises LastOwner."""
    current = _locked(membership)
    _refuse_last_owner(current)
    current.delete()
    if current.user != actor:
        tell(
            kind="member_removed",
            params={"company": membership.company, "by": str(actor)},
            url="",
            key=f"removed:{membership.pk}",
            users=[current.user],
            at=at,
        )


def _locked(membership: Membership) -> Membership:
    """The membership as it is now, under the lock of its company."""
    lock_one(Company.objects.filter(pk=membership.company_id))
    return lock_one(Membership.objects.filter(pk=membership.pk).select_related("company", "user"))


def _refuse_last_owner(membership: Membership) -> None:
    if membership.role != Role.OWNER:
        return
    others = Membership.objects.filter(
        company_id=membership.company_id, role=Role.OWNER, user__is_active=True
    ).exclude(pk=membership.pk)
    if not others.exists():
        raise LastOwner(
            _("%(company)s needs an owner: make another member owner first.")
            % {"company": membership.company},
            field="role",
        )
