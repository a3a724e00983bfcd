from accounts.models.access_log import AccessLog
from accounts.models.companies import Company, Invitation, Membership
from accounts.models.notices import Notice
from accounts.models.people import User
from accounts.models.places import Address, Region
from accounts.models.tokens import ApiToken

__all__ = [
    "AccessLog",
    "Address",
    "ApiToken",
    "Company",
    "Invitation",
    "Membership",
    "Notice",
    "Region",
    "User",
]
