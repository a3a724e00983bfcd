"""A company buys or sells; people are members of it with a role (rules §1)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import RIGHTS, InvitationState, Role
from common.fields import CurrencyField, MoneyField
from common.formats import in_language


class Company(models.Model):
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=160, blank=True)
    country = models.CharField(_("country"), max_length=2, default="CN")
    region = models.ForeignKey(
        "accounts.Region",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("region"),
        related_name="+",
    )
    tax_number = models.CharField(_("tax number"), max_length=32, blank=True)
    invoice_title = models.CharField(_("invoice title"), max_length=160, blank=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    currency = CurrencyField(_("currency"))
    spending_limit = MoneyField(
        _("spending limit of a purchaser"),
        null=True,
        blank=True,
        help_text=_(
            "A purchaser's checkout above this amount waits for an approver. Empty: no limit."
        ),
    )
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        constraints = [
            models.CheckConstraint(
                name="company_limit_not_negative",
                condition=Q(spending_limit__isnull=True) | Q(spending_limit__gte=0),
            )
        ]

    def __str__(self) -> str:
        return in_language(self, "name")


class Membership(models.Model):
    company = models.ForeignKey(Company, models.CASCADE, related_name="memberships")
    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [models.UniqueConstraint(fields=["company", "user"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"

    def may(self, right: str) -> bool:
        return right in RIGHTS[self.role]


class Invitation(models.Model):
    company = models.ForeignKey(Company, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail"))
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    state = models.CharField(
        max_length=12, choices=InvitationState.choices, default=InvitationState.OPEN
    )
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    policy_version = models.ForeignKey(
        "policies.PolicyVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("By these rules it runs out."),
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                "company",
                Lower("email"),
                condition=Q(state=InvitationState.OPEN),
                name="invitation_open_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["expires_at"],
                condition=Q(state=InvitationState.OPEN),
                name="invitation_running_out",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} → {self.company}"
