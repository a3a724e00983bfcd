"""Imports of products by file: a job, and a result per row."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.enums import ImportStatus, RowOutcome
from common.status import StatusEvent


def private_storage() -> Storage:
    """Price lists are their supplier's own business."""
    return storages["private"]


class ImportJob(models.Model):
    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="imports")
    started_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    file = models.FileField(upload_to="imports/", storage=private_storage)
    file_name = models.CharField(max_length=200)
    language = models.CharField(
        max_length=10, blank=True, help_text=_("In which the rows are answered.")
    )
    default_stock = models.PositiveIntegerField(_("stock where the file names none"), default=0)
    lists_unsorted = models.BooleanField(
        default=True,
        db_default=True,
        help_text=_("Whether new goods without a known category go on sale too."),
    )
    status = models.CharField(
        max_length=8, choices=ImportStatus.choices, default=ImportStatus.WAITING
    )
    problem = models.CharField(max_length=500, blank=True)
    ignored = ArrayField(
        models.CharField(max_length=60),
        default=list,
        blank=True,
        help_text=_("Columns of the file that nothing was read from."),
    )
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("product import")
        verbose_name_plural = _("product imports")

    def __str__(self) -> str:
        return self.file_name

    @property
    def unchanged(self) -> int:
        """Rows that said what was stored already."""
        return self.rows_done - self.created - self.updated - self.refused

    @property
    def is_over(self) -> bool:
        return self.status in (ImportStatus.DONE, ImportStatus.REFUSED)


class ImportEvent(StatusEvent):
    subject = models.ForeignKey(ImportJob, models.CASCADE, related_name="events")


class ImportRow(models.Model):
    job = models.ForeignKey(ImportJob, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text=_("Line in the file, the header being 1."))
    code = models.CharField(max_length=60, blank=True)
    outcome = models.CharField(max_length=10, choices=RowOutcome.choices)
    message = models.CharField(max_length=2000, blank=True)
    product = models.ForeignKey(
        "catalog.Product", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["number"]
        verbose_name = _("import row")
        verbose_name_plural = _("import rows")
        constraints = [models.UniqueConstraint(fields=["job", "number"], name="import_row_once")]

    def __str__(self) -> str:
        return f"{self.number}: {self.outcome}"
