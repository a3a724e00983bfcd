"""The automatic checks of an application as pure functions of what is known (rules §3)."""

from suppliers.checks.facts import Facts, Finding, Paper, Shared, Trade
from suppliers.checks.run import findings

__all__ = ["Facts", "Finding", "Paper", "Shared", "Trade", "findings"]
