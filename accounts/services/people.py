"""What is kept of a person, and whether they may sign in."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.errors import BadInput
from accounts.models import ApiToken, User
from common.zones import usable_zones


def edit_person(*, user: User, name: str, language: str, time_zone: str) -> User:
    """Keep how the person is called, and in which language and zone they read.

    An empty language follows the browser. Raises BadInput for what does not exist.
    """
    if language and language not in dict(settings.LANGUAGES):
        raise BadInput(_("There is no such language here."), field="language")
    refuse_unknown_zone(time_zone)
    user.name, user.language, user.time_zone = name.strip(), language, time_zone
    user.save(update_fields=["name", "language", "time_zone"])
    return user


def refuse_unknown_zone(time_zone: str) -> None:
    """Raises BadInput for one by which pages cannot be shown."""
    if time_zone not in usable_zones():
        raise BadInput(_("There is no such time zone."), field="time_zone")


def set_language(*, user: User, language: str) -> User:
    """Remember the language that was chosen, for e-mails and other browsers."""
    user.language = language
    user.save(update_fields=["language"])
    return user


def deactivate(*, user: User, at: datetime) -> User:
    """The person can no longer sign in, here or by a token; what they did stays."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    ApiToken.objects.filter(membership__user=user, revoked_at__isnull=True).update(revoked_at=at)
    return user


def reactivate(*, user: User) -> User:
    """The person can sign in again; their tokens stay revoked."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    return user
