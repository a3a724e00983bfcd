"""The gate of ``accounts.access`` for the API: a view says ``rights``, this asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.access import check
from accounts.enums import Right

Rights = Sequence[Right]


class HasRight(BasePermission):
    """Lets members in who have at least one of the view's ``rights``.

    ``rights`` is a sequence, or a mapping of HTTP methods to sequences; an empty one asks only
    for a company. Raises NotAllowed, which the API answers as a problem of status 403.
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        if not request.user.is_authenticated:
            return False
        check(getattr(request, "membership", None), *_wanted(request.method or "", view.rights))
        return True


def _wanted(method: str, rights: Rights | Mapping[str, Rights]) -> Rights:
    if not isinstance(rights, Mapping):
        return rights
    return rights.get("GET" if method in {"HEAD", "OPTIONS"} else method, ())
