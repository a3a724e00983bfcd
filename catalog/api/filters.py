"""Filters of the lists of products and shops, the same that the pages offer."""

from __future__ import annotations

import django_filters
from django.db.models import F, QuerySet

from catalog.models import Category, Product
from catalog.selectors.listing import LONGEST_TEXT, Terms, search_terms
from suppliers.enums import Badge
from suppliers.models import Supplier, SupplierBadge

IN_CNY = "In CNY by the last rate, whatever currency the product is priced in, as on the page."


class ProductFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        method="with_words",
        max_length=LONGEST_TEXT,
        label=(
            "Words in Chinese or English: the search of the page. Where no product has all of"
            " them, those that come near."
        ),
    )
    category = django_filters.CharFilter(
        method="in_category", label="Slug of a category of any level."
    )
    supplier = django_filters.CharFilter("supplier__slug")
    belt = django_filters.CharFilter("supplier__belt__slug")
    price_min = django_filters.NumberFilter(
        "price_from_cny", "gte", label=f"Lowest unit price, from. {IN_CNY}"
    )
    price_max = django_filters.NumberFilter(
        "price_from_cny", "lte", label=f"Lowest unit price, up to. {IN_CNY}"
    )
    moq_max = django_filters.NumberFilter("moq", "lte")
    promise_max = django_filters.NumberFilter("promise_hours", "lte", label="Ships within hours.")
    currency = django_filters.CharFilter("currency")
    badge = django_filters.ChoiceFilter(
        choices=Badge.choices, method="with_badge", label="Of shops that have this badge now."
    )

    class Meta:
        model = Product
        fields: tuple[str, ...] = ()

    def with_words(self, queryset: QuerySet[Product], name: str, text: str) -> QuerySet[Product]:
        return queryset.filter(listing__search=Terms(search_terms(text)))

    def with_badge(self, queryset: QuerySet[Product], name: str, badge: str) -> QuerySet[Product]:
        held = F("listing__badges").bitand(Badge(badge).bit)
        return queryset.alias(held=held).filter(held__gt=0)

    def in_category(self, queryset: QuerySet[Product], name: str, slug: str) -> QuerySet[Product]:
        category = Category.objects.filter(slug=slug).values_list("pk", flat=True).first()
        return queryset.filter(category_path__contains=[category]) if category else queryset.none()


class SupplierFilter(django_filters.FilterSet):
    badge = django_filters.ChoiceFilter(
        choices=Badge.choices, method="with_badge", label="Shops that have this badge now."
    )

    class Meta:
        model = Supplier
        fields: tuple[str, ...] = ()

    def with_badge(self, queryset: QuerySet[Supplier], name: str, badge: str) -> QuerySet[Supplier]:
        held = SupplierBadge.objects.open().filter(badge=badge)
        return queryset.filter(pk__in=held.values("supplier"))
