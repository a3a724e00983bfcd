"""Lines of text in a picture or PDF; the models lie in the engine's wheel, nothing is fetched."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any

from PIL import Image, UnidentifiedImageError
from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

PDF = "application/pdf"
#: What the engine is less sure of is not taken.
SUREST = 0.6
#: One thread: a worker does other things too, and a reading may take seconds.
SETTINGS = {
    "Global.log_level": "error",
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text and where it stands, in pixels from the upper left."""

    text: str
    left: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def is_installed() -> bool:
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def lines(content: bytes, content_type: str) -> list[Line] | None:
    """The lines of a licence, from top to bottom; None where they cannot be read here.

    A PDF that was made by a program says its text itself; one that was scanned holds a picture.
    """
    if content_type == PDF:
        return _of_pdf(content)
    return _of_picture(content)


def _of_pdf(content: bytes) -> list[Line] | None:
    try:
        page = PdfReader(io.BytesIO(content)).pages[0]
        written = page.extract_text().splitlines()
        if any(text.strip() for text in written):
            return [Line(text, 0, place, place) for place, text in enumerate(written)]
        picture = _largest(page)
    except (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError):
        return None
    return _of_picture(picture) if picture else None


def _largest(page: PageObject) -> bytes | None:
    return max((image.data for image in page.images), key=len, default=None)


def _of_picture(content: bytes) -> list[Line] | None:
    if not is_installed():
        return None
    try:
        picture = Image.open(io.BytesIO(content)).convert("RGB")
    except (UnidentifiedImageError, OSError):
        return None
    return list(_read(picture))


def _read(picture: Image.Image) -> Iterator[Line]:
    found = _engine()(picture)
    if found.boxes is None:
        return
    for box, text, sure in zip(found.boxes, found.txts, found.scores, strict=True):
        if sure >= SUREST:
            heights = [float(corner[1]) for corner in box]
            yield Line(text, min(float(corner[0]) for corner in box), min(heights), max(heights))


@cache
def _engine() -> Any:
    """Loaded once in a process, as that takes seconds."""
    from rapidocr import RapidOCR

    return RapidOCR(params=SETTINGS)
