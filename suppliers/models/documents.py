"""What a company shows of itself; each change is a new revision, none is ever erased."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.fields import EncryptedField
from common.masking import masked
from common.status import StatusEvent
from common.working_days import day_of
from suppliers.enums import DocumentKind, FlaggedGoods, RevisionStatus, document_label


def private_storage() -> Storage:
    """The storage that no address leads to."""
    return storages["private"]


class Document(models.Model):
    """One thing that a company has to show; ``goods`` only of a qualification."""

    company = models.ForeignKey("accounts.Company", models.PROTECT, related_name="documents")
    kind = models.CharField(_("kind"), max_length=16, choices=DocumentKind.choices)
    goods = models.CharField(
        _("goods"), max_length=12, choices=FlaggedGoods.choices, blank=True, default=""
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(fields=["company", "kind", "goods"], name="document_once"),
            models.CheckConstraint(
                name="document_goods_of_qualification",
                condition=Q(kind="qualification") & ~Q(goods="")
                | ~Q(kind="qualification") & Q(goods=""),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What it is called: of a qualification, with its goods."""
        return document_label(self.kind, self.goods)


class RevisionQuerySet(models.QuerySet["DocumentRevision"]):
    def accepted(self) -> RevisionQuerySet:
        return self.filter(status=RevisionStatus.ACCEPTED)

    def valid_at(self, at: datetime) -> RevisionQuerySet:
        """Those that have not run out."""
        return self.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=day_of(at)))


class DocumentRevision(models.Model):
    """One version of a document: its files, and what was typed of it.

    ``holder`` is whom it names: the company on a licence, the person on an ID, the owner of an
    account, the tenant of a stall. The number is encrypted; ``number_digest`` finds equal ones.
    ``data`` has what only one kind states (``suppliers.paperwork.kinds``).
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField(_("revision"))
    status = models.CharField(
        _("state"),
        max_length=10,
        choices=RevisionStatus.choices,
        default=RevisionStatus.PENDING,
    )
    holder = models.CharField(_("name on it"), max_length=120, blank=True)
    person = models.CharField(_("legal representative"), max_length=80, blank=True)
    identifier_encrypted = EncryptedField(default=bytes, blank=True)
    identifier_digest = models.CharField(max_length=64, blank=True)
    identifier_tail = models.CharField(max_length=4, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    expires_on = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("Empty: it does not run out.")
    )
    data = models.JSONField(default=dict, blank=True)
    covered_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="covers",
        help_text=_("The licence that states this too (三证合一)."),
    )
    uploaded_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    objection = models.CharField(_("why it was sent back"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    first_accepted_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Where two people accept what a supplier hands in: the first of them."),
    )
    first_accepted_at = models.DateTimeField(null=True, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["document", "number"]
        verbose_name = _("revision of a document")
        verbose_name_plural = _("revisions of documents")
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="revision_number_once"),
            models.CheckConstraint(
                name="revision_decided_has_time",
                condition=Q(status="pending", decided_at__isnull=True)
                | ~Q(status="pending") & Q(decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="revision_sent_back_has_reason",
                condition=~Q(status="sent_back") | ~Q(objection=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["identifier_digest"],
                condition=~Q(identifier_digest=""),
                name="revision_identifier",
            ),
            models.Index(
                fields=["expires_on"], condition=Q(status="accepted"), name="revision_expiring"
            ),
            models.Index(
                fields=["uploaded_at"], condition=Q(status="pending"), name="revision_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} · {self.number}"

    def days_left(self, today: date) -> int | None:
        """Days until it runs out, negative after; None where it does not."""
        return None if self.expires_on is None else (self.expires_on - today).days

    @property
    def masked(self) -> str:
        """The number as it may be shown."""
        return masked(self.identifier_tail)

    @property
    def first_page(self) -> DocumentPage | None:
        return next(iter(self.pages.all()), None)

    @property
    def file(self) -> Any:
        """The file of its first page; None where the data alone is enough."""
        return self.first_page.file if self.first_page else None

    @property
    def content_type(self) -> str:
        return self.first_page.content_type if self.first_page else ""

    @property
    def digest(self) -> str:
        return self.first_page.digest if self.first_page else ""


class RevisionEvent(StatusEvent):
    subject = models.ForeignKey(DocumentRevision, models.CASCADE, related_name="events")


class DocumentPage(models.Model):
    """One file of a revision: a PDF as it came, or a picture as we made it anew."""

    revision = models.ForeignKey(DocumentRevision, models.PROTECT, related_name="pages")
    position = models.PositiveSmallIntegerField()
    file = models.FileField(upload_to="documents/", storage=private_storage, max_length=200)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["revision", "position"]
        verbose_name = _("page of a document")
        verbose_name_plural = _("pages of documents")
        constraints = [
            models.UniqueConstraint(fields=["revision", "position"], name="page_position_once")
        ]

    def __str__(self) -> str:
        return f"{self.revision} · {self.position + 1}"
