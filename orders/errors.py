"""What orders refuse, each with the rule and the number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from common.errors import DomainError, StaleInput

#: A company that bought of itself would make its own figures: sales, repeat purchases, badges.
OWN_GOODS = _("This is of your own shop: a company does not buy from itself.")


@dataclass(frozen=True, slots=True)
class Refusal:
    """One rule that one thing in a basket does not meet; ``message`` says it in words.

    ``line_id`` is that of the cart's line whose quantity was to be changed.
    """

    code: str
    message: str
    supplier_id: int | None = None
    product_id: int | None = None
    sku_id: int | None = None
    rule: int = 0
    have: int = 0
    missing: int = 0
    line_id: int | None = None


@dataclass(frozen=True, slots=True)
class PriceMove:
    """The unit price of a SKU that the buyer was shown, and what it is now."""

    sku_id: int
    mode: str
    title: str
    old: Decimal
    new: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class TotalMove:
    """What the goods of a supplier with their freight cost when shown, and what they do now.

    ``old`` is 0 where nothing of that supplier was shown, ``new`` where nothing of it is ordered.
    """

    supplier: str
    name: str
    old: Decimal
    new: Decimal
    currency: str


class CannotOrder(DomainError):
    """A basket breaks rules; ``refusals`` names every one of them."""

    code = "cannot_order"
    status = 422

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        self.refusals = tuple(refusals)
        first = self.refusals[0]
        super().__init__(
            first.message,
            code=first.code,
            refusals=[
                {
                    "code": refusal.code,
                    "message": str(refusal.message),
                    "sku": refusal.sku_id,
                    "rule": refusal.rule,
                    "have": refusal.have,
                    "missing": refusal.missing,
                }
                for refusal in self.refusals
            ],
        )


class StalePrice(StaleInput):
    """Unit prices or totals with freight are no longer those that the buyer was shown.

    ``moves`` and ``totals`` have old and new.
    """

    code = "stale_price"

    def __init__(self, moves: Sequence[PriceMove], totals: Sequence[TotalMove] = ()) -> None:
        self.moves, self.totals = tuple(moves), tuple(totals)
        super().__init__(
            _prices_moved(len(moves)) if moves else _totals_moved(len(totals)),
            prices=[
                {
                    "sku": move.sku_id,
                    "mode": move.mode,
                    "old": str(move.old),
                    "new": str(move.new),
                    "currency": move.currency,
                }
                for move in self.moves
            ],
            totals=[
                {
                    "supplier": move.supplier,
                    "old": str(move.old),
                    "new": str(move.new),
                    "currency": move.currency,
                }
                for move in self.totals
            ],
        )


def _prices_moved(count: int) -> Any:
    return ngettext_lazy(
        "A price has changed since you saw it: look at it and confirm.",
        "%(count)d prices have changed since you saw them: look at them and confirm.",
        count,
    ) % {"count": count}


def _totals_moved(count: int) -> Any:
    return ngettext_lazy(
        "A total with freight has changed since you saw it: look at it and confirm.",
        "%(count)d totals with freight have changed since you saw them: look at them and confirm.",
        count,
    ) % {"count": count}


class NothingChosen(DomainError):
    """A checkout of nothing."""

    code = "nothing_chosen"
    status = 422

    def __init__(self) -> None:
        super().__init__(_("Choose at least one line of the cart."), field="lines")


class NoteToNobody(DomainError):
    """A note to a shop of which nothing is ordered: it would be lost unsaid."""

    code = "note_to_nobody"
    status = 400

    def __init__(self, slug: str) -> None:
        said = _("Nothing is ordered from “%(shop)s”: the note to it would be lost.")
        super().__init__(said % {"shop": slug}, field=f"notes.{slug}")


class WrongTotal(DomainError):
    """An amount that an order cannot have; ``field`` names it."""

    code = "wrong_total"
    status = 422


class CannotShip(DomainError):
    """A parcel that cannot be: nothing left, too many pieces, a stage unpaid, a wrong waybill."""

    code = "cannot_ship"
    status = 422


class CannotComplete(DomainError):
    """Receipt cannot be confirmed or extended now."""

    code = "cannot_complete"


class NothingToPay(DomainError):
    """No stage of these orders is open."""

    code = "nothing_to_pay"

    def __init__(self, message: Any = None) -> None:
        super().__init__(message or _("Nothing of this order is to be paid now."))


class NeedsConsent(DomainError):
    """The supplier raised the price over the buyer's limit: an approver has to pay it."""

    code = "needs_consent"
    status = 403


class CannotDecide(DomainError):
    """This person may not decide this purchase request."""

    code = "cannot_decide"
    status = 403


class BadNotice(DomainError):
    """A carrier's notice is not to be believed or not to be read; nothing was booked."""

    code = "bad_notice"
    status = 400
