"""A private PostgreSQL and Valkey from wheels, for whoever has not been given real ones.

Both listen on unix sockets inside ``.data/`` alone. ``bin/run``, ``bin/manage`` and the tests of
one checkout share them: the first of them starts what is missing, the last to leave stops it.
``DATABASE_URL`` and ``REDIS_URL`` in the environment take their place. Knows nothing of Django.
"""

from marketplace.devservices.addresses import Addresses, data_dir, embedded_addresses
from marketplace.devservices.sharing import running, stop

__all__ = ["Addresses", "data_dir", "embedded_addresses", "running", "stop"]
