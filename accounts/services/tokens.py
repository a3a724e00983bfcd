"""Tokens by which programs act for a member."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from accounts.errors import BadInput
from accounts.models import ApiToken, Membership
from accounts.secrets import hash_of, new_secret

#: Tells whoever finds a secret what it opens; scanners of repositories look for such prefixes.
PREFIX = "mkt_"
#: What is shown of a secret later on.
SHOWN = 10
#: ``last_used_at`` is exact to this, so that not every request writes.
USE_NOTED_EVERY = timedelta(minutes=1)


def make_token(*, membership: Membership, name: str, at: datetime) -> tuple[ApiToken, str]:
    """A token that acts as the member; its secret is returned once and kept nowhere.

    Raises BadInput without a name.
    """
    if not name.strip():
        raise BadInput(_("The token needs a name, so that you know it again."), field="name")
    secret = PREFIX + new_secret()
    token = ApiToken.objects.create(
        membership=membership,
        name=name.strip(),
        prefix=secret[:SHOWN],
        secret_hash=hash_of(secret),
        created_at=at,
    )
    return token, secret


def revoke(*, token: ApiToken, at: datetime) -> ApiToken:
    """The token opens nothing from now on; the first time counts."""
    if ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=at):
        token.revoked_at = at
    return token


def note_use(*, token: ApiToken, at: datetime) -> None:
    """Remember when a token was last used, to the minute."""
    if token.last_used_at is None or at - token.last_used_at >= USE_NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=at)
