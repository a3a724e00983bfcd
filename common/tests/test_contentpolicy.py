"""The header is django-csp's to the letter, and a view that changes its own is heeded."""

from __future__ import annotations

from typing import Any

import pytest
from csp.constants import HEADER, SELF
from csp.decorators import csp_update
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from common.web.contentpolicy import ContentPolicy


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


framing: Any = csp_update({"frame-src": [SELF]})(plain)


@pytest.mark.parametrize("view", [plain, framing])
def test_the_header_is_what_django_csp_writes(rf: RequestFactory, view: Any) -> None:
    ours, theirs = ContentPolicy(view), CSPMiddleware(view)

    assert ours(rf.get("/"))[HEADER] == theirs(rf.get("/"))[HEADER]
    assert ours(rf.get("/"))[HEADER] == theirs(rf.get("/"))[HEADER], "nor does a second one differ"


def test_a_change_of_one_view_does_not_reach_another(rf: RequestFactory) -> None:
    policy = ContentPolicy(lambda request: (framing if request.path == "/f" else plain)(request))

    assert "frame-src" in policy(rf.get("/f"))[HEADER]
    assert "frame-src" not in policy(rf.get("/"))[HEADER]
