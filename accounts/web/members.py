"""The people of a company: roles, invitations, farewells."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import MemberRequest, may_any, requires
from accounts.enums import RIGHTS, Right, Role
from accounts.errors import AlreadyMember, InvitationUnusable, LastOwner
from accounts.models import Membership
from accounts.selectors.invitations import open_invitations
from accounts.selectors.members import members_of
from accounts.services import invitations, members
from accounts.web.forms.company import InviteForm, RoleForm
from common.web.forms import refuse


@require_http_methods(["GET", "POST"])
@requires()
def member_list(request: MemberRequest) -> HttpResponse:
    """Everybody in the company; who may manage it invites from here."""
    may_manage = may_any(request.membership, (Right.MANAGE_COMPANY,))
    if request.method == "POST":
        return invite(request)
    return _page(request, InviteForm() if may_manage else None)


@requires(Right.MANAGE_COMPANY)
def invite(request: MemberRequest) -> HttpResponse:
    form = InviteForm(request.POST)
    if form.is_valid():
        try:
            invitation, _secret = invitations.invite(
                company=request.company,
                email=form.cleaned_data["email"],
                role=Role(form.cleaned_data["role"]),
                invited_by=request.user,
                at=timezone.now(),
            )
        except AlreadyMember as error:
            refuse(form, error)
        else:
            sent = _("An invitation went to %(email)s.") % {"email": invitation.email}
            messages.success(request, sent)
            return redirect("accounts:members")
    return _page(request, form)


@require_POST
@requires(Right.MANAGE_COMPANY)
def change_role(request: MemberRequest, pk: int) -> HttpResponse:
    membership = get_object_or_404(request.company.memberships, pk=pk)
    form = RoleForm(request.POST)
    if form.is_valid():
        try:
            members.change_role(
                membership=membership,
                role=Role(form.cleaned_data["role"]),
                actor=request.user,
                at=timezone.now(),
            )
        except LastOwner as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The role was changed."))
    return redirect("accounts:members")


@require_http_methods(["GET", "POST"])
@requires()
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Say what ends, then end it. Anybody may end their own membership."""
    membership = get_object_or_404(request.company.memberships.select_related("user"), pk=pk)
    if membership != request.membership:
        return _remove_colleague(request, membership)
    return _remove(request, membership)


@require_POST
@requires(Right.MANAGE_COMPANY)
def withdraw_invitation(request: MemberRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(request.company.invitations, pk=pk)
    try:
        invitations.withdraw(invitation=invitation)
    except InvitationUnusable as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The invitation was taken back."))
    return redirect("accounts:members")


@requires(Right.MANAGE_COMPANY)
def _remove_colleague(request: MemberRequest, membership: Membership) -> HttpResponse:
    return _remove(request, membership)


def _remove(request: MemberRequest, membership: Membership) -> HttpResponse:
    mine = membership == request.membership
    if request.method == "GET":
        return render(request, "accounts/remove_member.html", {"member": membership, "mine": mine})
    try:
        members.remove_member(membership=membership, actor=request.user, at=timezone.now())
    except LastOwner as error:
        messages.error(request, str(error))
        return redirect("accounts:members")
    gone = _("%(name)s no longer belongs to %(company)s.")
    messages.success(request, gone % {"name": membership.user, "company": request.company})
    return redirect("/" if mine else "accounts:members")


def _page(request: MemberRequest, form: InviteForm | None) -> HttpResponse:
    context = {
        "form": form,
        "members": members_of(request.company),
        "invitations": open_invitations(request.company, timezone.now()) if form else [],
        "roles": Role.choices,
        "rights_by_role": [
            {"label": role.label, "rights": [r.label for r in Right if r in RIGHTS[role]]}
            for role in Role
        ],
    }
    status = 422 if form and form.errors else 200
    return render(request, "accounts/members.html", context, status=status)
