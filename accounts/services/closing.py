"""Closing an account: its people become anonymous, its trades stay (rules §7)."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt, AccessLog
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.enums import InvitationState, Role
from accounts.errors import CannotClose, LastOwner
from accounts.models import Address, ApiToken, Company, Invitation, Membership, User
from accounts.obstacles import obstacles_of
from common.locking import lock, lock_one


@transaction.atomic
def close_account(*, user: User, at: datetime) -> User:
    """Close the companies that have nobody else, leave the others, and forget who it was.

    Raises LastOwner where others would be left without an owner, and CannotClose where a
    company of theirs has something under way.
    """
    mine = Membership.objects.filter(user=user)
    lock(Company.objects.filter(pk__in=mine.values("company")))
    for membership in mine.select_related("company"):
        _leave(membership, at)
    return _forget(user)


@transaction.atomic
def close_company(*, company: Company, at: datetime) -> Company:
    """The company acts no more; what was traded stays, whom to call is erased.

    Raises CannotClose where something is under way.
    """
    current = lock_one(Company.objects.filter(pk=company.pk))
    reasons = obstacles_of(current)
    if reasons:
        raise CannotClose(
            _("%(company)s cannot be closed: %(reasons)s")
            % {"company": current, "reasons": " ".join(str(reason) for reason in reasons)},
        )
    _erase_contacts(current, at)
    current.closed_at, current.phone = at, ""
    current.save(update_fields=["closed_at", "phone"])
    return current


def _leave(membership: Membership, at: datetime) -> None:
    others = Membership.objects.filter(company=membership.company).exclude(pk=membership.pk)
    if not others.exists():
        close_company(company=membership.company, at=at)
    elif membership.role == Role.OWNER and not others.filter(role=Role.OWNER).exists():
        raise LastOwner(
            _("%(company)s needs an owner: make another member owner first.")
            % {"company": membership.company}
        )
    membership.delete()


def _erase_contacts(company: Company, at: datetime) -> None:
    Address.objects.filter(company=company).update(contact="", phone="", street="")
    Address.objects.filter(company=company, removed_at__isnull=True).update(
        is_default=False, removed_at=at
    )
    ApiToken.objects.filter(membership__company=company, revoked_at__isnull=True).update(
        revoked_at=at
    )
    company.invitations.filter(state=InvitationState.OPEN).update(state=InvitationState.WITHDRAWN)


def _forget(user: User) -> User:
    """Take from the person's row, and from what others keep, all that says who it was."""
    known_as, nobody = user.email, f"closed-{user.pk}@closed.invalid"
    user.notices.all().delete()
    Authenticator.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    for attempts in (AccessAttempt, AccessLog):
        attempts.objects.filter(username__iexact=known_as).delete()
    invitations = Invitation.objects.filter(email__iexact=known_as)
    invitations.filter(state=InvitationState.OPEN).update(state=InvitationState.WITHDRAWN)
    invitations.update(email=nobody)
    user.email, user.name, user.is_active = nobody, "", False
    user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    return user
