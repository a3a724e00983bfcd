"""Suppliers as tests want them: active, shown, selling everywhere."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from accounts.tests.factories import CompanyFactory
from policies.models import PolicyVersion
from policies.schemas import ScoreRules
from policies.selectors import in_force
from suppliers.enums import FactKind, FreightBasis, SupplierKind
from suppliers.models import Belt, Fact, FreightTemplate, FreightZone, ScoreDay, Supplier

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
