"""Numbers of companies and people, checked by what they say of themselves: no register is asked.

``check(kind, country, text)`` gives the number in its normal form, or raises BadNumber.
"""

from suppliers.numbers.checking import check
from suppliers.numbers.number import Number

__all__ = ["Number", "check"]
