"""The orders of the company's shop, and shipping them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_view
from rest_framework import mixins, permissions, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import check, may_any
from accounts.enums import SEERS_OF_MONEY, Right
from common.api.pagination import NewestFirst
from common.api.schema import asks, says
from orders.api.base import ByRight, Rights, valid
from orders.api.serializers import (
    CarrierSerializer,
    OrderDetailSerializer,
    OrderSerializer,
    OrderToShipDetailSerializer,
    OrderToShipSerializer,
    ParcelSerializer,
    PriceSerializer,
    ShipmentSerializer,
    ShownReasonSerializer,
)
from orders.models import Carrier, Order
from orders.selectors.desk import DeskFilter, orders_of_shop, shop_orders
from orders.services import cancel, change
from orders.services.ship import ship
from suppliers.models import Supplier
from suppliers.selectors import shop_of

PARCEL_EXAMPLE = asks(
    "in_part",
    _("A part of an order"),
    {"carrier": "sf", "waybill": "SF1234567890123", "lines": [{"line": 88, "quantity": 4}]},
)

PRICE_EXAMPLE = asks(
    "a_discount",
    _("Something off the goods, sent for nothing"),
    {"discount": "20.00", "freight": "0.00", "reason": "As agreed on the phone"},
)
SOLD_OUT_EXAMPLE = asks("sold_out", _("Out of stock"), {"reason": "Sold out at the factory"})


def ends(summary: Any, description: Any) -> Callable[[Any], Any]:
    """Declare what ends an order of the shop, for a reason that the buyer is shown."""
    said = says(
        summary,
        description,
        request=ShownReasonSerializer,
        responses=OrderDetailSerializer,
        examples=[SOLD_OUT_EXAMPLE],
    )
    posted = action(detail=True, methods=["post"])
    return lambda method: said(posted(method))


@extend_schema_view(
    list=says(
        _("Orders that the shop received"),
        _("The newest first; `status` narrows the list. Who only ships is shown no sums."),
    ),
    retrieve=says(
        _("An order to the shop"),
        _("With its lines, its address and its parcels. Who only ships is shown no sums."),
    ),
)
class ShopOrderViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ByRight):
    """Orders that buyers placed with the company's shop; who only ships sees no money."""

    queryset = Order.objects.none()
    lookup_field = "number"
    pagination_class = NewestFirst
    filterset_fields = ("status",)
    rights: ClassVar[Rights] = {
        "GET": (Right.SHIP, Right.SELL, Right.SEE_MONEY),
        "POST": (Right.SHIP, Right.SELL),
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

    @says(
        _("Ship a parcel"),
        _(
            "Hands a parcel to a carrier: the lines that are named, or all that is left. It counts"
            " as shipped in time by the carrier's first scan, not by this call. Needs `ship`."
        ),
        request=ParcelSerializer,
        responses={201: ShipmentSerializer},
        examples=[PARCEL_EXAMPLE],
    )
    @action(detail=True, methods=["post"])
    def shipments(self, request: Request, number: str) -> Response:
        """Hand a parcel to a carrier; it counts as shipped when the carrier scans it."""
        check(self.membership, Right.SHIP)
        order = self.get_object()
        data = valid(ParcelSerializer(data=request.data))
        shipment = ship(
            order=order,
            carrier=data["carrier"],
            waybill=data["waybill"],
            quantities=_pieces_by_line(data.get("lines")),
            actor=self.membership.user,
            at=timezone.now(),
        )
        return Response(ShipmentSerializer(shipment).data, status=status.HTTP_201_CREATED)

    @says(
        _("Change the price of an unpaid order"),
        _(
            "Sets what comes off the goods, and the freight, in the order's currency. The buyer is"
            " told the old total and the new; a payment that stood open is withdrawn. Once the"
            " order is paid it is 409 and `wrong_status`. Needs `sell`."
        ),
        request=PriceSerializer,
        responses=OrderDetailSerializer,
        examples=[PRICE_EXAMPLE],
    )
    @action(detail=True, methods=["post"])
    def price(self, request: Request, number: str) -> Response:
        """Change what is to be paid for an order that is not paid yet."""
        check(self.membership, Right.SELL)
        order, data = self.get_object(), valid(PriceSerializer(data=request.data))
        change.change_price(order=order, actor=self.membership.user, at=timezone.now(), **data)
        return self._fresh()

    @ends(
        _("Close an unpaid order"),
        _(
            "Closes it and gives its stock back; the buyer is told. An order that is paid is"
            " refunded instead: here it is 409 and `wrong_status`. Needs `sell`."
        ),
    )
    def close(self, request: Request, number: str) -> Response:
        """Cancel an unpaid order."""
        return self._end(request, cancel.close_by_supplier)

    @ends(
        _("Refund an order in full"),
        _(
            "Gives back all that was paid for it and closes it; what was not shipped is in stock"
            " again. Unpaid, completed and closed orders are 409 and `wrong_status`. Needs `sell`."
        ),
    )
    def refund(self, request: Request, number: str) -> Response:
        """Give back all that was paid, and close the order."""
        return self._end(request, cancel.refund_in_full)

    def _end(self, request: Request, service: Callable[..., Any]) -> Response:
        check(self.membership, Right.SELL)
        order, data = self.get_object(), valid(ShownReasonSerializer(data=request.data))
        service(order=order, actor=self.membership.user, at=timezone.now(), **data)
        return self._fresh()

    def _fresh(self) -> Response:
        return Response(OrderDetailSerializer(self.get_object()).data)

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


@extend_schema_view(
    list=says(
        _("Carriers"),
        _("Those that parcels can be handed to, with the form of their waybill numbers."),
    )
)
class CarrierViewSet(mixins.ListModelMixin, viewsets.GenericViewSet[Carrier]):
    """Carriers that parcels can be handed to."""

    permission_classes = (permissions.AllowAny,)
    queryset = Carrier.objects.filter(is_active=True)
    serializer_class = CarrierSerializer
    pagination_class = None
