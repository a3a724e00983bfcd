"""Visits to where a supplier says that it is (rules §3), and what is looked at there."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.status import Transitions


class VisitStatus(models.TextChoices):
    PROPOSED = "proposed", _("Date proposed")
    AGREED = "agreed", _("Date agreed")
    UNDER_WAY = "under_way", _("Under way")
    PASSED = "passed", _("Passed")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


VISIT_TRANSITIONS: Transitions = {
    VisitStatus.PROPOSED: frozenset({VisitStatus.PROPOSED, VisitStatus.AGREED}),
    VisitStatus.AGREED: frozenset({VisitStatus.PROPOSED}),
    VisitStatus.UNDER_WAY: frozenset({VisitStatus.PROPOSED, VisitStatus.AGREED}),
    VisitStatus.PASSED: frozenset({VisitStatus.UNDER_WAY}),
    VisitStatus.FAILED: frozenset({VisitStatus.UNDER_WAY}),
    VisitStatus.CANCELLED: frozenset(
        {VisitStatus.PROPOSED, VisitStatus.AGREED, VisitStatus.UNDER_WAY}
    ),
}

#: Still to come, and over with a report.
AHEAD = frozenset({VisitStatus.PROPOSED, VisitStatus.AGREED})
REPORTED = frozenset({VisitStatus.PASSED, VisitStatus.FAILED})


class ItemPart(models.TextChoices):
    CHECK = "check", _("Checklist")
    MATCH = "match", _("Online and on the spot")


class Answer(models.TextChoices):
    """What the inspector saw of one point."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    DIFFERS = "differs", _("Differs")
    NOT_HERE = "not_here", _("Does not apply")


class Source(models.TextChoices):
    """Where a photograph's time or place is known from."""

    CAMERA = "camera", _("the camera's record in the picture")
    PHONE = "phone", _("the phone that sent it")
    NONE = "none", _("not known")


class Flag(models.TextChoices):
    """What a photograph does not prove."""

    NO_PLACE = "no_place", _("It does not say where it was taken.")
    NO_TIME = "no_time", _("It does not say when it was taken.")
    POSITION_UNKNOWN = "position_unknown", _("Where the visit is was not known to compare with.")


class CheckPoint(models.TextChoices):
    """The points of a checklist; which kind of supplier is asked which stands below."""

    MARKET = "market", _("The market is the one named")
    FLOOR = "floor", _("The floor is the one named")
    STALL_NUMBER = "stall_number", _("The stall's number is the one named")
    LEASE = "lease", _("The lease was shown, in the company's name and in force")
    GOODS = "goods", _("Goods of its listings are on the shelves")
    PERSON = "person", _("Somebody who answers for the company was there")
    LICENCE = "licence", _("The business licence was shown in the original")
    SIGN = "sign", _("The sign bears the company's or the shop's name")
    PLANT_AREA = "plant_area", _("The plant's area in m²")
    LINES = "lines", _("Lines that run")
    HEADCOUNT = "headcount", _("People at work")
    MACHINES = "machines", _("The machines make what is listed")
    STOCK = "stock", _("Material and finished goods are in stock")
    PACKING = "packing", _("Goods are packed and sent from here")
    OFFICE = "office", _("The office is in use")


_EVERYWHERE = (CheckPoint.LICENCE, CheckPoint.SIGN, CheckPoint.PERSON)

CHECKLISTS: dict[str, tuple[CheckPoint, ...]] = {
    "stall": (
        CheckPoint.MARKET,
        CheckPoint.FLOOR,
        CheckPoint.STALL_NUMBER,
        CheckPoint.LEASE,
        CheckPoint.GOODS,
        *_EVERYWHERE,
    ),
    "factory": (
        CheckPoint.PLANT_AREA,
        CheckPoint.LINES,
        CheckPoint.HEADCOUNT,
        CheckPoint.MACHINES,
        CheckPoint.STOCK,
        CheckPoint.PACKING,
        *_EVERYWHERE,
    ),
    "trader": (CheckPoint.OFFICE, CheckPoint.GOODS, CheckPoint.PACKING, *_EVERYWHERE),
    "sole_trader": (CheckPoint.GOODS, CheckPoint.PACKING, *_EVERYWHERE),
}

#: Points that are counted, not judged: which number of the proof of plant each is.
COUNTED: dict[str, str] = {
    CheckPoint.PLANT_AREA: "area",
    CheckPoint.LINES: "lines",
    CheckPoint.HEADCOUNT: "headcount",
}

#: Points that make a kind of supplier what it is: each is there, or it is not. What is
#: counted is none of these: 0 says that it is not there.
ESSENTIAL: dict[str, frozenset[CheckPoint]] = {
    "stall": frozenset(
        {CheckPoint.MARKET, CheckPoint.STALL_NUMBER, CheckPoint.LEASE, CheckPoint.GOODS}
    ),
    "factory": frozenset({CheckPoint.MACHINES}),
}


class MatchPoint(models.TextChoices):
    """What the shop or the application says, to be held against what is there."""

    COMPANY = "company", _("Company")
    KIND = "kind", _("Kind of supplier")
    ADDRESS = "address", _("Address")
    SHOP_NAME = "shop_name", _("Shop's name")
    TRADE = "trade", _("Trade")
    PLANT_AREA = "plant_area", _("Plant area, m²")
    HEADCOUNT = "headcount", _("People")
    LINES = "lines", _("Lines")
    MARKET = "market", _("Market")
    FLOOR = "floor", _("Floor")
    STALL_NUMBER = "stall_number", _("Stall number")
    FOUNDED = "founded", _("Founded in")


#: Where a place is; another one is another address.
PLACE = frozenset(
    {MatchPoint.ADDRESS, MatchPoint.MARKET, MatchPoint.FLOOR, MatchPoint.STALL_NUMBER}
)
#: Which of these say where the premises of a kind are; those of all others, their address.
PREMISES: dict[str, tuple[MatchPoint, ...]] = {
    "stall": (MatchPoint.MARKET, MatchPoint.FLOOR, MatchPoint.STALL_NUMBER)
}
#: What has to be there as it is said online, or the visit is to somebody else.
IDENTITY = PLACE | {MatchPoint.COMPANY, MatchPoint.KIND}
