"""What a page says once, after what was done on the one before."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib.messages.storage.base import BaseStorage, Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpResponseBase


class Messages(BaseStorage):
    """Kept as Django's fallback storage keeps them, which is made where there are any.

    Most requests neither bring nor leave a message, and need no signer of one.
    """

    def _get(self, *args: Any, **kwargs: Any) -> tuple[list[Message] | None, bool]:
        if CookieStorage.cookie_name not in self.request.COOKIES:
            # The session takes only what the cookie has no room for.
            return [], True
        return self._kept._get(*args, **kwargs)  # type: ignore[attr-defined]

    def _store(
        self, messages: list[Message], response: HttpResponseBase, *args: Any, **kwargs: Any
    ) -> list[Message]:
        return self._kept._store(messages, response, *args, **kwargs)  # type: ignore[attr-defined]

    @cached_property
    def _kept(self) -> FallbackStorage:
        return FallbackStorage(self.request)
