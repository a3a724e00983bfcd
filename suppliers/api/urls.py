"""Addresses of the API below ``/api/v1/``."""

from django.urls import path

from suppliers.api import views

urlpatterns = [
    path("suppliers/<slug:slug>/trust/", views.TrustView.as_view(), name="supplier-trust"),
    path("supplier/score/", views.ScoreView.as_view(), name="own-score"),
    path("supplier/standing/", views.StandingView.as_view(), name="own-standing"),
]
