"""Tables that people upload and download: CSV in the encodings Excel writes, and XLSX.

``open_table`` reads either row by row, in bounded memory, and refuses what it cannot trust;
``csv_lines`` writes CSV that no spreadsheet takes for formulas.
"""

from common.tables.cells import BadCell, as_date, as_decimal, as_flag, as_integer
from common.tables.columns import Column, Row, Table, TableLimits, TableRefused
from common.tables.reading import open_table
from common.tables.writing import csv_lines

__all__ = [
    "BadCell",
    "Column",
    "Row",
    "Table",
    "TableLimits",
    "TableRefused",
    "as_date",
    "as_decimal",
    "as_flag",
    "as_integer",
    "csv_lines",
    "open_table",
]
