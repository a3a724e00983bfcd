"""Addresses of a listing with one filter more or less; filters live in the address alone."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote_plus

#: A change of filter leads back to the first page.
PAGE = "page"


class ListingAddress:
    """A path with its filters, from which others are made."""

    def __init__(self, path: str, params: Mapping[str, str]) -> None:
        self.path = path
        self.params = {name: value for name, value in params.items() if name != PAGE and value}
        self._parts = {name: _part(name, value) for name, value in self.params.items()}

    def __str__(self) -> str:
        return self._joined(self.path, self._parts)

    def with_(self, name: str, value: object) -> str:
        """The address where ``name`` is ``value``."""
        return self._joined(self.path, {**self._parts, name: _part(name, str(value))})

    def without(self, *names: str) -> str:
        """The address without these filters."""
        kept = {name: part for name, part in self._parts.items() if name not in names}
        return self._joined(self.path, kept)

    def toggled(self, name: str, value: object) -> str:
        """The address with the filter, or without where it is on."""
        return self.without(name) if self.has(name, value) else self.with_(name, value)

    def has(self, name: str, value: object) -> bool:
        return self.params.get(name) == str(value)

    def at(self, path: str) -> str:
        """The same filters at another path."""
        return self._joined(path, self._parts)

    @staticmethod
    def _joined(path: str, parts: Mapping[str, str]) -> str:
        return f"{path}?{'&'.join(parts.values())}" if parts else path


def _part(name: str, value: str) -> str:
    return f"{name}={quote_plus(value)}"
