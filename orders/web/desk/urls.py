"""Below ``/supplier/``, in the namespace of orders."""

from __future__ import annotations

from django.urls import path

from orders.web.desk import lists, order, shipping

urlpatterns = [
    path("", lists.today, name="desk_today"),
    path("orders/", lists.order_list, name="desk_orders"),
    path("orders/<slug:number>/", order.order, name="desk_order"),
    path("orders/<slug:number>/send/", order.send, name="desk_send"),
    path(
        "orders/<slug:number>/parcels/<int:pk>/send-again/",
        order.send_again,
        name="desk_send_again",
    ),
    path("orders/<slug:number>/price/", order.change_price, name="desk_price"),
    path("orders/<slug:number>/close/", order.close, name="desk_close"),
    path("shipping/", shipping.to_ship, name="desk_ship"),
    path("shipping/upload/", shipping.upload, name="desk_upload"),
]
