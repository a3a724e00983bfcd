from __future__ import annotations

from decimal import Decimal

import pytest

from common.tables import csv_lines
from common.tests.tables.make import opened, values


def test_it_begins_with_the_mark_that_excel_needs():
    assert list(csv_lines(["货号", "n"], [["A1", 2], ["A2", Decimal("-1.50")]])) == [
        "\ufeff货号,n\r\n",
        "A1,2\r\n",
        "A2,-1.50\r\n",
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@A1", "\tx", "\rx"])
def test_formulas_are_written_as_text(cell):
    _header, line = csv_lines(["a"], iter([[cell]]))
    assert line.strip('"').startswith("'")


def test_what_is_written_reads_back():
    rows = [["A1", "=1+1"], ["A2", 'a "quoted", cell'], ["A3", "保温杯"]]
    text = "".join(csv_lines(["code", "title"], rows))
    assert [list(row.values()) for row in values(opened(text))] == rows
