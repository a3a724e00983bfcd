"""A visit to a supplier's premises: date, points, photographs, report (rules §3)."""

from __future__ import annotations

from typing import Any

from django.core.files.base import File
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.notices import Phrase
from common.status import StatusEvent
from common.zones import BEIJING
from suppliers.enums import SupplierKind
from suppliers.enums.visits import (
    AHEAD,
    COUNTED,
    REPORTED,
    Answer,
    CheckPoint,
    Flag,
    ItemPart,
    MatchPoint,
    Source,
    VisitStatus,
)
from suppliers.models.documents import private_storage

S = VisitStatus


class SiteVisitQuerySet(models.QuerySet["SiteVisit"]):
    def reported(self) -> SiteVisitQuerySet:
        return self.filter(status__in=REPORTED)


class SiteVisit(models.Model):
    """``latitude`` and ``longitude`` are what photographs are held against.

    Staff give them when they plan the visit; where nobody knows them, the first position of the
    inspector's phone on the spot stands in, and ``position_from_phone`` says so. ``region`` is
    where the premises are: what the planner says, or what the address names. ``left_at`` is when a
    document with another address was accepted: from then on the visit vouches for nothing.
    """

    company = models.ForeignKey("accounts.Company", models.PROTECT, related_name="site_visits")
    supplier = models.ForeignKey(
        "suppliers.Supplier", models.PROTECT, null=True, blank=True, related_name="site_visits"
    )
    application = models.ForeignKey(
        "suppliers.Application",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="site_visits",
    )
    audit = models.ForeignKey(
        "suppliers.Audit", models.PROTECT, null=True, blank=True, related_name="visits"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=SupplierKind.choices)
    status = models.CharField(_("status"), max_length=12, choices=S.choices, default=S.PROPOSED)
    reason = models.CharField(_("reason"), max_length=200)
    inspector = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="+", verbose_name=_("inspector")
    )
    planned_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    planned_at = models.DateTimeField()
    scheduled_for = models.DateTimeField(_("scheduled for"))
    time_zone = models.CharField(_("time zone"), max_length=64, default=BEIJING)
    address = models.CharField(_("address"), max_length=300)
    latitude = models.DecimalField(
        _("latitude"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    position_from_phone = models.BooleanField(default=False)
    region = models.ForeignKey(
        "accounts.Region",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("region"),
    )

    wished_for = models.DateTimeField(_("the company would rather have"), null=True, blank=True)
    wish_reason = models.CharField(max_length=300, blank=True)
    wishes = models.PositiveSmallIntegerField(default=0)

    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    valid_until = models.DateTimeField(_("valid until"), null=True, blank=True)
    left_at = models.DateTimeField(_("moved away since"), null=True, blank=True)
    report = models.TextField(_("report"), blank=True, max_length=4000)

    objects = SiteVisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("site visit")
        verbose_name_plural = _("site visits")
        permissions = [("inspect_sitevisit", "Can make site visits")]
        constraints = [
            models.UniqueConstraint(
                fields=["company"],
                condition=Q(status__in=[S.PROPOSED, S.AGREED, S.UNDER_WAY]),
                name="visit_one_at_a_time",
            ),
            models.CheckConstraint(
                name="visit_has_position_whole",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
            ),
            models.CheckConstraint(
                name="visit_started_when_it_says",
                condition=Q(status__in=[S.UNDER_WAY, *sorted(REPORTED)], started_at__isnull=False)
                | Q(status__in=[S.PROPOSED, S.AGREED, S.CANCELLED], started_at__isnull=True),
            ),
            models.CheckConstraint(
                name="visit_finished_when_it_says",
                condition=Q(status__in=sorted(REPORTED), finished_at__isnull=False)
                | (~Q(status__in=sorted(REPORTED)) & Q(finished_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="visit_valid_when_passed",
                condition=Q(status=S.PASSED, valid_until__isnull=False)
                | (~Q(status=S.PASSED) & Q(valid_until__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["inspector", "scheduled_for"],
                condition=Q(status__in=[S.PROPOSED, S.AGREED, S.UNDER_WAY]),
                name="visit_to_make",
            ),
            models.Index(
                fields=["company", "-finished_at"],
                condition=Q(finished_at__isnull=False),
                name="visit_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company} · {self.address}"

    @property
    def said(self) -> Phrase:
        """Why it is made, for each reader's language where the software says it."""
        return Phrase(self.reason)

    @property
    def has_position(self) -> bool:
        return self.latitude is not None

    @property
    def may_wish(self) -> bool:
        """Whether another date may still be asked for; the limits in days are the service's."""
        return self.status in AHEAD and self.wished_for is None and not self.wishes

    @property
    def is_ahead(self) -> bool:
        return self.status in AHEAD

    @property
    def anchor(self) -> str:
        return f"visit-{self.pk}"


class VisitEvent(StatusEvent):
    subject = models.ForeignKey(SiteVisit, models.CASCADE, related_name="events")


class VisitItemQuerySet(models.QuerySet["VisitItem"]):
    def unlike(self) -> VisitItemQuerySet:
        """What is there otherwise than it is said online, or not at all."""
        return self.filter(part=ItemPart.MATCH, answer__in=[Answer.NO, Answer.DIFFERS])


_AGREEMENT: dict[str, Any] = {
    Answer.YES: _("As said online"),
    Answer.DIFFERS: _("Differs from what is said online"),
    Answer.NO: _("None is there"),
}


class VisitItem(models.Model):
    """One point: of the checklist, or of what is said online (``online``) beside what is there.

    A counted point of the checklist has the number that is said online beside it, and its answer
    follows from the two.
    """

    visit = models.ForeignKey(SiteVisit, models.CASCADE, related_name="items")
    part = models.CharField(max_length=6, choices=ItemPart.choices)
    code = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    online = models.CharField(max_length=300, blank=True)
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    counted = models.PositiveIntegerField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = VisitItemQuerySet.as_manager()

    class Meta:
        ordering = ["part", "position"]
        verbose_name = _("point of a visit")
        verbose_name_plural = _("points of a visit")
        constraints = [
            models.UniqueConstraint(fields=["visit", "part", "code"], name="visit_item_once"),
            models.CheckConstraint(
                name="visit_item_answered_when",
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part}: {self.code}"

    @property
    def title(self) -> str:
        """What is asked, or what is held against what is there."""
        points = CheckPoint if self.part == ItemPart.CHECK else MatchPoint
        return str(points(self.code).label)

    @property
    def is_counted(self) -> bool:
        """Whether it takes a number, and its answer follows from that."""
        return self.part == ItemPart.CHECK and self.code in COUNTED

    @property
    def agreement(self) -> str:
        """What follows from the number counted; nothing where there is none to hold it against."""
        if not self.is_counted or (self.answer == Answer.YES and not self.online):
            return ""
        return str(_AGREEMENT.get(self.answer, ""))


class VisitPhoto(models.Model):
    """A photograph in the private storage; what its EXIF said of time and place stands here.

    ``latitude`` and ``longitude`` are where it was taken, ``distance_m`` how far that is from the
    visit's place, ``flags`` what it does not prove.
    """

    visit = models.ForeignKey(SiteVisit, models.CASCADE, related_name="photos")
    item = models.ForeignKey(
        VisitItem, models.SET_NULL, null=True, blank=True, related_name="photos"
    )
    stem = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    taken_at = models.DateTimeField(null=True, blank=True)
    time_from = models.CharField(max_length=6, choices=Source.choices, default=Source.NONE)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    place_from = models.CharField(max_length=6, choices=Source.choices, default=Source.NONE)
    distance_m = models.PositiveIntegerField(null=True, blank=True)
    flags = models.JSONField(default=list, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("photograph of a visit")
        verbose_name_plural = _("photographs of a visit")
        constraints = [
            models.UniqueConstraint(fields=["digest"], name="visit_photo_of_one_visit"),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} · {self.digest[:8]}"

    def picture(self, size: int) -> File[Any]:
        """It in one of the sizes, decrypted: ``private_data.record`` comes first."""
        file: File[Any] = private_storage().open(f"{self.stem}-{size}.webp")
        return file

    @property
    def is_proof(self) -> bool:
        """Whether place and day are both known and right."""
        return not self.flags

    @property
    def said_flags(self) -> list[str]:
        """What it does not prove, in words."""
        return [str(Flag(flag).label) for flag in self.flags]
