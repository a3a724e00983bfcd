"""Telling a supplier's owners what was decided about its standing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_noop

from accounts.enums import Right
from accounts.notices import Phrase
from accounts.services.notices import tell
from suppliers.enums import DocumentKind, FlaggedGoods, Standing
from suppliers.models import Deduction, Document, Hold, Supplier
from suppliers.selectors.standing import appeal_until

_OF_GOODS = gettext_noop("%(kind)s (%(goods)s)")


def tell_of_hold(*, supplier: Supplier, hold: Hold, at: datetime) -> None:
    """A hold was placed: what for, and until when it may be appealed against."""
    tell_owners(
        supplier=supplier,
        kind="hold_placed",
        key=f"hold:{hold.pk}",
        at=at,
        standing=Standing(hold.standing),
        reason=hold.said,
        appeal_until=appeal_until(since=hold.since, at=at),
    )


def tell_of_lift(*, supplier: Supplier, hold: Hold, at: datetime) -> None:
    """A hold was lifted: what the standing is now."""
    tell_owners(
        supplier=supplier,
        kind="hold_lifted",
        key=f"hold-lifted:{hold.pk}",
        at=at,
        standing=Standing(supplier.status),
        hold=hold.said,
        reason=Phrase(hold.lift_reason),
    )


def tell_of_points(*, supplier: Supplier, deduction: Deduction, warned: bool, at: datetime) -> None:
    """Points were taken; ``warned`` where they reached the first threshold."""
    tell_owners(
        supplier=supplier,
        kind="points_warning" if warned else "points_deducted",
        key=f"deduction:{deduction.pk}",
        at=at,
        points=deduction.points,
        total=deduction.total,
        reason=deduction.said,
        appeal_until=appeal_until(since=deduction.at, at=at),
    )


def tell_owners(
    *, supplier: Supplier, kind: str, key: str, at: datetime, url: str = "", **params: Any
) -> None:
    """Tell those who manage the company, once per ``key``: of its standing, unless ``url`` says
    where else there is something to be done."""
    tell(
        kind=kind,
        params={"shop": supplier, **params},
        url=url or reverse("suppliers:standing"),
        key=key,
        at=at,
        company=supplier.company,
        rights=[Right.MANAGE_COMPANY],
    )


def name_of(document: Document) -> Phrase | DocumentKind:
    """What a document is called, for each reader's language."""
    kind = DocumentKind(document.kind)
    if not document.goods:
        return kind
    return Phrase(_OF_GOODS, {"kind": kind, "goods": FlaggedGoods(document.goods)})
