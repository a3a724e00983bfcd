"""The language is Django's choice, and so is what the answer says of it."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.test import RequestFactory
from django.utils import translation

from common.web.language import ReadersLanguage


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse(translation.get_language(), headers={"Vary": "Cookie"})


@pytest.mark.parametrize("accepted", ["", "zh-CN,zh;q=0.9", "fr, en-GB;q=0.5", "x" * 600])
@pytest.mark.parametrize("chosen", ["", "en", "zh-hans", "tlh"])
@pytest.mark.parametrize("path", ["/", "/zh-hans/", "/en/rules/"])
def test_the_language_is_the_one_that_django_chooses(
    rf: RequestFactory, accepted: str, chosen: str, path: str
) -> None:
    answers = []
    for middleware in (ReadersLanguage(plain), LocaleMiddleware(plain)):
        request = rf.get(path, headers={"Accept-Language": accepted})
        request.COOKIES = {"django_language": chosen} if chosen else {}
        answer = middleware(request)
        answers.append((answer.content, dict(answer.items()), request.LANGUAGE_CODE))
    assert answers[0] == answers[1]
    assert answers[0][1]["Vary"] == "Cookie, Accept-Language"
