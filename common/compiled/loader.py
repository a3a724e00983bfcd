"""The loader that makes templates render by functions."""

from __future__ import annotations

from typing import Any

from django.template import Template
from django.template.loaders import cached

from common.compiled.lists import quick


class Loader(cached.Loader):
    """Django's caching loader; unless the engine is in debug mode, its templates are quick."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        template = super().get_template(template_name, skip)
        if not self.engine.debug:
            template.nodelist = quick(template.nodelist)
        return template
