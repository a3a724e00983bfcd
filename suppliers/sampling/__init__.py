"""Acceptance sampling of lots by attributes: ISO 2859-1:1999, the same as GB/T 2828.1-2012.

Pure functions: ``plan`` says how many pieces to test and how many may fail, ``next_severity`` how
sharply the next lot is inspected, ``acceptance`` how likely a lot of known quality passes.
"""

from suppliers.sampling.curve import acceptance
from suppliers.sampling.plans import NoPlan, Plan, plan
from suppliers.sampling.switching import (
    FEWEST_TO_STOP,
    RESUMED,
    START,
    Series,
    Stopped,
    Verdict,
    after,
    replay,
)
from suppliers.sampling.tables import AQLS, LETTERS, code_letter

__all__ = [
    "AQLS",
    "FEWEST_TO_STOP",
    "LETTERS",
    "RESUMED",
    "START",
    "NoPlan",
    "Plan",
    "Series",
    "Stopped",
    "Verdict",
    "acceptance",
    "after",
    "code_letter",
    "plan",
    "replay",
]
