"""Spot checks: passed, failed with supervision, at the laboratory, and tested again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from accounts.models import User
from suppliers.models import SpotCheck, Supplier
from suppliers.services import spot_checks
from suppliers.services.spot_checks import Goods, Report

if TYPE_CHECKING:
    from marketplace.demo.market.trust import Cast

DAY = timedelta(days=1)
LABORATORY = "示例检测中心"
WHY = "演示：例行抽检"


def check(cast: Cast, *, actor: User, at: datetime) -> None:
    """One check of each kind of ending; the factory's failed, and may still be tested again."""
    good, waiting, again = cast.makers[7:10]
    lot = spot_checks.open_lot_check(
        supplier=good,
        goods=_goods(good),
        lot_size=1200,
        reason=WHY,
        key="demo:lot",
        actor=actor,
        at=at - 40 * DAY,
    )
    _report(lot, 0, actor, at - 30 * DAY)
    _report(_bought(cast.factory, actor, at - 16 * DAY), 1, actor, at - 6 * DAY)
    sampled = _bought(waiting, actor, at - 9 * DAY)
    spot_checks.record_samples(check=sampled, actor=actor, at=at - 5 * DAY)
    _bought(cast.others[0], actor, at - DAY)
    failed = _bought(again, actor, at - 22 * DAY)
    _report(failed, 1, actor, at - 14 * DAY)
    retest = spot_checks.ask_for_retest(check=failed, actor=actor, at=at - 10 * DAY)
    _report(retest, 0, actor, at - 2 * DAY)


def _goods(supplier: Supplier) -> Goods:
    product = supplier.products.order_by("pk").first()
    assert product is not None
    return Goods(product.title, product.pk)


def _bought(supplier: Supplier, actor: User, at: datetime) -> SpotCheck:
    return spot_checks.open_purchase(
        supplier=supplier,
        goods=_goods(supplier),
        reason=WHY,
        key=f"demo:purchase:{supplier.slug}",
        actor=actor,
        at=at,
    )


def _report(check: SpotCheck, failures: int, actor: User, at: datetime) -> SpotCheck:
    if check.sampled_at is None:
        spot_checks.record_samples(check=check, actor=actor, at=at - 4 * DAY)
    found = "演示：接缝强度不足" if failures else "演示：合格"
    report = Report(LABORATORY, f"DEMO-{check.pk:05d}", check.sample_size, failures, found)
    return spot_checks.record_report(check=check, report=report, actor=actor, at=at)
