"""Addresses of cart, checkout, orders and carriers' notices."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from orders.web import actions, carts, checkouts, notices, orders, requests, start

app_name = "orders"
urlpatterns: list[URLPattern | URLResolver] = [
    path("start/", start.start, name="start"),
    path("cart/", carts.cart, name="cart"),
    path("cart/add/", carts.add, name="add"),
    path("cart/update/", carts.update, name="update_cart"),
    path("checkout/", checkouts.checkout, name="checkout"),
    path("checkout/<int:pk>/", checkouts.placed, name="placed"),
    path("orders/", orders.order_list, name="list"),
    path("orders/pay/", actions.pay, name="pay"),
    path("orders/bulk/", actions.bulk, name="bulk"),
    path("orders/confirm/", actions.confirm, name="confirm"),
    path("orders/requests/", requests.request_list, name="requests"),
    path("orders/requests/<int:pk>/", requests.purchase_request, name="request"),
    path("orders/requests/<int:pk>/approve/", requests.approve, name="approve"),
    path("orders/requests/<int:pk>/decline/", requests.decline, name="decline"),
    path("orders/requests/<int:pk>/withdraw/", requests.withdraw, name="withdraw"),
    path("orders/<slug:number>/", orders.detail, name="detail"),
    path("orders/<slug:number>/cancel/", actions.cancel, name="cancel"),
    path("orders/<slug:number>/extend/", actions.extend, name="extend"),
    path("orders/<slug:number>/stage/", actions.confirm_stage, name="confirm_stage"),
    path("orders/<slug:number>/again/", actions.buy_again, name="buy_again"),
    path("carriers/<slug:code>/notices/", notices.notice, name="carrier_notice"),
    path("supplier/", include("orders.web.desk.urls")),
]
