"""What an appeal says."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from common.errors import DomainError

#: There is one appeal, and somebody reads it: five characters are a sentence in Chinese, while an
#: "x" or "No" that was sent by mistake would use the appeal up.
SHORTEST_APPEAL = 5
LONGEST_APPEAL = 2000


def checked_words(text: str, error: type[DomainError]) -> str:
    """The text without space around it. Raises ``error`` at ``text`` with both lengths."""
    words = text.strip()
    if not SHORTEST_APPEAL <= len(words) <= LONGEST_APPEAL:
        raise error(
            _("Say in %(least)d to %(most)d characters why the decision is wrong, not %(have)d.")
            % {"least": SHORTEST_APPEAL, "most": LONGEST_APPEAL, "have": len(words)},
            field="text",
            code="length",
        )
    return words
