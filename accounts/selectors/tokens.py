"""Which token a secret is, and which tokens a member has."""

from __future__ import annotations

from accounts.models import ApiToken, Membership
from accounts.secrets import hash_of


def live_token(secret: str) -> ApiToken | None:
    """The token of that secret, if it still opens anything; one query."""
    return (
        ApiToken.objects.filter(
            secret_hash=hash_of(secret),
            revoked_at__isnull=True,
            membership__user__is_active=True,
            membership__company__closed_at__isnull=True,
        )
        .select_related("membership__user", "membership__company")
        .first()
    )


def tokens_of(membership: Membership) -> list[ApiToken]:
    """The member's own tokens that still work, newest first."""
    return list(membership.tokens.filter(revoked_at__isnull=True))
