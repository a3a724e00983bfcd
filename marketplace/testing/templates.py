"""A variable that a template of ours names and nobody gave fails the test."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType

import pytest
from django.template.base import Node

TEMPLATES = Path(__file__).resolve().parent.parent.parent


class Undefined(str):
    """``string_if_invalid``: Django fills it with the name of what is not there."""

    __slots__ = ()

    def __mod__(self, variable: object) -> str:
        origin = origin_of_caller()
        if origin and is_own(Path(origin)):
            pytest.fail(f"{origin}: {variable} is not defined")
        return ""


def origin_of_caller() -> str | None:
    """The file of the template node that is being rendered."""
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node):
            return str(node.origin)
        frame = frame.f_back
    return None


def is_own(template: Path) -> bool:
    return template.is_relative_to(TEMPLATES) and "site-packages" not in template.parts
