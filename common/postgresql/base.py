"""Django's backend for PostgreSQL, which asks a kept connection for life without a round trip."""

from __future__ import annotations

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A kept connection is checked before each request (``conn_health_checks``)."""

    def is_usable(self) -> bool:
        """Whether the server still listens.

        One that stops or restarts closes its end, which can be read; so it says all that it has to
        say. Where nothing is to be read, nothing has happened; otherwise a statement decides.
        """
        if self.connection is None or self.connection.closed:
            return False
        silent = select.poll()
        silent.register(self.connection.fileno(), select.POLLIN)
        return not silent.poll(0) or super().is_usable()
