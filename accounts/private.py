"""What is private and may be looked at: every app registers its own when it is ready."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from accounts.models import AccessLog, Company, User


@dataclass(frozen=True)
class PrivateModel:
    """``fields`` are columns and what they are called; ``rows`` bring all that ``str`` needs.

    ``also`` says who may look at a row besides those who may look at all of its company's.
    """

    fields: Mapping[str, Any]
    company: Callable[[Any], Company]
    rows: Callable[[], QuerySet[Any]]
    also: Callable[[User, Any], bool]


_models: dict[type[Model], PrivateModel] = {}


def nobody(user: User, subject: Any) -> bool:
    return False


def register(
    model: type[Model],
    *,
    fields: Mapping[str, Any],
    company: Callable[[Any], Company],
    rows: Callable[[], QuerySet[Any]],
    also: Callable[[User, Any], bool] = nobody,
) -> None:
    """Let ``fields`` of ``model`` be looked at. Raises ValueError where it was said already."""
    if model in _models:
        raise ValueError(f"{model._meta.label} was registered twice")
    _models[model] = PrivateModel(fields, company, rows, also)


def about(model: type[Model], field: str) -> PrivateModel:
    """Raises LookupError for what nobody registered."""
    found = _models[model]
    found.fields[field]
    return found


def model_named(label: str) -> type[Model]:
    """The registered model of that label, in lower case. Raises LookupError."""
    return {model._meta.label_lower: model for model in _models}[label]


def with_subjects(looks: QuerySet[AccessLog]) -> QuerySet[AccessLog]:
    """Each with what was looked at: a query for each kind of thing, however many rows."""
    ContentType.objects.get_for_models(*_models)  # all at once, or the prefetch asks for each
    rows = [one.rows() for one in _models.values()]
    return looks.prefetch_related(GenericPrefetch("subject", rows))


def field_name(look: AccessLog) -> Any:
    """What the field that was looked at is called."""
    model = ContentType.objects.get_for_id(look.subject_type_id).model_class()
    known = _models.get(model) if model else None
    return known.fields.get(look.field, look.field) if known else look.field


def look_button(
    subject: Model, field: str, *, why: str, about: str = "", back: str = ""
) -> SafeString:
    """A button inside a form of staff's desk that shows the number in full, and logs the look."""
    url = reverse(
        "admin:accounts_accesslog_look", args=[subject._meta.label_lower, subject.pk, field]
    )
    query = urlencode({"why": why, "about": about, "next": back})
    return format_html(
        '<button class="button" formmethod="post" formaction="{}?{}" formnovalidate>{}</button>',
        url,
        query,
        gettext("Show, and log it"),
    )
