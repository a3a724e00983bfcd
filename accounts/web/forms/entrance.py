"""The forms of the sign-in pages: ours where they ask for more, and allauth's in plain dress."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.core import context
from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from accounts.models import Company, User
from accounts.services.companies import found_company
from accounts.services.invitations import accept
from accounts.web.invited import invitation_of


class Plain:
    """Labels say what is asked; a second time in the field they would only be in the way."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class LoginForm(Plain, allauth_forms.LoginForm):
    pass


class ResetPasswordForm(Plain, allauth_forms.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(Plain, allauth_forms.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(Plain, allauth_forms.ChangePasswordForm):
    pass


class SignUpForm(Plain, allauth_forms.SignupForm):
    """A person and their company at once; one who was invited joins that company instead."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=User._meta.get_field("name").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    company_name = forms.CharField(
        label=_("Company"),
        max_length=Company._meta.get_field("name").max_length,
        help_text=_("You buy and sell in its name. You can invite colleagues later."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    field_order = ["email", "name", "company_name", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation_of(context.request)
        if self.invitation:
            del self.fields["company_name"]
            self.fields["email"].initial = self.invitation.email
            self.fields["email"].disabled = True

    @transaction.atomic
    def save(self, request: HttpRequest) -> User:
        user: User = super().save(request)
        return user

    def custom_signup(self, request: HttpRequest, user: User) -> None:
        """Complete the person, then the company: allauth calls it inside ``save``."""
        now = timezone.now()
        user.name = self.cleaned_data["name"]
        user.language = translation.get_language()
        user.save(update_fields=["name", "language"])
        if self.invitation:
            accept(invitation=self.invitation, user=user, at=now)
        else:
            found_company(user=user, name=self.cleaned_data["company_name"], at=now)
