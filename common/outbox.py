"""What leaves a transaction leaves it after the commit: tasks are sent by name, then."""

from __future__ import annotations

from functools import partial
from typing import Any

from celery import signature
from django.db import transaction


def send_after_commit(task: str, *args: Any, countdown: float = 0) -> None:
    """Send the Celery task of that dotted name once this transaction is committed.

    ``countdown`` is in seconds.

    By name, since services stand below tasks. Tasks are idempotent: one may arrive twice.
    """
    transaction.on_commit(partial(signature(task, args=args).apply_async, countdown=countdown))
