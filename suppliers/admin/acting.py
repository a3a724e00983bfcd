"""A page of the desk with several decisions: each is posted by itself, and gives its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.decorators import method_decorator

from accounts.desk import OthersAdmin
from common.errors import DomainError
from common.web.redirects import form_of

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
#: What can be done, and what is said when it was: words, or a function that words what it returned.
Acts = Mapping[str, tuple[Act, Any]]


def attempt(request: HttpRequest, acts: Acts, name: str, thing: Any) -> int:
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
        done = act(thing, given)
    except DomainError as error:
        messages.error(request, str(error))
        return error.status
    messages.success(request, str(said(done) if callable(said) else said))
    return 200


class DecidingAdmin(OthersAdmin):
    """Things that staff read on a page of their own, and decide about by acts posted from it.

    Who has it says its ``acts``, shows its ``page`` and where to go ``after`` an act. What was
    refused comes back to the page with all that was typed.
    """

    def acts(self) -> Acts:
        raise NotImplementedError

    def page(
        self, request: HttpRequest, thing: Any, status: int = 200, tried: str = ""
    ) -> HttpResponse:
        """The thing and what may be done to it; ``tried`` names the act that was refused."""
        raise NotImplementedError

    def after(self, request: HttpRequest, thing: Any, name: str) -> HttpResponse:
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        model = f"{self.opts.app_label}_{self.opts.model_name}"
        act = form_of(f"admin:{model}_change", "pk")(self.act)
        view = self.admin_site.admin_view(WITH_FRAMES(act))
        return [path("<int:pk>/act/<slug:name>/", view, name=f"{model}_act"), *super().get_urls()]

    @method_decorator(WITH_FRAMES)
    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or not self.has_view_permission(request):
            raise PermissionDenied
        return self.page(request, self.found(request, object_id))

    def act(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """A decision on the thing itself."""
        thing = self.for_acting(request, pk)
        status = attempt(request, self.acts(), name, thing)
        if status == 200:
            return self.after(request, thing, name)
        return self.page(request, self.found(request, pk), status, name)

    def for_acting(self, request: HttpRequest, pk: int) -> Any:
        """Raises PermissionDenied for who may only read."""
        if not self.has_act_permission(request):
            raise PermissionDenied
        return self.found(request, pk)

    def found(self, request: HttpRequest, pk: Any) -> Any:
        try:
            return get_object_or_404(self.get_queryset(request), pk=pk)
        except ValueError:
            raise Http404 from None
