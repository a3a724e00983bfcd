"""The numbers of accounts, prices, orders, shipping, money and listings (rules §2, §6–§8)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy
from pydantic import Field

from policies.schemas.base import (
    Amount,
    Bytes,
    Count,
    Days,
    Hours,
    Minutes,
    NoticeDays,
    Pixels,
    Policy,
    Share,
    Years,
)

#: A lazy sentence is no ``str``, yet pydantic keeps it as it is, for each reader's language.
_: Callable[[str], Any] = gettext_lazy


class PolicyRules(Policy):
    """How the rules themselves change (rules §2)."""

    slug: ClassVar[str] = "policies"
    title: ClassVar[Any] = _("Changing the rules")

    notice_days: NoticeDays = Field(
        7, description=_("Days of public notice before a change takes effect")
    )


class AccountRules(Policy):
    slug: ClassVar[str] = "accounts"
    title: ClassVar[Any] = _("Accounts")

    invitation_days: Days = Field(7, description=_("Days an invitation to a company stays open"))
    approval_days: Days = Field(7, description=_("Days a purchase waits for its approver"))
    notice_retention_days: Days = Field(365, description=_("Days a read notice is kept"))


class PriceRules(Policy):
    """rules §6"""

    slug: ClassVar[str] = "price"
    title: ClassVar[Any] = _("Prices and quantities")

    max_tiers: Count = Field(10, description=_("Most steps of a price ladder"))
    sample_max_pieces: Count = Field(3, description=_("Most pieces of a sample"))
    consign_max_pieces: Count = Field(
        1, description=_("Most pieces of a SKU dropshipped at a time")
    )
    sample_interval_days: Days = Field(
        90, description=_("Days between two samples of a product for one buyer")
    )
    custom_lead_days_max: Days = Field(90, description=_("Longest custom lead time in days"))


class OrderRules(Policy):
    """rules §7"""

    slug: ClassVar[str] = "orders"
    title: ClassVar[Any] = _("Orders and completion")

    max_lines: Count = Field(50, description=_("Most SKUs of one order"))
    unpaid_days: Days = Field(5, description=_("Days until an unpaid order closes"))
    cart_days: Days = Field(90, description=_("Days a line stays in the cart"))
    quick_sign_days: Days = Field(8, description=_("Signed within this many days of the pickup …"))
    quick_complete_days: Days = Field(
        10, description=_("… the order completes this many days after the pickup")
    )
    late_sign_complete_hours: Hours = Field(
        48, description=_("Signed later: completes this many hours after signing")
    )
    no_signature_days: Days = Field(28, description=_("Without a signature for this many days …"))
    no_signature_complete_days: Days = Field(
        30, description=_("… the order completes this many days after the pickup")
    )
    extension_days: Days = Field(
        3, description=_("Days the buyer may extend the confirmation, once")
    )
    extension_window_days: Days = Field(
        3, description=_("The extension may be asked for in the last days: this many")
    )
    last_stage_days: Days = Field(
        30,
        description=_(
            "Days a last stage due on receipt may stay unpaid; then the order completes without it"
        ),
    )
    record_years: Years = Field(
        3,
        description=_(
            "Years that records of trades are kept at least, as is told to who closes an account;"
            " none is ever deleted by itself"
        ),
    )


class FulfilmentRules(Policy):
    """rules §8"""

    slug: ClassVar[str] = "fulfilment"
    title: ClassVar[Any] = _("Shipping")

    promise_hours: tuple[Hours, ...] = Field(
        (24, 48, 72, 120, 168, 240, 360),
        description=_("Hours that a shipping promise may name"),
    )
    no_promise_days: Days = Field(
        15, description=_("Days to ship where the listing promises nothing")
    )
    no_promise_industrial_days: Days = Field(30, description=_("The same for industrial goods"))
    late_after_hours: Hours = Field(
        6, description=_("Hours after the promised time until a parcel is judged, for late scans")
    )
    notice_window_minutes: Minutes = Field(
        5, description=_("Minutes a carrier's notice may be old")
    )
    waybill_reuse_days: Days = Field(
        30,
        description=_("Days in which a waybill number may not serve another recipient"),
    )
    bulk_max_rows: Count = Field(1000, description=_("Most rows of a file of waybills"))
    bulk_max_bytes: Bytes = Field(2_000_000, description=_("Largest file of waybills in bytes"))


class PaymentRules(Policy):
    slug: ClassVar[str] = "payments"
    title: ClassVar[Any] = _("Payments, commission and payout")

    commission_share: Share = Field(
        Decimal("0.006"), description=_("Commission on the goods, as a share")
    )
    payment_minutes: Minutes = Field(120, description=_("Minutes a started payment stays open"))
    bank_transfer_days: Days = Field(5, description=_("Days a bank transfer may take to arrive"))
    notice_window_minutes: Minutes = Field(
        5, description=_("Minutes a gateway's notice may be old")
    )
    payout_minimum: Amount = Field(Decimal("1.00"), description=_("Smallest payout"))
    deposit_maximum: Amount = Field(
        Decimal("10000000.00"), description=_("Largest payment into the deposit at once")
    )


class CatalogRules(Policy):
    slug: ClassVar[str] = "catalog"
    title: ClassVar[Any] = _("Listings")

    max_skus: Count = Field(500, description=_("Most SKUs of one product"))
    max_pictures: Count = Field(9, description=_("Most pictures of one product"))
    picture_max_bytes: Bytes = Field(10_000_000, description=_("Largest picture in bytes"))
    picture_max_pixels: Pixels = Field(40_000_000, description=_("Most pixels of a picture"))
    picture_min_side: Pixels = Field(200, description=_("Shortest side of a picture in pixels"))
    import_max_rows: Count = Field(20_000, description=_("Most rows of an import file"))
    import_max_bytes: Bytes = Field(20_000_000, description=_("Largest import file in bytes"))
    import_max_unpacked_bytes: Bytes = Field(
        100_000_000, description=_("Most bytes that an XLSX may unpack to")
    )
