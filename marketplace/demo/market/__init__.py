"""Puts the demo market into the database, from its seed."""
