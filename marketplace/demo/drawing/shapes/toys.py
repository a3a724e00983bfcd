"""Toys and games."""

from marketplace.demo.drawing.colour import SNOW, Colour, darker, hexa, lighter, mix
from marketplace.demo.drawing.geometry import arc, box, ellipse, half, lathe, moved, path
from marketplace.demo.drawing.pen import Light, Pen
from marketplace.demo.drawing.shapes.base import Look, Pose, shape
from marketplace.demo.drawing.shapes.pattern import printed

RUBBER = hexa("34343c")
GLASS = hexa("bfdce4")
BRIGHT = tuple(hexa(code) for code in ("d9573f", "e9b44c", "4f8a8b", "5b76a9", "88a764"))


def _wheel(pen: Pen, x: float, y: float, radius: float, hub: Colour) -> None:
    pen.body(ellipse(x, y, radius), RUBBER, rim=3)
    pen.ball(ellipse(x, y, radius * 0.58), hub)
    pen.fill(ellipse(x, y, radius * 0.2), darker(hub, 0.4))


@shape(cm=9)
def toycar(pen: Pen, look: Look) -> None:
    pen.body(path("M-52,0 C-44,-40 -30,-48 -4,-48 L14,-48 C34,-48 46,-26 58,0 Z"), look.main)
    pen.fill(path("M-40,-2 C-36,-30 -26,-38 -6,-38 L-4,-2 Z"), GLASS)
    pen.fill(path("M4,-2 L4,-38 C24,-38 34,-26 44,-2 Z"), GLASS)
    pen.shine(path("M-30,-4 L-16,-36 L-10,-37 L-22,-4 Z"), 0.6)
    hull = path("M-94,44 L-94,18 C-90,0 -70,-4 -50,-4 L56,-4 C84,0 96,14 96,44 Z")
    pen.body(hull, look.main)
    printed(pen, box(-94, 16, 96, 30), look, Light.FLAT)
    pen.fill(box(84, 10, 96, 22, 4), look.accent)
    pen.fill(box(-96, 10, -88, 22, 3), hexa("c3402f"))
    pen.body(box(-100, 36, 100, 50, 6), look.second)
    for x in (-54, 54):
        pen.fill(arc(x, 44, 29, 29, 180, 360), darker(look.main, 0.55))
        _wheel(pen, x, 46, 24, look.second)


@shape(cm=22)
def truck(pen: Pen, look: Look) -> None:
    pen.body(box(-96, 30, 94, 46, 4), hexa("4a4a52"))
    bed = path("M-98,-46 L22,-46 L22,30 L-88,30 Z")
    pen.body(bed, look.main)
    printed(pen, bed, look, Light.FLAT)
    for x in (-70, -44, -18, 8):
        pen.seam([(x, -44), (x, 28)], look.main, 3)
    pen.body(path("M30,-58 L62,-58 C76,-58 84,-20 94,-10 L94,34 L30,34 Z"), look.second)
    pen.fill(path("M42,-46 L60,-46 C66,-46 72,-26 78,-14 L42,-14 Z"), GLASS)
    pen.fill(box(84, 8, 95, 20, 3), look.accent)
    for y in (-6, 2, 10):
        pen.seam([(36, y + 6), (60, y + 6)], look.second)
    for x in (-66, -22, 60):
        _wheel(pen, x, 48, 23, look.accent)


@shape(cm=10)
def train(pen: Pen, look: Look) -> None:
    pen.body(box(-96, 24, 92, 40, 5), darker(look.second, 0.3))
    pen.tube(box(-20, -22, 78, 28, 18), look.main)
    printed(pen, box(-20, -16, 78, 22, 12), look)
    pen.body(box(-92, -66, -22, 28, 6), look.second)
    pen.fill(box(-78, -48, -36, -12, 5), GLASS)
    pen.body(box(-100, -78, -14, -62, 6), look.accent)
    pen.tube(lathe((18, -62), (17, -58), (9, -40), (9, -20), (9, -20)), look.accent)
    pen.tube(moved(lathe((16, -64), (15, -58), (8, -42), (8, -20), (8, -20)), 50), look.second)
    pen.ball(ellipse(84, 2, 10), hexa("f3d27a"))
    for x, r in ((-66, 22), (-18, 18), (22, 18), (62, 18)):
        _wheel(pen, x, 62 - r, r, look.accent)
    pen.rod([(-66, 40), (62, 46)], hexa("c9ccd2"), 5)


@shape(cm=16)
def blocks(pen: Pen, look: Look) -> None:
    tones = (look.main, look.second, look.accent, *BRIGHT)
    for n, (x, y, w) in enumerate(
        ((-60, 58, 76), (20, 58, 76), (-42, 18, 76), (38, 18, 42), (-20, -22, 76), (-2, -62, 40))
    ):
        tone = tones[n % len(tones)]
        for stud in range(2 if w < 60 else 4):
            sx = x - w / 2 + w * (stud + 0.5) / (2 if w < 60 else 4)
            pen.tube(box(sx - 6, y - 27, sx + 6, y - 16, 2), tone)
        pen.body(box(x - w / 2, y - 20, x + w / 2, y + 20, 3), tone)
        pen.shine(box(x - w / 2 + 4, y - 16, x + w / 2 - 4, y - 13, 1), 0.35)


@shape(cm=24, pose=Pose.LIE)
def puzzle(pen: Pen, look: Look) -> None:
    tones = (look.main, look.second, look.accent, lighter(look.main), lighter(look.accent))
    for row in range(3):
        for column in range(3):
            x, y = -52 + column * 52, -52 + row * 52
            if row == 2 and column == 2:
                x, y = x + 22, y + 20
            tone = tones[(row * 2 + column * 3) % 5]
            pen.body(box(x - 26, y - 26, x + 26, y + 26, 3), tone, rim=3)
            pen.body(
                ellipse(
                    x + (26 if column < 2 else 0), y + (0 if column < 2 else 26 * (row < 2)), 8
                ),
                tone,
                rim=0,
            )
    pen.shine(box(-74, -74, 70, -70, 2), 0.3)


@shape(cm=30)
def bear(pen: Pen, look: Look) -> None:
    _plush(pen, look, look.main)
    for side in (-1, 1):
        pen.ball(ellipse(side * 32, -76, 15), look.main, rim=3)
        pen.fill(ellipse(side * 32, -75, 8), lighter(look.second, 0.2))
    _face(pen, look)


@shape(cm=34)
def rabbit(pen: Pen, look: Look) -> None:
    _plush(pen, look, look.main)
    for side in (-1, 1):
        pen.ball(moved(ellipse(0, -26, 12, 32), side * 18, -60, 1, side * 12), look.main, rim=3)
        pen.fill(
            moved(ellipse(0, -24, 5.5, 22), side * 18, -60, 1, side * 12),
            lighter(look.accent, 0.45),
        )
    _face(pen, look)


def _plush(pen: Pen, look: Look, tone: Colour) -> None:
    for side in (-1, 1):
        pen.ball(moved(ellipse(0, 0, 16, 32), side * 46, 22, 1, side * -24), tone, rim=3)
        pen.ball(ellipse(side * 32, 78, 25, 20), tone, rim=3)
        pen.fill(ellipse(side * 34, 80, 13, 11), lighter(look.second, 0.3))
    pen.ball(ellipse(0, 38, 46, 52), tone, rim=4)
    belly = ellipse(0, 44, 28, 34)
    pen.fill(belly, lighter(look.second, 0.25))
    printed(pen, belly, look, Light.BALL)


def _face(pen: Pen, look: Look) -> None:
    pen.ball(ellipse(0, -40, 48, 42), look.main, rim=4)
    pen.fill(ellipse(0, -27, 22, 17), lighter(look.second, 0.3))
    for side in (-1, 1):
        pen.fill(ellipse(side * 18, -48, 5), RUBBER)
        pen.fill(ellipse(side * 18 - 1.6, -50, 1.7), SNOW)
        pen.fill(ellipse(side * 33, -32, 7, 5), look.accent, 0.55)
    pen.fill(ellipse(0, -34, 6.5, 4.6), RUBBER)
    pen.line(path("M-8,-22 C-6,-16 0,-16 0,-24 C0,-16 6,-16 8,-22"), RUBBER, 2)
    pen.body(half("M0,2 L22,-8 L22,12 Z"), look.accent, rim=2)
    pen.ball(ellipse(0, 2, 6), darker(look.accent, 0.1))


@shape(cm=30)
def doll(pen: Pen, look: Look) -> None:
    skin, hair = hexa("f3d3b8"), mix(look.accent, hexa("5a3a2a"), 0.6)
    for side in (-1, 1):
        pen.body(moved(box(-6, 40, 6, 86, 5), side * 14), skin)
        pen.body(moved(box(-9, 80, 9, 94, 5), side * 15), look.accent)
        pen.body(moved(box(-6, -4, 6, 40, 6), side * 32, 4, 1, side * -20), skin)
    dress = half("M0,-14 L22,-14 C26,10 46,40 54,58 C36,70 18,66 0,70 Z")
    pen.body(dress, look.main)
    printed(pen, dress, look, Light.FLAT)
    pen.body(box(-24, 6, 24, 16, 3), look.second, rim=2)
    pen.ball(half("M0,-96 C44,-98 54,-50 50,-18 C40,-8 20,-14 0,-14 Z"), hair)
    pen.ball(ellipse(0, -46, 34, 33), skin)
    pen.body(
        path("M-36,-52 C-30,-86 30,-90 37,-50 C20,-56 6,-64 -4,-72 C-12,-62 -24,-56 -36,-52 Z"),
        hair,
    )
    for side in (-1, 1):
        pen.fill(ellipse(side * 13, -42, 4), RUBBER)
        pen.fill(ellipse(side * 21, -32, 6, 4), hexa("e58f7c"), 0.6)
    pen.line(arc(0, -34, 7, 6, 30, 150), hexa("b04a40"), 2)


@shape(cm=22)
def ball(pen: Pen, look: Look) -> None:
    hull = ellipse(0, 0, 84)
    pen.body(hull, look.main, rim=0)
    with pen.inside(hull):
        for n, turn in enumerate(range(0, 360, 60)):
            tone = (look.second, look.accent)[n % 2]
            pen.fill(
                moved(
                    path("M0,0 C20,-30 20,-70 0,-100 L52,-90 C56,-50 30,-20 0,0 Z"),
                    -14,
                    -20,
                    1.2,
                    turn,
                ),
                tone,
            )
    pen.ball(ellipse(-14, -20, 13), SNOW)
    pen.relight(hull, Light.BALL)
    pen.shine(moved(ellipse(0, 0, 20, 10), -38, -48, 1, -38), 0.4)


@shape(cm=80, pose=Pose.HANG)
def kite(pen: Pen, look: Look) -> None:
    pen.line(path("M0,50 C30,66 -30,80 6,98"), darker(look.main, 0.3), 2)
    for x, y in ((10, 64), (-6, 80), (6, 96)):
        pen.body(moved(half("M0,0 L12,-7 L12,7 Z"), x, y), look.accent, rim=1)
    for n, points in enumerate(
        (
            "M0,-92 L62,-26 L0,-26 Z",
            "M0,-92 L-62,-26 L0,-26 Z",
            "M0,-26 L62,-26 L0,52 Z",
            "M0,-26 L-62,-26 L0,52 Z",
        )
    ):
        tone = (look.main, look.second, look.accent, look.main)[n]
        pen.body(path(points), tone, rim=2)
    pen.line([(0, -92), (0, 52)], hexa("8a6a48"), 2.5)
    pen.line([(-62, -26), (62, -26)], hexa("8a6a48"), 2.5)


@shape(cm=18)
def rings(pen: Pen, look: Look) -> None:
    pen.body(box(-58, 76, 58, 92, 8), hexa("d8b07a"))
    pen.tube(box(-7, -70, 7, 80, 6), hexa("e3c394"))
    tones = (look.main, look.second, look.accent, *BRIGHT[:2])
    for n, tone in enumerate(tones):
        width = 64 - n * 9
        pen.ball(box(-width, 50 - n * 25, width, 76 - n * 25, 13), tone, rim=2)
        pen.shine(box(-width + 12, 55 - n * 25, -width + 34, 58 - n * 25, 1.5), 0.5)
    pen.ball(ellipse(0, -76, 15), look.main)


@shape(cm=20)
def robot(pen: Pen, look: Look) -> None:
    pen.line([(0, -70), (0, -88)], hexa("8b8f98"), 4)
    pen.ball(ellipse(0, -90, 7), look.accent)
    for side in (-1, 1):
        pen.body(moved(box(-8, 0, 8, 46, 8), side * 56, -12, 1, side * -10), look.second)
        pen.ball(ellipse(side * 65, 40, 11), look.accent)
        pen.body(moved(box(-14, 54, 14, 86, 5), side * 20), look.second)
        pen.body(moved(box(-18, 80, 18, 94, 6), side * 22), darker(look.main, 0.3))
    hull = box(-46, -12, 46, 60, 12)
    pen.body(hull, look.main)
    printed(pen, hull, look, Light.FLAT)
    pen.body(box(-28, 4, 28, 40, 6), lighter(look.second, 0.4), rim=2)
    for n in range(3):
        pen.ball(ellipse(-14 + n * 14, 22, 5), BRIGHT[n])
    pen.body(box(-40, -72, 40, -16, 14), lighter(look.main, 0.12))
    pen.body(box(-32, -62, 32, -28, 10), RUBBER, rim=0)
    for side in (-1, 1):
        pen.ball(ellipse(side * 14, -45, 8), GLASS)
