"""What a shop is refused for."""

from __future__ import annotations

from common.errors import DomainError


class BadShop(DomainError):
    """Something that a supplier says of its shop breaks a rule; ``field`` names it."""

    code = "bad_shop"
    status = 422


class ShopHidden(DomainError):
    """A shop that there is, but that its standing hides from buyers (rules §4)."""

    code = "shop_suspended"
    status = 404


class ShopRemoved(ShopHidden):
    """A shop that was closed for good."""

    code = "shop_removed"
    status = 410


class BadFact(DomainError):
    """A fact says what its kind cannot say; ``field`` names what."""

    code = "bad_fact"
    status = 422


class BadTemplate(DomainError):
    """A freight template contradicts itself; ``field`` names the row and input."""

    code = "bad_template"
    status = 422


class BadNumber(DomainError):
    """That cannot be such a number: ``code`` says what of it is wrong."""

    code = "bad_number"
    status = 422


class BadHold(DomainError):
    """A hold contradicts itself; ``field`` names the input."""

    code = "bad_hold"
    status = 422


class BadDeduction(DomainError):
    """Points cannot be taken like that; ``field`` names the input."""

    code = "bad_deduction"
    status = 422


class Final(DomainError):
    """A removal stands: only an appeal that is granted ends it."""

    code = "removed_is_final"


class BadAppeal(DomainError):
    """An appeal, or the answer to it, says nothing; ``field`` names the input."""

    code = "bad_appeal"
    status = 422


class AppealRefused(DomainError):
    """There is no appeal against this, or no longer."""

    code = "no_appeal"


class BadVisit(DomainError):
    """A site visit is not planned or made by the rules; ``field`` names what is wrong."""

    code = "bad_visit"
    status = 422


class BadPhoto(DomainError):
    """A photograph does not show this place on this day."""

    code = "bad_photo"
    status = 422


class BadAudit(DomainError):
    """A step of an audit is not by the rules; ``field`` names what is wrong."""

    code = "bad_audit"


class NotAudited(BadAudit):
    """The supplier was removed or never vetted: nothing of it is audited."""


class BadDocument(DomainError):
    """A document breaks a rule; ``field`` names what of it, the sentence the rule and number."""

    code = "bad_document"
    status = 422


class BadApplication(DomainError):
    """An answer breaks a rule, or one is missing; ``field`` names it."""

    code = "bad_application"
    status = 422


class NotReady(DomainError):
    """An application cannot be decided like that yet; ``code`` says what stands against it."""

    code = "not_ready"


class NotYours(DomainError):
    """Somebody else works on it, or this person may not decide it."""

    code = "not_yours"
    status = 403


class TooLate(DomainError):
    """The time for it is over."""

    code = "too_late"


class BankCheckRefused(DomainError):
    """A check of a bank account cannot begin, or the amount named is not the one."""

    code = "bank_check"
    status = 422


class BadSpotCheck(DomainError):
    """A spot check or its report breaks a rule; ``field`` names what of it."""

    code = "bad_spot_check"
    status = 422


class BadRecord(DomainError):
    """What staff attest of a factory says nothing, or gives no reason; ``field`` names it."""

    code = "bad_record"
    status = 422
