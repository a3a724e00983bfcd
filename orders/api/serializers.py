"""Carts, orders and parcels as programs read and write them. Amounts are strings."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from accounts.models import Address
from catalog.enums import BuyMode
from catalog.pricing import Problem, describe
from common.api.names import chinese_names, english_names
from orders.enums import LONGEST_REASON, LONGEST_SHOWN_REASON
from orders.models import (
    Carrier,
    Order,
    OrderLine,
    PaymentStage,
    PurchaseRequest,
    Scan,
    Shipment,
    ShipmentLine,
)
from orders.selectors.basket import WantedLine
from orders.selectors.cart import CartRow, CartSupplier, CartView
from orders.selectors.checkout import CheckoutView
from orders.services.requests import address_of, wants_of


class RuleSerializer(serializers.Serializer[Problem]):
    """A rule that is not met yet, in the reader's language and as a code."""

    code = serializers.CharField()
    detail = serializers.SerializerMethodField()
    missing = serializers.IntegerField()

    def get_detail(self, problem: Problem) -> str:
        return str(describe(problem))


class CartRowSerializer(serializers.Serializer[CartRow]):
    id = serializers.IntegerField(source="line.pk")
    sku = serializers.IntegerField(source="item.sku_id")
    sku_code = serializers.CharField(source="item.sku_code")
    title = serializers.CharField(source="item.title")
    title_en = serializers.CharField(source="item.title_en")
    options = chinese_names(source="item.options")
    options_en = english_names("item.options")
    mode = serializers.ChoiceField(BuyMode.choices, source="line.mode")
    quantity = serializers.IntegerField(source="line.quantity")
    unit = serializers.CharField(source="item.unit")
    is_chosen = serializers.BooleanField()
    available = serializers.IntegerField()
    state = serializers.CharField(help_text="ok, or why the line cannot be ordered now.")
    unit_price = serializers.DecimalField(
        14, 4, source="quoted.unit_price", default=None, allow_null=True
    )
    amount = serializers.DecimalField(16, 2, source="quoted.amount", default=None, allow_null=True)
    problems = serializers.ListField(child=RuleSerializer())


class CartSupplierSerializer(serializers.Serializer[CartSupplier]):
    supplier = serializers.CharField(source="supplier.slug")
    currency = serializers.CharField()
    subtotal = serializers.DecimalField(16, 2)
    is_ready = serializers.BooleanField()
    problems = serializers.ListField(child=RuleSerializer())
    lines = CartRowSerializer(many=True, source="rows")


class CartSerializer(serializers.Serializer[CartView]):
    suppliers = CartSupplierSerializer(many=True)
    totals = serializers.DictField(child=serializers.DecimalField(16, 2), help_text="By currency.")
    is_ready = serializers.BooleanField()


class AddLineSerializer(serializers.Serializer[Any]):
    sku = serializers.IntegerField(min_value=1)
    quantity = serializers.IntegerField(min_value=1)


class AddSerializer(serializers.Serializer[Any]):
    """Pieces come on top of what lies in the cart."""

    lines = AddLineSerializer(many=True, allow_empty=False)
    mode = serializers.ChoiceField(BuyMode.choices, default=BuyMode.BATCH)


class CartLineSerializer(serializers.Serializer[Any]):
    """What is not sent stays; something has to be sent."""

    quantity = serializers.IntegerField(min_value=1, required=False)
    is_chosen = serializers.BooleanField(
        required=False, help_text="Whether the line goes into the next checkout."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs:
            said = [ErrorDetail(_("Give at least one of these fields."), code="required")]
            raise serializers.ValidationError(dict.fromkeys(map(str, self.fields), said))
        return attrs


class SeenTotalSerializer(serializers.Serializer[Any]):
    """What a shop's goods and freight were taken to cost together."""

    supplier = serializers.SlugField(max_length=60, help_text="The shop's slug.")
    currency = serializers.CharField(max_length=3)
    total = serializers.DecimalField(16, 2, min_value=0)


class CheckoutSerializer(serializers.Serializer[Any]):
    """``key`` is the caller's own: sent again, it answers with what the first one made."""

    address: Any = serializers.PrimaryKeyRelatedField(queryset=Address.objects.none())
    key = serializers.CharField(max_length=64)
    notes = serializers.DictField(
        child=serializers.CharField(max_length=500),
        default=dict,
        help_text="Supplier slug → note to that supplier. Of one of whom nothing is ordered it is"
        " 400 and `note_to_nobody`, and nothing is ordered.",
    )
    totals = SeenTotalSerializer(
        many=True,
        required=False,
        help_text="What each shop is expected to cost with freight. Where given, every shop and"
        " currency has to be in it, and a total that is another one is 409 with old and new.",
    )

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        fields = super().get_fields()
        company = getattr(self.context.get("request"), "company", None)
        mine = Address.objects.filter(company=company, removed_at=None) if company else None
        if mine is not None:
            fields["address"].queryset = mine  # type: ignore[attr-defined]
        return fields


class OrderLineSerializer(serializers.ModelSerializer[OrderLine]):
    options = chinese_names()
    options_en = english_names("options")

    class Meta:
        model = OrderLine
        fields = (
            "id",
            "sku",
            "sku_code",
            "mode",
            "title",
            "title_en",
            "options",
            "options_en",
            "quantity",
            "shipped_quantity",
            "unit",
            "unit_price",
            "tier_from",
            "amount",
            "promise_hours",
        )


class StageSerializer(serializers.ModelSerializer[PaymentStage]):
    class Meta:
        model = PaymentStage
        fields = ("number", "percent", "amount", "status", "paid_at")


class ScanSerializer(serializers.ModelSerializer[Scan]):
    class Meta:
        model = Scan
        fields = ("kind", "scanned_at", "place")


class ShipmentLineSerializer(serializers.ModelSerializer[ShipmentLine]):
    line = serializers.IntegerField(source="order_line_id")

    class Meta:
        model = ShipmentLine
        fields = ("line", "quantity")


class ShipmentSerializer(serializers.ModelSerializer[Shipment]):
    carrier = serializers.SlugRelatedField("code", read_only=True)
    lines = ShipmentLineSerializer(many=True, read_only=True)
    scans = ScanSerializer(many=True, read_only=True)

    class Meta:
        model = Shipment
        fields = (
            "carrier",
            "waybill",
            "declared_at",
            "picked_up_at",
            "signed_at",
            "lines",
            "scans",
        )


class OrderSerializer(serializers.ModelSerializer[Order]):
    """An order as a list shows it, to its buyer and to its supplier."""

    supplier = serializers.SlugRelatedField("slug", read_only=True)
    buyer = serializers.CharField(source="buyer.name", read_only=True)

    class Meta:
        model = Order
        fields: tuple[str, ...] = (
            "number",
            "status",
            "buyer",
            "supplier",
            "currency",
            "goods_amount",
            "discount",
            "freight_amount",
            "total",
            "placed_at",
            "pay_until",
            "paid_at",
            "due_at",
            "shipped_at",
            "picked_up_at",
            "delivered_at",
            "complete_at",
            "returned_at",
            "completed_at",
            "closed_at",
            "close_reason",
        )


class OrderDetailSerializer(OrderSerializer):
    lines = OrderLineSerializer(many=True, read_only=True)
    stages = StageSerializer(many=True, read_only=True)
    shipments = ShipmentSerializer(many=True, read_only=True)

    class Meta(OrderSerializer.Meta):
        fields = (*OrderSerializer.Meta.fields, "address", "note", "lines", "stages", "shipments")


#: What a colleague who only ships is not shown.
SUMS = frozenset({"currency", "goods_amount", "discount", "freight_amount", "total"})
LINE_SUMS = frozenset({"unit_price", "tier_from", "amount"})


class LineToShipSerializer(OrderLineSerializer):
    class Meta(OrderLineSerializer.Meta):
        fields = tuple(name for name in OrderLineSerializer.Meta.fields if name not in LINE_SUMS)


class OrderToShipSerializer(OrderSerializer):
    """An order without its money."""

    class Meta(OrderSerializer.Meta):
        fields = tuple(name for name in OrderSerializer.Meta.fields if name not in SUMS)


class OrderToShipDetailSerializer(OrderToShipSerializer):
    lines = LineToShipSerializer(many=True, read_only=True)
    shipments = ShipmentSerializer(many=True, read_only=True)

    class Meta(OrderToShipSerializer.Meta):
        fields = (*OrderToShipSerializer.Meta.fields, "address", "note", "lines", "shipments")


class PlacedSerializer(serializers.Serializer[Any]):
    """What a checkout made: orders and where to pay them, or a request to an approver."""

    orders = OrderSerializer(many=True)
    payments = serializers.ListField(
        child=serializers.CharField(), help_text="Addresses to pay at, one a currency."
    )
    request = serializers.IntegerField(
        allow_null=True, help_text="The purchase request, where an approver has to agree first."
    )


class ParcelLineSerializer(serializers.Serializer[Any]):
    line = serializers.IntegerField()
    quantity = serializers.IntegerField(min_value=0)


class ParcelSerializer(serializers.Serializer[Any]):
    """Without ``lines``, the parcel holds all that is left."""

    carrier = serializers.SlugRelatedField("code", queryset=Carrier.objects.filter(is_active=True))
    waybill = serializers.CharField(max_length=40)
    lines = ParcelLineSerializer(many=True, required=False)


class ReasonSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=LONGEST_REASON, allow_blank=True, default="")


class ShownReasonSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=LONGEST_SHOWN_REASON, help_text="Shown to the buyer.")


class PriceSerializer(serializers.Serializer[Any]):
    """改价, in the order's currency."""

    discount = serializers.DecimalField(
        16, 2, min_value=0, help_text="What comes off the goods, at most all that they cost."
    )
    freight = serializers.DecimalField(16, 2, min_value=0)
    reason = serializers.CharField(
        max_length=LONGEST_SHOWN_REASON,
        allow_blank=True,
        default="",
        help_text="Shown to the buyer.",
    )


class SeenPriceSerializer(serializers.Serializer[Any]):
    """What a piece of a line of a purchase request was taken to cost."""

    sku = serializers.IntegerField(min_value=1)
    mode = serializers.ChoiceField(BuyMode.choices, default=BuyMode.BATCH)
    unit_price = serializers.DecimalField(14, 4, min_value=0)


class ApprovalSerializer(serializers.Serializer[Any]):
    """The prices that the approver agrees to, where they are not those that were asked for."""

    prices = SeenPriceSerializer(
        many=True,
        required=False,
        help_text="Unit prices of lines; those not named are ordered at the price asked for.",
    )
    totals = SeenTotalSerializer(
        many=True,
        help_text="What each shop costs with freight, as the purchase shows it: every shop and"
        " currency has to be in it, and a total that is another one is 409 with old and new.",
    )


class AskedLineSerializer(serializers.Serializer[WantedLine]):
    sku = serializers.IntegerField(source="sku_id")
    mode = serializers.ChoiceField(BuyMode.choices)
    quantity = serializers.IntegerField()
    unit_price = serializers.DecimalField(
        14, 4, source="seen_price", allow_null=True, help_text="When it was asked for."
    )
    unit_price_now = serializers.SerializerMethodField(
        help_text="Of a request that waits; null where it cannot be bought."
    )

    @extend_schema_field(serializers.DecimalField(14, 4, allow_null=True))
    def get_unit_price_now(self, want: WantedLine) -> str | None:
        now: CheckoutView | None = self.context["now"]
        line = now.basket.lines.get(want.key) if now else None
        return f"{line.unit_price:.4f}" if line else None


class PurchaseRequestSerializer(serializers.ModelSerializer[PurchaseRequest]):
    """A purchase over the company's limit, as a list shows it."""

    requested_by = serializers.CharField()
    decided_by = serializers.CharField(allow_null=True)
    total = serializers.DecimalField(16, 2, source="total_in_limit_currency")
    currency = serializers.CharField(
        source="company.currency", help_text="The company's, in which its limit is."
    )
    orders = serializers.SerializerMethodField(help_text="Numbers of the orders that it became.")

    class Meta:
        model = PurchaseRequest
        fields: tuple[str, ...] = (
            "id",
            "status",
            "requested_by",
            "requested_at",
            "expires_at",
            "total",
            "currency",
            "decided_by",
            "decided_at",
            "orders",
        )

    def get_orders(self, request: PurchaseRequest) -> list[str]:
        return [order.number for order in request.group.orders.all()] if request.group else []


class PurchaseRequestDetailSerializer(PurchaseRequestSerializer):
    """``now`` in the context is what it would become, of a request that waits."""

    reason = serializers.SerializerMethodField(help_text="Why it was declined.")
    address = serializers.SerializerMethodField()
    lines = serializers.SerializerMethodField()
    totals = serializers.SerializerMethodField()

    class Meta(PurchaseRequestSerializer.Meta):
        fields = (*PurchaseRequestSerializer.Meta.fields, "reason", "address", "lines", "totals")

    def get_reason(self, request: PurchaseRequest) -> str:
        return next((event.reason for event in reversed(request.events.all())), "")

    def get_address(self, request: PurchaseRequest) -> dict[str, Any]:
        return address_of(request).text

    @extend_schema_field(AskedLineSerializer(many=True))
    def get_lines(self, request: PurchaseRequest) -> Any:
        wants: Any = wants_of(request)
        return AskedLineSerializer(wants, many=True, context=self.context).data

    @extend_schema_field(
        SeenTotalSerializer(many=True, help_text="With freight, now; of a request that waits.")
    )
    def get_totals(self, request: PurchaseRequest) -> Any:
        now: CheckoutView | None = self.context["now"]
        return SeenTotalSerializer(now.shop_totals if now else [], many=True).data


class CarrierSerializer(serializers.ModelSerializer[Carrier]):
    class Meta:
        model = Carrier
        fields = (
            *("code", "name", "name_en"),
            *("waybill_pattern", "waybill_format", "waybill_format_en"),
        )
