"""Colours as (red, green, blue) of 0-255, and the few ways in which they are mixed."""

Colour = tuple[int, int, int]

INK: Colour = (38, 32, 44)
SNOW: Colour = (255, 252, 246)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """`first` with `share` (0-1) of `second` in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def darker(colour: Colour, share: float = 0.2) -> Colour:
    return mix(colour, INK, share)


def lighter(colour: Colour, share: float = 0.3) -> Colour:
    return mix(colour, SNOW, share)


def brightness(colour: Colour) -> float:
    """How light a colour looks, 0-255 (Rec. 601)."""
    red, green, blue = colour
    return 0.299 * red + 0.587 * green + 0.114 * blue


def hexa(text: str) -> Colour:
    """The colour of a hex notation without its hash: `hexa("ff8800")`."""
    return int(text[0:2], 16), int(text[2:4], 16), int(text[4:6], 16)
