"""Invitations, by their link and by their company."""

from __future__ import annotations

from datetime import datetime

from accounts.enums import InvitationState
from accounts.models import Company, Invitation
from accounts.secrets import hash_of


def invitation_by(secret: str) -> Invitation | None:
    """The invitation of that link, whatever became of it."""
    return (
        Invitation.objects.filter(token_hash=hash_of(secret))
        .select_related("company", "invited_by")
        .first()
    )


def is_usable(invitation: Invitation, at: datetime) -> bool:
    """Whether it can still be accepted."""
    is_open = invitation.state == InvitationState.OPEN and invitation.expires_at > at
    return is_open and invitation.company.closed_at is None


def open_invitations(company: Company, at: datetime) -> list[Invitation]:
    """Those of the company that wait for an answer, newest first; one query."""
    return list(
        company.invitations.filter(state=InvitationState.OPEN, expires_at__gt=at)
        .select_related("invited_by")
        .order_by("-created_at")
    )
