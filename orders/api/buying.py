"""The cart and checkout of a member, and the orders of their company."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_view
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import check
from accounts.enums import Right
from common.api.pagination import NewestFirst
from common.api.parameters import refuse_unknown
from common.api.schema import asks, says
from common.errors import refuse_all
from orders.api.base import ByRight, Rights, totals_by_id, valid
from orders.api.serializers import (
    AddSerializer,
    CartLineSerializer,
    CartSerializer,
    CheckoutSerializer,
    OrderDetailSerializer,
    OrderSerializer,
    PlacedSerializer,
    ReasonSerializer,
)
from orders.errors import NoteToNobody
from orders.models import CartLine, Order, OrderGroup, PurchaseRequest
from orders.selectors.cart import cart_view
from orders.selectors.checkout import payments_of
from orders.selectors.orders import for_cards, for_page, orders_bought_by
from orders.services import cancel, cart, complete, pay
from orders.services.checkout import checkout
from suppliers.models import Supplier

ADD_EXAMPLE = asks(
    "ten_pieces",
    _("Ten pieces of one variant"),
    {"lines": [{"sku": 4021, "quantity": 10}], "mode": "batch"},
)
CHOICE_EXAMPLE = asks("left_for_later", _("Left for a later checkout"), {"is_chosen": False})
CHECKOUT_EXAMPLE = asks(
    "with_a_note",
    _("All that is chosen, with a note to one shop"),
    {"address": 17, "key": "po-2026-0042", "notes": {"yiwu-cups": "Please pack in tens."}},
)


class CartViewSet(ByRight):
    """What the member is about to order, priced as of now, with what is missing."""

    queryset = CartLine.objects.none()
    serializer_class = CartSerializer
    lookup_value_regex = r"\d{1,18}"
    pagination_class = None
    rights: ClassVar[Rights] = dict.fromkeys(("GET", "POST", "PATCH", "DELETE"), (Right.BUY,))

    @says(
        _("The cart"),
        _("What the member is about to order, priced as of now, with what is missing by shop."),
        responses=CartSerializer,
    )
    def list(self, request: Request) -> Response:
        refuse_unknown(request, ())
        return self._cart()

    @says(
        _("Put goods into the cart"),
        _(
            "The pieces come on top of those that lie there. `mode` is `batch`, `sample` or"
            " `consign`. Answers with the whole cart. Where fewer of one are left than the cart"
            " would hold it is 422 and `over_stock`, with `rule` for the pieces left and `have` for"
            " those that it would hold, and nothing is put in."
        ),
        request=AddSerializer,
        responses={201: CartSerializer},
        examples=[ADD_EXAMPLE],
    )
    def create(self, request: Request) -> Response:
        data = valid(AddSerializer(data=request.data))
        wants: dict[int, int] = {}
        for line in data["lines"]:
            wants[line["sku"]] = wants.get(line["sku"], 0) + line["quantity"]
        cart.add(membership=self.membership, wants=wants, mode=data["mode"], at=timezone.now())
        return self._cart(status.HTTP_201_CREATED)

    @says(
        _("Change a line of the cart"),
        _(
            "Sets the pieces of the line, by its id in the cart, or whether it goes into the next"
            " checkout; what is not sent stays. Answers with the whole cart."
        ),
        request=CartLineSerializer,
        responses=CartSerializer,
        examples=[CHOICE_EXAMPLE],
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        data = valid(CartLineSerializer(data=request.data))
        cart.change_line(line=self._line(pk), at=timezone.now(), **data)
        return self._cart()

    @says(
        _("Take a line out of the cart"),
        _("Answers with the whole cart."),
        responses={200: CartSerializer},
    )
    def destroy(self, request: Request, pk: str) -> Response:
        line = self._line(pk)
        cart.remove(membership=self.membership, line_ids=[line.pk], at=timezone.now())
        return self._cart()

    def _line(self, pk: str) -> CartLine:
        mine = CartLine.objects.filter(cart__membership=self.membership)
        return get_object_or_404(mine.select_related("cart__membership__company"), pk=pk)

    def _cart(self, code: int = status.HTTP_200_OK) -> Response:
        view = cart_view(membership=self.membership, at=timezone.now())
        return Response(CartSerializer(view).data, status=code)


class CheckoutViewSet(ByRight):
    """Order what is chosen in the cart: one order a supplier, one payment a currency."""

    serializer_class = CheckoutSerializer
    rights: ClassVar[Rights] = {"POST": (Right.BUY,)}

    @says(
        _("Place the orders"),
        _(
            "Orders what has `is_chosen` in the cart: one order a shop, one payment a currency."
            " What cannot be had any more has it not, and stays there. Sent"
            " again with the same `key`, it answers with what the first one made; of another"
            " member, with another address or other notes the key is refused. Above the"
            " member's limit it makes a request to an approver instead. Rules that are not met are"
            " 422 with what is missing; a price that moved is 409 with the old one and the new, and"
            " so is a total with freight that is not the one in `totals`, where that is given."
        ),
        request=CheckoutSerializer,
        responses={201: PlacedSerializer},
        examples=[CHECKOUT_EXAMPLE],
    )
    def create(self, request: Request) -> Response:
        data = valid(CheckoutSerializer(data=request.data, context={"request": request}))
        made = checkout(
            membership=self.membership,
            address=data["address"],
            notes=_notes_by_id(data["notes"]),
            key=data["key"],
            at=timezone.now(),
            seen_totals=totals_by_id(data["totals"]) if "totals" in data else None,
        )
        return Response(_placed(made), status=status.HTTP_201_CREATED)


@extend_schema_view(
    list=says(
        _("Orders that the company bought"),
        _("The newest first; `status` and `supplier__slug` narrow the list."),
    ),
    retrieve=says(
        _("An order"), _("With its lines as they were agreed, its stages and its parcels.")
    ),
)
class OrderViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ByRight):
    """The orders that the company bought."""

    queryset = Order.objects.none()
    lookup_field = "number"
    pagination_class = NewestFirst
    filterset_fields = ("status", "supplier__slug")
    #: Each act asks for the one right that is its own.
    rights: ClassVar[Rights] = {"GET": (Right.SEE_ORDERS,), "POST": (Right.BUY, Right.PAY)}

    def get_queryset(self) -> QuerySet[Order]:
        bought = orders_bought_by(self.membership.company)
        return for_cards(bought) if self.action == "list" else for_page(bought)

    def get_serializer_class(self) -> type[OrderSerializer]:
        return OrderSerializer if self.action == "list" else OrderDetailSerializer

    @says(
        _("Confirm the receipt"),
        _("The order is completed, and the money that is held goes to the shop. Needs `buy`."),
        request=None,
        responses=OrderDetailSerializer,
    )
    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, number: str) -> Response:
        """Confirm the receipt: the money that is held goes to the supplier."""
        check(self.membership, Right.BUY)
        complete.confirm(order=self.get_object(), actor=self.membership.user, at=timezone.now())
        return self._fresh()

    @says(
        _("Put the completion off"),
        _("Once for an order, in the last days before it completes by itself. Needs `buy`."),
        request=None,
        responses=OrderDetailSerializer,
    )
    @action(detail=True, methods=["post"])
    def extend(self, request: Request, number: str) -> Response:
        """Put the completion off, once and in its last days."""
        check(self.membership, Right.BUY)
        complete.extend(order=self.get_object(), actor=self.membership.user, at=timezone.now())
        return self._fresh()

    @says(
        _("Cancel an unpaid order"),
        _("Closes it and gives its stock back. Needs `buy`."),
        request=ReasonSerializer,
        responses=OrderDetailSerializer,
    )
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, number: str) -> Response:
        """Cancel an unpaid order."""
        check(self.membership, Right.BUY)
        data = valid(ReasonSerializer(data=request.data))
        cancel.close_by_buyer(
            order=self.get_object(),
            actor=self.membership.user,
            at=timezone.now(),
            reason=data["reason"],
        )
        return self._fresh()

    @says(
        _("Confirm a stage"),
        _(
            "Confirms what the shop did for the stage that was paid last, of an order that is paid"
            " in stages: the next one opens to be paid. Where no stage waits for that it is 409"
            " and `nothing_to_pay`. Needs `buy`."
        ),
        request=None,
        responses=OrderDetailSerializer,
    )
    @action(detail=True, methods=["post"])
    def confirm_stage(self, request: Request, number: str) -> Response:
        """Confirm what the supplier did for a stage: the next one opens."""
        check(self.membership, Right.BUY)
        pay.confirm_stage(order=self.get_object(), actor=self.membership.user, at=timezone.now())
        return self._fresh()

    @says(
        _("Pay an order"),
        _("Answers with the address where a person pays what is open of it. Needs `pay`."),
        request=None,
        responses=PlacedSerializer,
    )
    @action(detail=True, methods=["post"])
    def pay(self, request: Request, number: str) -> Response:
        """Where to pay what is open of the order."""
        check(self.membership, Right.PAY)
        order = self.get_object()
        payment = pay.start_payment(orders=[order], membership=self.membership, at=timezone.now())
        body = {"orders": [order], "payments": [_pay_url(payment.number)], "request": None}
        return Response(PlacedSerializer(body).data)

    def _fresh(self) -> Response:
        return Response(OrderDetailSerializer(self.get_object()).data)


def _notes_by_id(notes: Mapping[str, str]) -> dict[int, str]:
    """Raises NoteToNobody for slugs that no shop has."""
    slugs = [slug for slug in notes if "\x00" not in slug]
    ids = dict(Supplier.objects.filter(slug__in=slugs).values_list("slug", "pk"))
    refuse_all([NoteToNobody(slug) for slug in notes if slug not in ids])
    return {ids[slug]: note for slug, note in notes.items()}


def _placed(made: OrderGroup | PurchaseRequest) -> Any:
    if isinstance(made, PurchaseRequest):
        return PlacedSerializer({"orders": [], "payments": [], "request": made.pk}).data
    orders = list(made.orders.select_related("supplier", "buyer").order_by("pk"))
    payments = payments_of(made)
    body = {"orders": orders, "payments": [_pay_url(p.number) for p in payments], "request": None}
    return PlacedSerializer(body).data


def _pay_url(number: str) -> str:
    return reverse("payments:pay", args=[number])
