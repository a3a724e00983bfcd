"""Addresses of the API below ``/api/v1/``."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from accounts.api import views

router = SimpleRouter()
router.register("companies", views.CompanyViewSet, basename="company")
router.register("regions", views.RegionViewSet, basename="region")
router.register("addresses", views.AddressViewSet, basename="address")
router.register("notices", views.NoticeViewSet, basename="notice")

urlpatterns = [
    path("me/", views.MeView.as_view(), name="me"),
    path("", include(router.urls)),
]
