from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from payments.models import ExchangeRate
from payments.selectors.rates import NoRate, rate
from payments.services.rates import BadRates, import_rates

pytestmark = pytest.mark.django_db
LINES = ["currency,day,cny", "USD,2026-01-05,7.01", "USD,2026-02-02,6.95"]


def take(lines: list[str], *, replace: bool = True) -> int:
    return import_rates(lines=lines, source="test", replace=replace)


def test_the_last_rate_up_to_the_day_counts() -> None:
    assert take(LINES) == 2
    assert rate("USD", date(2026, 1, 31)) == Decimal("7.01")
    assert rate("USD", date(2026, 2, 2)) == Decimal("6.95")
    assert rate("CNY", date(2026, 2, 2)) == 1


def test_a_missing_rate_is_said() -> None:
    take(LINES)
    with pytest.raises(NoRate):
        rate("USD", date(2026, 1, 4))
    with pytest.raises(NoRate):
        rate("VND", date(2026, 2, 2))


@pytest.mark.parametrize(("replace", "left"), [(True, "7.10"), (False, "7.01")])
def test_what_is_known_is_replaced_or_kept(replace, left) -> None:
    take(LINES)
    take(["currency,day,cny", "USD,2026-01-05,7.10"], replace=replace)
    assert rate("USD", date(2026, 1, 5)) == Decimal(left)
    assert ExchangeRate.objects.count() == 2


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["currency;day;cny"],
        ["day,currency,cny", "2026-01-05,USD,7"],
        [*LINES, "USD,2026-13-01,7"],
        [*LINES, "XXX,2026-03-01,7"],
        [*LINES, "USD,2026-03-01,seven"],
        [*LINES, "USD,2026-03-01,0"],
        [*LINES, "USD,2026-03-01,NaN"],
        [*LINES, "USD,2026-03-01"],
    ],
)
def test_a_bad_file_is_refused_whole(lines) -> None:
    with pytest.raises(BadRates):
        take(lines)
    assert not ExchangeRate.objects.exists()


def test_the_rates_that_come_along_are_stored(capsys) -> None:
    call_command("import_rates")
    call_command("import_rates")
    assert "rates stored" in capsys.readouterr().out
    pound = rate("GBP", date(2010, 12, 1))
    assert Decimal(10) < pound < Decimal(11)
    assert ExchangeRate.objects.filter(source__startswith="ECB").exists()


@pytest.mark.parametrize("content", [b"no rates", b"\xff\xfe\x00"])
def test_a_bad_file_ends_the_command(tmp_path, content) -> None:
    file = tmp_path / "rates.csv"
    file.write_bytes(content)
    with pytest.raises(CommandError):
        call_command("import_rates", file)
