"""What lines say, without the engine."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfWriter

from suppliers.reading import Stated, differences, lines, understood
from suppliers.reading.engine import PDF, Line
from suppliers.reading.licence import Licence
from suppliers.tests.vetting.making import pdf, picture

CODE = "91330782MA2E5T7K3U"
FOUNDED, ENDS = date(2018, 5, 21), date(2038, 5, 20)
READ = Licence(
    CODE, "义乌市青禾日用品有限公司", "陈立新", FOUNDED, ENDS, frozenset({FOUNDED, ENDS})
)
STATED = Stated(CODE, "义乌市青禾日用品有限公司", "陈立新", FOUNDED, ENDS)


def row(top: float, *pieces: str) -> list[Line]:
    """Pieces side by side, each a little lower than the one before, as on a turned picture."""
    return [
        Line(text, 300.0 * place, top + 4 * place, top + 40 + 4 * place)
        for place, text in enumerate(pieces)
    ]


def test_labels_are_told_from_what_follows_them() -> None:
    seen = [
        *row(0, "营业执照"),
        *row(80, "统一社会信用代码"),
        *row(130, CODE),
        *row(200, "名", "称", "义乌市青禾日用品有限公司"),
        *row(280, "法定代表人：陈立新"),
        *row(360, "成立日期", "2018 年 05 月 21 日"),
        *row(440, "营业期限", "2018年5月21日 至 2038年5月20日"),
    ]
    assert understood(reversed(seen)) == READ


def test_two_columns_are_told_apart() -> None:
    seen = [
        *row(0, "名称", "义乌市小王玩具商行", "组成形式", "个人经营"),
        *row(90, "经 营 者", "王小明", "注册日期", "2020年1月8日"),
        *row(180, "经营范围", "玩具零售", "营业期限", "长期"),
    ]
    read = understood(seen)
    assert (read.name, read.person, read.founded) == (
        "义乌市小王玩具商行",
        "王小明",
        date(2020, 1, 8),
    )
    assert read.ends is None


def test_of_two_codes_the_one_whose_check_digit_fits_is_taken() -> None:
    assert understood([*row(0, "91330782MA2E5T7K30"), *row(80, CODE)]).code == CODE
    assert understood(row(0, "91330782MA2E5T7K30")).code == "91330782MA2E5T7K30"


def test_days_that_cannot_be_are_left_out() -> None:
    assert understood(row(0, "成立日期", "2018年13月40日")).founded is None


def test_of_nothing_nothing_is_read() -> None:
    assert understood([]).is_empty


def test_what_agrees_differs_nowhere() -> None:
    assert differences(STATED, READ) == []
    spaced = Stated(CODE, " 义乌市青禾日用品有限公司 ", "陈立新", ENDS, ENDS)
    assert differences(spaced, READ) == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"code": "91330782MA2E5T7K30"}, "identifier"),
        ({"name": "义乌市青木日用品有限公司"}, "holder"),
        ({"person": "陈立"}, "person"),
        ({"issued_on": date(2019, 5, 21)}, "issued_on"),
        ({"expires_on": date(2048, 5, 20)}, "expires_on"),
        ({"expires_on": None}, "expires_on"),
    ],
)
def test_each_part_that_differs_is_named(changed, field) -> None:
    stated = Stated(**{name: getattr(STATED, name) for name in Stated.__slots__} | changed)
    assert [one.field for one in differences(stated, READ)] == [field]


def test_a_pdf_of_a_program_says_its_text_itself(monkeypatch) -> None:
    """No engine is asked: the text lies in the file."""
    monkeypatch.setattr("suppliers.reading.engine.is_installed", lambda: False)
    monkeypatch.setattr(
        "pypdf.PageObject.extract_text",
        lambda _page: f"名称 青禾有限公司\n{CODE}\n法定代表人 陈立新",
    )
    read = understood(lines(pdf().getvalue(), PDF) or [])
    assert (read.code, read.name, read.person) == (CODE, "青禾有限公司", "陈立新")


def test_a_scanned_pdf_holds_a_picture(monkeypatch) -> None:
    seen = []
    monkeypatch.setattr("suppliers.reading.engine._of_picture", seen.append)
    monkeypatch.setattr("suppliers.reading.engine._largest", lambda _page: b"picture")
    lines(pdf().getvalue(), PDF)
    assert seen == [b"picture"]


def test_without_the_engine_a_picture_is_not_read(monkeypatch) -> None:
    monkeypatch.setattr("suppliers.reading.engine.is_installed", lambda: False)
    assert lines(picture().getvalue(), "image/webp") is None
    assert lines(pdf().getvalue(), PDF) is None


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 cut off", b"GIF89a"])
@pytest.mark.parametrize("kind", [PDF, "image/webp"])
def test_what_is_no_file_is_not_read(content, kind, monkeypatch) -> None:
    monkeypatch.setattr("suppliers.reading.engine.is_installed", lambda: True)
    assert lines(content, kind) is None


def test_a_pdf_without_a_page_is_not_read() -> None:
    empty = io.BytesIO()
    PdfWriter().write(empty)
    assert lines(empty.getvalue(), PDF) is None
