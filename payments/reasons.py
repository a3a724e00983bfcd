"""Why money did not arrive, in words: gateways tell it by codes."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from accounts.notices import Phrase

#: In the place of what nobody said.
NO_REASON = gettext_noop("no reason was given")
_SAID = {
    "account_closed": gettext_noop("the bank account is closed"),
    "card_declined": gettext_noop("the card was declined"),
}


def in_words(reason: str) -> Phrase:
    """The sentence of a code; what is none stays as somebody wrote it."""
    return Phrase(_SAID.get(reason, reason))
