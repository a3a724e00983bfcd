from __future__ import annotations

from django.utils import translation

from common.countries import READ_AS, countries, country_name


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


def test_they_stand_by_name_in_english_whatever_the_accent() -> None:
    names = [name for _code, name in countries()][1:]
    assert names[:3] == ["Afghanistan", "Åland Islands", "Albania"]
    assert (names.index("Réunion"), names[-1]) == (names.index("Romania") - 1, "Zimbabwe")


def test_they_stand_by_pinyin_in_chinese() -> None:
    with translation.override("zh-hans"):
        names = [name for _code, name in countries()][1:]
    by_sound = ["秘鲁", "冰岛", "朝鲜", "法国", "梵蒂冈", "斐济", "芬兰", "瑙鲁", "日本"]
    assert [name for name in names if name in by_sound] == by_sound
    assert (names[0], names[-1]) == ("阿尔巴尼亚", "中非共和国")


def test_each_character_of_a_country_has_a_place_by_pinyin() -> None:
    """GB 2312 has its common characters in rows 16 to 55; those of later rows go by radical."""
    with translation.override("zh-hans"):
        letters = {letter for _code, name in countries() for letter in name.translate(READ_AS)}
    rows = {letter: letter.encode("gb18030")[0] - 0xA0 for letter in letters if letter.isalpha()}
    assert [letter for letter, row in rows.items() if not 16 <= row <= 55] == []
