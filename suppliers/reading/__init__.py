"""Reading a business licence by machine: lines of the picture, what they say, what differs.

The engine is an optional extra (``requirements-ocr.txt``); ``lines`` says None without it.
"""

from suppliers.reading.compare import Difference, Stated, differences
from suppliers.reading.engine import lines
from suppliers.reading.licence import Licence, understood

__all__ = ["Difference", "Licence", "Stated", "differences", "lines", "understood"]
