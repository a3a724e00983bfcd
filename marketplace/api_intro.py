"""The introduction of the API's page; limits and rights are read where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.settings import api_settings

from accounts.enums import RIGHTS, Role
from common.api.pagination import NewestFirst


def introduce(result: dict[str, Any], **_given: Any) -> dict[str, Any]:
    """A hook of the schema's generator: set the introduction, in the language that is active."""
    result["info"]["description"] = "\n\n".join(_paragraphs())
    return result


def _paragraphs() -> Iterator[str]:
    yield _(
        "Everything that a buyer or a shop does every day, for programs. Bodies are JSON in"
        " UTF-8, times are ISO 8601 with their offset from UTC, and what people read is in the"
        " language of `Accept-Language` (`zh-hans` or `en`)."
    )
    yield from _tokens()
    yield from _rights()
    yield from _formats()
    yield from _errors()
    yield from _repeating()


def _tokens() -> Iterator[str]:
    yield _heading(_("Tokens"))
    yield _(
        "Make a token under *Account → API tokens*; its secret is shown once. Send it as"
        " `Authorization: Bearer <token>`. The token acts as the member who made it, for that one"
        " company, until it is revoked or the member leaves. The catalogue is open without one."
    )


def _rights() -> Iterator[str]:
    yield _heading(_("Roles and rights"))
    yield _(
        "What a token may do is what the member's role may do; `GET /api/v1/companies/` says"
        " which rights those are. What is another company's is answered with 404, what the role"
        " does not allow with 403."
    )
    rows = [f"| `{role}` | {', '.join(sorted(RIGHTS[role]))} |" for role in Role]
    yield "\n".join([f"| {_('Role')} | {_('Rights')} |", "|---|---|", *rows])


def _formats() -> Iterator[str]:
    yield _heading(_("Amounts of money"))
    yield _(
        "Amounts are strings with a decimal point, never numbers: sums with two decimals, unit"
        " prices with four. Each thing has one `currency`, and its amounts are in that."
    )
    yield _heading(_("Lists"))
    yield _(
        "Lists come in pages by cursor: `results`, and in `next` and `previous` the whole address"
        " of the neighbouring page, or null. `page_size` is %(size)d where it is not given, at"
        " most %(most)d. A parameter that a list does not know is refused with 400."
    ) % {"size": NewestFirst.page_size, "most": NewestFirst.max_page_size}


def _errors() -> Iterator[str]:
    yield _heading(_("Errors"))
    yield _(
        "Every error is problem details (RFC 9457, `application/problem+json`). `code` is stable"
        " and made for programs, `detail` is a sentence for people, `params` holds the numbers"
        " that the sentence names, and `errors` has an entry for each field that is to blame. An"
        " error changes nothing."
    )


def _repeating() -> Iterator[str]:
    yield _heading(_("Repeating a request"))
    yield _(
        "`POST /api/v1/checkout/` takes a `key` of your own: sent again, it answers with the orders"
        " of the first time. A step that an order or a request for a purchase has taken already is"
        " refused with 409 and `wrong_status`. `POST /api/v1/cart/` and `POST /api/v1/addresses/`"
        " add something each time that they are sent; reading, changing and deleting may"
        " be repeated without harm."
    )
    yield _heading(_("Limits"))
    rates = api_settings.DEFAULT_THROTTLE_RATES
    yield _(
        "%(user)s requests a minute for each person, %(anon)s a minute for an address without a"
        " token. Beyond that the answer is 429, and `Retry-After` says how many seconds to wait."
    ) % {name: str(rate).partition("/")[0] for name, rate in rates.items()}


def _heading(text: str) -> str:
    return f"## {text}"
