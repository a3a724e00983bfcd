"""Suppliers as tests want them: active, shown, selling everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import factory
from django.contrib.auth.models import Permission
from factory.django import DjangoModelFactory

from accounts.models import Company
from accounts.tests.factories import CompanyFactory, UserFactory
from policies.models import PolicyVersion
from policies.schemas import AuditRules, BadgeRules, ScoreRules
from policies.selectors import in_force
from suppliers.enums import (
    ApplicationStatus,
    Badge,
    DeductionCause,
    DocumentKind,
    FactKind,
    FreightBasis,
    HoldCause,
    RevisionStatus,
    Standing,
    SupplierKind,
)
from suppliers.enums.spot_checks import SpotCheckCause, SpotCheckKind, SpotCheckStatus
from suppliers.models import (
    Appeal,
    Application,
    ApplicationAppeal,
    Audit,
    Belt,
    Deduction,
    Discontinuation,
    Document,
    DocumentRevision,
    DocumentWatch,
    Fact,
    FreightTemplate,
    FreightZone,
    Hold,
    RandomDraw,
    ScoreDay,
    Settlement,
    SiteVisit,
    SpotCheck,
    Supervision,
    Supplier,
    SupplierBadge,
)
from suppliers.paperwork.kinds import required
from suppliers.services import audit_items, draws

JOINED = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)


class BeltFactory(DjangoModelFactory[Belt]):
    class Meta:
        model = Belt

    slug = factory.Sequence(lambda n: f"belt-{n}")
    name = factory.Sequence(lambda n: f"产业带{n}")
    name_en = factory.Sequence(lambda n: f"Belt {n}")
    trade = "小商品"
    trade_en = "small goods"


class SupplierFactory(DjangoModelFactory[Supplier]):
    class Meta:
        model = Supplier

    company = factory.SubFactory(CompanyFactory)
    slug = factory.Sequence(lambda n: f"shop-{n}")
    kind = SupplierKind.FACTORY
    name = factory.Sequence(lambda n: f"测试工厂{n}")
    name_en = factory.Sequence(lambda n: f"Test Works {n}")
    joined_at = JOINED


class FreightTemplateFactory(DjangoModelFactory[FreightTemplate]):
    """Counted by piece, without zones: add them by FreightZoneFactory."""

    class Meta:
        model = FreightTemplate

    supplier = factory.SubFactory(SupplierFactory)
    name = "快递"
    basis = FreightBasis.PIECE


class FreightZoneFactory(DjangoModelFactory[FreightZone]):
    """8.00 for the first 10 pieces, 2.00 for each next 5, all over China."""

    class Meta:
        model = FreightZone

    template = factory.SubFactory(FreightTemplateFactory)
    first_units = 10
    first_fee = "8.00"
    next_units = 5
    next_fee = "2.00"


class FactFactory(DjangoModelFactory[Fact]):
    """A promise that was kept, as the log holds it."""

    class Meta:
        model = Fact

    supplier = factory.SubFactory(SupplierFactory)
    kind = FactKind.PROMISE
    at = JOINED
    value = 1
    key = factory.Sequence(lambda n: f"test:{n}")


class ScoreDayFactory(DjangoModelFactory[ScoreDay]):
    """A neutral score, of a supplier alone in its category, without any fact."""

    class Meta:
        model = ScoreDay

    supplier = factory.SubFactory(SupplierFactory)
    day = JOINED.date()
    peers = 1
    logistics_score = quality_score = after_sales_score = consulting_score = disputes_score = 3
    composite = Decimal(3)

    @factory.lazy_attribute
    def policy_version(self) -> PolicyVersion:
        return in_force(ScoreRules, JOINED).version


class InspectorFactory(UserFactory):
    """Staff who may make site visits, and nothing else."""

    is_staff = True

    @factory.post_generation
    def rights(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        grant(self, "inspect_sitevisit")


def grant(user: Any, *codenames: str) -> Any:
    """Give the person rights by their code names."""
    user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
    return user


class SiteVisitFactory(DjangoModelFactory[SiteVisit]):
    """A stall in Yiwu, to be seen on 2 March at 10:00 there."""

    class Meta:
        model = SiteVisit

    company = factory.SubFactory(CompanyFactory)
    inspector = factory.SubFactory(InspectorFactory)
    kind = SupplierKind.STALL
    reason = "application"
    planned_at = JOINED
    scheduled_for = datetime(2026, 3, 2, 2, tzinfo=UTC)
    address = "义乌国际商贸城一区 2 楼 8 街 1234"
    latitude = Decimal("29.334000")
    longitude = Decimal("120.106000")


def may_pass(audit: Audit) -> Audit:
    """Its supplier has shown every document, and the lot has given it no visit."""
    company, rules = audit.supplier.company, in_force(AuditRules, audit.opened_at)
    show_papers(company, audit.supplier.kind)
    audit.draw = draws.draw(
        purpose="test",
        population=[],
        share=Decimal(0),
        policy_version=rules.version,
        at=audit.opened_at,
    )
    audit.save(update_fields=["draw"])
    return audit


def show_papers(company: Company, kind: str) -> list[DocumentRevision]:
    """Every document that such a supplier needs, accepted, and valid for good."""
    wanted = required(kind=kind, country=company.country, goods=[])
    return [
        DocumentRevision.objects.create(
            document=Document.objects.create(company=company, kind=one.kind, goods=one.goods),
            number=1,
            status=RevisionStatus.ACCEPTED,
            holder=company.name,
            uploaded_at=JOINED,
            decided_at=JOINED,
        )
        for one in wanted
    ]


class AuditFactory(DjangoModelFactory[Audit]):
    """Open, due in 14 days, with its checklist."""

    class Meta:
        model = Audit
        skip_postgeneration_save = True

    supplier = factory.SubFactory(SupplierFactory)
    band = "A"
    opened_at = datetime(2026, 3, 1, tzinfo=UTC)
    due_at = datetime(2026, 3, 15, tzinfo=UTC)
    clock_at = datetime(2026, 3, 12, tzinfo=UTC)

    @factory.lazy_attribute
    def policy_version(self) -> Any:
        return in_force(AuditRules, self.opened_at).version

    @factory.post_generation
    def checklist(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        audit_items.lay_out(audits=[self], at=self.opened_at)


class HoldFactory(DjangoModelFactory[Hold]):
    """By staff, until it is lifted."""

    class Meta:
        model = Hold

    supplier = factory.SubFactory(SupplierFactory)
    cause = HoldCause.STAFF
    key = factory.Sequence(lambda n: f"test:{n}")
    standing = Standing.RESTRICTED
    reason = "投诉较多"
    since = JOINED


class AppealFactory(DjangoModelFactory[Appeal]):
    """Against a hold, not decided yet."""

    class Meta:
        model = Appeal

    hold = factory.SubFactory(HoldFactory)
    supplier = factory.SelfAttribute("hold.supplier")
    text = "所述情况不属实"
    made_by = factory.SubFactory(UserFactory)
    made_at = JOINED + DAY
    expected_at = JOINED + 4 * DAY


class SettlementFactory(DjangoModelFactory[Settlement]):
    """Of a removed supplier, to be looked at a week after."""

    class Meta:
        model = Settlement

    hold = factory.SubFactory(HoldFactory, standing=Standing.REMOVED)
    due_at = JOINED + 7 * DAY


class DeductionFactory(DjangoModelFactory[Deduction]):
    """Three points, which cross no threshold."""

    class Meta:
        model = Deduction

    supplier = factory.SubFactory(SupplierFactory)
    points = total = 3
    cause = DeductionCause.STAFF
    key = factory.Sequence(lambda n: f"test:{n}")
    reason = "虚假宣传"
    at = JOINED
    fades_at = JOINED + 365 * DAY


class ApplicationFactory(DjangoModelFactory[Application]):
    """Rejected the day after it was handed in."""

    class Meta:
        model = Application

    company = factory.SubFactory(CompanyFactory)
    kind = SupplierKind.TRADER
    status = ApplicationStatus.REJECTED
    round = 1
    shop_name = factory.Sequence(lambda n: f"测试申请{n}")
    created_at = submitted_at = JOINED
    expected_at = JOINED + 3 * DAY
    decided_at = JOINED + DAY


class ApplicationAppealFactory(DjangoModelFactory[ApplicationAppeal]):
    """Against the rejection, not decided yet."""

    class Meta:
        model = ApplicationAppeal

    application = factory.SubFactory(ApplicationFactory)
    text = "名称已更正"
    made_by = factory.SubFactory(UserFactory)
    made_at = JOINED + 2 * DAY
    expected_at = JOINED + 5 * DAY


class DocumentFactory(DjangoModelFactory[Document]):
    class Meta:
        model = Document

    company = factory.SubFactory(CompanyFactory)
    kind = DocumentKind.LICENCE


class DocumentRevisionFactory(DjangoModelFactory[DocumentRevision]):
    """Accepted, and runs out after a year."""

    class Meta:
        model = DocumentRevision

    document = factory.SubFactory(DocumentFactory)
    number = 1
    status = RevisionStatus.ACCEPTED
    expires_on = (JOINED + 365 * DAY).date()
    uploaded_at = decided_at = JOINED


class DocumentWatchFactory(DjangoModelFactory[DocumentWatch]):
    """Of the supplier's licence, 30 days before it runs out."""

    class Meta:
        model = DocumentWatch

    supplier = factory.SubFactory(SupplierFactory)
    revision = factory.SubFactory(
        DocumentRevisionFactory, document__company=factory.SelfAttribute("...supplier.company")
    )
    next_on = (JOINED + 335 * DAY).date()


class RandomDrawFactory(DjangoModelFactory[RandomDraw]):
    """Of nobody."""

    class Meta:
        model = RandomDraw

    purpose = "test"
    at = JOINED
    seed = population_digest = "0" * 64
    share = carry = carried = Decimal(0)
    population: Sequence[int] = []
    chosen: Sequence[int] = []

    @factory.lazy_attribute
    def policy_version(self) -> PolicyVersion:
        return in_force(AuditRules, JOINED).version


class SpotCheckFactory(DjangoModelFactory[SpotCheck]):
    """Five pieces bought, two of which failed."""

    class Meta:
        model = SpotCheck

    supplier = factory.SubFactory(SupplierFactory)
    kind = SpotCheckKind.PURCHASE
    cause = SpotCheckCause.ROUTINE
    key = factory.Sequence(lambda n: f"test:{n}")
    product_title = "陶瓷马克杯"
    status = SpotCheckStatus.REJECTED
    opened_at = sample_after = sampled_at = JOINED
    decided_at = JOINED + DAY
    retest_until = JOINED + 16 * DAY
    sample_size = 5
    failures = 2


class DiscontinuationFactory(DjangoModelFactory[Discontinuation]):
    """After a lot too many; the supplier has stated nothing yet."""

    class Meta:
        model = Discontinuation

    last_lot = factory.SubFactory(SpotCheckFactory)
    supplier = factory.SelfAttribute("last_lot.supplier")
    since = JOINED + DAY


class SupervisionFactory(DjangoModelFactory[Supervision]):
    """Two new samples in 180 days."""

    class Meta:
        model = Supervision

    check_failed = factory.SubFactory(SpotCheckFactory)
    supplier = factory.SelfAttribute("check_failed.supplier")
    since = JOINED + DAY
    until = JOINED + 181 * DAY
    wanted = 2


class SupplierBadgeFactory(DjangoModelFactory[SupplierBadge]):
    """Given, and not taken yet."""

    class Meta:
        model = SupplierBadge

    supplier = factory.SubFactory(SupplierFactory)
    badge = Badge.PRO
    since = JOINED
    reason = "Meets all conditions"
    evidence: dict[str, Any] = {}

    @factory.lazy_attribute
    def policy_version(self) -> PolicyVersion:
        return in_force(BadgeRules, JOINED).version
