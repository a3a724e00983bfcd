"""How a status moves: a guarded UPDATE by a table of transitions, and an event row.

Nobody assigns a status. Each model that has one declares its table
``Transitions = {to: {from, from, …}}`` in its app's ``enums.py`` and is moved by ``move`` alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models, transaction
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

    def __str__(self) -> str:
        return " → ".join(filter(None, (self.said_source, self.said_target)))

    @property
    def said_source(self) -> str:
        """From where it moved, in words; empty of the first event."""
        return self._in_words(self.source)

    @property
    def said_target(self) -> str:
        return self._in_words(self.target)

    def _in_words(self, status: str) -> str:
        subject: Any = self._meta.get_field("subject").related_model
        return in_words(subject, status)


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
    sources, changes = table.get(to, frozenset()), {"status": to, **changes}
    event = events(
        subject=instance,  # type: ignore[misc]  # every concrete event has one
        at=at,
        actor=actor,
        target=to,
        reason=reason,
        policy_version=policy_version,
        data=data or {},
    )
    with transaction.atomic(savepoint=False):
        source = _move_by_guard(instance, sources, changes, event)
    if source not in sources:  # outside, so that a caller may catch it and go on
        raise wrong_move(instance, source, to)
    for field, value in changes.items():
        setattr(instance, field, value)
    return instance


def check_move(instance: models.Model, to: str, *, table: Transitions, said: Any = "") -> None:
    """Raises WrongStatus where ``instance`` cannot be moved: before work that would be in vain.

    ``said`` tells of it in the words of what was asked for, where those of the table say less.
    """
    source: str = instance.status  # type: ignore[attr-defined]
    if source not in table.get(to, frozenset()):
        raise wrong_move(instance, source, to, said=said)


def wrong_move(instance: models.Model, source: str, to: str, *, said: Any = "") -> WrongStatus:
    """The refusal of that move, in the reader's words and with both statuses for programs."""
    plain = _("%(thing)s is %(status)s and cannot become %(to)s.") % {
        "thing": type(instance)._meta.verbose_name,
        "status": in_words(type(instance), source),
        "to": in_words(type(instance), to),
    }
    return WrongStatus(said or plain, source=source, target=to)


def in_words(model: type[models.Model], status: str) -> str:
    """What a status of ``model`` is called, in the reader's language."""
    return str(dict(model._meta.get_field("status").flatchoices).get(status, status))  # type: ignore[union-attr]


def _move_by_guard(
    instance: models.Model,
    sources: frozenset[str],
    changes: Mapping[str, Any],
    event: StatusEvent,
) -> str:
    """Returns the status that the row had. Outside ``sources`` nothing changed.

    Most often the instance in hand knows the status, and one statement does it.
    """
    known: str = instance.status  # type: ignore[attr-defined]
    if known in sources and _write(instance, known, changes, event):
        return known
    locked = (
        type(instance)
        ._default_manager.filter(pk=instance.pk)
        .select_for_update(of=("self",), no_key=True)
    )
    source: str = locked.values_list("status", flat=True).get()
    if source in sources:
        _write(instance, source, changes, event)
    return source


def _write(
    instance: models.Model, source: str, changes: Mapping[str, Any], event: StatusEvent
) -> bool:
    """The guarded UPDATE and the event's INSERT, in one; False where the guard held."""
    event.source = source
    sql, fields, columns = _statement(type(instance), type(event), tuple(changes))
    given = [
        _for_column(field, value) for field, value in zip(fields, changes.values(), strict=True)
    ]
    noted = [_for_column(column, getattr(event, column.attname)) for column in columns]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*given, instance.pk, source, *noted])
        return bool(cursor.rowcount)


@cache
def _statement(
    moved: type[models.Model], events: type[StatusEvent], names: tuple[str, ...]
) -> tuple[str, list[Any], list[Any]]:
    """The statement, the fields that it changes, and those of the event that it writes."""
    quote = connection.ops.quote_name
    fields = [moved._meta.get_field(name) for name in names]
    columns = [field for field in events._meta.concrete_fields if not field.primary_key]
    assigned = ", ".join(f"{quote(str(field.column))} = %s" for field in fields)  # type: ignore[union-attr]
    sql = (
        f"WITH moved AS (UPDATE {quote(moved._meta.db_table)} SET {assigned}"  # noqa: S608 — quoted
        f" WHERE id = %s AND status = %s RETURNING 1)"
        f" INSERT INTO {quote(events._meta.db_table)}"
        f" ({', '.join(quote(str(column.column)) for column in columns)})"
        f" SELECT {', '.join(['%s'] * len(columns))} FROM moved"
    )
    return sql, fields, columns


def _for_column(field: Any, value: Any) -> Any:
    """What the driver is given for ``value``; a row stands for its key."""
    if isinstance(value, models.Model):
        value = value.pk
    return field.get_db_prep_save(value, connection)
