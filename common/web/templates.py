"""Django's templates; a page that is written lets go of what was on it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template import TemplateDoesNotExist
from django.template.backends.django import DjangoTemplates, Template, reraise
from django.template.context import make_context
from django.utils.safestring import SafeString


class Page(Template):
    """A template that empties the context which it was rendered with.

    The context of a request holds dictionaries that hold the context. Left so, all that a page
    showed stays in memory until the next search for garbage, which then takes long.
    """

    def render(
        self, context: dict[str, Any] | None = None, request: HttpRequest | None = None
    ) -> SafeString:
        page = make_context(context, request, autoescape=self.backend.engine.autoescape)
        try:
            return self.template.render(page)
        except TemplateDoesNotExist as error:
            reraise(error, self.backend)
        finally:
            page.dicts.clear()


class Templates(DjangoTemplates):
    """The backend that gives pages."""

    def from_string(self, template_code: str) -> Page:
        return Page(super().from_string(template_code).template, self)

    def get_template(self, template_name: str) -> Page:
        return Page(super().get_template(template_name).template, self)
