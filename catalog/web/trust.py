"""The trust panel of a shop in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from catalog.web.badges import badge_mark
from common.formats import day, number
from suppliers.enums import Badge
from suppliers.models import Supplier
from suppliers.selectors.trust import Proof, ProofKind, trust_of


@dataclass(frozen=True, slots=True)
class Line:
    what: str
    how: str
    when: str
    is_expired: bool = False


def trust_panel(supplier: Supplier, at: datetime) -> dict[str, Any]:
    """What the panel shows; ``is_empty`` where there is nothing to show."""
    trust = trust_of(supplier, at)
    return {
        "lines": [_line(proof) for proof in trust.proofs],
        "figures": trust.figures,
        "badges": [(held, badge_mark(Badge(held.badge))) for held in trust.badges],
        "score": trust.composite,
        "is_empty": not (trust.proofs or trust.figures or trust.badges),
    }


def _line(proof: Proof) -> Line:
    what, how = _WORDS[proof.kind](proof)
    return Line(what, how, day(proof.at), proof.is_expired)


def _document(proof: Proof) -> tuple[str, str]:
    accepted = _("document accepted by a reviewer")
    if proof.expires_on is None:
        return proof.subject, accepted
    until = {"day": day(proof.expires_on)}
    if proof.is_expired:
        return proof.subject, _("expired on %(day)s") % until
    return proof.subject, _("document accepted by a reviewer, valid until %(day)s") % until


def _visit(proof: Proof) -> tuple[str, str]:
    until = day(proof.valid_until) if proof.valid_until else ""
    return _("Site visit"), _("seen by an inspector, valid until %(day)s") % {"day": until}


def _audit(proof: Proof) -> tuple[str, str]:
    how = _("passed, with conditions") if proof.with_conditions else _("passed")
    return _("Audit"), how


def _spot_check(proof: Proof) -> tuple[str, str]:
    words = {"failures": number(proof.failures), "pieces": number(proof.pieces)}
    how = _("spot check by a laboratory: %(failures)s of %(pieces)s failed") % words
    return proof.subject, how


_WORDS = {
    ProofKind.DOCUMENT: _document,
    ProofKind.VISIT: _visit,
    ProofKind.AUDIT: _audit,
    ProofKind.SPOT_CHECK: _spot_check,
}
