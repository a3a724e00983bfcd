"""Groups of staff."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q


@transaction.atomic
def ensure_group(*, name: str, permissions: Iterable[str], without: Iterable[str] = ()) -> Group:
    """The group of that name, which may at least do ``permissions`` ("app.codename").

    ``without`` is taken from it; what staff gave it beyond that stays. Raises LookupError for a
    permission that does not exist.
    """
    wanted = set(permissions)
    found = _named(wanted)
    missing = wanted - {f"{one.content_type.app_label}.{one.codename}" for one in found}
    if missing:
        raise LookupError(f"No such permissions: {', '.join(sorted(missing))}")
    group, _made = Group.objects.get_or_create(name=name)
    group.permissions.add(*found)
    group.permissions.remove(*_named(set(without)))
    return group


def _named(permissions: set[str]) -> list[Permission]:
    asked = Q(pk__in=[])
    for one in permissions:
        app, codename = one.split(".")
        asked |= Q(content_type__app_label=app, codename=codename)
    return list(Permission.objects.filter(asked).select_related("content_type"))
