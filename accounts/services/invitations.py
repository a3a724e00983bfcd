"""Inviting people into a company by e-mail."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.enums import InvitationState, Role
from accounts.errors import AlreadyMember, InvitationUnusable
from accounts.models import Company, Invitation, Membership, User
from accounts.secrets import hash_of, new_secret
from accounts.services.notices import tell
from common.locking import lock_one
from common.outbox import send_after_commit
from policies.schemas import AccountRules
from policies.selectors import in_force


@transaction.atomic
def invite(
    *, company: Company, email: str, role: Role, invited_by: User, at: datetime
) -> tuple[Invitation, str]:
    """Invite ``email`` into the company and mail the link; returns the secret of the link too.

    An earlier open invitation to the same address gives way. Raises AlreadyMember.
    """
    lock_one(Company.objects.filter(pk=company.pk))
    if company.memberships.filter(user__email__iexact=email).exists():
        raise AlreadyMember(
            _("%(email)s already belongs to %(company)s.") % {"email": email, "company": company},
            field="email",
        )
    company.invitations.filter(state=InvitationState.OPEN, email__iexact=email).update(
        state=InvitationState.WITHDRAWN
    )
    secret = new_secret()
    rules = in_force(AccountRules, at)
    invitation = Invitation.objects.create(
        company=company,
        email=User.objects.normalize_email(email),
        role=role,
        token_hash=hash_of(secret),
        invited_by=invited_by,
        created_at=at,
        expires_at=at + timedelta(days=rules.rules.invitation_days),
        policy_version=rules.version,
    )
    send_after_commit("accounts.tasks.mail_invitation", invitation.pk, secret)
    return invitation, secret


def withdraw(*, invitation: Invitation) -> Invitation:
    """Take an open invitation back. Raises InvitationUnusable where it is not open."""
    _move(invitation, InvitationState.WITHDRAWN)
    return invitation


@transaction.atomic
def accept(*, invitation: Invitation, user: User, at: datetime) -> Membership:
    """Make ``user`` a member by an invitation to their own address; a second try changes nothing.

    Raises InvitationUnusable where it is another's, used, withdrawn or out of time.
    """
    _refuse_others(invitation, user)
    mine = Membership.objects.filter(company=invitation.company, user=user).first()
    if invitation.state == InvitationState.ACCEPTED and mine:
        return mine
    if invitation.expires_at <= at or invitation.company.closed_at:
        raise _unusable()
    _move(invitation, InvitationState.ACCEPTED)
    membership, _new = Membership.objects.get_or_create(
        company=invitation.company,
        user=user,
        defaults={"role": invitation.role, "created_at": at},
    )
    _tell_inviter(invitation, user, at)
    return membership


def expire(*, at: datetime) -> int:
    """Close invitations whose time is over; returns how many."""
    overdue = Invitation.objects.filter(state=InvitationState.OPEN, expires_at__lte=at)
    return overdue.update(state=InvitationState.EXPIRED)


def _refuse_others(invitation: Invitation, user: User) -> None:
    if invitation.email.lower() != user.email.lower():
        raise InvitationUnusable(
            _("This invitation is for %(email)s; you are signed in as %(mine)s.")
            % {"email": invitation.email, "mine": user.email},
            code="invitation_of_another",
        )


def _move(invitation: Invitation, state: InvitationState) -> None:
    """Only one call takes an open invitation out of that state."""
    still_open = Invitation.objects.filter(pk=invitation.pk, state=InvitationState.OPEN)
    if still_open.update(state=state) != 1:
        raise _unusable()
    invitation.state = state


def _unusable() -> InvitationUnusable:
    return InvitationUnusable(
        _("This invitation was used, taken back, or is out of time. Ask for a new one.")
    )


def _tell_inviter(invitation: Invitation, user: User, at: datetime) -> None:
    tell(
        kind="invitation_accepted",
        params={"name": str(user), "company": invitation.company},
        url="/company/members/",
        key=f"invitation:{invitation.pk}",
        users=[invitation.invited_by],
        at=at,
    )
