"""Errors below ``/api/`` that no view of the API raised: programs are told of them as of others."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, MethodNotAllowed, NotFound, ParseError

from common.api.problem import CONTENT_TYPE, told

ROOT = "/api/"


class ProblemsAlone:
    """Answers problem details where a page would say that something is wrong.

    Stands outside of whatever may refuse a request before a view sees it. The pages that help
    whoever develops are left as they are.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.DEBUG or not _is_page_of_an_error(request, response):
            return response
        with translation.override(translation.get_language_from_request(request)):
            body = told(_error(request, response.status_code), request.path)
        return JsonResponse(body, status=response.status_code, content_type=CONTENT_TYPE)


def _is_page_of_an_error(request: HttpRequest, response: HttpResponse) -> bool:
    is_page = response.get("Content-Type", "").startswith("text/html")
    return request.path.startswith(ROOT) and response.status_code >= 400 and is_page


def _error(request: HttpRequest, status: int) -> APIException:
    if status == 400:
        return ParseError(_("This address or what came with it cannot be read."))
    if status == 404:
        return NotFound()
    if status == 405:
        return MethodNotAllowed(str(request.method))
    error = APIException(None if status >= 500 else _("This request was refused."))
    error.status_code = status
    return error
