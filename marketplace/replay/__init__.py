"""Sends real invoices through the market's own services, at their own times."""
