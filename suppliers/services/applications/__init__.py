"""A company's way to becoming a supplier (rules §3): its own steps, and those of reviewers."""

from suppliers.services.applications.answers import look, save_step, start
from suppliers.services.applications.appeals import appeal, decide_appeal
from suppliers.services.applications.decisions import approve, reject
from suppliers.services.applications.desk import (
    ask_visit,
    claim,
    release,
    send_back,
    visit_done,
)
from suppliers.services.applications.handing_in import submit, withdraw

__all__ = [
    "appeal",
    "approve",
    "ask_visit",
    "claim",
    "decide_appeal",
    "look",
    "reject",
    "release",
    "save_step",
    "send_back",
    "start",
    "submit",
    "visit_done",
    "withdraw",
]
