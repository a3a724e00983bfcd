"""Groups of staff."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q


@transaction.atomic
def ensure_group(*, name: str, permissions: Iterable[str]) -> Group:
    """The group of that name, which may at least do ``permissions`` ("app.codename").

    What staff gave it beyond that stays. Raises LookupError for a permission that does not exist.
    """
    wanted = set(permissions)
    asked = Q()
    for one in wanted:
        app, codename = one.split(".")
        asked |= Q(content_type__app_label=app, codename=codename)
    found = list(Permission.objects.filter(asked).select_related("content_type"))
    missing = wanted - {f"{one.content_type.app_label}.{one.codename}" for one in found}
    if missing:
        raise LookupError(f"No such permissions: {', '.join(sorted(missing))}")
    group, _made = Group.objects.get_or_create(name=name)
    group.permissions.add(*found)
    return group
