"""Addresses of payments."""

from __future__ import annotations

from django.urls import URLPattern, path

from payments.web import notices

app_name = "payments"
urlpatterns: list[URLPattern] = [
    path("pay/notices/<slug:gateway>/", notices.notice, name="notice"),
]
