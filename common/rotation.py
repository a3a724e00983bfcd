"""Encrypting again, by the newest key, all that is encrypted: columns and files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cryptography.fernet import InvalidToken
from django.apps import apps
from django.db import transaction
from django.db.models import Model

from common.bulk import ids_in_batches
from common.encryption import decrypt_bytes, encrypt_bytes, is_newest
from common.fields import EncryptedField
from common.locking import lock
from common.private_files import EncryptedStorage


@dataclass(slots=True)
class Rotation:
    """How far it has come with one column or storage. ``lost`` names what no key opens."""

    name: str
    seen: int = 0
    changed: int = 0
    lost: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Column:
    model: type[Model]
    field: str

    def __str__(self) -> str:
        return f"{self.model._meta.label}.{self.field}"


def encrypted_columns() -> list[Column]:
    """Every EncryptedField of every model."""
    return [
        Column(model, one.name)
        for model in apps.get_models()
        for one in model._meta.local_concrete_fields
        if isinstance(one, EncryptedField)
    ]


def rotate_column(column: Column, *, batch: int) -> Iterator[Rotation]:
    """Work through the column by primary key, a transaction a batch; yields after each.

    What the newest key made already is passed over: a run that was stopped goes on when it is
    called again.
    """
    state = Rotation(str(column))
    for ids in ids_in_batches(column.model._default_manager.all(), batch):
        _rotate_batch(column, ids, state)
        yield state
    yield state


@transaction.atomic
def _rotate_batch(column: Column, ids: list[Any], state: Rotation) -> None:
    found = lock(column.model._default_manager.filter(pk__in=ids).only("pk", column.field))
    stale = [row for row in found if _renew(row, column.field, state)]
    if stale:
        column.model._default_manager.bulk_update(stale, [column.field])
    state.seen += len(ids)
    state.changed += len(stale)


def _renew(row: Model, name: str, state: Rotation) -> bool:
    secret = getattr(row, name)
    if not secret or is_newest(secret):
        return False
    try:
        setattr(row, name, encrypt_bytes(decrypt_bytes(secret)))
    except InvalidToken:
        state.lost.append(str(row.pk))
        return False
    return True


def rotate_storage(alias: str, storage: EncryptedStorage, *, batch: int) -> Iterator[Rotation]:
    """Every file of the storage; yields after each ``batch`` of them, and at the end."""
    state = Rotation(alias)
    for name in storage.names():
        state.seen += 1
        try:
            state.changed += storage.rotate(name)
        except InvalidToken:
            state.lost.append(name)
        if not state.seen % batch:
            yield state
    yield state
