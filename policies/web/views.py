"""The rules in force, those announced, and what changes (rules §2)."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from policies.enums import VersionState
from policies.explain import parameters
from policies.schemas import SCHEMAS
from policies.selectors import Change, history, in_force


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every policy with the version in force, and the changes to come."""
    now = timezone.now()
    policies = [
        {"slug": slug, "title": schema.title, "version": in_force(schema, now).version}
        for slug, schema in SCHEMAS.items()
    ]
    coming = [
        {"change": change, "title": SCHEMAS[change.version.policy].title}
        for change in reversed(history())
        if _is_to_come(change, now)
    ]
    return render(request, "policies/overview.html", {"policies": policies, "coming": coming})


@require_safe
def policy(request: HttpRequest, slug: str) -> HttpResponse:
    """One policy: its numbers now, the changes to come, and every version before."""
    schema = SCHEMAS.get(slug)
    if schema is None:
        raise Http404
    now = timezone.now()
    current = in_force(schema, now)
    versions = history(slug)
    context = {
        "title": schema.title,
        "current": current.version,
        "parameters": parameters(current.rules),
        "coming": [change for change in reversed(versions) if _is_to_come(change, now)],
        "past": [change for change in versions if not _is_to_come(change, now)],
    }
    return render(request, "policies/policy.html", context)


def _is_to_come(change: Change, now: datetime) -> bool:
    version = change.version
    if version.state != VersionState.ANNOUNCED or version.effective_from is None:
        return False
    return version.effective_from > now
