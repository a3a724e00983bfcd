"""What a supplier is told of its goods' checks; the sentences: suppliers.spot_check_sentences."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from accounts.enums import Right
from accounts.services.notices import tell
from suppliers.models import Discontinuation, SpotCheck
from suppliers.selectors.spot_checks import goods_name

#: Those in a company who are told.
RIGHTS = (Right.MANAGE_COMPANY, Right.SELL)


def sampled(check: SpotCheck, *, at: datetime) -> None:
    _tell(check, "spot_check_sampled", at)


def accepted(check: SpotCheck, *, at: datetime) -> None:
    _tell(check, "spot_check_accepted", at)


def rejected(check: SpotCheck, *, points: int, until: datetime, at: datetime) -> None:
    _tell(check, "spot_check_rejected", at, points=points, until=until)


def retest_failed(check: SpotCheck, *, at: datetime) -> None:
    _tell(check, "spot_check_retest_failed", at)


def overturned(check: SpotCheck, *, at: datetime) -> None:
    _tell(check, "spot_check_overturned", at)


def inspection_discontinued(one: Discontinuation, *, at: datetime) -> None:
    _tell_of_lots(one, "inspection_discontinued", at)


def action_sent_back(one: Discontinuation, *, at: datetime) -> None:
    _tell_of_lots(one, "action_sent_back", at, reason=one.answer)


def inspection_resumed(one: Discontinuation, *, at: datetime) -> None:
    _tell_of_lots(one, "inspection_resumed", at, reason=one.answer)


def discontinuation_withdrawn(one: Discontinuation, *, at: datetime) -> None:
    _tell_of_lots(one, "discontinuation_withdrawn", at)


def _tell_of_lots(one: Discontinuation, kind: str, at: datetime, **params: Any) -> None:
    """An action may be sent back more than once: each time is told."""
    tell(
        kind=kind,
        params=params,
        url=reverse("suppliers:spot_checks"),
        key=f"{kind}:{one.pk}:{at.timestamp():.6f}",
        at=at,
        company=one.supplier.company,
        rights=RIGHTS,
    )


def _tell(check: SpotCheck, kind: str, at: datetime, **params: Any) -> None:
    numbers = {"failures": check.failures or 0, "tested": check.sample_size}
    tell(
        kind=kind,
        params={"goods": goods_name(check), **numbers, **params},
        url=reverse("suppliers:spot_checks"),
        key=f"{kind}:{check.pk}",
        at=at,
        company=check.supplier.company,
        rights=RIGHTS,
    )
