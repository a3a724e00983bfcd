"""The market's colours by name, and the looks and grounds that go with them."""

from dataclasses import dataclass

from marketplace.demo.drawing.colour import Colour, brightness, hexa
from marketplace.demo.drawing.shapes.base import Look


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour as sellers name it, and the two that set it off."""

    zh: str
    en: str
    main: Colour
    second: Colour
    accent: Colour


def _tone(zh: str, en: str, main: str, second: str, accent: str) -> Tone:
    return Tone(zh, en, hexa(main), hexa(second), hexa(accent))


TONES: dict[str, Tone] = {
    "cream": _tone("奶油白", "Cream", "ece2cf", "b5664a", "d9a441"),
    "haze": _tone("雾霾蓝", "Haze blue", "7f9bb3", "f3ede2", "d9a441"),
    "rose": _tone("豆沙粉", "Dusty rose", "d3a09a", "fbf3ec", "8c4a4a"),
    "pine": _tone("墨绿", "Pine green", "47685a", "e9dfc9", "cf9b4e"),
    "brick": _tone("砖红", "Brick red", "bf573c", "f4e6d4", "3f4a5a"),
    "navy": _tone("藏青", "Navy", "38486a", "e3d6bf", "d0793f"),
    "mustard": _tone("姜黄", "Mustard", "d9a545", "fff3d9", "7a4a32"),
    "sage": _tone("鼠尾草绿", "Sage", "a3b59a", "fbf7ec", "c0714f"),
    "lilac": _tone("藕荷紫", "Lilac", "a899bd", "f6efe6", "6a5687"),
    "charcoal": _tone("炭灰", "Charcoal", "4f545e", "d9d4ca", "d98a4b"),
    "caramel": _tone("焦糖", "Caramel", "b07a4c", "f5e8d3", "4a5a52"),
    "wine": _tone("酒红", "Wine", "84394a", "f1e0d3", "d0a24f"),
    "sky": _tone("晴空蓝", "Sky blue", "8fbcd0", "fffaf0", "e08a5a"),
    "coral": _tone("珊瑚橙", "Coral", "e2856a", "fff2e4", "4b6a7a"),
    "mint": _tone("薄荷绿", "Mint", "9fcbb8", "fffaf0", "d98272"),
    "stone": _tone("浅灰", "Stone grey", "bdb8b0", "f7f3ea", "6d7f88"),
}

LIGHT_GROUNDS: tuple[Colour, ...] = tuple(
    hexa(code) for code in ("f3ece1", "e6ebee", "f4e5de", "e6ece2", "f6ecd6", "eae5ef")
)
DEEP_GROUNDS: tuple[Colour, ...] = tuple(
    hexa(code) for code in ("d9cbb8", "c3cfd6", "e0c1b3", "c2cdb9")
)


def look_of(tone: str, variant: int = 0, pattern: str = "plain") -> Look:
    """How a product looks in a named colour."""
    chosen = TONES[tone]
    return Look(chosen.main, chosen.second, chosen.accent, variant, pattern)


def ground_for(tone: str, number: int) -> Colour:
    """A quiet ground on which the tone stands out: a deeper one behind pale goods."""
    pale = brightness(TONES[tone].main) > 185
    grounds = DEEP_GROUNDS if pale else LIGHT_GROUNDS
    return grounds[number % len(grounds)]
