"""Purchases over the company's limit, and what an approver decides of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_view
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import check
from accounts.enums import Right
from common.api.pagination import NewestFirst
from common.api.schema import asks, says
from orders.api.base import ByRight, Rights, totals_by_id, valid
from orders.api.serializers import (
    ApprovalSerializer,
    PurchaseRequestDetailSerializer,
    PurchaseRequestSerializer,
    ReasonSerializer,
)
from orders.enums import RequestStatus
from orders.models import PurchaseRequest
from orders.selectors.requests import requests_visible_to
from orders.services import requests as service

APPROVAL_EXAMPLE = asks(
    "at_new_prices",
    _("At prices that moved since it was asked for"),
    {
        "prices": [{"sku": 4021, "mode": "batch", "unit_price": "2.1000"}],
        "totals": [{"supplier": "yiwu-cups", "currency": "CNY", "total": "138.00"}],
    },
)
DECLINE_EXAMPLE = asks("too_many", _("Why not"), {"reason": "Half of it will do this month"})


@extend_schema_view(
    list=says(
        _("Purchases over the limit"),
        _(
            "The newest first; `status` narrows the list. An approver sees those of the company,"
            " others their own."
        ),
    )
)
class PurchaseRequestViewSet(mixins.ListModelMixin, ByRight):
    """Purchases that wait for an approver, and those that were decided."""

    queryset = PurchaseRequest.objects.none()
    serializer_class = PurchaseRequestSerializer
    lookup_value_regex = r"\d{1,18}"
    pagination_class = NewestFirst
    filterset_fields = ("status",)
    rights: ClassVar[Rights] = {"GET": (Right.BUY,), "POST": (Right.BUY, Right.APPROVE)}

    def get_queryset(self) -> QuerySet[PurchaseRequest]:
        found = requests_visible_to(self.membership).prefetch_related("group__orders")
        if self.action == "list":
            return found
        return found.select_related("address__region").prefetch_related("events")

    @says(
        _("A purchase over the limit"),
        _("With what was asked for, at the prices of then and, while it waits, of now."),
        responses=PurchaseRequestDetailSerializer,
    )
    def retrieve(self, request: Request, pk: str) -> Response:
        return self._answer()

    @says(
        _("Approve a purchase"),
        _(
            "Places its orders at the prices that were asked for, or at those in `prices`, if the"
            " shops still cost the `totals` that the purchase shows. A price or total that is"
            " another one is 409 with the old one and the new, and nothing is ordered. Nobody"
            " decides a purchase of their own. Needs `approve`."
        ),
        request=ApprovalSerializer,
        responses=PurchaseRequestDetailSerializer,
        examples=[APPROVAL_EXAMPLE],
    )
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, pk: str) -> Response:
        """Order it, at the prices that the approver was shown."""
        check(self.membership, Right.APPROVE)
        asked, data = self.get_object(), valid(ApprovalSerializer(data=request.data))
        service.approve(
            request=asked,
            membership=self.membership,
            at=timezone.now(),
            seen=_prices(asked, data.get("prices", [])),
            seen_totals=totals_by_id(data["totals"]),
        )
        return self._answer()

    @says(
        _("Decline a purchase"),
        _(
            "Nothing is ordered, and the one who asked is told why. Nobody decides a purchase of"
            " their own. Needs `approve`."
        ),
        request=ReasonSerializer,
        responses=PurchaseRequestDetailSerializer,
        examples=[DECLINE_EXAMPLE],
    )
    @action(detail=True, methods=["post"])
    def decline(self, request: Request, pk: str) -> Response:
        """Nothing is ordered."""
        check(self.membership, Right.APPROVE)
        asked, data = self.get_object(), valid(ReasonSerializer(data=request.data))
        service.decline(
            request=asked, membership=self.membership, at=timezone.now(), reason=data["reason"]
        )
        return self._answer()

    @says(
        _("Take a purchase back"),
        _("Only the one who asked can, and only while it waits. Needs `buy`."),
        request=None,
        responses=PurchaseRequestDetailSerializer,
    )
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """The purchaser takes it back."""
        check(self.membership, Right.BUY)
        service.withdraw(request=self.get_object(), membership=self.membership, at=timezone.now())
        return self._answer()

    def _answer(self) -> Response:
        asked = self.get_object()
        now = None
        if asked.status == RequestStatus.WAITING:
            now = service.view_now(request=asked, membership=self.membership, at=timezone.now())
        return Response(PurchaseRequestDetailSerializer(asked, context={"now": now}).data)


def _prices(asked: PurchaseRequest, given: list[dict[str, Any]]) -> dict[tuple[int, str], Decimal]:
    """The prices asked for, and over them those ``given``."""
    wanted = {want.key: want.seen_price for want in service.wants_of(asked)}
    seen = {key: price for key, price in wanted.items() if price is not None}
    return seen | {(one["sku"], one["mode"]): one["unit_price"] for one in given}
