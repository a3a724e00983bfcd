"""The tokens' colours: text is readable in both themes (WCAG 2.2 AA)."""

from __future__ import annotations

import math
import re

import pytest
from django.conf import settings

TEXT, SHAPE = 4.5, 3.0
GROUNDS = ("canvas", "surface", "surface-raised", "surface-sunken", "surface-hover")
INKS = ("ink", "ink-soft", "ink-muted", "link", "accent-text", "good", "warn", "bad", "info")
PAIRS = [
    *((ink, ground, TEXT) for ink in INKS for ground in GROUNDS),
    ("accent-ink", "accent", TEXT),
    ("accent-ink", "accent-hover", TEXT),
    ("canvas", "ink", TEXT),
    ("canvas", "ink-soft", TEXT),
    ("surface", "good", TEXT),
    *((tone, f"{tone}-wash", TEXT) for tone in ("good", "warn", "bad", "info")),
    *(("ink", f"{tone}-wash", TEXT) for tone in ("good", "warn", "bad", "info", "accent")),
    ("accent-text", "accent-wash", TEXT),
    ("ink-soft", "accent-wash", TEXT),
    *((shape, ground, SHAPE) for shape in ("line-strong", "focus") for ground in GROUNDS),
]
Colour = tuple[float, float, float]


def tokens() -> dict[str, tuple[Colour, Colour]]:
    """Each colour token in the light and in the dark theme, as lightness, chroma and hue."""
    text = (settings.BASE_DIR / "static/css/tokens.css").read_text(encoding="utf-8")
    colour = r"oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)"
    found = re.findall(rf"--([\w-]+): light-dark\({colour}, {colour}\);", text)
    return {
        name: ((float(a), float(b), float(c)), (float(d), float(e), float(f)))
        for name, a, b, c, d, e, f in found
    }


def luminance(colour: Colour) -> float:
    """Relative luminance of an oklch colour (CSS Color 4), cut to what sRGB can show."""
    lightness, chroma, hue = colour
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    red, green, blue = (min(1.0, max(0.0, part)) for part in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_and_white() -> None:
    assert contrast((0, 0, 0), (1, 0, 0)) == pytest.approx(21, abs=0.01)


@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_contrast(ink: str, ground: str, least: float) -> None:
    colours = tokens()
    for theme in (0, 1):
        assert contrast(colours[ink][theme], colours[ground][theme]) >= least, ("light", "dark")[
            theme
        ]


def test_every_token_used_is_defined() -> None:
    sheets = [
        path.read_text(encoding="utf-8") for path in settings.BASE_DIR.glob("static/css/*.css")
    ]
    used = {name for text in sheets for name in re.findall(r"var\(--([\w-]+)", text)}
    defined = {name for text in sheets for name in re.findall(r"--([\w-]+):", text)}
    assert used <= defined
