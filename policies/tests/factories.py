"""Versions of policies for tests."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from policies.models import PolicyVersion
from policies.schemas import Policy
from policies.services import versions


def rules_from(schema: type[Policy], effective_from: datetime, **parameters: Any) -> PolicyVersion:
    """Announce ``schema`` with these parameters changed, to bind from ``effective_from``."""
    at = effective_from - timedelta(days=365)
    version = versions.draft(
        schema=schema, parameters=parameters, summary="For a test", author="", at=at
    )
    return versions.announce(
        version=version,
        effective_from=effective_from,
        actor_email="staff@example.com",
        at=at,
    )
