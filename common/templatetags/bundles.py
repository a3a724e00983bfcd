"""``{% bundle_url "css" %}``: the address of the joined style sheets or modules."""

from __future__ import annotations

from django import template
from django.urls import reverse

from common.bundles import bundle

register = template.Library()


@register.simple_tag
def bundle_url(kind: str) -> str:
    """The address of the bundle ``css`` or ``js``, with the digest of what is in it."""
    return reverse("common:bundle", args=[bundle(kind).digest, kind])


#: What is the same on all pages of a process; ``common.compiled`` asks for it once.
bundle_url.same_for_all = True  # type: ignore[attr-defined]
