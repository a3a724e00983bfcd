"""The text of a function as it is written, and the things that it names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_WRITTEN_OUT = (str, int, bool, type(None))


class Code:
    """Lines of Python; texts that follow one another are joined."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.things: dict[str, Any] = {}
        self.sink = "out"
        self._depth = 1
        self._texts: list[str] = []
        self._named = 0

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

    def finished(self) -> str:
        """All lines."""
        self._flush()
        return "\n".join(self.lines)

    def _flush(self) -> None:
        if self._texts:
            joined, self._texts = "".join(self._texts), []
            self.lines.append("    " * self._depth + f"{self.sink}({joined!r})")
