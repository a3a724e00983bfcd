"""What the API says of people, companies, addresses and notices."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from accounts.enums import RIGHTS
from accounts.models import Address, Company, Membership, Notice, Region, User
from accounts.notices import said
from accounts.services.addresses import AddressDraft


class CompanySerializer(serializers.ModelSerializer[Company]):
    class Meta:
        model = Company
        fields = ["id", "name", "name_en", "country", "currency", "spending_limit", "created_at"]


class MembershipSerializer(serializers.ModelSerializer[Membership]):
    company = CompanySerializer()
    rights = serializers.SerializerMethodField()

    class Meta:
        model = Membership
        fields = ["company", "role", "rights"]

    def get_rights(self, membership: Membership) -> list[str]:
        return sorted(RIGHTS[membership.role])


class MeSerializer(serializers.ModelSerializer[User]):
    acting_for = serializers.SerializerMethodField()

    class Meta:
        model = User
        fields = ["email", "name", "language", "time_zone", "acting_for"]

    def get_acting_for(self, user: User) -> int | None:
        """The id of the company that this request acts for."""
        company: Company | None = self.context["request"].company
        return company.pk if company else None


class RegionSerializer(serializers.ModelSerializer[Region]):
    class Meta:
        model = Region
        fields = ["code", "name", "name_en", "level", "parent"]


class AddressSerializer(serializers.ModelSerializer[Address]):
    """In China ``region`` is the code of the deepest region; abroad ``city`` is text."""

    region = serializers.PrimaryKeyRelatedField(
        queryset=Region.objects.all(), allow_null=True, required=False
    )
    path = serializers.SerializerMethodField()

    class Meta:
        model = Address
        fields = [
            "id",
            "contact",
            "phone",
            "country",
            "region",
            "path",
            "city",
            "street",
            "postcode",
            "is_default",
        ]
        validators: list[Any] = []

    def get_path(self, address: Address) -> list[str]:
        """The names of the regions, from the province down."""
        return [region.name for region in address.region.path()] if address.region else []

    def draft(self) -> AddressDraft:
        """What was sent, over what is there."""
        names = ("contact", "phone", "street", "country", "region", "city", "postcode")
        there = {name: getattr(self.instance, name) for name in names} if self.instance else {}
        return AddressDraft(**there | dict(self.validated_data))


class NoticeSerializer(serializers.ModelSerializer[Notice]):
    subject = serializers.SerializerMethodField()
    body = serializers.SerializerMethodField()

    class Meta:
        model = Notice
        fields = ["id", "kind", "subject", "body", "url", "created_at", "read_at"]

    def get_subject(self, notice: Notice) -> str:
        return said(notice).subject

    def get_body(self, notice: Notice) -> str:
        return said(notice).body
