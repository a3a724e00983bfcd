"""What became of money, step by step, with the reasons in words."""

from __future__ import annotations

from accounts.desk import HistoryInline
from accounts.notices import Phrase
from common.status import StatusEvent
from payments.reasons import in_words


class SaidInline(HistoryInline):
    """The moves of a status; a gateway tells its reasons by codes."""

    def why(self, event: StatusEvent) -> Phrase:
        return in_words(event.reason)
