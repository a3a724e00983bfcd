"""The standard's tables: code letters (table 1) and single sampling (tables 2-A, 2-B, 2-C).

The master tables are made of diagonals: from a letter to the next, and from an AQL to the next
better one, the plans are the same. So each table is one ``Diagonal``, which starts at the letter
where the AQL's plan with acceptance number 0 stands. A test compares every cell with the standard.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from suppliers.enums.spot_checks import Severity

Arrow = Literal["up", "down"]

#: R is the largest sample of the table; only arrows and the AQL 0.65 lead to it.
LETTERS = "ABCDEFGHJKLMNPQR"

#: Table 1, general inspection level II: the largest lot of each letter but the last, Q.
_LARGEST = (
    *(8, 15, 25, 50, 90, 150, 280, 500, 1_200, 3_200),
    *(10_000, 35_000, 150_000, 500_000),
)
SMALLEST_LOT = 2

#: Per cent nonconforming. 0.40 is only asked for by the switching score, which looks a step ahead.
AQLS = tuple(map(Decimal, ("0.65", "1.0", "1.5", "2.5", "4.0", "6.5")))
COLUMNS = (Decimal("0.40"), *AQLS)

_FULL = (2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1_250, 2_000)
_REDUCED = (2, 2, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800)


@dataclass(frozen=True, slots=True)
class Diagonal:
    """One table: sample sizes by letter, acceptance numbers and arrows down a column.

    ``first`` is the letter of acceptance number 0 in the column of AQL 0.40; that of each next
    column is one letter earlier. Above it arrows lead down to it, below the last up to that.
    """

    sizes: tuple[int, ...]
    first: str
    cells: tuple[int | Arrow, ...]

    def cell(self, letter: str, aql: Decimal) -> int | Arrow:
        """The acceptance number at a letter and AQL, or the arrow that stands there."""
        place = LETTERS.index(letter) - LETTERS.index(self.first) + COLUMNS.index(aql)
        if place < 0:
            return "down"
        return self.cells[place] if place < len(self.cells) else "up"


TABLES: dict[str, Diagonal] = {
    Severity.NORMAL: Diagonal(_FULL, "G", (0, "up", "down", 1, 2, 3, 5, 7, 10, 14, 21)),
    Severity.TIGHTENED: Diagonal(_FULL, "H", (0, "down", "down", 1, 2, 3, 5, 8, 12, 18)),
    Severity.REDUCED: Diagonal(_REDUCED, "G", (0, "up", "down", "down", 1, 2, 3, 5, 6, 8, 10)),
}


def code_letter(lot_size: int) -> str:
    """The letter of a lot at general level II; ``lot_size`` is 2 or more."""
    return LETTERS[bisect_left(_LARGEST, lot_size)]
