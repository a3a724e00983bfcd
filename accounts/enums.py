from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """What a member does for the company."""

    OWNER = "owner", _("Owner")
    PURCHASER = "purchaser", _("Purchaser")
    APPROVER = "approver", _("Approver")
    FINANCE = "finance", _("Finance")
    SALES = "sales", _("Sales")
    WAREHOUSE = "warehouse", _("Warehouse")


class Right(models.TextChoices):
    """What a role may do; every access gate asks for one of these."""

    MANAGE_COMPANY = "manage_company", _("Manage members and company data")
    BUY = "buy", _("Fill the cart and place orders")
    APPROVE = "approve", _("Approve purchases over the limit")
    PAY = "pay", _("Pay orders and see money")
    SEE_ORDERS = "see_orders", _("See orders")
    SELL = "sell", _("Edit products and prices")
    SHIP = "ship", _("Ship orders")
    SEE_MONEY = "see_money", _("See balance and payouts")
    PAY_OUT = "pay_out", _("Order payouts")


RIGHTS: dict[str, frozenset[str]] = {
    Role.OWNER: frozenset(Right.values),
    Role.PURCHASER: frozenset({Right.BUY, Right.PAY, Right.SEE_ORDERS}),
    Role.APPROVER: frozenset({Right.BUY, Right.APPROVE, Right.PAY, Right.SEE_ORDERS}),
    Role.FINANCE: frozenset({Right.PAY, Right.SEE_ORDERS, Right.SEE_MONEY, Right.PAY_OUT}),
    Role.SALES: frozenset({Right.SELL, Right.SHIP, Right.SEE_ORDERS}),
    Role.WAREHOUSE: frozenset({Right.SHIP, Right.SEE_ORDERS}),
}


#: Who sees what a shop's orders cost: who only ships needs no sums.
SEERS_OF_MONEY = (Right.SELL, Right.SEE_MONEY)


class RegionLevel(models.IntegerChoices):
    PROVINCE = 1, _("Province")
    CITY = 2, _("City")
    DISTRICT = 3, _("District")


class InvitationState(models.TextChoices):
    OPEN = "open", pgettext_lazy("invitation", "Open")
    ACCEPTED = "accepted", _("Accepted")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Out of time")


class LookReason(models.TextChoices):
    """Why somebody looked at private data."""

    OWN = "own", _("Own company's page")
    REVIEW = "review", _("Review of an application")
    RENEWAL = "renewal", _("Review of a renewed document")
    VISIT = "visit", _("Site visit")
    AUDIT = "audit", _("Audit")
    APPEAL = "appeal", _("Appeal")
    PAYOUT = "payout", _("Payout")
    DESK = "desk", _("Looked up at the staff desk")
