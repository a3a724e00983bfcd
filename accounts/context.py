"""What the header shows of the one who is signed in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.enums import RIGHTS
from accounts.models import User
from accounts.selectors.notices import unread_count


def header(request: HttpRequest) -> dict[str, Any]:
    """``unread_notices``, counted when a template asks, and ``my_rights`` in the acting company."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"unread_notices": 0, "my_rights": frozenset()}
    membership = getattr(request, "membership", None)
    return {
        "unread_notices": SimpleLazyObject(lambda: unread_count(user)),
        "my_rights": RIGHTS[membership.role] if membership else frozenset(),
    }
