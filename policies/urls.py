"""The public pages of the rules."""

from django.urls import path

from policies.web import views

app_name = "policies"

urlpatterns = [
    path("rules/", views.overview, name="overview"),
    path("rules/<slug:slug>/", views.policy, name="policy"),
]
