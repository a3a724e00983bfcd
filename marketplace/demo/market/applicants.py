"""Companies that apply to sell: one application in every state, each brought there by the services."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password

from accounts.enums import Role
from accounts.models import Company, Membership, Region, User
from common.working_days import day_of
from marketplace.demo.drawing.papers import paper
from marketplace.demo.market import visits
from suppliers.enums import ApplicationStatus, DocumentKind, SupplierKind
from suppliers.models import Application
from suppliers.numbers.uscc import SOLE_TRADERS, check_character
from suppliers.paperwork import SPECS
from suppliers.selectors.applications import papers
from suppliers.services import applications, bank_checks, checks, documents, reading

DAY = timedelta(days=1)
YIWU = "330782"
K, S = DocumentKind, ApplicationStatus
TITLES = {
    K.LICENCE: "BUSINESS LICENCE",
    K.ID: "PASSPORT",
    K.PLANT: "PROOF OF PLANT",
    K.LEASE: "LEASE OF A STALL",
}
PERSON = "示例代表"
#: How far each has come, its kind, its name in both languages, and how many days ago it began.
APPLICANTS = (
    (S.DRAFT, SupplierKind.TRADER, "空谷示例贸易有限公司", "Empty Valley Sample Trading", 1),
    (S.SUBMITTED, SupplierKind.FACTORY, "云梯示例制造有限公司", "Cloud Ladder Sample Works", 2),
    (S.IN_REVIEW, SupplierKind.TRADER, "纸鸢示例贸易有限公司", "Paper Kite Sample Trading", 3),
    (S.CHANGES_REQUESTED, SupplierKind.STALL, "石桥示例商行", "Stone Bridge Sample Stall", 5),
    (S.SITE_VISIT, SupplierKind.STALL, "松果示例商行", "Pine Cone Sample Stall", 5),
    (S.REJECTED, SupplierKind.TRADER, "浮萍示例贸易有限公司", "Duckweed Sample Trading", 9),
    (S.APPROVED, SupplierKind.TRADER, "新月示例贸易有限公司", "New Moon Sample Trading", 12),
    (S.WITHDRAWN, SupplierKind.SOLE_TRADER, "候鸟示例经营部", "Migrant Bird Sample Goods", 15),
)


@dataclass(slots=True)
class Case:
    """An application on its way, with who writes it and who decides."""

    number: int
    row: Application
    owner: User
    people: Mapping[str, User]
    at: datetime

    @property
    def reviewer(self) -> dict[str, Any]:
        return {"actor": self.people["reviewer"], "at": self.at}


def apply(people: Mapping[str, User], applicant: User, at: datetime) -> list[Application]:
    """Begin all of them, and bring each to its state; returns them as they stand."""
    return [
        _brought(number, words, people, applicant, at) for number, words in enumerate(APPLICANTS)
    ]


def _brought(
    number: int, words: tuple[Any, ...], people: Mapping[str, User], applicant: User, at: datetime
) -> Application:
    status, kind, zh, en, days = words
    begun = at - days * DAY
    company = Company.objects.create(
        name=zh, name_en=en, region_id=_region(), phone="", invoice_title=zh, created_at=begun
    )
    owner = applicant if status == S.CHANGES_REQUESTED else _owner(number)
    Membership.objects.create(company=company, user=owner, role=Role.OWNER, created_at=begun)
    row = applications.start(company=company, kind=kind, actor=owner, at=begun)
    case = Case(number, row, owner, people, begun)
    _answer(case)
    if status != S.DRAFT:
        _hand_in(case)
    if status in _NEXT:
        _NEXT[status](case, at)
    return Application.objects.get(pk=row.pk)


def _region() -> str | None:
    return YIWU if Region.objects.filter(pk=YIWU).exists() else None


def _owner(number: int) -> User:
    """Somebody that nobody can sign in as."""
    return User.objects.create(
        email=f"owner{number}@applicants.invalid",
        name="申请人",
        password=make_password(None),
        is_active=False,
    )


def _answer(case: Case) -> None:
    answers = {
        "shop_name": f"{case.row.company.name}（示例店）",
        "shop_name_en": f"{case.row.company.name_en} (sample)",
        "intro": "演示用虚构企业。",
        "intro_en": "A made-up company of this demo.",
        "founded_year": 2019,
        "phone": f"+86139000000{case.number:02d}",
        "trades": ["home-all"],
        "ships_from": case.row.company.region,
    }
    applications.save_step(
        application=case.row, answers=answers, step="company", actor=case.owner, at=case.at
    )


def _hand_in(case: Case) -> None:
    """Upload what its kind has to show, submit, and have it checked."""
    for one in papers(case.row):
        if not one.wanted.covered:
            kind = one.wanted.kind
            documents.upload(
                company=case.row.company,
                kind=kind,
                file=io.BytesIO(_sheet(kind)) if SPECS[kind].files else None,
                data=_stated(case, kind),
                actor=case.owner,
                at=case.at,
            )
    case.row = applications.submit(application=case.row, actor=case.owner, at=case.at)
    of_round: dict[str, int] = {"application_id": case.row.pk, "round_number": case.row.round}
    checks.run_checks(**of_round, at=case.at)
    licence = next(one.revision for one in papers(case.row) if one.wanted.kind == K.LICENCE)
    if licence is not None:
        reading.read_licence(revision_id=licence.pk, **of_round, at=case.at)
    case.at += timedelta(hours=20)


@cache
def _sheet(kind: DocumentKind) -> bytes:
    file = io.BytesIO()
    paper(TITLES[kind]).save(file, "PNG")
    return file.getvalue()


def _stated(case: Case, kind: str) -> dict[str, Any]:
    """What is typed of a document; its numbers are nobody's, with right check digits."""
    start = SOLE_TRADERS if case.row.kind == SupplierKind.SOLE_TRADER else "91"
    body = f"{start}{YIWU}MADM{case.number:05d}"
    numbers = {
        K.LICENCE: body + check_character(body),
        K.ID: f"SAMPLE{case.number:05d}",
        K.BANK: f"621000000{case.number:06d}",
    }
    lease = day_of(case.at) + 400 * DAY
    given = {
        "holder": PERSON if kind == K.ID else case.row.company.name,
        "person": PERSON,
        "identifier": numbers.get(DocumentKind(kind), ""),
        "id_type": "passport",
        "scope": "家居用品、日用百货批发与零售",
        "address": f"示例路 {case.number + 1} 号",
        "bank": "示例银行",
        "currency": "CNY",
        "area": 2400,
        "lines": 3,
        "headcount": 36,
        "market": "示例商贸城",
        "floor": "2",
        "stall": f"{8000 + case.number}",
        "issued_on": date(2019, 5, 6),
        "expires_on": lease if kind in (K.LEASE, K.ID) else None,
    }
    return {name: given[name] for name in SPECS[kind].fields}


def _claim(case: Case) -> None:
    case.row = applications.claim(application=case.row, **case.reviewer)


def _review(case: Case, at: datetime) -> None:
    """Claimed, half of it gone through."""
    _claim(case)
    _accept(case, K.LICENCE)


def _accept(case: Case, *kinds: str) -> None:
    for one in papers(case.row):
        if one.revision and not one.wanted.covered and (not kinds or one.wanted.kind in kinds):
            documents.accept(revision=one.revision, **case.reviewer)


def _ask_changes(case: Case, at: datetime) -> None:
    _claim(case)
    _accept(case, K.LICENCE, K.ID, K.BANK)
    lease = next(one.revision for one in papers(case.row) if one.wanted.kind == K.LEASE)
    assert lease is not None
    documents.send_back(revision=lease, reason="演示：第二页看不清", **case.reviewer)
    applications.send_back(
        application=case.row,
        reason="演示：差两处",
        fields={"intro": "演示：请写明主营商品"},
        **case.reviewer,
    )


def _ask_visit(case: Case, at: datetime) -> None:
    _claim(case)
    reason = "演示：核实档口"
    case.row = applications.ask_visit(application=case.row, reason=reason, **case.reviewer)
    visits.plan(
        None,
        application=case.row,
        inspector=case.people["inspector"],
        actor=case.people["reviewer"],
        at=at - DAY,
        on=visits.noon(at) + 2 * DAY,
    )


def _reject(case: Case, at: datetime) -> None:
    _claim(case)
    reason = "演示：经营地址查无此处"
    case.row = applications.reject(application=case.row, reason=reason, **case.reviewer)
    text = "演示：门牌号已更换，附新地址"
    applications.appeal(application=case.row, text=text, actor=case.owner, at=at - DAY)


def _approve(case: Case, at: datetime) -> None:
    """Its account confirmed, all accepted, by two people where a check warned."""
    check = bank_checks.start(company=case.row.company, actor=case.owner, at=case.at)
    bank_checks.answer(
        check=check, amount=check.transfer.amount, actor=case.owner, at=case.at + 2 * DAY
    )
    case.at += 3 * DAY
    _claim(case)
    _accept(case)
    for person in ("reviewer", "staff"):
        if case.row.status != S.APPROVED:
            actor = case.people[person]
            applications.claim(application=case.row, actor=actor, at=case.at)
            case.row = applications.approve(
                application=case.row, reason="演示：齐全", actor=actor, at=case.at
            )


def _withdraw(case: Case, at: datetime) -> None:
    applications.withdraw(application=case.row, actor=case.owner, at=case.at)


_NEXT = {
    S.IN_REVIEW: _review,
    S.CHANGES_REQUESTED: _ask_changes,
    S.SITE_VISIT: _ask_visit,
    S.REJECTED: _reject,
    S.APPROVED: _approve,
    S.WITHDRAWN: _withdraw,
}
