"""The reader's own account: name, language, zone, and its end."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views import i18n
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, signed_in
from accounts.errors import BadInput, CannotClose, LastOwner
from accounts.models import User
from accounts.services import closing, people
from accounts.web.forms.person import CloseForm, PersonForm
from common.web.forms import refuse
from policies.schemas import OrderRules
from policies.selectors import in_force


@require_http_methods(["GET", "POST"])
@signed_in
def profile(request: SignedInRequest) -> HttpResponse:
    form = PersonForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            people.edit_person(user=request.user, **form.cleaned_data)
        except BadInput as error:
            refuse(form, error)
        else:
            return _saved(request)
    return render(
        request, "accounts/profile.html", {"form": form}, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
@signed_in
def close(request: SignedInRequest) -> HttpResponse:
    """Say what goes and what stays, then close the account."""
    form = CloseForm(user=request.user, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            closing.close_account(user=request.user, at=timezone.now())
        except (LastOwner, CannotClose) as error:
            refuse(form, error)
        else:
            logout(request)
            messages.success(request, _("Your account is closed."))
            return redirect("/")
    context = {
        "form": form,
        "memberships": request.memberships,
        "record_years": in_force(OrderRules, timezone.now()).rules.record_years,
    }
    return render(request, "accounts/close.html", context, status=422 if form.errors else 200)


@require_safe
def desk_entrance(request: HttpRequest) -> HttpResponse:
    """To the sign-in of all; who is signed in and sent here all the same has no business there."""
    if request.user.is_authenticated and not request.user.is_staff:
        raise PermissionDenied
    return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME, ""))


@require_POST
def set_language(request: HttpRequest) -> HttpResponseBase:
    """Django's switch, which also remembers the language for those who are signed in."""
    chosen = request.POST.get("language", "")
    if isinstance(request.user, User) and chosen in dict(settings.LANGUAGES):
        people.set_language(user=request.user, language=chosen)
    return i18n.set_language(request)


def _saved(request: SignedInRequest) -> HttpResponse:
    """The cookie of the language switch follows the new preference."""
    assert isinstance(request.user, User)
    if request.user.language:
        translation.activate(request.user.language)
    messages.success(request, _("Saved."))
    response = redirect("accounts:profile")
    if request.user.language:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, request.user.language)
    else:
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
    return response
