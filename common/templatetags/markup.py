"""``{{ cards|product_cards }}``, ``{{ choices|facet_choices:name }}``, ``{{ places|options }}``."""

from __future__ import annotations

from django import template

from common import markup

register = template.Library()
register.filter("product_cards", markup.product_cards)
register.filter("facet_choices", markup.facet_choices)
register.filter("options", markup.options)
