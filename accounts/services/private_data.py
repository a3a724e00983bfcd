"""The one way to what is private: every look is logged (rules §3)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import File
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from accounts import private
from accounts.models import AccessLog, Company, User
from accounts.selectors.private_data import belongs_to, may_look
from common.encryption import decrypt
from common.errors import NotAllowed
from common.fields import EncryptedField


@transaction.atomic
def look(
    *, subject: Model, field: str, viewer: User, why: str, at: datetime, about: str = ""
) -> str:
    """The text in ``field`` of ``subject``, decrypted where it is kept encrypted.

    ``why`` is a LookReason, ``about`` the number of the thing that was worked on. Raises NotAllowed
    where the viewer is neither staff with the permission nor an owner of the company, nor one of
    those whom the model names besides.
    """
    record(subject=subject, field=field, viewer=viewer, why=why, at=at, about=about)
    kept = getattr(subject, field)
    return decrypt(kept) if isinstance(_column(subject, field), EncryptedField) else str(kept)


@transaction.atomic
def open_file(
    *, subject: Model, field: str, viewer: User, why: str, at: datetime, about: str = ""
) -> File[Any]:
    """The file in ``field``, decrypted, to be read and closed. Raises NotAllowed as ``look``."""
    record(subject=subject, field=field, viewer=viewer, why=why, at=at, about=about)
    file: File[Any] = getattr(subject, field).open("rb")
    return file


def _column(subject: Model, field: str) -> Any:
    return subject._meta.get_field(field)


def record(
    *, subject: Model, field: str, viewer: User, why: str, at: datetime, about: str = ""
) -> AccessLog:
    """Log the look. Raises NotAllowed, and LookupError for what is not registered as private."""
    about_it = private.about(type(subject), field)
    company: Company = about_it.company(subject)
    if not (may_look(viewer, company) or about_it.also(viewer, subject)):
        raise NotAllowed(_("Private data is shown to its company's owners and to reviewers."))
    return AccessLog.objects.create(
        company=company,
        viewer=viewer,
        as_staff=not belongs_to(viewer, company),
        subject_type=ContentType.objects.get_for_model(subject),
        subject_id=subject.pk,
        field=field,
        why=why,
        about=about,
        at=at,
    )
