"""The reader's own account, companies, addresses and notices."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_view
from rest_framework import mixins, permissions, status, viewsets
from rest_framework.decorators import action
from rest_framework.generics import RetrieveAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from accounts.api.serializers import (
    AddressSerializer,
    MembershipSerializer,
    MeSerializer,
    NoticeSerializer,
    RegionSerializer,
)
from accounts.enums import Right
from accounts.models import Address, Membership, Notice, Region, User
from accounts.permissions import HasRight
from accounts.services import addresses, notices
from common.api.pagination import NewestFirst, OldestFirst
from common.api.schema import says

EDITORS = (Right.BUY, Right.SHIP, Right.MANAGE_COMPANY)


@extend_schema_view(
    get=says(
        _("Who is signed in"),
        _("The person whose token or session this is, and the company that the request acts for."),
    )
)
class MeView(RetrieveAPIView[User]):
    """Who is signed in, and for which company."""

    serializer_class = MeSerializer

    def get_object(self) -> User:
        assert isinstance(self.request.user, User)
        return self.request.user


@extend_schema_view(
    list=says(
        _("Companies of the person"),
        _("Each with the person's role and rights; a token sees the one company it was made for."),
    )
)
class CompanyViewSet(mixins.ListModelMixin, viewsets.GenericViewSet[Membership]):
    """The companies of the one who is signed in; a token sees its own."""

    serializer_class = MembershipSerializer
    pagination_class = OldestFirst
    queryset = Membership.objects.none()

    def get_queryset(self) -> QuerySet[Membership]:
        mine = [membership.pk for membership in self.request.memberships]  # type: ignore[attr-defined]
        return Membership.objects.filter(pk__in=mine).select_related("company")


@extend_schema_view(
    list=says(
        _("Regions of China"),
        _(
            "Provinces, cities and districts by their codes in GB/T 2260. `parent=330700` gives"
            " what lies in a region, `level=1` the provinces."
        ),
    ),
    retrieve=says(_("A region"), _("A province, city or district by its code.")),
)
class RegionViewSet(viewsets.ReadOnlyModelViewSet[Region]):
    """Regions of GB/T 2260; ``?parent=330700`` for what lies in one, ``?level=1`` for provinces."""

    permission_classes = (permissions.AllowAny,)
    serializer_class = RegionSerializer
    queryset = Region.objects.all()
    filterset_fields = ("parent", "level")
    pagination_class = OldestFirst


@extend_schema_view(
    list=says(_("Addresses of the company"), _("Where its goods go, the newest first.")),
    create=says(
        _("Add an address"),
        _(
            "In China `region` is the code of the deepest region there; abroad `city` is text."
            " The company's first address is its default."
        ),
    ),
    retrieve=says(_("An address"), _("One of the company's addresses.")),
    update=says(
        _("Replace an address"),
        _("Orders that were placed keep the address they were placed with."),
    ),
    partial_update=says(
        _("Change an address"),
        _("What is not sent stays. Orders that were placed keep their address."),
    ),
    destroy=says(
        _("Remove an address"), _("Orders that were placed keep the address they were placed with.")
    ),
)
class AddressViewSet(viewsets.ModelViewSet[Address]):
    """Addresses of the acting company."""

    permission_classes = (permissions.IsAuthenticated, HasRight)
    rights = {"GET": (), "POST": EDITORS, "PUT": EDITORS, "PATCH": EDITORS, "DELETE": EDITORS}
    serializer_class = AddressSerializer
    pagination_class = NewestFirst
    queryset = Address.objects.none()

    def get_queryset(self) -> QuerySet[Address]:
        return Address.objects.of(self.request.company)  # type: ignore[attr-defined]

    def perform_create(self, serializer: BaseSerializer[Any]) -> None:
        assert isinstance(serializer, AddressSerializer)
        serializer.instance = addresses.add(
            company=self.request.company,  # type: ignore[attr-defined]
            draft=serializer.draft(),
        )

    def perform_update(self, serializer: BaseSerializer[Any]) -> None:
        assert isinstance(serializer, AddressSerializer)
        assert isinstance(serializer.instance, Address)
        serializer.instance = addresses.change(
            address=serializer.instance, draft=serializer.draft()
        )

    def perform_destroy(self, instance: Address) -> None:
        addresses.remove(address=instance, at=timezone.now())


@extend_schema_view(
    list=says(
        _("Notices to the person"),
        _("What the one who is signed in was told, the newest first."),
    ),
    retrieve=says(_("A notice"), _("One notice, with its subject and its text.")),
)
class NoticeViewSet(viewsets.ReadOnlyModelViewSet[Notice]):
    """What the one who is signed in was told, in the language of the request."""

    serializer_class = NoticeSerializer
    pagination_class = NewestFirst
    queryset = Notice.objects.none()

    def get_queryset(self) -> QuerySet[Notice]:
        assert isinstance(self.request.user, User)
        return Notice.objects.filter(user=self.request.user)

    @says(
        _("Mark a notice as read"),
        _("The first time counts; again changes nothing."),
        request=None,
        responses=NoticeSerializer,
    )
    @action(detail=True, methods=["post"])
    def read(self, request: Request, pk: str | None = None) -> Response:
        """Mark a notice as read; the first time counts."""
        notice = notices.mark_read(notice=self.get_object(), at=timezone.now())
        return Response(self.get_serializer(notice).data)

    @says(
        _("Mark every notice as read"),
        _("Those that were read before keep their time."),
        request=None,
        responses={status.HTTP_204_NO_CONTENT: None},
    )
    @action(detail=False, methods=["post"])
    def read_all(self, request: Request) -> Response:
        """Mark every notice as read."""
        assert isinstance(request.user, User)
        notices.mark_all_read(user=request.user, at=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)
