"""How badges say what happened, to the owners of a shop."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.notices import register


def register_all() -> None:
    """Make the kinds of notice of badges known."""
    register(
        "badge_given",
        subject=_("Your shop has the badge %(badge)s"),
        body=_("It meets %(met)s of %(total)s conditions. Buyers see the badge from now on."),
    )
    register(
        "badge_taken",
        subject=_("Your shop no longer has the badge %(badge)s"),
        body=_(
            "It meets %(met)s of %(total)s conditions. The page of badges shows which are missing; "
            "the badge comes back by itself on the day after all are met."
        ),
    )
