"""A shop's trust data, open to everybody, and its own score and standing, by right."""

from __future__ import annotations

from typing import ClassVar

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.enums import Right
from accounts.permissions import HasRight
from common.api.schema import says
from suppliers.api.serializers import ScoreSerializer, StandingSerializer, TrustSerializer
from suppliers.models import Supplier
from suppliers.selectors import shop_of, shown_shop
from suppliers.selectors.points import points_of
from suppliers.selectors.scores import latest, what_lifts
from suppliers.selectors.standing import open_holds
from suppliers.selectors.trust import trust_of


class TrustView(APIView):
    """What was verified of a shop, and its figures."""

    permission_classes = (AllowAny,)

    @says(
        _("What is known of a shop"),
        _("What was verified of it and until when, its figures with their samples, its badges."),
        responses=TrustSerializer,
    )
    def get(self, request: Request, slug: str) -> Response:
        supplier = _shown(slug)
        return Response(TrustSerializer(trust_of(supplier, timezone.now())).data)


def _shown(slug: str) -> Supplier:
    """Raises Http404, and ShopHidden where there is such a shop, but its standing hides it."""
    try:
        return shown_shop(slug)
    except Supplier.DoesNotExist:
        raise Http404(slug) from None


class OwnView(APIView):
    """Of the company's own shop; 404 where it has none."""

    permission_classes = (HasRight,)
    rights: ClassVar[tuple[Right, ...]] = (Right.SELL, Right.MANAGE_COMPANY)

    def shop(self, request: Request) -> Supplier:
        supplier = shop_of(request.membership.company)  # type: ignore[attr-defined]
        if supplier is None:
            raise NotFound
        return supplier


class ScoreView(OwnView):
    """The last score, item by item, with what would lift it."""

    @says(
        _("The own shop's score"),
        _("The last day's score, item by item, with its rank among peers and what would lift it."),
        responses=ScoreSerializer,
    )
    def get(self, request: Request) -> Response:
        supplier = self.shop(request)
        last = latest(supplier)
        said = {
            "day": last.day if last else None,
            "category": last.category if last else "",
            "composite": last.composite if last else None,
            "items": what_lifts(supplier),
        }
        return Response(ScoreSerializer(said).data)


class StandingView(OwnView):
    """The standing and what holds it."""

    @says(
        _("The own shop's standing"),
        _("The standing, each hold with its reason and its end, and the penalty points."),
        responses=StandingSerializer,
    )
    def get(self, request: Request) -> Response:
        supplier = self.shop(request)
        said = {
            "standing": supplier.status,
            "points": points_of(supplier, timezone.now()),
            "holds": open_holds(supplier),
        }
        return Response(StandingSerializer(said).data)
