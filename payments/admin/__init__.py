"""Staff's desk of money."""

from payments.admin import ledger, payments, payouts, transfers, trials

__all__ = ["ledger", "payments", "payouts", "transfers", "trials"]
