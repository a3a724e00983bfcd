from __future__ import annotations

import io
import tracemalloc
import zipfile
from datetime import date, datetime

import pytest

from common.tables import TableLimits, TableRefused
from common.tests.tables.make import LIMITS, opened, values, xlsx

ROW = {"code": "A1", "title": "保温杯", "price": "2.50"}


def refused(content, limits: TableLimits = LIMITS) -> TableRefused:
    with pytest.raises(TableRefused) as caught:
        assert opened(content, limits).count
    return caught.value


class TestCsv:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
    @pytest.mark.parametrize(
        "header", ["code,title,price", "货号,商品标题,单价", "SKU, Title ,PRICE*"]
    )
    def test_encodings_and_headers(self, encoding, header):
        assert values(opened(f"{header}\nA1,保温杯,2.50\n".encode(encoding))) == [ROW]

    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "，"])
    def test_delimiters(self, delimiter):
        text = "code,title,price\nA1,保温杯,2.50\n".replace(",", delimiter)
        assert values(opened(text)) == [ROW]

    @pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
    def test_line_ends(self, line_end):
        assert values(opened(f"code,title,price{line_end}A1,保温杯,2.50")) == [ROW]

    def test_quoted_cells_may_hold_delimiters_lines_and_quotes(self):
        table = opened('code,title\nA1,"Cup, 5"" wide\nred"\nA2,Mug\n')
        assert [(row.number, row.values["title"]) for row in table.rows()] == [
            (2, 'Cup, 5" wide\nred'),
            (3, "Mug"),
        ]

    def test_blank_rows_are_left_out_and_still_numbered(self):
        table = opened("code,title\n\n,\nA1,Cup\n")
        assert [row.number for row in table.rows()] == [4]
        assert table.count == 1

    def test_a_short_row_lacks_its_last_cells(self):
        assert values(opened("code,title,price\nA1,Cup\n")) == [
            {"code": "A1", "title": "Cup", "price": ""}
        ]

    def test_it_can_be_read_twice(self):
        table = opened("code,title\nA1,Cup\n")
        assert values(table) == values(table) != []

    def test_no_rows(self):
        assert opened("code,title\n").count == 0

    def test_unknown_columns_are_named_and_not_read(self):
        table = opened("code,buyers,title\nA1,=40,Cup\n")
        assert table.ignored == ("buyers",)
        assert values(table) == [{"code": "A1", "title": "Cup"}]


class TestRows:
    @pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(1)"])
    def test_a_formula_in_text_refuses_its_row(self, cell):
        good, bad = opened(f"code,title\nA1,Cup\nA2,{cell}\n").rows()
        assert (good.problem, bad.number) == ("", 3)
        assert bad.problem == "“title” holds a formula; only plain text and numbers are read."

    def test_a_number_may_have_a_sign(self):
        assert [row.problem for row in opened("code,title,price\nA1,Cup,-2\n").rows()] == [""]

    def test_an_exported_formula_comes_back_as_text(self):
        assert values(opened("code,title\nA1,'=1+1\n"))[0]["title"] == "=1+1"

    @pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f"])
    def test_a_control_character_refuses_its_row(self, sign):
        (row,) = opened(f"code,title\nA1,C{sign}up\n").rows()
        assert row.problem == "“title” holds a control character."

    def test_more_cells_than_the_header_has_refuse_the_row(self):
        (row,) = opened("code,title\nA1,Cup, red\n").rows()
        assert row.problem == "The row has more cells than the header, which has 2."


class TestRefusals:
    def test_missing_columns_are_named_beside_what_was_found(self):
        error = refused("sku,名称,price\nA1,Cup,2\n")
        assert error.code == "columns_missing"
        assert str(error) == (
            "The first row must name the columns. Missing: title. Found: “sku”, “名称”, “price”."
        )

    def test_an_empty_file_has_no_header(self):
        assert str(refused("")).endswith("Missing: code, title. Found: —.")

    def test_a_column_may_not_stand_there_twice(self):
        error = refused("code,title,SKU\nA1,Cup,A2\n")
        assert (error.code, str(error)) == ("column_twice", "The column “SKU” stands there twice.")

    def test_an_unknown_encoding(self):
        assert refused("code,title\nA1,café\xff\n".encode("latin-1")).code == "encoding"

    def test_too_many_bytes(self):
        error = refused("code,title\n" + "A1,Cup\n" * 30_000)
        assert (error.code, error.params["have"]) == ("too_large", 210_011)
        assert str(error) == "The file has 0.2 MB; at most 0.2 MB are read."

    def test_too_many_rows(self):
        error = refused("code,title\n" + "A1,Cup\n" * 101)
        assert (error.code, error.params) == ("too_many_rows", {"max": 100})
        assert str(error) == "The file has more than 100 rows; split it into parts."

    def test_a_million_rows_are_refused_at_the_first_too_many(self):
        content = b"code,title\n" + b"A,B\n" * 1_000_000
        tracemalloc.start()
        try:
            assert refused(content, TableLimits(5_000_000, 1, 20_000)).code == "too_many_rows"
            assert tracemalloc.get_traced_memory()[1] < 6_000_000  # the file itself is 4 MB
        finally:
            tracemalloc.stop()

    def test_a_quotation_mark_that_is_not_closed(self):
        error = refused('code,title\nA1,Cup\nA2,"Mug\nA3,Pot\n')
        assert (error.code, error.params) == ("damaged", {"row": 3})

    def test_an_old_excel_file(self):
        assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").code == "old_excel"

    @pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\x00\xff", b"%PDF-1.7\n\xff\xff"])
    def test_other_files(self, content):
        assert refused(content).code == "encoding"


class TestXlsx:
    def test_cells_of_every_kind_as_text(self):
        rows = [
            ["code", "title", "price"],
            [17, " 保温杯 ", 0.1 + 0.2],
            ["A2", date(2026, 1, 31), None],
        ]
        assert values(opened(xlsx(rows))) == [
            {"code": "17", "title": "保温杯", "price": "0.3"},
            {"code": "A2", "title": "2026-01-31", "price": ""},
        ]

    def test_times_and_flags(self):
        rows = [["code", "title"], [True, datetime(2026, 1, 31, 8, 30)]]
        assert values(opened(xlsx(rows))) == [{"code": "true", "title": "2026-01-31T08:30:00"}]

    @pytest.mark.parametrize("place", [1, 2])
    def test_a_formula_refuses_its_row_even_in_a_number(self, place):
        cells = ["A1", "Cup", "2"]
        cells[place] = "=1+1"
        (row,) = opened(xlsx([["code", "title", "price"], cells])).rows()
        assert "holds a formula" in row.problem

    def test_a_formula_in_a_column_that_is_not_read_is_no_matter(self):
        (row,) = opened(xlsx([["code", "title", "note"], ["A1", "Cup", "=1+1"]])).rows()
        assert row.problem == ""

    def test_blank_rows(self):
        table = opened(xlsx([["code", "title"], [], ["A1", "Cup"]]))
        assert [row.number for row in table.rows()] == [3]

    def test_too_many_rows(self):
        assert refused(xlsx([["code", "title"], *[["A", "B"]] * 101])).code == "too_many_rows"

    def test_a_wrong_header(self):
        assert refused(xlsx([["code", "name"]])).code == "columns_missing"

    def test_it_can_be_read_twice(self):
        table = opened(xlsx([["code", "title"], ["A1", "Cup"]]))
        assert table.count == 1
        assert values(table) == values(table) != []

    def test_a_bomb_is_refused_before_it_is_unpacked(self):
        file = io.BytesIO(xlsx([["code", "title"]]))
        with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/media/bomb", b"\0" * 50_000_000)
        tracemalloc.start()
        try:
            error = refused(file.getvalue())
            assert tracemalloc.get_traced_memory()[1] < 2_000_000
        finally:
            tracemalloc.stop()
        assert (error.code, error.params["max"]) == ("unpacked_too_large", 2_000_000)

    @pytest.mark.parametrize("row", ["999999999999", "102"])
    def test_a_far_row_is_not_padded_for_ever(self, row):
        content = _edited(
            xlsx([["code", "title"], ["A1", "Cup"]]), b'<row r="2"', f'<row r="{row}"'.encode()
        )
        assert refused(content).code == "too_many_rows"

    @pytest.mark.parametrize("cut", [10, 500, -30])
    def test_a_damaged_file(self, cut):
        assert refused(xlsx([["code", "title"], ["A1", "Cup"]])[:cut]).code == "damaged"

    def test_a_zip_of_something_else(self):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("hello.txt", "hello")
        assert refused(file.getvalue()).code == "damaged"

    def test_entities_that_grow_are_refused(self):
        levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
        bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{levels}]><sst>&a8;</sst>'
        file = io.BytesIO(xlsx([["code", "title"], ["A1", "Cup"]]))
        content = _replaced(file.getvalue(), "xl/workbook.xml", bomb.encode())
        assert refused(content).code == "damaged"


def _edited(content: bytes, old: bytes, new: bytes) -> bytes:
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read(name)
    assert old in sheet
    return _replaced(content, name, sheet.replace(old, new))


def _replaced(content: bytes, name: str, part: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for member in source.namelist():
            target.writestr(member, part if member == name else source.read(member))
    return out.getvalue()
