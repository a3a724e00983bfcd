"""What the views of orders share: who may, what was sent, and what callers were shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import viewsets

from accounts.enums import Right
from accounts.models import Membership
from accounts.permissions import HasRight
from orders.selectors.delivery import Totals
from suppliers.models import Supplier

Rights = Mapping[str, tuple[Right, ...]]


class ByRight(viewsets.GenericViewSet[Any]):
    """A view that says which right each method asks for."""

    permission_classes = (HasRight,)
    rights: ClassVar[Rights]

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Filters are of lists: with one in its address an act on one thing must find it after."""
        return super().filter_queryset(queryset) if self.action == "list" else queryset

    @property
    def membership(self) -> Membership:
        """Who acts, for which company; ``HasRight`` has seen to it that there is one."""
        acting: Membership = self.request.membership  # type: ignore[attr-defined]
        return acting


def valid(serializer: Any) -> Any:
    """What was sent, read; raises ValidationError that names each field to blame."""
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data


def totals_by_id(seen: Sequence[Mapping[str, Any]]) -> Totals:
    """Totals that were seen of shops, by supplier and currency; unknown shops are passed over."""
    slugs = [total["supplier"] for total in seen]
    ids = dict(Supplier.objects.filter(slug__in=slugs).values_list("slug", "pk"))
    return {
        (ids[total["supplier"]], total["currency"]): total["total"]
        for total in seen
        if total["supplier"] in ids
    }
