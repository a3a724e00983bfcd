"""What checks look at, and what they find."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Paper:
    """The newest revision of a document; ``identifier`` in plain."""

    revision_id: int
    kind: str
    goods: str = ""
    holder: str = ""
    person: str = ""
    identifier: str = ""
    id_type: str = ""
    expires_on: date | None = None
    scope: str = ""

    @property
    def named(self) -> dict[str, Any]:
        """The word for it in a finding's sentence."""
        return {"document": [self.kind, self.goods]}


@dataclass(frozen=True, slots=True)
class Trade:
    """A category of the first level: its slug, its names, and the names below it.

    ``goods`` is what the whole of it is flagged as (``FlaggedGoods``), if it is.
    """

    slug: str
    name: str
    name_en: str
    words: tuple[str, ...] = ()
    goods: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """Something that another company names too: ``what`` is a kind of document, or ``phone``."""

    what: str
    other: str
    standing: str
    revision_id: int | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """``names`` are all that the company is called; ``similarity`` is the policy's share.

    ``code`` is that of the licence in force, where one is.
    """

    kind: str
    country: str
    names: Sequence[str]
    papers: Sequence[Paper]
    trades: Sequence[Trade]
    goods: Sequence[str]
    shared: Sequence[Shared]
    today: date
    validity_days: int
    similarity: Decimal
    code: str = ""

    def of(self, kind: str) -> Iterator[Paper]:
        return (paper for paper in self.papers if paper.kind == kind)

    def one(self, kind: str) -> Paper | None:
        return next(self.of(kind), None)


@dataclass(frozen=True, slots=True)
class Finding:
    """``text`` is a sentence in English, marked for translation, with the names of ``words``."""

    code: str
    outcome: str
    text: str
    words: Mapping[str, Any] = field(default_factory=dict)
    revision_id: int | None = None
