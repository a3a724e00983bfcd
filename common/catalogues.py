"""Catalogues of messages: read from the source, merged, checked and compiled without system tools.

Every app has its own, ``<app>/locale/zh_Hans/LC_MESSAGES/django.po``, for its Python and for
``templates/<app>/``. Entries are sorted and carry no line numbers, so that two people who add
strings seldom meet; the compiled ``.mo`` is made where it is needed and never committed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polib

LOCALE = "zh_Hans"
#: Folders of ``templates/`` that are not called as the app that they belong to.
TEMPLATE_OWNERS = {"account": "accounts", "allauth": "accounts", "mfa": "accounts"}
#: Where templates of no app in particular belong.
SHARED_APP = "common"
UNREAD_FOLDERS = {"migrations", "tests", "testing"}
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-zA-Z]|%[sd]|\{(\w*)\}")
CONFLICT = re.compile(
    r"^<<<<<<< [^\n]*\n(.*?)(?:^\|{7} [^\n]*\n.*?)?^=======\n(.*?)^>>>>>>> [^\n]*\n", re.M | re.S
)
HEADER = {
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Language": LOCALE,
    "MIME-Version": "1.0",
    "Plural-Forms": "nplurals=1; plural=0;",
}


@dataclass(frozen=True, order=True)
class Message:
    """One string in the source; ``context`` and ``plural`` are empty where it has none."""

    text: str
    context: str = ""
    plural: str = ""


Messages = dict[Message, set[str]]


@dataclass
class Catalogue:
    """The catalogue of one app: the strings of its source and those translated so far."""

    app: str
    path: Path
    messages: Messages = field(default_factory=dict)

    def merged(self) -> polib.POFile:
        """The strings of the source, each with the translation that the file has for it."""
        known = translations(self.path)
        merged = polib.POFile(wrapwidth=0)
        merged.metadata = dict(HEADER)
        merged.extend(
            entry_of(message, sorted(self.messages[message]), known.get(message))
            for message in sorted(self.messages)
        )
        return merged

    def is_current(self) -> bool:
        """Whether the file has the strings of the source; where they stand may have changed."""
        written = self.path.read_text(encoding="utf-8") if self.path.exists() else ""
        return without_places(written) == without_places(text_of(self.merged()))

    def write(self) -> None:
        """Write the file, or remove it where the app has no string."""
        if not self.messages:
            self.path.unlink(missing_ok=True)
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(text_of(self.merged()), encoding="utf-8")

    def faults(self) -> list[str]:
        """What is wrong with its translations, a line each."""
        return [
            f"{self.app}: {fault}: {entry.msgid!r}"
            for entry in self.merged()
            if (fault := fault_of(entry))
        ]


def catalogues(root: Path, apps: Mapping[str, Path]) -> list[Catalogue]:
    """The catalogues of ``apps`` (name → folder) with all that their sources below ``root`` say."""
    found = {
        app: Catalogue(app, folder / "locale" / LOCALE / "LC_MESSAGES" / "django.po")
        for app, folder in apps.items()
    }
    for app, source in sources(root, apps):
        place = source.relative_to(root).as_posix()
        for message in messages_in(source):
            found[app].messages.setdefault(message, set()).add(place)
    return list(found.values())


def sources(root: Path, apps: Mapping[str, Path]) -> Iterator[tuple[str, Path]]:
    """Each file that may hold strings, with the app that it belongs to."""
    for app, folder in apps.items():
        for path in [*folder.rglob("*.py"), *folder.glob("templates/**/*.html")]:
            if not UNREAD_FOLDERS & set(path.relative_to(folder).parts[:-1]):
                yield app, path
    for pattern in ("*.html", "*.txt"):
        for path in (root / "templates").rglob(pattern):
            yield owner_of(path.relative_to(root / "templates"), apps), path


def owner_of(template: Path, apps: Mapping[str, Path]) -> str:
    """The app of a template, by the first folder of its name."""
    folder = template.parts[0]
    owner = TEMPLATE_OWNERS.get(folder, folder)
    return owner if owner in apps else SHARED_APP


def messages_in(source: Path) -> Iterator[Message]:
    """The strings that a Python file or a template marks for translation."""
    from babel.messages.extract import extract

    text = source.read_text(encoding="utf-8")
    code = text if source.suffix == ".py" else templatized(text, source)
    marks = KEYWORDS | {alias: KEYWORDS[name] for name, alias in RENAMED.findall(code)}
    for _line, words, _comments, context in extract("python", io.BytesIO(code.encode()), marks):
        parts = (words,) if isinstance(words, str) else tuple(words)
        yield Message(parts[0], context or "", parts[1] if len(parts) > 1 else "")


#: Which arguments of a function are the string, its plural and its context.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}

#: A function that a file imports under a name of its own: ``gettext as _t``.
RENAMED = re.compile(r"\b(n?p?gettext(?:_lazy)?|gettext_noop) as (\w+)")


def templatized(text: str, source: Path) -> str:
    """A template as calls that a reader of Python understands, none of them indented."""
    from django.utils.translation.template import templatize

    return "\n".join(line.strip() for line in templatize(text, origin=str(source)).splitlines())


def translations(path: Path) -> dict[Message, polib.POEntry]:
    """What a file has for each string; of several entries for one, the first that is full."""
    known: dict[Message, polib.POEntry] = {}
    for entry in entries(path):
        message = Message(entry.msgid, entry.msgctxt or "", entry.msgid_plural or "")
        if message not in known or not is_translated(known[message]):
            known[message] = entry
    return known


def entries(path: Path) -> list[polib.POEntry]:
    """The entries of a file; of one in which a merge left conflicts, those of both sides."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    sides = (
        [CONFLICT.sub(rf"\{side}", text) for side in ("1", "2")] if "<<<<<<<" in text else [text]
    )
    found = [entry for side in sides if side for entry in polib.pofile(side)]
    return [entry for entry in found if not entry.obsolete]


def entry_of(message: Message, places: list[str], known: polib.POEntry | None) -> polib.POEntry:
    """The entry to write for a string, with the translation that is known."""
    entry = polib.POEntry(
        msgid=message.text,
        msgctxt=message.context or None,
        msgid_plural=message.plural,
        occurrences=[(place, "") for place in places],
        flags=["fuzzy"] if known and known.fuzzy else [],
    )
    if message.plural:
        entry.msgstr_plural = {0: known.msgstr_plural.get(0, "") if known else ""}
    else:
        entry.msgstr = known.msgstr if known else ""
    if any(mark.startswith("%") for mark in placeholders(message.text)):
        entry.flags.append("python-format")
    return entry


def is_translated(entry: polib.POEntry) -> bool:
    return bool(translated_as(entry))


def fault_of(entry: polib.POEntry) -> str:
    """Why an entry may not go out, or nothing."""
    if entry.fuzzy:
        return "fuzzy"
    if not is_translated(entry):
        return "not translated"
    translated = translated_as(entry)
    allowed = placeholders(entry.msgid) | placeholders(entry.msgid_plural)
    required = set() if entry.msgid_plural else allowed
    if not required <= placeholders(translated) <= allowed:
        return "other placeholders"
    return ""


def worded_twice(found: Iterable[Catalogue]) -> list[str]:
    """Strings with two translations, a line each: Django reads all catalogues into one.

    One of the two would be shown in the place of the other; where both are right, the string
    needs a context.
    """
    worded: dict[Message, dict[str, str]] = {}
    for catalogue in found:
        for entry in filter(is_translated, catalogue.merged()):
            message = Message(entry.msgid, entry.msgctxt or "", entry.msgid_plural or "")
            worded.setdefault(message, {})[catalogue.app] = translated_as(entry)
    return [
        f"{', '.join(sorted(wordings))}: translated in two ways: {message.text!r}"
        for message, wordings in sorted(worded.items())
        if len(set(wordings.values())) > 1
    ]


def translated_as(entry: polib.POEntry) -> str:
    return str(entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr)


def placeholders(text: str) -> set[str]:
    return {match.group() for match in PLACEHOLDER.finditer(text)}


def text_of(catalogue: polib.POFile) -> str:
    return f"{catalogue}".rstrip("\n") + "\n"


def without_places(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith("#:")]


def compile_stale(root: Path) -> list[Path]:
    """Compile the catalogues below ``root`` that are newer than their ``.mo``; return which."""
    stale = [po for po in root.glob("*/locale/*/LC_MESSAGES/django.po") if is_stale(po)]
    for po in stale:
        polib.pofile(str(po)).save_as_mofile(str(po.with_suffix(".mo")))
    return stale


def is_stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime
