"""How spot checks say what happened."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.notices import register


def register_all() -> None:
    """Make the kinds of notice of spot checks known."""
    register(
        "spot_check_sampled",
        subject=_("Samples of “%(goods)s” are at the laboratory"),
        body=_("The market took %(tested)s pieces of your goods to test them."),
    )
    register(
        "spot_check_accepted",
        subject=_("“%(goods)s” passed a spot check"),
        body=_("%(failures)s of %(tested)s pieces failed, which is within what is allowed."),
    )
    register(
        "spot_check_rejected",
        subject=_("“%(goods)s” failed a spot check: %(points)s points"),
        body=_(
            "%(failures)s of %(tested)s pieces failed. Your shop is under supervision, and new"
            " samples are taken. You may ask for a retest until %(until)s."
        ),
    )
    register(
        "spot_check_retest_failed",
        subject=_("The retest of “%(goods)s” failed too"),
        body=_("%(failures)s of %(tested)s pieces failed. The first verdict stands."),
    )
    register(
        "spot_check_overturned",
        subject=_("“%(goods)s” passed the retest: the points are given back"),
        body=_("%(failures)s of %(tested)s pieces failed. The first verdict is taken back."),
    )
    _register_lots()


def _register_lots() -> None:
    register(
        "inspection_discontinued",
        subject=_("Inspection of your lots is discontinued"),
        body=_(
            "Five lots failed under tightened inspection. No further lot is inspected until you"
            " have mended your production and told us how: state the corrective action on this"
            " page. Once we agree, inspection goes on, tightened."
        ),
    )
    register(
        "action_sent_back",
        subject=_("Your corrective action is not enough to resume inspection"),
        body=_("%(reason)s Mend what is missing, and state it once more."),
    )
    register(
        "inspection_resumed",
        subject=_("Inspection of your lots is resumed"),
        body=_("%(reason)s The next lots are looked at under tightened inspection."),
    )
    register(
        "discontinuation_withdrawn",
        subject=_("Inspection of your lots is no longer discontinued"),
        body=_("A lot that counted passed its retest. You need not do anything."),
    )
