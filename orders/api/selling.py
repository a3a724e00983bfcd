"""The orders of the company's shop, and shipping them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import ClassVar

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, permissions, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import may_any
from accounts.enums import SEERS_OF_MONEY, Right
from common.api.pagination import NewestFirst
from orders.api.buying import ByRight, Rights
from orders.api.serializers import (
    CarrierSerializer,
    OrderDetailSerializer,
    OrderSerializer,
    OrderToShipDetailSerializer,
    OrderToShipSerializer,
    ParcelSerializer,
    ShipmentSerializer,
)
from orders.models import Carrier, Order
from orders.selectors.desk import DeskFilter, orders_of_shop, shop_orders
from orders.services.ship import ship
from suppliers.models import Supplier
from suppliers.selectors import shop_of


class ShopOrderViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ByRight):
    """Orders that buyers placed with the company's shop; who only ships sees no money."""

    queryset = Order.objects.none()
    lookup_field = "number"
    pagination_class = NewestFirst
    filterset_fields = ("status",)
    rights: ClassVar[Rights] = {
        "GET": (Right.SHIP, Right.SELL, Right.SEE_MONEY),
        "POST": (Right.SHIP,),
    }

    def get_queryset(self) -> QuerySet[Order]:
        supplier = self._shop()
        if self.action == "list":
            return orders_of_shop(supplier, DeskFilter())
        return shop_orders(supplier)

    def get_serializer_class(self) -> type[OrderSerializer]:
        is_list = self.action == "list"
        if self._sees_money():
            return OrderSerializer if is_list else OrderDetailSerializer
        return OrderToShipSerializer if is_list else OrderToShipDetailSerializer

    @extend_schema(request=ParcelSerializer, responses={201: ShipmentSerializer})
    @action(detail=True, methods=["post"])
    def shipments(self, request: Request, number: str) -> Response:
        """Hand a parcel to a carrier; it counts as shipped when the carrier scans it."""
        order = self.get_object()
        parcel = ParcelSerializer(data=request.data)
        parcel.is_valid(raise_exception=True)
        data = parcel.validated_data
        shipment = ship(
            order=order,
            carrier=data["carrier"],
            waybill=data["waybill"],
            quantities=_pieces_by_line(data.get("lines")),
            actor=self.membership.user,
            at=timezone.now(),
        )
        return Response(ShipmentSerializer(shipment).data, status=status.HTTP_201_CREATED)

    def _sees_money(self) -> bool:
        membership = getattr(self.request, "membership", None)
        return membership is None or may_any(membership, SEERS_OF_MONEY)

    def _shop(self) -> Supplier:
        supplier = shop_of(self.membership.company)
        if supplier is None:
            raise NotFound
        return supplier


def _pieces_by_line(lines: Sequence[Mapping[str, int]] | None) -> dict[int, int] | None:
    """Pieces by order line, summed where one is named twice; None stands for all that is left."""
    if lines is None:
        return None
    pieces: Counter[int] = Counter()
    for line in lines:
        pieces[line["line"]] += line["quantity"]
    return dict(pieces)


class CarrierViewSet(mixins.ListModelMixin, viewsets.GenericViewSet[Carrier]):
    """Carriers that parcels can be handed to."""

    permission_classes = (permissions.AllowAny,)
    queryset = Carrier.objects.filter(is_active=True)
    serializer_class = CarrierSerializer
    pagination_class = None
