"""How rules change: drafted, announced with notice, withdrawn before they bind (rules §2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from common.locking import lock, lock_again
from policies import selectors
from policies.enums import VersionState
from policies.errors import (
    BadParameters,
    NotADraft,
    NoticeTooShort,
    SecondPersonNeeded,
    TooLate,
)
from policies.explain import problems
from policies.models import PolicyVersion
from policies.schemas import SCHEMAS, Policy, PolicyRules
from policies.schemas.base import WRITTEN

#: First versions bind since before any trade that could be booked.
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


def ensure_first_versions() -> list[PolicyVersion]:
    """Announce version 1 of each schema that has no version yet, with its own first values."""
    made = PolicyVersion.objects.bulk_create(
        [_first_version(schema) for schema in _without_version()], ignore_conflicts=True
    )
    if made:
        selectors.forget()
    return made


@transaction.atomic
def draft(
    *,
    schema: type[Policy],
    parameters: Mapping[str, Any],
    summary: str,
    summary_zh: str = "",
    only_favours: bool = False,
    author: str,
    at: datetime,
) -> PolicyVersion:
    """Write down a new version of ``schema``; it binds nobody yet. Raises BadParameters."""
    rules = validated(schema, parameters)
    lock(PolicyVersion.objects.filter(policy=schema.slug))
    return PolicyVersion.objects.create(
        policy=schema.slug,
        number=_next_number(schema.slug),
        parameters=rules.model_dump(mode="json"),
        summary=summary,
        summary_zh=summary_zh,
        only_favours=only_favours,
        author=author,
        created_at=at,
    )


def edit_draft(
    *,
    version: PolicyVersion,
    parameters: Mapping[str, Any],
    summary: str,
    summary_zh: str = "",
    only_favours: bool = False,
    author: str,
) -> PolicyVersion:
    """Rewrite a draft; whoever did so last is its author.

    Raises BadParameters, and NotADraft once it was announced.
    """
    rules = validated(SCHEMAS[version.policy], parameters)
    return _change_draft(
        version,
        parameters=rules.model_dump(mode="json"),
        summary=summary,
        summary_zh=summary_zh,
        only_favours=only_favours,
        author=author,
    )


@transaction.atomic
def announce(
    *, version: PolicyVersion, effective_from: datetime, actor_email: str, at: datetime
) -> PolicyVersion:
    """Make a draft public, to bind from ``effective_from``.

    That is at least the policy's own notice period away, or now where the change only favours
    those it binds and somebody else than its author says so by announcing it. Raises NotADraft,
    NoticeTooShort, SecondPersonNeeded and BadParameters.
    """
    lock_again(version, "parameters", "only_favours", "author")
    validated(SCHEMAS[version.policy], version.parameters)
    _refuse_short_notice(version, effective_from, actor_email, at)
    _change_draft(
        version,
        state=VersionState.ANNOUNCED,
        announced_at=at,
        announced_by=actor_email,
        effective_from=effective_from,
    )
    _forget_now_and_after_commit()
    return version


@transaction.atomic
def withdraw(*, version: PolicyVersion, at: datetime) -> PolicyVersion:
    """Take back a version that was announced and does not bind yet. Raises TooLate."""
    changes = {"state": VersionState.WITHDRAWN, "withdrawn_at": at}
    coming = PolicyVersion.objects.announced().filter(pk=version.pk, effective_from__gt=at)
    if coming.update(**changes) != 1:
        raise TooLate(_("Only a version that is announced and not yet in force can be withdrawn."))
    _bring_up_to_date(version, changes)
    _forget_now_and_after_commit()
    return version


def validated(schema: type[Policy], parameters: Mapping[str, Any]) -> Policy:
    """``parameters`` as rules; raises BadParameters that names each field, rule and number."""
    try:
        return schema.model_validate(parameters, context={WRITTEN: True})
    except ValidationError as error:
        found = problems(schema, error)
        raise BadParameters(
            _("The parameters do not fit: %(problems)s")
            % {"problems": "; ".join(f"{name}: {text}" for name, text in found.items())},
            errors={name: str(text) for name, text in found.items()},
        ) from error


def _without_version() -> list[type[Policy]]:
    have = set(PolicyVersion.objects.values_list("policy", flat=True).distinct())
    return [schema for slug, schema in SCHEMAS.items() if slug not in have]


def _first_version(schema: type[Policy]) -> PolicyVersion:
    return PolicyVersion(
        policy=schema.slug,
        number=1,
        state=VersionState.ANNOUNCED,
        parameters=schema().model_dump(mode="json"),
        summary="The first version of these rules",
        summary_zh="首个版本",
        created_at=BEGINNING,
        announced_at=BEGINNING,
        effective_from=BEGINNING,
    )


def _next_number(slug: str) -> int:
    last = PolicyVersion.objects.filter(policy=slug).order_by("-number").first()
    return last.number + 1 if last else 1


def _refuse_short_notice(
    version: PolicyVersion, effective_from: datetime, actor_email: str, at: datetime
) -> None:
    days = selectors.in_force(PolicyRules, at).rules.notice_days
    if effective_from >= at + timedelta(days=days):
        return
    if not version.only_favours or effective_from < at:
        raise _too_short(0 if version.only_favours else days)
    if not is_second_person(version, actor_email):
        raise SecondPersonNeeded(
            _(
                "Who wrote that a change only favours those it binds does not announce it without"
                " %(days)d days of notice: somebody else does."
            )
            % {"days": days},
            field="effective_from",
            days=days,
        )


def _too_short(days: int) -> NoticeTooShort:
    return NoticeTooShort(
        _("A change takes effect at least %(days)d days after it is announced.") % {"days": days},
        field="effective_from",
        days=days,
    )


def is_second_person(version: PolicyVersion, email: str) -> bool:
    """Whether this is somebody, and not the author of the version."""
    return bool(email) and email.casefold() != version.author.casefold()


def _change_draft(version: PolicyVersion, **changes: Any) -> PolicyVersion:
    drafts = PolicyVersion.objects.filter(pk=version.pk, state=VersionState.DRAFT)
    if drafts.update(**changes) != 1:
        raise NotADraft(_("This version is no longer a draft; write a new one."))
    _bring_up_to_date(version, changes)
    return version


def _bring_up_to_date(version: PolicyVersion, changes: Mapping[str, Any]) -> None:
    for field, value in changes.items():
        setattr(version, field, value)


def _forget_now_and_after_commit() -> None:
    """Twice: for the rest of this transaction, and for what others read before it was committed."""
    selectors.forget()
    transaction.on_commit(selectors.forget)
