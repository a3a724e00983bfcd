"""The text of a function as it is written, and the things that it names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from common.compiled import lookups

_WRITTEN_OUT = (str, int, bool, type(None))
_FIND = "find = names_of(context).get"


class Code:
    """Lines of Python; texts that follow one another are joined."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.things: dict[str, Any] = {}
        self.sink = "out"
        self._depth = 1
        self._texts: list[str] = []
        self._named = 0
        self._finds = False

    def text(self, text: str) -> None:
        """Text of the page."""
        self._texts.append(text)

    def put(self, expression: str) -> None:
        """The text that an expression gives."""
        self.line(f"{self.sink}({expression})")

    def line(self, line: str) -> None:
        """A line of Python."""
        self._flush()
        self.lines.append("    " * self._depth + line)

    @contextmanager
    def block(self, opening: str) -> Iterator[None]:
        """A line that opens a block, and the block."""
        self.line(opening)
        self._depth += 1
        start = len(self.lines)
        yield
        self._flush()
        if len(self.lines) == start:
            self.line("pass")
        self._depth -= 1

    @contextmanager
    def into(self, sink: str) -> Iterator[None]:
        """What is put goes to another list meanwhile."""
        self._flush()
        before, self.sink = self.sink, sink
        yield
        self._flush()
        self.sink = before

    def name(self, hint: str) -> str:
        """A name that nothing has."""
        self._named += 1
        return f"{hint}_{self._named}"

    def bind(self, thing: Any) -> str:
        """The name by which the function has ``thing``."""
        name = self.name("thing")
        self.things[name] = thing
        return name

    def constant(self, value: Any) -> str:
        """A value, written out where Python has a way to write it."""
        return repr(value) if type(value) in _WRITTEN_OUT else self.bind(value)

    def kept(self, value: str) -> tuple[str, str]:
        """A name for a value that is wanted twice, and Python that gives it the name."""
        if value.isidentifier():
            return value, value
        name = self.name("kept")
        return name, f"({name} := {value})"

    def found(self, name: str, otherwise: str) -> str:
        """Python for the value of a name of the page."""
        self._finds = True
        return f"find({name!r}, {otherwise})"

    def find_anew(self) -> None:
        """Names of the page may have come or changed."""
        self.line(_FIND)

    def plain(self, bit: str) -> str:
        """The name by which the function has the types whose attribute ``bit`` is plain."""
        self.things[f"plain_{bit}"] = lookups.plain(bit)
        return f"plain_{bit}"

    def finished(self) -> str:
        """All lines."""
        self._flush()
        if self._finds:
            return "\n".join([f"    {_FIND}", *self.lines])
        return "\n".join(line for line in self.lines if line.strip() != _FIND)

    def _flush(self) -> None:
        if self._texts:
            joined, self._texts = "".join(self._texts), []
            self.lines.append("    " * self._depth + f"{self.sink}({joined!r})")
