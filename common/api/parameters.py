"""Parameters of an address: a list refuses those that it does not know, instead of ignoring them.

A misspelt filter would else answer with everything.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.settings import api_settings

if TYPE_CHECKING:  # rest_framework.viewsets imports this module, by the settings
    from rest_framework.viewsets import GenericViewSet


class KnownFilters(DjangoFilterBackend):
    """The filters of a list, and nothing beside them but the parameters of its pages."""

    def filter_queryset(
        self, request: Request, queryset: QuerySet[Any], view: GenericViewSet[Any]
    ) -> QuerySet[Any]:
        if view.action == "list":
            filters = self.get_filterset_class(view, queryset)
            names = filters.base_filters if filters else ()
            refuse_unknown(request, [*names, *_of_pages(view)])
        found: QuerySet[Any] = super().filter_queryset(request, queryset, view)
        return found


def refuse_unknown(request: Request, allowed: Collection[str]) -> None:
    """Raises ValidationError that names each parameter which is not ``allowed``, and those."""
    known = {*allowed, str(api_settings.URL_FORMAT_OVERRIDE)}
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        raise ValidationError({name: [_refusal(name, allowed)] for name in unknown})


def _refusal(name: str, allowed: Collection[str]) -> ErrorDetail:
    if not allowed:
        said = _("“%(name)s” is unknown: this address takes no parameters.") % {"name": name}
    else:
        names = ", ".join(sorted(allowed))
        said = _("“%(name)s” is unknown. Allowed: %(names)s.") % {"name": name, "names": names}
    return ErrorDetail(said, code="unknown_parameter")


def _of_pages(view: GenericViewSet[Any]) -> list[str]:
    pages = view.paginator
    if pages is None:
        return []
    return [parameter["name"] for parameter in pages.get_schema_operation_parameters(view)]
