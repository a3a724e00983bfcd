"""Figures as people read them, in both languages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone, translation
from django.utils.formats import localize

from common import formats
from common.templatetags.formats import half_stars
from common.tones import BAD, NEUTRAL, tone_of

NOW = datetime(2026, 3, 5, 4, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("amount", "currency", "english", "chinese"),
    [
        ("1234.5", "CNY", "¥1,234.50", "¥1,234.50"),
        ("-60", "CNY", "−¥60.00", "−¥60.00"),
        ("0.005", "CNY", "¥0.01", "¥0.01"),
        ("99.5", "USD", "$99.50", "US$99.50"),
        ("1234.5", "JPY", "JP¥1,235", "JP¥1,235"),
        ("5", "CHF", "CHF 5.00", "CHF 5.00"),
    ],
)
def test_money(
    amount: str, currency: str, english: str, chinese: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(formats.MINOR_UNITS, "CHF", 2)
    with translation.override("en"):
        assert formats.money(Decimal(amount), currency) == english
    with translation.override("zh-hans"):
        assert formats.money(Decimal(amount), currency) == chinese


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("6.8", "¥6.80"), ("0.035", "¥0.035"), ("0.0351", "¥0.0351"), ("12000", "¥12,000.00")],
)
def test_a_unit_price_keeps_two_to_four_decimals(amount: str, shown: str) -> None:
    assert formats.unit_price(Decimal(amount), "CNY") == shown


def test_a_unit_price_in_yen_has_decimals_only_where_there_are_some() -> None:
    assert formats.unit_price(Decimal("7.0000"), "JPY") == "JP¥7"
    assert formats.unit_price(Decimal("7.5"), "JPY") == "JP¥7.5"


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (999, "999", "999"),
        (9_999, "10k", "9,999"),
        (12_480, "12.5k", "1.2万"),
        (2_500_000, "2.5m", "250万"),
    ],
)
def test_short_number(value: int, english: str, chinese: str) -> None:
    with translation.override("en"):
        assert formats.short_number(value) == english
    with translation.override("zh-hans"):
        assert formats.short_number(value) == chinese


@pytest.mark.parametrize(
    ("value", "shown"),
    [(12_400, "12,400"), (-3, "−3"), (Decimal(10).normalize(), "10"), (Decimal("16.7"), "16.7")],
)
def test_number(value: Decimal | int, shown: str) -> None:
    assert formats.number(value) == shown


@pytest.mark.parametrize(
    ("share", "shown"), [("0.964", "96.4%"), ("1", "100%"), ("0.5", "50%"), ("0.00031", "0%")]
)
def test_percent(share: str, shown: str) -> None:
    assert formats.percent(Decimal(share)) == shown


@pytest.mark.parametrize(
    ("span", "english", "chinese"),
    [
        (timedelta(days=2, hours=4, minutes=9), "2 days 4 hr left", "剩余 2 天 4 小时"),
        (timedelta(days=1), "1 day left", "剩余 1 天"),
        (timedelta(hours=5, minutes=12), "5 hr 12 min left", "剩余 5 小时 12 分钟"),
        (timedelta(seconds=50), "0 min left", "剩余 0 分钟"),
        (-timedelta(hours=3), "3 hr overdue", "已超时 3 小时"),
    ],
)
def test_time_left(span: timedelta, english: str, chinese: str) -> None:
    with translation.override("en"):
        assert formats.time_left(NOW + span, NOW) == english
    with translation.override("zh-hans"):
        assert formats.time_left(NOW + span, NOW) == chinese


@pytest.mark.parametrize(
    ("days", "english", "chinese"),
    [
        (0, "0 days left", "剩余 0 天"),
        (1, "1 day left", "剩余 1 天"),
        (89, "89 days left", "剩余 89 天"),
        (90, "2 months left", "剩余 2 个月"),
        (365, "11 months left", "剩余 11 个月"),
        (729, "23 months left", "剩余 23 个月"),
        (2142, "5 years left", "剩余 5 年"),
    ],
)
def test_days_left(days: int, english: str, chinese: str) -> None:
    with translation.override("en"):
        assert formats.days_left(days) == english
    with translation.override("zh-hans"):
        assert formats.days_left(days) == chinese


@time_machine.travel(NOW)
def test_a_moment_is_shown_in_the_readers_zone() -> None:
    with timezone.override("Asia/Shanghai"):
        assert formats.moment(NOW) == "5 Mar, 12:30"
        assert formats.zone_name(NOW) == "UTC+8"
        assert formats.moment(NOW.replace(year=2024)) == "5 Mar 2024, 12:30"
        with translation.override("zh-hans"):
            assert formats.moment(NOW) == "3月5日 12:30"
    with timezone.override("America/St_Johns"):
        assert formats.zone_name(NOW) == "UTC−3:30"


def test_the_day_of_a_moment_is_that_of_the_readers_zone() -> None:
    late = datetime(2026, 3, 5, 20, 43, tzinfo=UTC)
    with timezone.override("Asia/Shanghai"):
        assert formats.day(late) == "6 Mar 2026"
    with timezone.override("America/St_Johns"):
        assert formats.day(late) == formats.day(late.date()) == "5 Mar 2026"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@time_machine.travel(NOW)
def test_django_writes_days_and_moments_as_the_house_does(language: str) -> None:
    before = timezone.localtime(NOW.replace(year=2025))
    with translation.override(language):
        assert localize(before) == formats.moment(before)
        assert localize(before.date()) == formats.day(before)


def test_half_stars() -> None:
    assert half_stars(4.3) == ["star-full"] * 4 + ["star-half"]
    assert half_stars(0) == ["star"] * 5


def test_a_word_without_a_tone_is_neutral() -> None:
    assert tone_of("overdue") == BAD
    assert tone_of("closed") == NEUTRAL


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [("颜色::Colour", "Colour", "颜色"), ("黑色 XL", "黑色 XL", "黑色 XL"), ("", "", "")],
)
def test_one_of_two_names(text: str, english: str, chinese: str) -> None:
    with translation.override("en"):
        assert formats.one_language(text) == english
    with translation.override("zh-hans"):
        assert formats.one_language(text) == chinese
