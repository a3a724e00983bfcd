"""How what happens to an application, a document or a bank account is said."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.notices import register


def register_vetting() -> None:
    """The notices of becoming a supplier, and of the documents kept since."""
    _register_applications()
    _register_documents()
    _register_bank_checks()


def _register_applications() -> None:
    register(
        "application_submitted",
        subject=_("The application of %(shop)s is with us"),
        body=_("We answer by %(expected)s. Until then you may withdraw it."),
    )
    register(
        "application_in_review",
        subject=_("The application of %(shop)s is being reviewed"),
        body=_("A reviewer has begun. We answer by %(expected)s."),
    )
    register(
        "application_site_visit",
        subject=_("We want to visit %(shop)s"),
        body=_("Before we decide, an inspector comes to see the premises. Reason: %(reason)s"),
    )
    register(
        "application_changes_requested",
        subject=_("The application of %(shop)s came back to you"),
        body=_("Something is to be changed; the rest stays accepted. Reason: %(reason)s"),
    )
    register(
        "application_approved",
        subject=_("%(shop)s is approved"),
        body=_("Your shop is open: list your first product."),
    )
    register(
        "application_rejected",
        subject=_("The application of %(shop)s was rejected"),
        body=_("Reason: %(reason)s. You may appeal once until %(until)s; somebody else decides."),
    )
    register(
        "application_withdrawn",
        subject=_("The application of %(shop)s was withdrawn"),
        body=_("%(person)s withdrew it. You may begin a new one at any time."),
    )
    register(
        "application_appealed",
        subject=_("Your appeal for %(shop)s is with us"),
        body=_("Another reviewer decides by %(expected)s."),
    )
    register(
        "application_appeal_granted",
        subject=_("Your appeal for %(shop)s was granted"),
        body=_("The application is being reviewed again. Reason: %(reason)s"),
    )
    register(
        "application_appeal_refused",
        subject=_("Your appeal for %(shop)s was refused"),
        body=_("The rejection stands, and that is final. Reason: %(reason)s"),
    )


def _register_documents() -> None:
    register(
        "document_accepted",
        subject=_("%(document)s: accepted"),
        body=_("The new revision is in force."),
    )
    register(
        "document_sent_back",
        subject=_("%(document)s: sent back"),
        body=_("What was accepted before stays in force until it runs out. Reason: %(reason)s"),
    )


def _register_bank_checks() -> None:
    register(
        "bank_check_started",
        subject=_("A small transfer is on its way to %(account)s"),
        body=_("Look at the account's statement and name the amount by %(deadline)s."),
    )
    register(
        "bank_check_arrived",
        subject=_("The transfer has arrived on %(account)s"),
        body=_("Name its amount by %(deadline)s."),
    )
    register(
        "bank_check_confirmed",
        subject=_("%(account)s is confirmed"),
        body=_("The amount was right: the account is yours."),
    )
    register(
        "bank_check_failed",
        subject=_("%(account)s is not confirmed"),
        body=_("The amount was named wrongly too often. You may begin a new check."),
    )
    register(
        "bank_check_expired",
        subject=_("The check of %(account)s is out of time"),
        body=_("Nobody named the amount in time. You may begin a new check."),
    )
    register(
        "bank_check_returned",
        subject=_("The bank refused the transfer to %(account)s"),
        body=_("Look at the number again, and begin a new check."),
    )
    register(
        "bank_check_replaced",
        subject=_("The check of %(account)s is over"),
        body=_("Another account was named; it is checked instead."),
    )
