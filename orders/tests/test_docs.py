"""The drawings in the docs are those of the tables."""

from __future__ import annotations

from django.core.management import call_command

from orders.enums import ORDER_TRANSITIONS
from orders.management.commands.draw_states import drawing, redrawn


def test_the_drawings_are_up_to_date():
    call_command("draw_states", check=True)


def test_a_drawing_names_every_move():
    drawn = drawing(ORDER_TRANSITIONS)
    for target, sources in ORDER_TRANSITIONS.items():
        for source in sources:
            assert f"    {source} --> {target}\n" in drawn


def test_an_outdated_drawing_is_replaced():
    page = "<!-- states: orders -->\nold\n<!-- end -->\nrest"
    assert redrawn(page) == (
        f"<!-- states: orders -->\n{drawing(ORDER_TRANSITIONS)}<!-- end -->\nrest"
    )
