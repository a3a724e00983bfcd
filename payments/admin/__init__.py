"""Staff's desk of money."""

from payments.admin import ledger, payments, payouts, transfers

__all__ = ["ledger", "payments", "payouts", "transfers"]
