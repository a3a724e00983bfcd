"""How many pieces of a lot are tested, and how many of them may fail."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from common.errors import DomainError
from suppliers.enums.spot_checks import Severity
from suppliers.sampling.tables import AQLS, COLUMNS, LETTERS, SMALLEST_LOT, TABLES, code_letter


class NoPlan(DomainError):
    """The standard has no plan for that; ``field`` names what does not fit."""

    code = "no_plan"
    status = 422


@dataclass(frozen=True, slots=True)
class Plan:
    """Test ``sample_size`` pieces: accept the lot at ``accept`` failures or fewer, else reject it.

    ``letter`` is where the arrows led to; ``whole_lot`` if the sample would be the lot or more.
    """

    letter: str
    sample_size: int
    accept: int
    whole_lot: bool = False

    @property
    def reject(self) -> int:
        """From this many failures on the lot is rejected."""
        return self.accept + 1


def plan(lot_size: int, aql: Decimal, severity: str = Severity.NORMAL) -> Plan:
    """The single sampling plan of a lot, in pieces (rules §4). Raises NoPlan.

    ``aql`` is one of AQLS, per cent nonconforming.
    """
    if lot_size < SMALLEST_LOT:
        raise NoPlan(
            _("A lot has at least %(least)d pieces, not %(have)d.")
            % {"least": SMALLEST_LOT, "have": lot_size},
            field="lot_size",
        )
    if aql not in AQLS:
        raise NoPlan(
            _("AQL is one of %(choices)s, not %(have)s.")
            % {"choices": ", ".join(map(str, AQLS)), "have": aql},
            field="aql",
        )
    found = at_letter(code_letter(lot_size), aql, severity)
    if found.sample_size < lot_size:
        return found
    return Plan(found.letter, lot_size, found.accept, whole_lot=True)


def tighter_by_one(lot_size: int, aql: Decimal) -> Plan:
    """The normal plan at the next better AQL, which the switching score asks for."""
    return at_letter(code_letter(lot_size), COLUMNS[COLUMNS.index(aql) - 1], Severity.NORMAL)


def at_letter(letter: str, aql: Decimal, severity: str) -> Plan:
    """The plan at a code letter, having followed its arrows; their samples are used."""
    table, place = TABLES[severity], LETTERS.index(letter)
    while isinstance(cell := table.cell(LETTERS[place], aql), str):
        place += 1 if cell == "down" else -1
    return Plan(LETTERS[place], table.sizes[place], cell)
