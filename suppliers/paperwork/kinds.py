"""The documents of each kind of supplier, and what each of them states (rules §3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from common.countries import CHINA
from suppliers.enums import DocumentKind, SupplierKind, document_label

K = DocumentKind


@dataclass(frozen=True, slots=True)
class Spec:
    """What is typed of a document: ``must`` and ``may``; ``files`` says whether it is shown too."""

    must: tuple[str, ...]
    may: tuple[str, ...] = ()
    files: bool = True

    @property
    def fields(self) -> tuple[str, ...]:
        """As they are asked for: when it began before when it ends, both at the end."""
        names = self.must + self.may
        days = tuple(day for day in ("issued_on", "expires_on") if day in names)
        return tuple(name for name in names if name not in days) + days


SPECS: dict[str, Spec] = {
    K.LICENCE: Spec(
        ("holder", "identifier", "person", "scope", "address", "issued_on"), ("expires_on",)
    ),
    K.ID: Spec(("holder", "id_type", "identifier"), ("expires_on",)),
    K.BANK: Spec(("holder", "bank", "identifier", "currency"), files=False),
    K.TAX: Spec(("holder", "identifier"), ("issued_on", "expires_on")),
    K.PLANT: Spec(("address", "area", "lines", "headcount"), ("expires_on",)),
    K.LEASE: Spec(("holder", "market", "floor", "stall", "expires_on"), ("issued_on",)),
    K.QUALIFICATION: Spec(("holder", "identifier", "issuer", "expires_on"), ("issued_on",)),
}

#: What of a kind of supplier comes on top of what every company shows.
OF_KIND: dict[str, tuple[DocumentKind, ...]] = {
    SupplierKind.FACTORY: (K.PLANT,),
    SupplierKind.STALL: (K.LEASE,),
    SupplierKind.TRADER: (),
    SupplierKind.SOLE_TRADER: (),
}
EVERYBODY = (K.LICENCE, K.ID, K.BANK, K.TAX)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document that an application needs; ``covered`` where the licence states it (三证合一)."""

    kind: DocumentKind
    goods: str = ""
    covered: bool = False

    @property
    def key(self) -> tuple[str, str]:
        return str(self.kind), self.goods

    @property
    def label(self) -> str:
        """What it is called: of a qualification, with its goods."""
        return document_label(self.kind, self.goods)


def required(*, kind: str, country: str, goods: Iterable[str]) -> list[Wanted]:
    """What a company of that country shows to become such a supplier of such flagged goods."""
    base = [
        Wanted(one, covered=one == K.TAX and country == CHINA)
        for one in (*EVERYBODY, *OF_KIND[kind])
    ]
    return base + [Wanted(K.QUALIFICATION, one) for one in goods]
