"""``Authorization: Bearer <token>``: a program acts as the member who made the token."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts.access import act_for
from accounts.models import ApiToken, User
from accounts.selectors.tokens import live_token
from accounts.services.tokens import note_use


class TokenAuthentication(BaseAuthentication):
    """Signs the request in and lets it act for the token's company, whatever the cookies say."""

    keyword = "Bearer"

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        scheme, _space, secret = get_authorization_header(request).decode("latin-1").partition(" ")
        if scheme.lower() != self.keyword.lower():
            return None
        token = live_token(secret.strip())
        if token is None:
            raise AuthenticationFailed(_("This token is unknown or was revoked."))
        note_use(token=token, at=timezone.now())
        act_for(request._request, [token.membership], token.membership.company_id)
        return token.membership.user, token

    def authenticate_header(self, request: Request) -> str:
        return self.keyword


class TokenScheme(OpenApiAuthenticationExtension):
    """How the OpenAPI page speaks of it."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}
