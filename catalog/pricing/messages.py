"""What is wrong, in words and numbers ("MOQ is 50 pieces: add 12 more")."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.pricing.quote import Problem
from catalog.pricing.terms import SAMPLE


def describe(problem: Problem) -> str:
    """``problem`` as a sentence in the reader's language."""
    return _SENTENCES[problem.code](problem)


def _below_moq(p: Problem) -> str:
    return ngettext(
        "MOQ is %(rule)d piece: add %(missing)d more.",
        "MOQ is %(rule)d pieces: add %(missing)d more.",
        p.rule,
    ) % {"rule": p.rule, "missing": p.missing}


def _not_multiple(p: Problem) -> str:
    less = p.rule - p.missing
    if less == p.have:
        return _("Sold in packs of %(rule)d: add %(missing)d more.") % {
            "rule": p.rule,
            "missing": p.missing,
        }
    return _("Sold in packs of %(rule)d: add %(missing)d more or take %(less)d off.") % {
        "rule": p.rule,
        "missing": p.missing,
        "less": less,
    }


def _over_maximum(p: Problem) -> str:
    return ngettext(
        "At most %(rule)d piece of this product in an order: take %(missing)d off.",
        "At most %(rule)d pieces of this product in an order: take %(missing)d off.",
        p.rule,
    ) % {"rule": p.rule, "missing": p.missing}


def _over_stock(p: Problem) -> str:
    if p.rule <= 0:
        return _("Sold out.")
    return ngettext(
        "Only %(rule)d piece is in stock: take %(missing)d off.",
        "Only %(rule)d pieces are in stock: take %(missing)d off.",
        p.rule,
    ) % {"rule": p.rule, "missing": p.missing}


def _sample_quantity(p: Problem) -> str:
    return ngettext(
        "At most %(rule)d sample of a product: take %(missing)d off.",
        "At most %(rule)d samples of a product: take %(missing)d off.",
        p.rule,
    ) % {"rule": p.rule, "missing": p.missing}


def _sample_taken(p: Problem) -> str:
    return _("You have had a sample of this product lately; order it as a batch.")


def _consign_quantity(p: Problem) -> str:
    return ngettext(
        "Dropship takes %(rule)d piece of a SKU at a time: take %(missing)d off.",
        "Dropship takes at most %(rule)d pieces of a SKU at a time: take %(missing)d off.",
        p.rule,
    ) % {"rule": p.rule, "missing": p.missing}


def _mode_not_offered(p: Problem) -> str:
    if p.mode == SAMPLE:
        return _("The supplier offers no sample of this product.")
    return _("The supplier does not dropship this product.")


def _not_priced(p: Problem) -> str:
    return _("The supplier has set no price for this SKU.")


def _no_pieces(p: Problem) -> str:
    return _("The quantity must be at least 1 piece.")


def _too_many_lines(p: Problem) -> str:
    return ngettext(
        "An order holds at most %(rule)d SKU: take %(missing)d off or order in parts.",
        "An order holds at most %(rule)d SKUs: take %(missing)d off or order in parts.",
        p.rule,
    ) % {"rule": p.rule, "missing": p.missing}


_SENTENCES: dict[str, Callable[[Problem], str]] = {
    "below_moq": _below_moq,
    "not_multiple": _not_multiple,
    "over_maximum": _over_maximum,
    "over_stock": _over_stock,
    "sample_quantity": _sample_quantity,
    "sample_taken": _sample_taken,
    "consign_quantity": _consign_quantity,
    "mode_not_offered": _mode_not_offered,
    "not_priced": _not_priced,
    "no_pieces": _no_pieces,
    "too_many_lines": _too_many_lines,
}
