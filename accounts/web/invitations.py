"""The page that the link of an invitation opens."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import ACTING_COMPANY
from accounts.errors import InvitationUnusable
from accounts.models import Invitation, User
from accounts.selectors.invitations import invitation_by, is_usable
from accounts.services import invitations
from accounts.web import invited
from accounts.web.adapter import AccountAdapter


@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Who invites into what; accept it, or sign in or up first and then accept it."""
    found = invitation_by(secret)
    if found is None or not is_usable(found, timezone.now()):
        return render(request, "accounts/invitation_gone.html", status=410)
    if request.method == "POST" and isinstance(request.user, User):
        return _accept(request, found, request.user)
    _keep_for_sign_up(request, found, secret)
    context = {
        "invitation": found,
        "is_mine": isinstance(request.user, User)
        and request.user.email.lower() == found.email.lower(),
        "has_account": User.objects.filter(email__iexact=found.email).exists(),
    }
    return render(request, "accounts/invitation.html", context)


def _accept(request: HttpRequest, found: Invitation, user: User) -> HttpResponse:
    try:
        membership = invitations.accept(invitation=found, user=user, at=timezone.now())
    except InvitationUnusable as error:
        messages.error(request, str(error))
        return redirect(request.path)
    invited.forget(request)
    request.session[ACTING_COMPANY] = membership.company_id
    messages.success(
        request, _("You are now a member of %(company)s.") % {"company": found.company}
    )
    return redirect("accounts:company")


def _keep_for_sign_up(request: HttpRequest, found: Invitation, secret: str) -> None:
    """Who holds the link has read the mail, so the address needs no other proof."""
    if not request.user.is_authenticated:
        invited.remember(request, secret)
        AccountAdapter(request).stash_verified_email(request, found.email)
