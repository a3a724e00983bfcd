"""The invitation by whose link the reader came, kept in the session while they sign up."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Invitation
from accounts.selectors.invitations import invitation_by, is_usable

_KEY = "invitation"


def remember(request: HttpRequest, secret: str) -> None:
    request.session[_KEY] = secret


def forget(request: HttpRequest) -> None:
    request.session.pop(_KEY, None)


def invitation_of(request: HttpRequest) -> Invitation | None:
    """The invitation that still can be accepted, if the reader came by one."""
    invitation = invitation_by(request.session.get(_KEY, ""))
    return invitation if invitation and is_usable(invitation, timezone.now()) else None
