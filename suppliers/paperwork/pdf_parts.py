"""What a PDF is made of, part by part: whether anything in it acts, or carries another file.

Such parts may hang anywhere, at a page, a link, a form's field or another action, so that the whole
tree is walked from the trailer on. A paper that is only read needs none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

#: Keys that lead to programs, to what happens by itself, to other files, and to dynamic forms.
_KEYS = frozenset(
    {
        *("/JS", "/JavaScript", "/AA", "/EF", "/EmbeddedFiles", "/XFA"),
        *("/RichMediaContent", "/RichMediaSettings", "/Collection"),
    }
)
#: Actions, and kinds of parts, by their names.
_KINDS = frozenset(
    {
        *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE"),
        *("/Rendition", "/Movie", "/Sound", "/RichMedia", "/RichMediaExecute", "/3D", "/Screen"),
        *("/EmbeddedFile", "/FileAttachment"),
    }
)
#: Where a part says what it is.
_SAYS_KIND = ("/S", "/Type", "/Subtype")
#: What may happen as a PDF is opened: it is shown from a certain place on.
_MAY_OPEN = frozenset({"/GoTo"})


class TooManyParts(Exception):
    """The PDF has more parts than are looked at."""


def acts(reader: PdfReader, most: int) -> bool:
    """Whether the PDF does anything by itself or by a click, or carries other files.

    Raises TooManyParts where it has more than ``most`` parts, and whatever pypdf stumbles over.
    """
    opening = _resolved(reader.root_object.get("/OpenAction"))
    if isinstance(opening, DictionaryObject) and _resolved(opening.get("/S")) not in _MAY_OPEN:
        return True
    return any(_is_acting(part) for part in _dictionaries(reader, most))


def _is_acting(part: DictionaryObject) -> bool:
    if not _KEYS.isdisjoint(part):
        return True
    said = (_resolved(part.get(name)) for name in _SAYS_KIND)
    return any(isinstance(one, NameObject) and one in _KINDS for one in said)


def _dictionaries(reader: PdfReader, most: int) -> Iterator[DictionaryObject]:
    """Every dictionary, streams among them, each once: what leads back to itself too."""
    waiting: list[Any] = [reader.trailer]
    seen: set[tuple[int, int]] = set()
    parts = 0
    while waiting:
        part = waiting.pop()
        if isinstance(part, IndirectObject):
            number = (part.idnum, part.generation)
            if number in seen:
                continue
            seen.add(number)
            part = part.get_object()
        parts += 1
        if parts > most:
            raise TooManyParts
        if isinstance(part, DictionaryObject):
            yield part
        waiting.extend(_inside(part))


def _inside(part: Any) -> Iterable[Any]:
    """What may hold more: names, numbers and text do not."""
    values = (
        part.values()
        if isinstance(part, DictionaryObject)
        else part
        if isinstance(part, ArrayObject)
        else ()
    )
    return [
        one for one in values if isinstance(one, IndirectObject | DictionaryObject | ArrayObject)
    ]


def _resolved(thing: Any) -> Any:
    return thing.get_object() if isinstance(thing, IndirectObject) else thing
