"""Tokens by which the reader's programs use the API."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import MemberRequest, requires
from accounts.errors import BadInput
from accounts.selectors.tokens import tokens_of
from accounts.services import tokens
from accounts.web.forms.company import TokenForm
from common.web.forms import refuse


@never_cache
@require_http_methods(["GET", "POST"])
@requires()
def token_list(request: MemberRequest) -> HttpResponse:
    """The reader's tokens for the acting company; a new one's secret is shown this once."""
    form = TokenForm(request.POST or None)
    secret = _made(request, form) if request.method == "POST" and form.is_valid() else ""
    context = {
        "form": TokenForm() if secret else form,
        "secret": secret,
        "tokens": tokens_of(request.membership),
    }
    return render(request, "accounts/tokens.html", context, status=422 if form.errors else 200)


@require_POST
@requires()
def revoke(request: MemberRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(request.membership.tokens, pk=pk)
    tokens.revoke(token=token, at=timezone.now())
    messages.success(request, _("“%(name)s” opens nothing any more.") % {"name": token.name})
    return redirect("accounts:tokens")


def _made(request: MemberRequest, form: TokenForm) -> str:
    try:
        _token, secret = tokens.make_token(
            membership=request.membership, at=timezone.now(), **form.cleaned_data
        )
    except BadInput as error:
        refuse(form, error)
        return ""
    return secret
