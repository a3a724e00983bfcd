"""``{{ cards|product_cards }}`` and ``{{ choices|facet_choices:name }}``; see common.markup."""

from __future__ import annotations

from django import template

from common import markup

register = template.Library()
register.filter("product_cards", markup.product_cards)
register.filter("facet_choices", markup.facet_choices)
