"""A shop's trust data, open to everybody, and its own score and standing, by right."""

from __future__ import annotations

from typing import Any, ClassVar

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
from common.working_days import day_of
from suppliers.api.examples import SCORE_EXAMPLE, STANDING_EXAMPLE, TRUST_EXAMPLE
from suppliers.api.serializers import ScoreSerializer, StandingSerializer, TrustSerializer
from suppliers.models import Supplier
from suppliers.selectors import shop_of, shown_shop
from suppliers.selectors.audits import audits_of
from suppliers.selectors.badges import badges_of, verdicts_of
from suppliers.selectors.points import points_of
from suppliers.selectors.scores import TREND_DAYS, figures_of, history, latest, what_lifts
from suppliers.selectors.standing import (
    counting_deductions,
    documents_that_run_out,
    open_appeals,
    open_holds,
)
from suppliers.selectors.trust import trust_of


class TrustView(APIView):
    """What was verified of a shop, and its figures."""

    permission_classes = (AllowAny,)

    @says(
        _("What is known of a shop"),
        _(
            "What was verified of it and until when, its score (null where nothing was counted"
            " yet), its figures with their samples, its badges."
        ),
        responses=TrustSerializer,
        examples=[TRUST_EXAMPLE],
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
    """The last score, item by item, with what would lift it, the days before, and the badges."""

    @says(
        _("The own shop's score"),
        _(
            "The last day's score, item by item, with its rank among peers and what would lift it;"
            " all figures with their samples, the scores of the last 90 days, and each badge with"
            " its conditions: what there is, and what it takes."
        ),
        responses=ScoreSerializer,
        examples=[SCORE_EXAMPLE],
    )
    def get(self, request: Request) -> Response:
        supplier = self.shop(request)
        last = latest(supplier)
        said = {
            "day": last.day if last else None,
            "category": last.category if last else "",
            "composite": last.composite if last else None,
            "items": what_lifts(supplier),
            "figures": figures_of(last) if last else [],
            "history": history(supplier, TREND_DAYS, last.day) if last else [],
            "badges": _badges(supplier),
        }
        return Response(ScoreSerializer(said).data)


def _badges(supplier: Supplier) -> list[dict[str, Any]]:
    """Each with its conditions as they stand now."""
    held = {row.badge: row.since for row in badges_of(supplier)}
    return [
        {
            "badge": verdict.badge,
            "since": held.get(verdict.badge),
            "met": verdict.met,
            "total": verdict.total,
            "conditions": verdict.conditions,
        }
        for verdict in verdicts_of(supplier, timezone.now())
    ]


class StandingView(OwnView):
    """The standing, what holds it, and what may change it."""

    @says(
        _("The own shop's standing"),
        _(
            "The standing, each hold with its reason and its end; the penalty points, with what"
            " each was for and until when it counts; documents with their last day; audits, open"
            " and past; appeals that wait for an answer."
        ),
        responses=StandingSerializer,
        examples=[STANDING_EXAMPLE],
    )
    def get(self, request: Request) -> Response:
        supplier, at = self.shop(request), timezone.now()
        said = {
            "standing": supplier.status,
            "points": points_of(supplier, at),
            "holds": open_holds(supplier),
            "deductions": counting_deductions(supplier, at),
            "documents": documents_that_run_out(supplier),
            "next_audit_at": supplier.next_audit_at,
            "audits": audits_of(supplier),
            "open_appeals": open_appeals(supplier),
        }
        return Response(StandingSerializer(said, context={"today": day_of(at)}).data)
