"""Suppliers as tests want them: active, shown, selling everywhere."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import factory
from django.contrib.auth.models import Permission
from factory.django import DjangoModelFactory

from accounts.models import Company
from accounts.tests.factories import CompanyFactory, UserFactory
from policies.models import PolicyVersion
from policies.schemas import AuditRules, ScoreRules
from policies.selectors import in_force
from suppliers.enums import FactKind, FreightBasis, RevisionStatus, SupplierKind
from suppliers.models import (
    Audit,
    Belt,
    Document,
    DocumentRevision,
    Fact,
    FreightTemplate,
    FreightZone,
    ScoreDay,
    SiteVisit,
    Supplier,
)
from suppliers.paperwork.kinds import required
from suppliers.services import audit_items, draws

JOINED = datetime(2026, 1, 1, tzinfo=UTC)


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
