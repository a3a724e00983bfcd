"""What every supplier of the demo has shown: accepted documents, and the application they came by.

One specimen stands for every file; no number belongs to anybody, yet its check digits are right.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw
from stdnum.cn import ric, uscc

from common.encryption import encrypt, keyed_digest
from common.working_days import day_of
from marketplace.demo.content.companies import SupplierWords
from marketplace.demo.content.goods import Good
from marketplace.demo.market.shops import FLAGGED
from suppliers.enums import ApplicationStatus, DocumentKind, RevisionStatus, SupplierKind
from suppliers.models import (
    Application,
    ApplicationEvent,
    Document,
    DocumentPage,
    DocumentRevision,
    RevisionEvent,
    Supplier,
)
from suppliers.models.documents import private_storage
from suppliers.numbers.uscc import SOLE_TRADERS
from suppliers.paperwork import required

Offers = Sequence[tuple[SupplierWords, Good]]
K = DocumentKind
SPECIMEN = "documents/demo/specimen.webp"
_YEAR = 365
_FAMILY, _GIVEN = (
    "李王张刘陈杨赵黄周吴",
    ["建国", "秀英", "志强", "晓燕", "海波", "丽华", "永康", "文静"],
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A document with what it states, before it has a row."""

    supplier: Supplier
    kind: str
    goods: str
    identifier: str
    expires_after: int | None
    columns: Mapping[str, Any]
    data: Mapping[str, Any]


def show_papers(
    suppliers: Mapping[str, Supplier], offers: Offers, at: datetime, random: Random
) -> None:
    """Give every supplier its accepted documents and its approved application."""
    goods = _flagged_goods(offers)
    shown = [
        one
        for slug, supplier in suppliers.items()
        for one in _papers(supplier, sorted(goods[slug]), random)
    ]
    _write(shown, at)
    _applications(suppliers, goods)


def _flagged_goods(offers: Offers) -> dict[str, set[str]]:
    """What each shop sells that needs a qualification."""
    found: dict[str, set[str]] = defaultdict(set)
    for words, good in offers:
        middle = good.leaf.middle
        flagged = FLAGGED.get(middle.slug) or FLAGGED.get(middle.top.slug)
        if flagged:
            found[words.slug].add(flagged)
    return found


def _papers(supplier: Supplier, goods: Sequence[str], random: Random) -> Iterator[Shown]:
    person = random.choice(_FAMILY) + random.choice(_GIVEN)
    licence = _company_code(supplier, random)
    for wanted in required(kind=supplier.kind, country="CN", goods=goods):
        stated = _stated(wanted.kind, supplier, person, random)
        identifier = stated.pop("identifier", "")
        if wanted.kind in (K.LICENCE, K.TAX):
            identifier = licence
        columns: dict[str, Any] = {
            name: stated.pop(name) for name in ("holder", "person") if name in stated
        }
        days = stated.pop("days", None)
        yield Shown(supplier, wanted.kind, wanted.goods, identifier, days, columns, stated)


def _stated(kind: str, supplier: Supplier, person: str, random: Random) -> dict[str, Any]:
    name = supplier.company.name
    match kind:
        case K.LICENCE:
            scope = f"{supplier.belt.trade if supplier.belt else '日用百货'}的生产、批发与零售"
            return {"holder": name, "person": person, "scope": scope, "address": _place(supplier)}
        case K.ID:
            days = random.randint(200, 3000)
            kind_of_id = {"id_type": "resident_id", "identifier": _person_code(random)}
            return {"holder": person, "days": days, **kind_of_id}
        case K.BANK:
            number = f"6200{random.randrange(10**14):014d}1"
            bank = {"bank": "示例银行", "identifier": number, "currency": "CNY"}
            return {"holder": name, **bank}
        case K.PLANT:
            plant = {"area": supplier.plant_area or 800, "headcount": supplier.headcount or 20}
            return {"address": _place(supplier), "lines": random.randint(2, 14), **plant}
        case K.LEASE:
            stall = {"floor": str(random.randint(1, 5)), "stall": str(random.randint(1000, 9999))}
            days = random.choice((5, 21, 160, 420, 800))
            return {"holder": name, "market": "示例商贸城", "days": days, **stall}
        case K.QUALIFICATION:
            number = f"2026{random.randrange(10**10):010d}"
            days = random.choice((24, 200, 500, 900))
            return {"holder": name, "identifier": number, "issuer": "示例认证中心", "days": days}
    return {"holder": name}


def _place(supplier: Supplier) -> str:
    region = supplier.ships_from
    return (region.name if region else "") + "示例路 1 号"


def _company_code(supplier: Supplier, random: Random) -> str:
    region = str(supplier.ships_from_id or "330782")
    kind = SOLE_TRADERS if supplier.kind == SupplierKind.SOLE_TRADER else "91"
    base = f"{kind}{region}MA{random.randrange(10**7):07d}"
    return base + str(uscc.calc_check_digit(base))


def _person_code(random: Random) -> str:
    base = f"330782{random.randint(1962, 1999)}{random.randint(1, 12):02d}"
    base += f"{random.randint(1, 28):02d}{random.randint(1, 999):03d}"
    return base + str(ric.calc_check_digit(base + "0"))


def _write(shown: Sequence[Shown], at: datetime) -> None:
    made = Document.objects.bulk_create(
        Document(company=one.supplier.company, kind=one.kind, goods=one.goods) for one in shown
    )
    revisions = DocumentRevision.objects.bulk_create(
        _revision(document, one, at) for document, one in zip(made, shown, strict=True)
    )
    RevisionEvent.objects.bulk_create(
        RevisionEvent(subject=row, at=at, source="pending", target="accepted")
        for row in revisions
        for at in [row.uploaded_at + timedelta(days=2)]
    )
    _cover(revisions)
    size, digest = _store_specimen()
    DocumentPage.objects.bulk_create(
        DocumentPage(
            revision=row,
            position=0,
            file=SPECIMEN,
            content_type="image/webp",
            size=size,
            digest=digest,
        )
        for row in revisions
        if row.document.kind not in (K.BANK, K.TAX)
    )


def _revision(document: Document, one: Shown, at: datetime) -> DocumentRevision:
    shown_at = one.supplier.joined_at - timedelta(days=4)
    ends = at + timedelta(days=one.expires_after) if one.expires_after else None
    return DocumentRevision(
        document=document,
        number=1,
        status=RevisionStatus.ACCEPTED,
        identifier_encrypted=encrypt(one.identifier) if one.identifier else b"",
        identifier_digest=keyed_digest(one.identifier) if one.identifier else "",
        identifier_tail=one.identifier[-4:],
        issued_on=day_of(shown_at - timedelta(days=_YEAR)),
        expires_on=day_of(ends) if ends else None,
        data=dict(one.data),
        uploaded_at=shown_at,
        decided_at=shown_at + timedelta(days=2),
        **one.columns,
    )


def _cover(revisions: Sequence[DocumentRevision]) -> None:
    """The licence states the tax registration too (三证合一)."""
    licences = {row.document.company_id: row for row in revisions if row.document.kind == K.LICENCE}
    covered = [row for row in revisions if row.document.kind == K.TAX]
    for row in covered:
        row.covered_by = licences[row.document.company_id]
    DocumentRevision.objects.bulk_update(covered, ["covered_by"])


def _store_specimen() -> tuple[int, str]:
    """One quiet sheet that says what it is."""
    sheet = Image.new("RGB", (1200, 860), "#f6f3ec")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((40, 40, 1160, 820), outline="#b9a37a", width=6)
    pen.text((600, 200), "SPECIMEN", fill="#8a6d3b", anchor="mm", font_size=84)
    for row in range(6):
        pen.line((160, 360 + row * 66, 1040 - 90 * (row % 3), 360 + row * 66), "#d8ccb4", 10)
    content = io.BytesIO()
    sheet.save(content, "WEBP", quality=85)
    storage = private_storage()
    if not storage.exists(SPECIMEN):
        storage.save(SPECIMEN, ContentFile(content.getvalue()))
    return len(content.getvalue()), keyed_digest("specimen")


def _applications(suppliers: Mapping[str, Supplier], goods: Mapping[str, set[str]]) -> None:
    made = Application.objects.bulk_create(
        _application(supplier, sorted(goods[slug])) for slug, supplier in suppliers.items()
    )

    ApplicationEvent.objects.bulk_create(event for row in made for event in _moves(row))


def _moves(application: Application) -> Iterator[ApplicationEvent]:
    """From draft to approval, a day or two apart."""
    at = application.created_at
    path = ("", *(f"{status}" for status in _PATH))
    for days, (source, target) in enumerate(pairwise(path)):
        moment = at + timedelta(days=days)
        yield ApplicationEvent(subject=application, at=moment, source=source, target=target)


_PATH = (
    ApplicationStatus.DRAFT,
    ApplicationStatus.SUBMITTED,
    ApplicationStatus.IN_REVIEW,
    ApplicationStatus.APPROVED,
)


def _application(supplier: Supplier, goods: list[str]) -> Application:
    submitted = supplier.joined_at - timedelta(days=3)
    return Application(
        company=supplier.company,
        kind=SupplierKind(supplier.kind),
        status=ApplicationStatus.APPROVED,
        round=1,
        checked_round=1,
        shop_name=supplier.name,
        shop_name_en=supplier.name_en,
        goods=goods,
        belt=supplier.belt,
        ships_from=supplier.ships_from,
        currency=supplier.currency,
        created_at=submitted - timedelta(days=1),
        submitted_at=submitted,
        expected_at=submitted + timedelta(days=3),
        decided_at=supplier.joined_at,
        supplier=supplier,
    )
