"""``bin/run``: the whole market in one terminal. Knows nothing of Django."""
