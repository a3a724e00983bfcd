"""What the OpenAPI page says of every operation: who may, and how errors look."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.permissions import AllowAny

from common.api.problem import CONTENT_TYPE, ProblemSerializer


def says(summary: Any, description: Any, **more: Any) -> Callable[[Any], Any]:
    """``extend_schema`` with what everybody reads first: a line, and a sentence or two."""
    decorator: Callable[[Any], Any] = extend_schema(
        summary=summary, description=format_lazy("{}", description), **more
    )
    return decorator


def asks(name: str, summary: Any, value: Mapping[str, Any]) -> OpenApiExample:
    """An example of what is sent."""
    return OpenApiExample(name, summary=summary, value=value, request_only=True)


def answers(name: str, summary: Any, value: Mapping[str, Any]) -> OpenApiExample:
    """An example of what comes back."""
    return OpenApiExample(name, summary=summary, value=value, response_only=True)


class Schema(AutoSchema):
    """Adds to each operation who may call it, and problem details as its answer to errors."""

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        operation: dict[str, Any] | None = super().get_operation(*args, **kwargs)
        if operation is None:
            return None
        operation["description"] = f"{operation.get('description', '')}\n\n{self._who()}".strip()
        problem = self.resolve_serializer(ProblemSerializer, "response").ref
        operation["responses"]["default"] = {
            "description": _("What went wrong, as problem details."),
            "content": {CONTENT_TYPE: {"schema": problem}},
        }
        return operation

    def _who(self) -> str:
        """By the view's own permissions and ``rights``, so that it cannot say anything else."""
        if AllowAny in self.view.permission_classes:
            return _("Open to everybody, without a token.")
        rights = getattr(self.view, "rights", None)
        if isinstance(rights, Mapping):
            rights = rights.get(self.method, ())
        if not rights:
            return _("For everybody who is signed in.")
        names = ", ".join(f"`{right}`" for right in rights)
        return _("For members with one of these rights: %(rights)s.") % {"rights": names}
