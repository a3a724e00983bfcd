"""What the automatic checks found (rules §3); a row is never changed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common import formats
from suppliers.enums import CheckCode, FlaggedGoods, Outcome, document_label


class CheckQuerySet(models.QuerySet["Check"]):
    def standing(self) -> CheckQuerySet:
        """Of what was checked again in the same round, what was found last."""
        again = {name: OuterRef(name) for name in ("application", "round", "code")}
        return self.exclude(Exists(Check.objects.filter(**again, at__gt=OuterRef("at"))))


class Check(models.Model):
    """One finding of one round of an application, or of a document renewed later."""

    company = models.ForeignKey("accounts.Company", models.PROTECT, related_name="checks")
    application = models.ForeignKey(
        "suppliers.Application", models.PROTECT, null=True, blank=True, related_name="checks"
    )
    round = models.PositiveSmallIntegerField(default=0)
    code = models.CharField(_("check"), max_length=16, choices=CheckCode.choices)
    outcome = models.CharField(_("outcome"), max_length=4, choices=Outcome.choices)
    text = models.CharField(
        max_length=300, help_text=_("The sentence in English, with %(names)s of words.")
    )
    words = models.JSONField(default=dict, blank=True)
    revision = models.ForeignKey(
        "suppliers.DocumentRevision",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="checks",
        verbose_name=_("document"),
    )
    at = models.DateTimeField()
    policy_version = models.ForeignKey(
        "policies.PolicyVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CheckQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("automatic check")
        verbose_name_plural = _("automatic checks")
        constraints = [
            models.CheckConstraint(
                name="check_of_something",
                condition=Q(application__isnull=False) | Q(revision__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_code_display()}: {self.get_outcome_display()}"

    @property
    def reason(self) -> str:
        """Why, in the reader's language."""
        return gettext(self.text) % {name: _word(word) for name, word in self.words.items()}


def _word(word: Any) -> str:
    """A day, a document, goods or a name as the reader calls them."""
    match word:
        case {"day": day}:
            return formats.day(date.fromisoformat(day))
        case {"document": [kind, goods]}:
            return document_label(kind, goods)
        case {"goods": goods}:
            return str(FlaggedGoods(goods).label)
        case {"names": [name, name_en]}:
            return str(name if formats.in_chinese() else name_en or name)
        case {"phone": _any}:
            return gettext("Phone")
        case _:
            return str(word)
