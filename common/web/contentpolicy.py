"""The content security policy of every page."""

from __future__ import annotations

from functools import cached_property

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


class ContentPolicy(CSPMiddleware):
    """django-csp's, but the policy of the settings is put into words once and not for each page.

    Where a view changes its policy, a page takes a nonce, and in development, django-csp does all.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        parts = self.get_policy_parts(request=request, response=response)
        if settings.DEBUG or parts != PolicyParts() or HEADER in response:
            return super().process_response(request, response)
        response.headers[HEADER] = self._policy_of_settings
        return response

    @cached_property
    def _policy_of_settings(self) -> str:
        return build_policy()
