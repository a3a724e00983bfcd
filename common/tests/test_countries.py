from __future__ import annotations

from django.utils import translation

from common.countries import countries, country_name


def test_china_stands_first_and_what_gb_t_2260_lists_is_chosen_there() -> None:
    choices = countries()
    codes = [code for code, _name in choices]
    assert choices[0] == ("CN", "China")
    assert {"DE", "US", "JP"} <= set(codes)
    assert not {"HK", "MO", "TW", "EU", "ZZ"} & set(codes)
    assert len(codes) == len(set(codes))


def test_names_follow_the_reader_and_an_unknown_code_stays() -> None:
    assert country_name("DE") == "Germany"
    with translation.override("zh-hans"):
        assert country_name("DE") == "德国"
        assert countries()[0] == ("CN", "中国")
    assert country_name("HK").startswith("Hong Kong")
    assert country_name("XY") == "XY"
