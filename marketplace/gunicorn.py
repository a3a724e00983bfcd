"""How gunicorn serves the market; read by ``gunicorn --config python:marketplace.gunicorn``."""

from __future__ import annotations

import gc
import os
from typing import Any

wsgi_app = "marketplace.wsgi:application"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
#: The application is loaded once and shared by the workers, which saves a start and memory.
preload_app = True
keepalive = 5
timeout = 60
graceful_timeout = 10
max_requests = 20_000
max_requests_jitter = 2_000
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
accesslog = None
errorlog = "-"
loglevel = "info"
control_socket_disable = True
#: So many new objects before the young ones are looked through; a page makes some thousands.
_OBJECTS_BEFORE_COLLECTING = 20_000


def when_ready(server: Any) -> None:
    """What is loaded stays: the workers neither look through it for garbage nor copy it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTING, 10, 10)
