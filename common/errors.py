"""The root of every error that the domain itself raises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A rule was not met; nothing was changed.

    ``message`` is a (lazily) translated sentence that names the rule and the number,
    ``field`` the input that it speaks of, ``code`` a stable word for programs, and
    ``params`` the numbers, so that an API client need not parse the sentence. ``others`` are
    further refusals of the same act, which would be met next.
    """

    code = "refused"
    status = 409

    def __init__(self, message: Any, *, field: str = "", code: str = "", **params: Any) -> None:
        self.message = message
        self.field = field
        self.code = code or type(self).code
        self.params = params
        self.others: list[DomainError] = []
        super().__init__(message)

    def __str__(self) -> str:
        return str(self.message)


class NotAllowed(DomainError):
    """The one who asks lacks the right."""

    code = "not_allowed"
    status = 403


class StaleInput(DomainError):
    """The thing changed since it was shown; the one who asks must look again."""

    code = "stale"


class KeyReused(DomainError):
    """A key stands for one request, and this one was used for another."""

    code = "key_reused"

    def __init__(self) -> None:
        super().__init__(
            _("This was sent before with other content. See what became of that, or begin anew."),
            field="key",
        )


def refuse_reused(made: object, **asked: Any) -> None:
    """Raises KeyReused unless what a key once ``made`` has the values that are asked for now."""
    if any(getattr(made, name) != value for name, value in asked.items()):
        raise KeyReused


def refuse_all(errors: Sequence[DomainError]) -> None:
    """Raise the first of ``errors``, which names the others; do nothing where there is none."""
    if errors:
        first, *others = errors
        first.others = others
        raise first


class Faults:
    """What is wrong with one act, gathered, so that all of it is told at once."""

    def __init__(self) -> None:
        self.found: list[DomainError] = []

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """What is refused within is kept, and what follows is looked at all the same."""
        try:
            yield
        except DomainError as error:
            self.found += [error, *error.others]
            error.others = []

    def refuse(self) -> None:
        """As ``refuse_all`` does."""
        refuse_all(self.found)
