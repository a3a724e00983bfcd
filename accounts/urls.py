"""Pages of people and companies; the sign-in pages are allauth's, under ``/account/`` too."""

from __future__ import annotations

from django.urls import path

from accounts.web import (
    addresses,
    companies,
    invitations,
    members,
    notices,
    people,
    private_data,
    tokens,
)

app_name = "accounts"

urlpatterns = [
    path("company/", companies.company, name="company"),
    path("company/new/", companies.found, name="found"),
    path("company/choose/", companies.choose, name="choose_company"),
    path("company/members/", members.member_list, name="members"),
    path("company/members/<int:pk>/role/", members.change_role, name="change_role"),
    path("company/members/<int:pk>/remove/", members.remove, name="remove_member"),
    path(
        "company/invitations/<int:pk>/withdraw/",
        members.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("company/looks/", private_data.looks, name="looks"),
    path("invitations/<str:secret>/", invitations.invitation, name="invitation"),
    path("company/addresses/", addresses.address_list, name="addresses"),
    path("company/addresses/new/", addresses.new, name="new_address"),
    path("company/addresses/<int:pk>/", addresses.edit, name="edit_address"),
    path("company/addresses/<int:pk>/default/", addresses.make_default, name="default_address"),
    path("company/addresses/<int:pk>/remove/", addresses.remove, name="remove_address"),
    path("regions/", addresses.place, name="place"),
    path("notices/", notices.notice_list, name="notices"),
    path("notices/read/", notices.read_all, name="read_notices"),
    path("notices/bell/", notices.bell, name="bell"),
    path("notices/<int:pk>/open/", notices.open_notice, name="open_notice"),
    path("account/tokens/", tokens.token_list, name="tokens"),
    path("account/tokens/<int:pk>/revoke/", tokens.revoke, name="revoke_token"),
    path("account/profile/", people.profile, name="profile"),
    path("account/close/", people.close, name="close"),
]
