"""Why a change of the rules is refused."""

from common.errors import DomainError


class BadParameters(DomainError):
    """Parameters do not fit the policy's schema; ``params["errors"]`` says which and why."""

    code = "bad_parameters"
    status = 400


class NoticeTooShort(DomainError):
    """A change would take effect sooner than its public notice allows."""

    code = "notice_too_short"


class SecondPersonNeeded(DomainError):
    """Without notice a change is announced by somebody else than its author."""

    code = "second_person_needed"


class NotADraft(DomainError):
    """Only a draft can be edited or announced."""

    code = "not_a_draft"


class TooLate(DomainError):
    """What is in force cannot be withdrawn, only replaced."""

    code = "already_in_force"
