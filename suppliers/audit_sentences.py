"""How site visits and audits say what happened."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.notices import register


def register_all() -> None:
    """Make the kinds of notice of visits and audits known."""
    _register_visits()
    _register_for_inspectors()
    _register_audits()
    _register_conditions()


def _register_visits() -> None:
    register(
        "visit_proposed",
        subject=_("A site visit on %(when)s"),
        body=_(
            "An inspector would like to see you at %(address)s: %(why)s."
            " Agree to the date, or ask for another."
        ),
    )
    register(
        "visit_moved",
        subject=_("The site visit is on %(when)s"),
        body=_("The date was changed. The inspector comes to %(address)s."),
    )
    register(
        "visit_kept",
        subject=_("The site visit stays on %(when)s"),
        body=_("Your other date could not be taken: %(why)s"),
    )
    register(
        "visit_cancelled",
        subject=_("The site visit of %(when)s was called off"),
        body=_("Nobody will come. Reason: %(why)s"),
    )
    register(
        "visit_passed",
        subject=_("The site visit of %(when)s passed"),
        body=_("It is valid until %(until)s."),
    )
    register(
        "visit_unlike",
        subject=_("The site visit of %(when)s found something else than you say"),
        body=_("Correct your shop and your documents: %(seen)s"),
    )
    register(
        "visit_failed",
        subject=_("The site visit of %(when)s failed"),
        body=_("What the inspector reported: %(why)s"),
    )


def _register_for_inspectors() -> None:
    register(
        "visit_assigned",
        subject=_("You visit %(company)s on %(when)s"),
        body=_("The address: %(address)s."),
    )
    register(
        "visit_agreed",
        subject=_("%(company)s agrees to %(when)s"),
        body=_("The address: %(address)s."),
    )
    register(
        "visit_called_off",
        subject=_("The visit to %(company)s on %(when)s was called off"),
        body=_("You need not go to %(address)s."),
    )
    register(
        "visit_wished",
        subject=_("%(company)s asks for another date than %(when)s"),
        body=_("It would rather have %(wish)s: %(why)s"),
    )


def _register_audits() -> None:
    register(
        "audit_opened",
        subject=_("Your shop is being audited"),
        body=_(
            "The audit is to be done by %(due)s. Keep documents, addresses and shop up to date;"
            " you are told where something is missing."
        ),
    )
    register(
        "audit_passed", subject=_("Your audit passed"), body=_("The auditor's summary: %(why)s")
    )
    register(
        "audit_passed_with_conditions",
        subject=_("Your audit passed, with conditions"),
        body=_("Meet each by its deadline, or your shop is restricted. Summary: %(why)s"),
    )
    register(
        "audit_failed", subject=_("Your audit failed"), body=_("The auditor's summary: %(why)s")
    )
    register(
        "audit_called_off",
        subject=_("Your audit was called off"),
        body=_("Nothing more is asked of you. Reason: %(why)s"),
    )
    register(
        "audit_cause_joined",
        subject=_("Something new in the audit of %(shop)s: %(why)s"),
        body=_("The parts that it concerns were filled in anew; judge them again."),
    )
    register(
        "audit_due",
        subject=_("The audit of %(shop)s is due on %(due)s"),
        body=_("Where it stays open too long, the shop is restricted."),
    )


def _register_conditions() -> None:
    register(
        "condition_set",
        subject=_("To be done by %(deadline)s"),
        body=_("A condition of your audit: %(condition)s"),
    )
    register(
        "condition_due",
        subject=_("Soon due, on %(deadline)s"),
        body=_("A condition of your audit is still open: %(condition)s"),
    )
    register(
        "condition_missed",
        subject=_("A condition of your audit was not met by %(deadline)s"),
        body=_("Your shop is restricted until it is met: %(condition)s"),
    )
    register(
        "condition_met",
        subject=_("A condition of your audit is met"),
        body=_("It is settled: %(condition)s"),
    )
    register(
        "condition_sent_back",
        subject=_("Your answer to a condition is not enough"),
        body=_("%(condition)s — %(why)s The deadline stays %(deadline)s."),
    )
    register(
        "condition_answered",
        subject=_("%(shop)s answered a condition"),
        body=_("Look at the answer to: %(condition)s"),
    )
    register(
        "answer_waits",
        subject=_("An answer of %(shop)s waits for an auditor"),
        body=_("Accept it or send it back: %(condition)s"),
    )
