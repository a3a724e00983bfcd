"""Errors of the API as problem details (RFC 9457), whoever raised them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.views import set_rollback

from common.errors import DomainError

CONTENT_TYPE = "application/problem+json"


class ProblemSerializer(serializers.Serializer[Any]):
    """The shape of every error, for the OpenAPI page."""

    type = serializers.CharField(help_text="A stable URI reference that names the kind of problem.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField()
    instance = serializers.CharField()
    params = serializers.DictField(required=False, help_text="The numbers that the sentence names.")
    errors = serializers.ListField(
        required=False,
        child=serializers.DictField(),
        help_text="One entry a field: field, code, detail.",
    )


def handler(exc: Exception, context: Mapping[str, Any]) -> Response | None:
    """DRF's exception handler. Errors that are nobody's rule stay a 500."""
    path = context["request"].path
    if isinstance(exc, DomainError):
        set_rollback()
        return _respond(_of_domain(exc, path))
    if isinstance(exc, Http404):
        exc = exceptions.NotFound()
    elif isinstance(exc, PermissionDenied):
        exc = exceptions.PermissionDenied()
    if not isinstance(exc, exceptions.APIException):
        return None
    set_rollback()
    return _respond(told(exc, path), _headers(exc))


def _respond(body: dict[str, Any], headers: dict[str, str] | None = None) -> Response:
    return Response(body, status=body["status"], headers=headers, content_type=CONTENT_TYPE)


def _of_domain(exc: DomainError, path: str) -> dict[str, Any]:
    body = _body(exc.status, exc.code, str(exc), path)
    if exc.params:
        body["params"] = exc.params
    named = [one for one in (exc, *exc.others) if one.field]
    if named:
        body["errors"] = [
            {"field": one.field, "code": one.code, "detail": str(one)} for one in named
        ]
    return body


def told(exc: exceptions.APIException, path: str) -> dict[str, Any]:
    """The problem details of ``exc``, of a request to ``path``."""
    if isinstance(exc, exceptions.ValidationError):
        body = _body(exc.status_code, "invalid", str(exc.default_detail), path)
        body["errors"] = list(_fields(exc.detail))
        return body
    code = exc.get_codes()
    return _body(exc.status_code, code if isinstance(code, str) else "error", str(exc.detail), path)


def _body(status: int, code: str, detail: str, path: str) -> dict[str, Any]:
    return {
        "type": f"/api/problems/{code}",
        "title": code.replace("_", " ").capitalize(),
        "status": status,
        "detail": detail,
        "code": code,
        "instance": path,
    }


def _fields(detail: Any, at: str = "") -> Iterator[dict[str, str]]:
    """Flatten DRF's nested details to one entry a message, fields written ``lines.0.quantity``."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            yield from _fields(inner, f"{at}.{name}" if at else str(name))
    elif isinstance(detail, list):
        for index, inner in enumerate(detail):
            nested = isinstance(inner, Mapping | list)
            yield from _fields(inner, f"{at}.{index}" if nested and at else at)
    else:
        yield {"field": at, "code": getattr(detail, "code", "invalid"), "detail": str(detail)}


def _headers(exc: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = str(exc.auth_header)  # type: ignore[attr-defined]
    if wait := getattr(exc, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return headers
