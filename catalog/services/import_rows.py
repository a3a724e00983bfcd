"""Rows of a products file, written a part at a time: each whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from catalog.drafts import ProductDraft
from catalog.enums import RowOutcome
from catalog.models import Category, ImportJob, ImportRow, Product
from catalog.selectors.drafts import drafts_of
from catalog.selectors.gaps import is_unsorted
from catalog.selectors.shelving import shelves
from catalog.services.categories import unsorted_goods
from catalog.services.checks import BadDraft, check_may_list, faults_of
from catalog.services.products import create_products, edit_product
from catalog.sheets import COLUMN_OF, RULED_WITH, Defaults, draft_of_row
from common.errors import DomainError, Faults
from common.formats import in_language
from common.locking import lock_one
from common.tables import Row
from common.tables.cells import BadCell
from policies.schemas import CatalogRules
from policies.selectors import in_force

_LONGEST_CODE, _LONGEST_MESSAGE = 60, 2000


@dataclass
class Reading:
    """A row on its way: the product that it is about, what it asks for, what became of it."""

    row: Row
    known: Product | None = None
    before: ProductDraft | None = None
    draft: ProductDraft | None = None
    faults: list[DomainError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    outcome: str = ""

    @property
    def code(self) -> str:
        return self.row.values["sku"]

    @property
    def unread(self) -> set[str]:
        """The columns whose cells cannot be used; of these nothing more is said."""
        return {fault.field for fault in self.faults if isinstance(fault, BadCell)}

    @property
    def is_torn(self) -> bool:
        """No cell can be trusted to stand below its header."""
        return "" in self.unread

    def blame(self, faults: Iterable[DomainError]) -> None:
        """Add faults, but for those that only follow from a cell that cannot be used."""
        unread = self.unread
        self.faults += [fault for fault in faults if unread.isdisjoint(_columns(fault))]

    def refuse(self) -> None:
        self.outcome = RowOutcome.REFUSED
        self.notes = [_with_column(fault) for fault in self.faults]

    def refuse_for(self, error: DomainError) -> None:
        """What was found in writing."""
        self.blame(error.faults if isinstance(error, BadDraft) else [error, *error.others])
        self.refuse()

    def end(self, outcome: str, product: Product | None) -> None:
        self.outcome, self.known = outcome, product

    def as_report(self, job: ImportJob) -> ImportRow:
        return ImportRow(
            job=job,
            number=self.row.number,
            code=self.code[:_LONGEST_CODE].replace("\0", ""),
            outcome=self.outcome,
            message=" ".join(self.notes)[:_LONGEST_MESSAGE],
            product=self.known,
        )


class RowWriter:
    """Writes the rows of one import; knows which codes the file has named so far."""

    def __init__(self, *, job: ImportJob, at: datetime) -> None:
        self.job = job
        self.at = at
        self.shelves = shelves()
        self.named: dict[str, int] = {}
        self.defaults = Defaults(
            currency=job.supplier.currency,
            stock=job.default_stock,
            max_skus=in_force(CatalogRules, at).rules.max_skus,
        )

    @transaction.atomic
    def write(self, rows: Sequence[Row]) -> None:
        """Write a part and report it in one transaction; what was reported before is passed by.

        Raises NotAllowed where the shop may list nothing any more.
        """
        lock_one(ImportJob.objects.filter(pk=self.job.pk))
        check_may_list(self.job.supplier)
        readings = [Reading(row) for row in rows]
        self._blame_unusable(readings)
        reported = self._reported(rows)
        fresh = [reading for reading in readings if reading.row.number not in reported]
        self._read(_going(fresh))
        self._create([r for r in _going(fresh) if r.known is None])
        self._edit([r for r in _going(fresh) if r.known is not None])
        self._report(fresh)

    @cached_property
    def unsorted(self) -> Category:
        """Where goods of an unknown category go; made when the first of them comes."""
        return unsorted_goods()

    def _blame_unusable(self, readings: Iterable[Reading]) -> None:
        for reading in readings:
            first = self.named.setdefault(reading.code, reading.row.number)
            reading.blame(reading.row.problems)
            if not reading.code:
                reading.blame([_bad_code(_("“%(column)s” is empty.") % {"column": "sku"})])
            elif first != reading.row.number:
                same = _("Row %(row)d has the same code; the first of them counts.")
                reading.blame([_bad_code(same % {"row": first})])
            if reading.is_torn:
                reading.refuse()

    def _reported(self, rows: Sequence[Row]) -> set[int]:
        numbers = [row.number for row in rows]
        done = ImportRow.objects.filter(job=self.job, number__in=numbers)
        return set(done.values_list("number", flat=True))

    def _read(self, readings: Sequence[Reading]) -> None:
        """Find the products that the rows are about, and what the rows make of them."""
        products = Product.objects.filter(
            supplier=self.job.supplier, code__in=[reading.code for reading in readings]
        ).select_related("supplier", "category__parent", "freight_template")
        known = {product.code: product for product in products}
        drafts = drafts_of(known.values())
        for reading in readings:
            reading.known = known.get(reading.code)
            reading.before = drafts[reading.known.pk] if reading.known else None
            self._draft(reading)
        self._check([r for r in readings if r.draft != r.before])
        for reading in readings:
            if reading.faults:
                reading.refuse()

    def _draft(self, reading: Reading) -> None:
        values, category, faults = reading.row.values, self._category(reading), Faults()
        reading.draft = draft_of_row(values, reading.before, category, self.defaults, faults)
        reading.blame(faults.found)

    def _check(self, readings: Sequence[Reading]) -> None:
        drafts = [reading.draft for reading in readings if reading.draft]
        found = faults_of(drafts, supplier=self.job.supplier, at=self.at)
        for reading, faults in zip(readings, found, strict=True):
            reading.blame(faults)

    def _category(self, reading: Reading) -> Category:
        written = reading.row.values.get("category", "")
        found = self.shelves.find(written) if written else None
        category = found or (reading.before.category if reading.before else self.unsorted)
        if written and not found:
            reading.notes.append(
                _("The category “%(written)s” is unknown: filed under “%(category)s”.")
                % {"written": written[:60], "category": in_language(category, "name")}
            )
        return category

    def _create(self, readings: Sequence[Reading]) -> None:
        """All at once; where one of them is refused only in writing, each for itself."""
        try:
            self._create_together(readings)
        except DomainError:
            for reading in readings:
                self._create_alone(reading)

    def _create_alone(self, reading: Reading) -> None:
        try:
            self._create_together([reading])
        except DomainError as error:
            reading.refuse_for(error)

    @transaction.atomic
    def _create_together(self, readings: Sequence[Reading]) -> None:
        for listed in (True, False):
            chosen = [reading for reading in readings if self._goes_live(reading) is listed]
            if chosen:
                self._make(chosen, listed=listed)

    def _goes_live(self, reading: Reading) -> bool:
        """Goods of an unknown category only where the importer asked for it."""
        assert reading.draft is not None
        return self.job.lists_unsorted or not is_unsorted(reading.draft.category.pk)

    def _make(self, readings: Sequence[Reading], *, listed: bool) -> None:
        products = create_products(
            supplier=self.job.supplier,
            drafts=[reading.draft for reading in readings if reading.draft],
            actor=self.job.started_by,
            at=self.at,
            listed=listed,
        )
        for reading, product in zip(readings, products, strict=True):
            reading.end(RowOutcome.CREATED, product)
            if not listed:
                reading.notes.append(
                    _("It stays a draft without a category: file it, then put it on sale.")
                )

    def _edit(self, readings: Sequence[Reading]) -> None:
        for reading in readings:
            if reading.draft == reading.before:
                reading.end(RowOutcome.UNCHANGED, reading.known)
                continue
            try:
                self._edit_one(reading)
            except DomainError as error:
                reading.refuse_for(error)

    @transaction.atomic
    def _edit_one(self, reading: Reading) -> None:
        assert reading.known is not None
        assert reading.draft is not None
        product = edit_product(
            product=reading.known, draft=reading.draft, actor=self.job.started_by, at=self.at
        )
        reading.end(RowOutcome.UPDATED, product)

    def _report(self, readings: Sequence[Reading]) -> None:
        ImportRow.objects.bulk_create(reading.as_report(self.job) for reading in readings)
        counts = Counter(reading.outcome for reading in readings)
        ImportJob.objects.filter(pk=self.job.pk).update(
            rows_done=F("rows_done") + len(readings),
            created=F("created") + counts[RowOutcome.CREATED],
            updated=F("updated") + counts[RowOutcome.UPDATED],
            refused=F("refused") + counts[RowOutcome.REFUSED],
        )
        self.job.refresh_from_db(fields=["rows_done", "created", "updated", "refused"])


def _bad_code(reason: str) -> BadCell:
    return BadCell(reason, field="sku")


def _columns(fault: DomainError) -> tuple[str, ...]:
    """The columns whose cells the fault speaks of."""
    return (COLUMN_OF.get(fault.field, fault.field), *RULED_WITH.get(fault.field, ()))


def _with_column(fault: DomainError) -> str:
    """A fault that names no column of its own, behind the column that it is in."""
    column = COLUMN_OF.get(fault.field)
    if column is None or isinstance(fault, BadCell):
        return str(fault)
    return _("“%(column)s”: %(fault)s") % {"column": column, "fault": fault}


def _going(readings: Iterable[Reading]) -> list[Reading]:
    """Those of which nothing became yet."""
    return [reading for reading in readings if not reading.outcome]
