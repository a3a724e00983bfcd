"""The staff's desk for people and companies: to look things up, and to lock a person out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.enums import LookReason
from accounts.models import Address, ApiToken, Company, Invitation, Membership, Notice, Region, User
from accounts.notices import said
from accounts.private import look_button
from accounts.services import people
from common.desk import ReadOnlyAdmin, ReadOnlyInline
from common.errors import DomainError
from common.masking import masked_phone


class MembershipsOfPerson(ReadOnlyInline):
    model = Membership
    own_right = True
    show_change_link = True
    fields = ("company", "role", "created_at")


class MembershipsOfCompany(ReadOnlyInline):
    model = Membership
    own_right = True
    show_change_link = True
    fields = ("user", "role", "created_at")


def group_name(group: Group) -> str:
    """A group of ours in the reader's language; any other as staff named it."""
    return gettext(group.name)


admin.site.unregister(Group)


@admin.register(Group)
class NamedGroupAdmin(GroupAdmin):
    list_display = ("shown_name",)

    @admin.display(description=pgettext_lazy("field", "name"), ordering="name")
    def shown_name(self, group: Group) -> str:
        return group_name(group)


class PersonForm(forms.ModelForm):
    """What staff may change of a person."""

    def clean_time_zone(self) -> str:
        time_zone: str = self.cleaned_data["time_zone"]
        try:
            people.refuse_unknown_zone(time_zone)
        except DomainError as error:
            raise forms.ValidationError(str(error)) from error
        return time_zone


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    form = PersonForm
    list_display = ("email", "name", "is_active", "is_staff", "date_joined", "last_login")
    list_filter = ("is_active", "is_staff", "language")
    search_fields = ("email", "name")
    ordering = ("-date_joined",)
    fields = (
        "email",
        "name",
        "language",
        "time_zone",
        "is_active",
        "is_staff",
        "is_superuser",
        "groups",
        "date_joined",
        "last_login",
    )
    readonly_fields = ("email", "is_active", "date_joined", "last_login")
    filter_horizontal = ("groups",)
    inlines = (MembershipsOfPerson,)
    actions = ("deactivate", "reactivate")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Only a superuser makes staff."""
        own = tuple(self.readonly_fields)
        return own if request.user.is_superuser else (*own, "is_staff", "is_superuser", "groups")

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "groups":
            field.label_from_instance = group_name
        return field

    @admin.action(description=_("Deactivate: sign-in and tokens end"))
    def deactivate(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        chosen = [user for user in queryset if user != request.user]
        for user in chosen:
            people.deactivate(user=user, at=timezone.now())
        self._say(request, len(chosen))

    @admin.action(description=_("Reactivate: sign-in is possible again"))
    def reactivate(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        chosen = list(queryset)
        for user in chosen:
            people.reactivate(user=user)
        self._say(request, len(chosen))

    def _say(self, request: HttpRequest, count: int) -> None:
        text = ngettext("%(count)d person was changed.", "%(count)d people were changed.", count)
        self.message_user(request, text % {"count": count}, messages.SUCCESS)


@admin.register(Company)
class CompanyAdmin(ReadOnlyAdmin):
    list_display = ("name", "name_en", "country", "member_count", "created_at", "closed_at")
    list_filter = ("country", ("closed_at", admin.EmptyFieldListFilter))
    search_fields = ("name", "name_en", "tax_number")
    ordering = ("-created_at",)
    exclude = ("phone",)
    readonly_fields = ("masked_phone",)
    inlines = (MembershipsOfCompany,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Company]:
        return super().get_queryset(request).annotate(members=Count("memberships"))

    @admin.display(description=_("phone"))
    def masked_phone(self, company: Company) -> str | SafeString:
        if not company.phone:
            return "–"
        back = reverse("admin:accounts_company_change", args=[company.pk])
        button = look_button(company, "phone", why=LookReason.DESK, back=back)
        return format_html("{} {}", masked_phone(company.phone), button)

    @admin.display(description=_("members"), ordering="members")
    def member_count(self, company: Any) -> int:
        return int(company.members)


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    list_display = ("user", "company", "role", "created_at")
    list_filter = ("role",)
    list_select_related = ("user", "company")
    search_fields = ("user__email", "company__name")


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    list_display = ("email", "company", "role", "state", "invited_by", "created_at", "expires_at")
    list_filter = ("state", "role")
    list_select_related = ("company", "invited_by")
    search_fields = ("email", "company__name")
    exclude = ("token_hash",)


@admin.register(Region)
class RegionAdmin(ReadOnlyAdmin):
    list_display = ("code", "name", "name_en", "level", "parent")
    list_filter = ("level",)
    list_select_related = ("parent",)
    search_fields = ("code", "name", "name_en")


@admin.register(Address)
class AddressAdmin(ReadOnlyAdmin):
    list_display = ("company", "contact", "region", "city", "is_default", "removed_at")
    list_filter = ("country", "is_default")
    list_select_related = ("company", "region")
    search_fields = ("company__name", "contact", "phone")


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    list_display = ("subject", "user", "company", "created_at", "read_at", "emailed_at")
    exclude = ("kind", "params")
    readonly_fields = ("subject", "body")
    list_select_related = ("user", "company")
    search_fields = ("user__email", "key")

    @admin.display(description=_("Notice"))
    def subject(self, notice: Notice) -> str:
        return said(notice).subject

    @admin.display(description=_("Text"))
    def body(self, notice: Notice) -> str:
        return said(notice).body


@admin.register(ApiToken)
class ApiTokenAdmin(ReadOnlyAdmin):
    list_display = ("name", "prefix", "membership", "created_at", "last_used_at", "revoked_at")
    list_select_related = ("membership__user", "membership__company")
    search_fields = ("name", "prefix", "membership__user__email")
    exclude = ("secret_hash",)
