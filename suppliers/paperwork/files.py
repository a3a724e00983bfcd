"""Files of documents: told by their content, never by their name.

A picture is made anew without what a camera wrote beside it; a PDF is kept as it came, once its
structure was found whole and readable without a password.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from common.errors import DomainError
from common.pictures import BadPicture, PictureLimits, read_scan
from policies.schemas import VettingRules
from suppliers.errors import BadDocument
from suppliers.paperwork.pdf_parts import TooManyParts, acts

PDF, WEBP = "application/pdf", "image/webp"
EXTENSIONS = {PDF: "pdf", WEBP: "webp"}
_PDF_MARK = b"%PDF-"
#: Readers look for the mark in the first kilobyte.
_MARK_WITHIN = 1024


@dataclass(frozen=True, slots=True)
class FileLimits:
    """Of any file, of pictures, and of PDFs; ``long_side`` is what pictures are reduced to."""

    max_bytes: int
    max_pixels: int
    min_side: int
    long_side: int
    max_pdf_pages: int
    max_pdf_parts: int

    @classmethod
    def of(cls, rules: VettingRules) -> FileLimits:
        return cls(
            max_bytes=rules.file_max_bytes,
            max_pixels=rules.picture_max_pixels,
            min_side=rules.picture_min_side,
            long_side=rules.picture_long_side,
            max_pdf_pages=rules.max_pdf_pages,
            max_pdf_parts=rules.max_pdf_parts,
        )


@dataclass(frozen=True, slots=True)
class Page:
    """What is stored of a file."""

    content: bytes
    content_type: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def name(self) -> str:
        return f"{self.digest[:2]}/{self.digest}.{EXTENSIONS[self.content_type]}"


def read_page(file: BinaryIO, limits: FileLimits) -> Page:
    """Check an uploaded file and give what is to be stored. Raises BadDocument at ``file``."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    if size == 0:
        raise _bad(_("The file is empty."), "empty")
    if size > limits.max_bytes:
        raise _bad(
            _("The file has %(have).1f MB; at most %(max).1f MB are taken.")
            % {"have": size / 1e6, "max": limits.max_bytes / 1e6},
            "too_large",
        )
    head = file.read(_MARK_WITHIN)
    file.seek(0)
    if _PDF_MARK in head:
        return _read_pdf(file.read(), limits)
    return _read_picture(file, limits)


def _read_picture(file: BinaryIO, limits: FileLimits) -> Page:
    own = PictureLimits(limits.max_bytes, limits.max_pixels, limits.min_side)
    try:
        scan = read_scan(file, own, limits.long_side)
    except BadPicture as error:
        if error.code == "not_a_picture":
            text = _("The file is neither a PDF nor a picture in JPEG, PNG or WebP.")
            raise _bad(text, "wrong_type") from error
        raise BadDocument(error.message, field="file", code=error.code, **error.params) from error
    return Page(scan.content, WEBP)


_STUMBLES = (
    *(PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError),
    *(RecursionError, ArithmeticError, NotImplementedError, AssertionError),
)


def _read_pdf(content: bytes, limits: FileLimits) -> Page:
    """pypdf meets files made by anyone: whatever it stumbles over, the file is not whole."""
    try:
        _check_pdf(PdfReader(io.BytesIO(content)), limits)
    except DomainError:
        raise
    except _STUMBLES as error:
        raise _damaged() from error
    return Page(content, PDF)


def _check_pdf(reader: PdfReader, limits: FileLimits) -> None:
    if reader.is_encrypted:
        raise _bad(_("The PDF is locked with a password; upload one that opens without."), "locked")
    count = len(reader.pages)
    if count == 0:
        raise _bad(_("The PDF has no page."), "no_pages")
    if count > limits.max_pdf_pages:
        raise _bad(
            _("The PDF has %(have)d pages; at most %(max)d are taken.")
            % {"have": count, "max": limits.max_pdf_pages},
            "too_many_pages",
        )
    for page in reader.pages:
        page.get_object()
    if _acts(reader, limits):
        raise _bad(
            _("The PDF runs programs or carries other files; print it to a plain PDF."), "active"
        )


def _acts(reader: PdfReader, limits: FileLimits) -> bool:
    try:
        return acts(reader, limits.max_pdf_parts)
    except TooManyParts:
        raise _bad(
            _("The PDF has more than %(max)d parts; print it to a plain PDF.")
            % {"max": limits.max_pdf_parts},
            "too_many_parts",
        ) from None


def _damaged() -> BadDocument:
    return _bad(_("The PDF is damaged or cut off."), "damaged")


def _bad(message: str, code: str) -> BadDocument:
    return BadDocument(message, field="file", code=code)
