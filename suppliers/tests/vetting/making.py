"""Applications at every step of their way, by the ordinary services."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from PIL import Image
from pypdf import PdfWriter
from stdnum.cn import ric, uscc

from accounts.models import Company, User
from accounts.tests.factories import MembershipFactory, RegionFactory, StaffFactory
from payments.models import TrialTransfer
from payments.services import trials
from suppliers.checks import Trade
from suppliers.enums import DocumentKind, RevisionStatus
from suppliers.enums.visits import Answer, ItemPart, VisitStatus
from suppliers.models import Application, DocumentRevision, SiteVisit
from suppliers.selectors.applications import papers
from suppliers.selectors.documents import newest
from suppliers.selectors.visits import said_online
from suppliers.services import applications, bank_checks, checks, documents, reading

#: A Monday morning in Yiwu.
AT = datetime(2026, 3, 2, 2, tzinfo=UTC)
PERSON = "李小示例"
SHANGHAI = ZoneInfo("Asia/Shanghai")
_numbers = count(1)


def trades() -> Sequence[Trade]:
    """The trades that tests know: ``settings.SUPPLIER_TRADES``."""
    return [
        Trade("home", "家居百货", "Home goods", ("收纳整理", "Storage")),
        Trade("toys", "玩具", "Toys", goods="toys"),
        Trade("hardware", "五金工具", "Hardware"),
    ]


def picture(width: int = 480, height: int = 360, kind: str = "JPEG", **saved: Any) -> io.BytesIO:
    content = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(content, kind, **saved)
    content.seek(0)
    return content


def pdf(
    pages: int = 1,
    password: str = "",
    change: Callable[[PdfWriter], object] | None = None,
) -> io.BytesIO:
    """A PDF of blank pages; ``change`` adds to it."""
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(200, 300)
    if change:
        change(writer)
    if password:
        writer.encrypt(password)
    content = io.BytesIO()
    writer.write(content)
    content.seek(0)
    return content


def company_code(number: int | None = None) -> str:
    """A unified social credit code of Yiwu whose check digit is right."""
    base = f"91330782MA{next(_numbers) if number is None else number:07d}"
    return base + uscc.calc_check_digit(base)


def person_code(number: int | None = None) -> str:
    """A resident identity number of Yiwu whose check digit is right."""
    count, serial = divmod(next(_numbers) if number is None else number, 1000)
    base = f"330782{date(1980, 1, 1) + timedelta(days=count):%Y%m%d}{serial:03d}"
    return base + ric.calc_check_digit(base + "0")


def stated(company: Company, kind: str, **changes: Any) -> dict[str, Any]:
    """What is typed of a document of that kind, all of it right."""
    own = {"holder": company.name, "issued_on": date(2024, 1, 1)}
    of_kind: dict[str, dict[str, Any]] = {
        DocumentKind.LICENCE: {
            "identifier": company_code(),
            "person": PERSON,
            "scope": "日用百货、收纳用品、玩具、五金工具、食品、化妆品、电器的批发与零售",
            "address": "浙江省义乌市稠州北路 699 号",
        },
        DocumentKind.ID: {
            "holder": PERSON,
            "id_type": "resident_id",
            "identifier": person_code(),
            "expires_on": date(2035, 1, 1),
        },
        DocumentKind.BANK: {
            "bank": "示例银行义乌支行",
            "identifier": f"62220202{next(_numbers):09d}",
            "currency": "CNY",
        },
        DocumentKind.TAX: {"identifier": "DE136695976"},
        DocumentKind.PLANT: {
            "address": "义乌市工业区 8 号",
            "area": 3200,
            "lines": 6,
            "headcount": 85,
        },
        DocumentKind.LEASE: {
            "market": "义乌国际商贸城二区",
            "floor": "3",
            "stall": "26018",
            "expires_on": date(2028, 12, 31),
        },
        DocumentKind.QUALIFICATION: {
            "identifier": f"CCC{next(_numbers):08d}",
            "issuer": "示例认证中心",
            "expires_on": date(2028, 6, 30),
        },
    }
    return own | of_kind[kind] | changes


def show(
    company: Company, kind: str, *, goods: str = "", at: datetime = AT, **changes: Any
) -> DocumentRevision:
    """Upload a document of that kind, as the company's owner; a licence keeps its code."""
    known = DocumentRevision.objects.filter(document__company=company, document__kind=kind)
    if kind == DocumentKind.LICENCE and (count := known.count()):
        changes.setdefault("identifier", "")
        changes.setdefault("issued_on", date(2024, 1, 1) + timedelta(days=count))
    return documents.upload(
        company=company,
        kind=kind,
        goods=goods,
        file=None if kind == DocumentKind.BANK else picture(),
        data=stated(company, kind, **changes),
        actor=company.memberships.order_by("pk")[0].user,
        at=at,
    )


def begun(
    kind: str = "trader",
    *,
    goods: Sequence[str] = (),
    company: Company | None = None,
    at: datetime = AT,
) -> Application:
    """A draft with every answer and no document."""
    company = company or MembershipFactory(company__phone=f"+86138{next(_numbers):08d}").company
    owner = owner_of(company)
    application = applications.start(company=company, kind=kind, actor=owner, at=at)
    answers = {
        "shop_name": "示例小店",
        "shop_name_en": "Sample Shop",
        "phone": company.phone or f"+86139{next(_numbers):08d}",
        "trades": ["home"],
        "goods": list(goods),
        "ships_from": RegionFactory(),
    }
    return applications.save_step(
        application=application, answers=answers, step="about", actor=owner, at=at
    )


def filled(kind: str = "trader", *, at: datetime = AT, **given: Any) -> Application:
    """A draft with every answer and document."""
    application = begun(kind, at=at, **given)
    for one in papers(application):
        if not one.wanted.covered and one.revision is None:
            show(application.company, one.wanted.kind, goods=one.wanted.goods, at=at)
    return application


def submitted(
    kind: str = "trader", *, checked: bool = True, at: datetime = AT, **given: Any
) -> Application:
    application = filled(kind, at=at, **given)
    return handed_in(application, checked=checked, at=at)


def handed_in(application: Application, *, checked: bool = True, at: datetime = AT) -> Application:
    """Submit it as its owner, and run the checks that a task would run."""
    owner = owner_of(application.company)
    application = applications.submit(application=application, actor=owner, at=at)
    if checked:
        check(application, at)
    return application


def check(application: Application, at: datetime = AT) -> None:
    """Run the checks, and have the licence read."""
    number = application.round
    checks.run_checks(application_id=application.pk, round_number=number, at=at)
    licence = newest(application.company)[DocumentKind.LICENCE, ""]
    reading.read_licence(
        revision_id=licence.pk, application_id=application.pk, round_number=number, at=at
    )
    application.refresh_from_db()


def read(revision: DocumentRevision, at: datetime = AT) -> None:
    """Have a renewed licence read."""
    reading.read_licence(revision_id=revision.pk, application_id=None, round_number=0, at=at)


def claimed(application: Application, reviewer: User, at: datetime = AT) -> Application:
    return applications.claim(application=application, actor=reviewer, at=at)


def accept_all(application: Application, reviewer: User, at: datetime = AT) -> None:
    for one in papers(application):
        revision = one.revision
        if revision and revision.status == RevisionStatus.PENDING and not revision.covered_by:
            documents.accept(revision=revision, actor=reviewer, at=at)


def confirm_bank(company: Company, at: datetime = AT) -> None:
    """The transfer arrives, and its amount is named."""
    check = bank_checks.start(company=company, actor=owner_of(company), at=at)
    trials.send(trial_id=check.transfer_id, at=at)
    bank_checks.answer(check=check, amount=check.transfer.amount, actor=owner_of(company), at=at)


def wrong(transfer: TrialTransfer) -> Decimal:
    """An amount that a transfer can have, and this one has not."""
    cent = Decimal("0.01")
    return cent if transfer.amount != cent else 2 * cent


def visited(company: Company, kind: str, at: datetime = AT) -> SiteVisit:
    """A visit that was passed the day before, where everything was as it is said online."""
    day = at - timedelta(days=1)
    visit = SiteVisit.objects.create(
        company=company,
        kind=kind,
        status=VisitStatus.PASSED,
        reason="application",
        inspector=StaffFactory(),
        planned_at=day,
        scheduled_for=day,
        address="义乌市稠州北路 699 号",
        started_at=day,
        finished_at=day,
        valid_until=at + timedelta(days=365),
    )
    for position, (code, said) in enumerate(said_online(visit).items()):
        visit.items.create(
            part=ItemPart.MATCH,
            code=code,
            position=position,
            online=said,
            answer=Answer.YES,
            answered_at=day,
        )
    return visit


def ready(kind: str = "trader", *, reviewer: User, **given: Any) -> Application:
    """Claimed, every document accepted, the bank account confirmed."""
    application = claimed(submitted(kind, **given), reviewer)
    accept_all(application, reviewer)
    confirm_bank(application.company)
    if kind in ("factory", "stall"):
        visited(application.company, kind)
    return application


def approved(kind: str = "trader", **given: Any) -> Application:
    reviewer = StaffFactory()
    application = ready(kind, reviewer=reviewer, **given)
    application = applications.approve(application=application, reason="ok", actor=reviewer, at=AT)
    if application.supplier_id is None:
        second = claimed(application, StaffFactory())
        assert second.claimed_by is not None
        application = applications.approve(
            application=second, reason="ok", actor=second.claimed_by, at=AT
        )
    return application


def owner_of(company: Company) -> User:
    return company.memberships.order_by("pk")[0].user


def later(days: int = 0, hours: int = 0) -> datetime:
    return AT + timedelta(days=days, hours=hours)
