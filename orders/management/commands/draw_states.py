"""Draw the states of orders, applications and their like from their tables into the docs."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from orders.enums import ORDER_TRANSITIONS, REQUEST_TRANSITIONS, STAGE_TRANSITIONS
from suppliers.enums import APPLICATION_TRANSITIONS

TABLES = {
    "orders": ORDER_TRANSITIONS,
    "stages": STAGE_TRANSITIONS,
    "requests": REQUEST_TRANSITIONS,
    "applications": APPLICATION_TRANSITIONS,
}
PAGES = ("orders.md", "vetting.md")


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail where a drawing is outdated")

    def handle(self, *args: Any, **options: Any) -> None:
        for name in PAGES:
            page = Path(settings.BASE_DIR) / "docs" / name
            before = page.read_text(encoding="utf-8")
            after = redrawn(before)
            if options["check"] and after != before:
                raise CommandError(f"docs/{name} is outdated:  bin/manage draw_states")
            page.write_text(after, encoding="utf-8")


def redrawn(page: str) -> str:
    """``page`` with each drawing between its marks made anew."""
    for name, table in TABLES.items():
        marks = re.compile(rf"(<!-- states: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        page = marks.sub(rf"\g<1>{drawing(table)}\g<2>", page)
    return page


def drawing(table: Mapping[str, frozenset[str]]) -> str:
    """A Mermaid state diagram of a table of transitions."""
    moves = sorted((str(source), str(target)) for target in table for source in table[target])
    starts = {source for source, _ in moves} - {target for _, target in moves}
    ends = {target for _, target in moves} - {source for source, _ in moves}
    lines = [
        "```mermaid",
        "stateDiagram-v2",
        *(f"    [*] --> {state}" for state in sorted(starts)),
        *(f"    {source} --> {target}" for source, target in moves),
        *(f"    {state} --> [*]" for state in sorted(ends)),
        "```",
    ]
    return "\n".join(lines) + "\n"
