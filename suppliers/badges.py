"""Which badges a shop has earned, as arithmetic: each condition with what there is and what it
takes (rules §5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from policies.schemas import BadgeRules
from suppliers.calendar import months_later
from suppliers.enums import Badge, SupplierKind
from suppliers.enums import BadgeCondition as C
from suppliers.enums.badges import Limit


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a supplier when its badges are evaluated. None: nothing is.

    ``area`` is the plant as an inspector counted it at the visit that vouches for the company;
    the rest of the factory's is what staff attested.
    """

    kind: str
    days: int
    at: datetime
    zone: str = "Asia/Shanghai"
    composite: Decimal | None = None
    points: int = 0
    cases: int = 0
    orders: int = 0
    visited_at: datetime | None = None
    visit_until: datetime | None = None
    deposit: Decimal = Decimal(0)
    area: int | None = None
    revenue: Decimal | None = None
    has_certificate: bool = False
    is_known: bool = False
    sells_online: bool = False
    belt: str = ""
    in_belt: bool = False


_LIMITS = {C.POINTS: Limit.BELOW, C.CASES: Limit.AT_MOST}


@dataclass(frozen=True, slots=True)
class Condition:
    """``have`` and ``need`` are numbers or a moment as text, or empty where it is yes or no.

    Of those that are ``one_of`` any one is enough. ``also`` is the half beside the number or
    moment, which is yes or no; None where there is none.
    """

    code: str
    met: bool
    have: str = ""
    need: str = ""
    one_of: bool = False
    also: bool | None = None

    @property
    def label(self) -> str:
        return str(C(self.code).label)

    @property
    def limit(self) -> Limit | None:
        """On which side of ``need`` it is met; None where it is yes or no."""
        return _LIMITS.get(C(self.code), Limit.AT_LEAST) if self.need else None


@dataclass(frozen=True, slots=True)
class Verdict:
    badge: Badge
    conditions: tuple[Condition, ...]

    @property
    def met(self) -> int:
        return sum(condition.met for condition in self._all_of) + any(
            condition.met for condition in self._one_of
        )

    @property
    def total(self) -> int:
        """Conditions to be met; those of which one is enough count as one."""
        return len(self._all_of) + bool(self._one_of)

    @property
    def earned(self) -> bool:
        return self.met == self.total

    @property
    def missing(self) -> list[Condition]:
        return [condition for condition in self.conditions if not condition.met]

    @property
    def evidence(self) -> dict[str, Any]:
        """As it is kept."""
        conditions = [asdict(condition) for condition in self.conditions]
        return {"met": self.met, "total": self.total, "conditions": conditions}

    @property
    def _all_of(self) -> list[Condition]:
        return [condition for condition in self.conditions if not condition.one_of]

    @property
    def _one_of(self) -> list[Condition]:
        return [condition for condition in self.conditions if condition.one_of]


def judge(known: Known, rules: BadgeRules) -> dict[Badge, Verdict]:
    """Every badge, earned or not."""
    return {badge: Verdict(badge, conditions(known, rules)) for badge, conditions in _OF.items()}


def _pro(known: Known, rules: BadgeRules) -> tuple[Condition, ...]:
    composite = known.composite or Decimal(0)
    return (
        Condition(C.COMPANY, known.kind != SupplierKind.SOLE_TRADER),
        _at_least(C.DAYS, known.days, rules.pro_days),
        _at_least(C.COMPOSITE, composite, rules.pro_composite),
        _at_least(C.ORDERS, known.orders, rules.pro_orders),
        Condition(
            C.POINTS,
            known.points < rules.pro_points_below,
            str(known.points),
            str(rules.pro_points_below),
        ),
        _cases(known, rules),
        _visit(C.VISIT, known),
        _at_least(C.DEPOSIT, known.deposit, rules.pro_deposit),
    )


def _super_factory(known: Known, rules: BadgeRules) -> tuple[Condition, ...]:
    revenue, area = known.revenue or Decimal(0), known.area or 0
    enough, certified = revenue >= rules.factory_revenue, known.has_certificate
    return (
        _visit(C.FACTORY, known, known.kind == SupplierKind.FACTORY),
        Condition(
            C.REVENUE,
            enough or certified,
            f"{revenue:f}",
            str(rules.factory_revenue),
            one_of=True,
            also=certified,
        ),
        _plant(C.KNOWN, area, rules.factory_area, known.is_known),
        _plant(C.ONLINE, area, rules.factory_area_online, known.sells_online),
    )


def _belt(known: Known, rules: BadgeRules) -> tuple[Condition, ...]:
    vouched = _visit(C.VISITED, known)
    fresh = known.visited_at is not None and (
        known.at < months_later(known.visited_at, rules.belt_visit_months, known.zone)
    )
    return (
        Condition(C.SOURCE, known.kind in (SupplierKind.STALL, SupplierKind.FACTORY)),
        Condition(C.REGION, known.in_belt, known.belt),
        Condition(C.VISITED, vouched.met and fresh, _moment(known.visited_at)),
    )


_OF: Mapping[Badge, Callable[[Known, BadgeRules], tuple[Condition, ...]]] = {
    Badge.PRO: _pro,
    Badge.SUPER_FACTORY: _super_factory,
    Badge.BELT: _belt,
}


def most_cases(orders: int, rules: BadgeRules) -> int:
    """Quality cases that so many orders may have."""
    return max(rules.pro_cases, int(orders * rules.pro_cases_share))


def _cases(known: Known, rules: BadgeRules) -> Condition:
    most = most_cases(known.orders, rules)
    return Condition(C.CASES, known.cases <= most, str(known.cases), str(most))


def _visit(code: C, known: Known, also: bool | None = None) -> Condition:
    holds = known.visit_until is not None and known.at < known.visit_until
    return Condition(code, holds and also is not False, _moment(known.visited_at), also=also)


def _moment(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _plant(code: C, area: int, need: int, also: bool) -> Condition:
    return Condition(code, area >= need and also, str(area), str(need), one_of=True, also=also)


def _at_least(code: C, have: Decimal | int, need: Decimal | int) -> Condition:
    return Condition(code, have >= need, f"{have:f}" if have else "0", str(need))
