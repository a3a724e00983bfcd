from orders.models.carts import Cart, CartLine, PurchaseRequest, PurchaseRequestEvent
from orders.models.orders import Order, OrderEvent, OrderGroup, OrderLine, PriceChange
from orders.models.shipments import Carrier, CarrierNotice, Scan, Shipment, ShipmentLine
from orders.models.stages import PaymentStage, StageEvent, StagePayment

__all__ = [
    "Carrier",
    "CarrierNotice",
    "Cart",
    "CartLine",
    "Order",
    "OrderEvent",
    "OrderGroup",
    "OrderLine",
    "PaymentStage",
    "PriceChange",
    "PurchaseRequest",
    "PurchaseRequestEvent",
    "Scan",
    "Shipment",
    "ShipmentLine",
    "StageEvent",
    "StagePayment",
]
