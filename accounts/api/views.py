"""The reader's own account, companies, addresses and notices."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
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

EDITORS = (Right.BUY, Right.SHIP, Right.MANAGE_COMPANY)


class MeView(RetrieveAPIView[User]):
    """Who is signed in, and for which company."""

    serializer_class = MeSerializer

    def get_object(self) -> User:
        assert isinstance(self.request.user, User)
        return self.request.user


class CompanyViewSet(mixins.ListModelMixin, viewsets.GenericViewSet[Membership]):
    """The companies of the one who is signed in; a token sees its own."""

    serializer_class = MembershipSerializer
    pagination_class = OldestFirst
    queryset = Membership.objects.none()

    def get_queryset(self) -> QuerySet[Membership]:
        mine = [membership.pk for membership in self.request.memberships]  # type: ignore[attr-defined]
        return Membership.objects.filter(pk__in=mine).select_related("company")


class RegionViewSet(viewsets.ReadOnlyModelViewSet[Region]):
    """Regions of GB/T 2260; ``?parent=330700`` for what lies in one, ``?level=1`` for provinces."""

    permission_classes = (permissions.AllowAny,)
    serializer_class = RegionSerializer
    queryset = Region.objects.all()
    filterset_fields = ("parent", "level")
    pagination_class = OldestFirst


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


class NoticeViewSet(viewsets.ReadOnlyModelViewSet[Notice]):
    """What the one who is signed in was told, in the language of the request."""

    serializer_class = NoticeSerializer
    pagination_class = NewestFirst
    queryset = Notice.objects.none()

    def get_queryset(self) -> QuerySet[Notice]:
        assert isinstance(self.request.user, User)
        return Notice.objects.filter(user=self.request.user)

    @extend_schema(request=None, responses=NoticeSerializer)
    @action(detail=True, methods=["post"])
    def read(self, request: Request, pk: str | None = None) -> Response:
        """Mark a notice as read; the first time counts."""
        notice = notices.mark_read(notice=self.get_object(), at=timezone.now())
        return Response(self.get_serializer(notice).data)

    @extend_schema(request=None, responses={status.HTTP_204_NO_CONTENT: None})
    @action(detail=False, methods=["post"])
    def read_all(self, request: Request) -> Response:
        """Mark every notice as read."""
        assert isinstance(request.user, User)
        notices.mark_all_read(user=request.user, at=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)
