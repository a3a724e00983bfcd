"""Who can sign in to the demo. The passwords are no secret: the demo holds nothing that is."""

from __future__ import annotations

from typing import NamedTuple

from accounts.enums import Role

PASSWORD = "demo-market"  # noqa: S105


class SignIn(NamedTuple):
    """A person of the demo: what the start says of them, and where they belong."""

    said: str
    email: str
    name: str
    role: str
    side: str


PEOPLE: tuple[SignIn, ...] = (
    SignIn("buyer", "owner@buyer.example", "采购公司负责人", Role.OWNER, "buyer"),
    SignIn("purchaser", "purchaser@buyer.example", "采购员", Role.PURCHASER, "buyer"),
    SignIn("approver", "approver@buyer.example", "审批人", Role.APPROVER, "buyer"),
    SignIn("", "finance@buyer.example", "财务", Role.FINANCE, "buyer"),
    SignIn("factory", "factory@supplier.example", "工厂负责人", Role.OWNER, "factory"),
    SignIn("", "sales@supplier.example", "业务", Role.SALES, "factory"),
    SignIn("warehouse", "warehouse@supplier.example", "仓库", Role.WAREHOUSE, "factory"),
    SignIn("stall", "stall@supplier.example", "档口负责人", Role.OWNER, "stall"),
)
#: Whose application waits for changes that were asked for.
APPLICANT = ("applicant", "applicant@stall.example", "申请人")


class StaffSignIn(NamedTuple):
    """One of the market's staff; without a ``group`` one who may do everything."""

    said: str
    email: str
    name: str
    group: str = ""


STAFF: tuple[StaffSignIn, ...] = (
    StaffSignIn("staff", "staff@market.example", "平台运营"),
    StaffSignIn("reviewer", "reviewer@market.example", "审核员", "reviewers"),
    StaffSignIn("auditor", "auditor@market.example", "复审员", "auditors"),
    StaffSignIn("inspector", "inspector@market.example", "核验员", "inspectors"),
)


def signins() -> list[tuple[str, str, str]]:
    """Role, e-mail and password of each sign-in that the start prints."""
    named = [(person.said, person.email, PASSWORD) for person in PEOPLE if person.said]
    named.append((APPLICANT[0], APPLICANT[1], PASSWORD))
    return [*named, *((person.said, person.email, PASSWORD) for person in STAFF)]
