"""Why something about people, companies and addresses is refused."""

from common.errors import DomainError


class BadInput(DomainError):
    """A value does not meet its rule; ``field`` names it."""

    code = "invalid"
    status = 400


class LastOwner(DomainError):
    """A company always keeps one owner."""

    code = "last_owner"


class AlreadyMember(DomainError):
    """The person belongs to the company, or was invited already."""

    code = "already_member"


class InvitationUnusable(DomainError):
    """The invitation was used, withdrawn, ran out, or is somebody else's."""

    code = "invitation_unusable"


class CannotClose(DomainError):
    """Something is under way that keeps a company open."""

    code = "cannot_close"
