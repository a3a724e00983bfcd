"""A real browser: Chromium, driven by Playwright against Django's live server."""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
#: The first is Chromium without windows: a page costs it a third of what it costs the second.
PROGRAMS = ["chromium-headless-shell", "chromium", "chromium-browser"]
HEIGHTS = {360: 780, 768: 1024, 1440: 900}
#: Milliseconds: a machine that does other things too is slow, not wrong.
PATIENCE = 30_000
PageAt = Callable[..., Page]


def _do_without_chromium() -> None:
    """A machine with Python alone passes the rest of the tests; CI has to have a browser."""
    reason = "browser tests need:  apt-get install -y chromium-headless-shell fonts-noto-cjk"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all browser tests of a process."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        _do_without_chromium()
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


class Visitors:
    """Strangers to one another, each with cookies of its own, for one test at a time.

    A new one costs as much as opening ten pages, so each that comes back is met again. What a test
    changes of one beside cookies, permissions, place and stored words (Django's admin stores the
    theme), it undoes itself.
    """

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser, self._url = browser, url
        self._waiting: dict[tuple[Any, ...], list[BrowserContext]] = defaultdict(list)
        self._out: list[tuple[tuple[Any, ...], BrowserContext]] = []

    def meet(self, *, locale: str, dark: bool, scripts: bool) -> BrowserContext:
        """One who reads ``locale``, in the ``dark`` or not, whose browser runs scripts or not."""
        kind = (locale, dark, scripts)
        waiting = self._waiting[kind]
        context = waiting.pop() if waiting else self._new(*kind)
        self._out.append((kind, context))
        return context

    def send_home(self) -> None:
        """All of them, with nothing kept but what the browser has loaded."""
        while self._out:
            kind, context = self._out.pop()
            self._forget(context)
            self._waiting[kind].append(context)

    def _new(self, locale: str, dark: bool, scripts: bool) -> BrowserContext:
        context = self._browser.new_context(
            base_url=self._url,
            locale=locale,
            timezone_id="Asia/Shanghai",
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=scripts,
        )
        context.set_default_timeout(PATIENCE)
        return context

    def _forget(self, context: BrowserContext) -> None:
        stored = {"origin": self._url, "storageTypes": "local_storage"}
        for page in context.pages[:1]:
            context.new_cdp_session(page).send("Storage.clearDataForOrigin", stored)
        for page in context.pages:
            page.close()
        context.clear_cookies()
        context.clear_permissions()
        context.set_geolocation(None)


@pytest.fixture(scope="session")
def visitors(chromium: Browser, live_server: Any) -> Visitors:
    return Visitors(chromium, live_server.url)


@pytest.fixture
def page_at(visitors: Visitors, live_server: Any, eager_tasks: None) -> Iterator[PageAt]:
    """``page_at(360, user=…, locale="zh-CN", dark=True)``: a page of the market, signed in.

    ``scripts=False`` is a browser without JavaScript.

    An error in the browser's console, a violated content policy among them, fails the test.
    """
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            complaints.append(message.text)

    def open_page(
        width: int,
        *,
        user: Any = None,
        locale: str = "en-GB",
        dark: bool = False,
        scripts: bool = True,
    ) -> Page:
        context = visitors.meet(locale=locale, dark=dark, scripts=scripts)
        if user is not None:
            context.add_cookies([session_cookie(user, live_server.url)])
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": HEIGHTS.get(width, 900)})
        page.on("console", listen)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_page
    visitors.send_home()
    assert complaints == []


def choose(page: Page, select: str, value: str) -> None:
    """Choose in a select that htmx acts upon, and wait for what it brings.

    A field that was just swapped in listens a moment after it is seen: faster than a hand.
    """
    page.wait_for_function(_SETTLED)
    page.select_option(select, value)
    page.wait_for_function(_SETTLED)


_SETTLED = (
    "() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling, .htmx-added')"
)


def session_cookie(user: Any, url: str) -> Any:
    """The cookie of a session in which ``user`` is signed in."""
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


@pytest.fixture
def screenshot(tmp_path: Path) -> Callable[[Page, str], Path]:
    """``screenshot(page, "cart")``: a picture of the whole page, to be looked at."""

    def take(page: Page, name: str) -> Path:
        path = tmp_path / f"{name}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return take
