"""Addresses of payments."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, path

from payments.web import history, money, notices, pay, sandbox

app_name = "payments"
urlpatterns: list[URLPattern] = [
    path("pay/notices/<slug:gateway>/", notices.notice, name="notice"),
    path("pay/<slug:number>/", pay.pay, name="pay"),
    path("pay/<slug:number>/back/", pay.back, name="back"),
    path("pay/<slug:number>/state/", pay.state, name="state"),
    path("pay/<slug:number>/transfer/", pay.transfer, name="transfer"),
    path("payments/", history.history, name="history"),
    path("payments/payments.csv", history.history_csv, name="history_csv"),
    path("supplier/money/", money.money, name="money"),
    path("supplier/money/statement.csv", money.statement_csv, name="statement_csv"),
    path("supplier/money/payouts/", money.payout_list, name="payouts"),
    path("supplier/money/payouts/new/", money.payout, name="payout"),
    path("supplier/money/deposit/", money.deposit, name="deposit"),
]
if settings.SANDBOX_GATEWAY:
    urlpatterns += [
        path("sandbox/pay/<str:token>/", sandbox.sandbox, name="sandbox"),
        path("sandbox/bank/<str:token>/", sandbox.bank, name="sandbox_bank"),
    ]
