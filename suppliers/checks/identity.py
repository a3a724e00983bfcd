"""One company and one person across the documents, and no other supplier's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext_noop as _

from suppliers.checks.facts import Facts, Finding, Paper, Shared
from suppliers.checks.names import similarity
from suppliers.enums import CheckCode, DocumentKind, Outcome, Standing, SupplierKind
from suppliers.numbers import uscc

K = DocumentKind
#: What tells one company from another: no two suppliers share it.
OF_ONE_COMPANY = frozenset({K.LICENCE, K.BANK, K.TAX, K.QUALIFICATION})

_MAY_BE_SOLE = frozenset({SupplierKind.SOLE_TRADER, SupplierKind.STALL})


def same_name(facts: Facts) -> Iterator[Finding]:
    """The licence is the company's, or renews its own; the other documents are the licence's."""
    licence = facts.one(K.LICENCE)
    if licence is None:
        return
    found = _compared(CheckCode.SAME_NAME, licence, licence.holder, facts.names, facts)
    is_renamed = licence.identifier == facts.code and found.outcome != Outcome.PASS
    yield _renamed(found) if is_renamed else found
    for paper in facts.papers:
        if paper.kind not in (K.LICENCE, K.ID) and paper.holder:
            allowed = _holders(paper, licence, facts)
            yield _compared(CheckCode.SAME_NAME, paper, paper.holder, allowed, facts)


def _renamed(found: Finding) -> Finding:
    """The code stays a company's own when it takes another name: two people look at that."""
    text = _(
        "%(document)s names “%(name)s”: the company, “%(other)s” until now, is then called so."
    )
    return replace(found, outcome=Outcome.WARN, text=text)


def _holders(paper: Paper, licence: Paper, facts: Facts) -> Sequence[str]:
    """Whom a document may name: a stall may be let, and a sole trader paid, in the own name."""
    own = paper.kind == K.LEASE or (paper.kind == K.BANK and facts.kind == SupplierKind.SOLE_TRADER)
    return [licence.holder, licence.person] if own else [licence.holder]


def same_code(facts: Facts) -> Iterator[Finding]:
    """A renewed licence is of the same company: with another code it is another one's."""
    licence = facts.one(K.LICENCE)
    if licence is None or not facts.code:
        return
    if licence.identifier == facts.code:
        text, outcome = _("%(document)s has the code of the one in force."), Outcome.PASS
    else:
        text = _(
            "%(document)s has another code than the one in force: another company applies anew."
        )
        outcome = Outcome.FAIL
    words = {"document": licence.named}
    yield Finding(CheckCode.SAME_CODE, outcome, text, words, licence.revision_id)


def same_kind(facts: Facts) -> Iterator[Finding]:
    """A Chinese code tells sole traders from companies; whoever has a stall may be either.

    It says no more: a person's own enterprise (个人独资企业) has a company's code. So it warns.
    """
    licence = facts.one(K.LICENCE)
    if licence is None or facts.country != uscc.COUNTRY or not licence.identifier:
        return
    is_sole = licence.identifier.startswith(uscc.SOLE_TRADERS)
    text, outcome = _("%(document)s: the code goes with the kind of supplier."), Outcome.PASS
    if is_sole and facts.kind not in _MAY_BE_SOLE:
        text = _(
            "%(document)s: the code is that of a sole trader, and it applies as something else."
        )
        outcome = Outcome.WARN
    elif not is_sole and facts.kind == SupplierKind.SOLE_TRADER:
        text = _("%(document)s: the code is that of a company, and it applies as a sole trader.")
        outcome = Outcome.WARN
    words = {"document": licence.named}
    yield Finding(CheckCode.SAME_KIND, outcome, text, words, licence.revision_id)


def same_person(facts: Facts) -> Iterator[Finding]:
    """The ID is that of the legal representative whom the licence names."""
    licence, card = facts.one(K.LICENCE), facts.one(K.ID)
    if licence is not None and card is not None:
        yield _compared(CheckCode.SAME_PERSON, card, card.holder, [licence.person], facts)


def _compared(
    code: CheckCode, paper: Paper, name: str, others: Sequence[str], facts: Facts
) -> Finding:
    agree = similarity(name, others)
    words = {"document": paper.named, "name": name, "other": others[0] if others else ""}
    if agree == 1:
        text, outcome = _("%(document)s names “%(name)s”, as it should."), Outcome.PASS
    elif agree >= facts.similarity:
        text, outcome = _("%(document)s names “%(name)s”, nearly “%(other)s”."), Outcome.WARN
    else:
        text, outcome = _("%(document)s names “%(name)s”, not “%(other)s”."), Outcome.FAIL
    return Finding(code, outcome, text, words, paper.revision_id)


def unused(facts: Facts) -> Iterator[Finding]:
    """Code, ID, bank account and phone are nobody else's.

    What a removed supplier used never passes. One person may stand behind two companies, and two
    may be reached by one phone: of live suppliers these are for two reviewers to judge.
    """
    for shared in facts.shared:
        yield _shared(shared)
    if not facts.shared:
        text = _("Code, ID, bank account and phone are no other supplier's.")
        yield Finding(CheckCode.UNUSED, Outcome.PASS, text)


def _shared(shared: Shared) -> Finding:
    words = {"what": _what(shared), "other": shared.other}
    if shared.standing == Standing.REMOVED:
        text = _("%(what)s: also that of “%(other)s”, which was removed.")
        outcome = Outcome.FAIL
    elif shared.standing:
        text = _("%(what)s: also that of the supplier “%(other)s”.")
        outcome = Outcome.FAIL if shared.what in OF_ONE_COMPANY else Outcome.WARN
    else:
        text = _("%(what)s: also named in the application of “%(other)s”.")
        outcome = Outcome.WARN
    return Finding(CheckCode.UNUSED, outcome, text, words, shared.revision_id)


def _what(shared: Shared) -> object:
    return {"phone": True} if shared.what == "phone" else {"document": [shared.what, ""]}
