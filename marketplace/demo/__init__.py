"""The demo market: made-up companies, goods and trades, the same from the same seed."""
