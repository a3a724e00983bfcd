"""How suppliers say what happened, to the owners of a shop."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.notices import register


def register_all() -> None:
    """Make the kinds of notice of this app known."""
    register(
        "hold_placed",
        subject=_("Your shop is held at: %(standing)s"),
        body=_(
            "Reason: %(reason)s. You can see what this switches off and what ends it, and appeal "
            "until %(appeal_until)s."
        ),
    )
    register(
        "hold_lifted",
        subject=_("A hold on your shop has ended; it is now: %(standing)s"),
        body=_("“%(hold)s” holds no longer: %(reason)s."),
    )
    register(
        "english_name_changed",
        subject=_("Your company's name in English is now: %(after)s"),
        body=_("It was: %(before)s. Reason: %(reason)s. Orders that were placed keep the old one."),
    )
    register(
        "points_deducted",
        subject=_("%(points)s points were taken; %(total)s count now"),
        body=_("Reason: %(reason)s. You can appeal until %(appeal_until)s."),
    )
    register(
        "points_warning",
        subject=_("Warning: your shop has %(total)s penalty points"),
        body=_(
            "%(points)s points were taken: %(reason)s. With more, the shop is restricted. "
            "You can appeal until %(appeal_until)s."
        ),
    )
    register(
        "document_expires",
        subject=_("%(document)s is valid until %(day)s only"),
        body=_(
            "Days left: %(days)s. Hand in a new one in time: after that day your shop is "
            "restricted, later suspended and removed."
        ),
    )
    register(
        "document_lapses",
        subject=_("%(document)s is valid until %(day)s only"),
        body=_(
            "Days left: %(days)s. Hand in a new one in time: after that day goods that need it go "
            "off sale. Your shop stays as it is."
        ),
    )
    register(
        "document_lapsed",
        subject=_("%(document)s was valid until %(day)s"),
        body=_(
            "Goods that need it are off sale. Hand in a new one, and list them again once it is in "
            "force. Your shop stays as it is."
        ),
    )
    register(
        "clear_out_warning",
        subject=_("Days left until your shop is removed: %(days)s"),
        body=_(
            "It is off this target: %(criterion)s (%(part)s of %(whole)s). One day back on target "
            "begins the days of grace anew."
        ),
    )
    register(
        "appeal_decided",
        subject=_("Your appeal was decided: %(outcome)s"),
        body=_("About “%(subject)s”: %(answer)s"),
    )
    register(
        "appeal_closed",
        subject=_("Your appeal is closed: there is nothing left to decide"),
        body=_("About “%(subject)s”: %(answer)s."),
    )
    register(
        "removed_settled",
        subject=_("The account of your removed shop is settled"),
        body=_(
            "All that was open has ended. Of the deposit went back to the balance: %(sums)s. You "
            "can have the whole balance paid out."
        ),
    )
