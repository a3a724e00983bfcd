"""What the header shows of the one who is signed in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.enums import RIGHTS
from accounts.models import User
from accounts.selectors.notices import unread_count


def header(request: HttpRequest) -> dict[str, Any]:
    """Whether one is ``signed_in``, their ``unread_notices``, and ``my_rights`` in the company."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"signed_in": False, "unread_notices": 0, "my_rights": frozenset()}
    membership = getattr(request, "membership", None)
    return {
        "signed_in": True,
        "unread_notices": SimpleLazyObject(lambda: unread_count(user)),
        "my_rights": RIGHTS[membership.role] if membership else frozenset(),
    }
