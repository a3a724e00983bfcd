"""Messages are kept as Django's own fallback storage keeps them."""

from __future__ import annotations

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import BaseStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpResponse
from django.test import RequestFactory

from common.web.messages import Messages

SHORT = ["Saved.", "已保存。"]
#: More than a cookie takes; the rest lies in the session.
LONG = [f"{n}: {'long ' * 60}{n * 7919}" for n in range(40)]


class Reader:
    """Cookies and session of one who goes from page to page."""

    def __init__(self, kind: type[BaseStorage]) -> None:
        self.kind, self.cookies, self.session = kind, {}, SessionStore()

    def page(self, *, left: list[str], shown: bool) -> list[str]:
        """What a page shows that leaves these messages, for itself or for the next one."""
        request = RequestFactory().get("/")
        request.COOKIES, request.session = dict(self.cookies), self.session
        storage = self.kind(request)
        for text in left:
            storage.add(constants.INFO, text)
        read = [message.message for message in storage] if shown else []
        response = HttpResponse()
        storage.update(response)
        self.cookies |= {name: morsel.value for name, morsel in response.cookies.items()}
        return read


@pytest.mark.parametrize("kind", [Messages, FallbackStorage])
@pytest.mark.parametrize("texts", [SHORT, LONG], ids=["short", "long"])
def test_what_is_left_is_shown_once(kind: type[BaseStorage], texts: list[str]) -> None:
    reader = Reader(kind)
    assert reader.page(left=texts, shown=False) == []
    assert reader.page(left=[], shown=False) == [], "a page that does not look takes nothing"
    assert reader.page(left=["Then this."], shown=True) == [*texts, "Then this."]
    assert reader.page(left=[], shown=True) == []
    assert not reader.cookies["messages"]
    assert "_messages" not in reader.session


def test_a_forged_message_is_not_shown() -> None:
    reader = Reader(Messages)
    reader.page(left=SHORT, shown=False)
    reader.cookies["messages"] += "x"
    assert reader.page(left=[], shown=True) == []


def test_a_page_without_messages_asks_nothing_of_the_session() -> None:
    request = RequestFactory().get("/")
    assert not hasattr(request, "session")
    assert list(Messages(request)) == []
