"""A page of the desk with several decisions: each is posted by itself, and gives its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils import timezone

from common.errors import DomainError

#: A PDF is shown in a frame beside what was typed of it.
WITH_FRAMES: Any = csp_update({"frame-src": [SELF]})


@dataclass(frozen=True, slots=True)
class Given:
    """What came with a decision."""

    actor: Any
    at: datetime
    reason: str
    post: Mapping[str, Any]

    @property
    def by(self) -> dict[str, Any]:
        """Who and when, as services want it."""
        return {"actor": self.actor, "at": self.at}

    @property
    def why(self) -> dict[str, Any]:
        """Who, when and why."""
        return {**self.by, "reason": self.reason}


Act = Callable[[Any, Given], Any]


def attempt(
    request: HttpRequest, acts: Mapping[str, tuple[Act, Any]], name: str, thing: Any
) -> int:
    """Do the act of that name to the thing, and say what came of it; the status of the answer.

    200 where it was done; else nothing was changed. Raises Http404 for a name that there is not.
    """
    if name not in acts:
        raise Http404
    act, said = acts[name]
    given = Given(
        request.user, timezone.now(), request.POST.get("reason", "").strip(), request.POST
    )
    try:
        act(thing, given)
    except DomainError as error:
        messages.error(request, str(error))
        return error.status
    messages.success(request, str(said))
    return 200
