"""How a status moves: a guarded UPDATE by a table of transitions, and an event row.

Nobody assigns a status. Each model that has one declares its table
``Transitions = {to: {from, from, …}}`` in its app's ``enums.py`` and is moved by ``move`` alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from common.errors import DomainError

M = TypeVar("M", bound=models.Model)
Transitions = Mapping[str, frozenset[str]]


class WrongStatus(DomainError):
    """The thing is not in a status from which this move leads on; somebody may have been faster."""

    code = "wrong_status"


class StatusEvent(models.Model):
    """One move of a status: who, when, from where to where, why, and by which rules.

    Append-only. Concrete models add ``subject``, a foreign key to what moved.
    """

    at = models.DateTimeField()
    actor = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    source = models.CharField(max_length=24, blank=True)
    target = models.CharField(max_length=24)
    reason = models.CharField(max_length=500, blank=True)
    policy_version = models.ForeignKey(
        "policies.PolicyVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True
        ordering = ["at", "pk"]


def move(
    instance: M,
    to: str,
    *,
    table: Transitions,
    events: type[StatusEvent],
    at: datetime,
    actor: Any = None,
    reason: str = "",
    policy_version: Any = None,
    data: dict[str, Any] | None = None,
    **changes: Any,
) -> M:
    """Move ``instance.status`` to ``to`` with ``changes`` to other fields, and append the event.

    Raises WrongStatus, and changes nothing, where the row is in none of the sources of ``to``.
    The instance in hand is brought up to date.
    """
    sources = table.get(to, frozenset())
    with transaction.atomic(savepoint=False):
        source = _update(instance, sources, {"status": to, **changes})
        if source in sources:
            events._default_manager.create(
                subject=instance,  # type: ignore[misc]  # every concrete event has one
                at=at,
                actor=actor,
                source=source,
                target=to,
                reason=reason,
                policy_version=policy_version,
                data=data or {},
            )
    if source not in sources:  # outside, so that a caller may catch it and go on
        raise WrongStatus(
            _("%(thing)s is %(status)s and cannot become %(to)s.")
            % {"thing": type(instance)._meta.verbose_name, "status": source, "to": to},
            source=source,
            target=to,
        )
    for field, value in {"status": to, **changes}.items():
        setattr(instance, field, value)
    return instance


def _update(instance: models.Model, sources: frozenset[str], changes: Mapping[str, Any]) -> str:
    """Guarded UPDATE; returns the status that the row had. Outside ``sources`` nothing changed.

    Most often the instance in hand knows the status, and one statement does it.
    """
    rows = type(instance)._default_manager.filter(pk=instance.pk)
    known: str = instance.status  # type: ignore[attr-defined]
    if known in sources and rows.filter(status=known).update(**changes):
        return known
    locked = rows.select_for_update(of=("self",), no_key=True)
    source: str = locked.values_list("status", flat=True).get()
    if source in sources:
        rows.update(**changes)
    return source
