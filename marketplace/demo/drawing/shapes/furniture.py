"""Furniture and lamps."""

from marketplace.demo.drawing.colour import SNOW, Colour, darker, hexa, lighter
from marketplace.demo.drawing.geometry import arc, box, ellipse, half, lathe, moved, path
from marketplace.demo.drawing.pen import Light, Pen
from marketplace.demo.drawing.shapes.base import Look, Pose, shape
from marketplace.demo.drawing.shapes.pattern import printed

OAK = hexa("c89b67")
WALNUT = hexa("7d5538")
BRASS = hexa("cda45a")


def _legs(
    pen: Pen, places: list[tuple[float, float]], top: float, bottom: float, tone: Colour
) -> None:
    """Tapered legs, each at x and splayed by so many units."""
    for x, splay in places:
        pen.body(
            [(x - 4.5, top), (x + 4.5, top), (x + splay + 2.6, bottom), (x + splay - 2.6, bottom)],
            tone,
            rim=1.5,
        )


@shape(cm=82)
def chair(pen: Pen, look: Look) -> None:
    wood = (OAK, WALNUT)[look.variant % 2]
    _legs(pen, [(-30, -4), (30, 4)], 16, 78, darker(wood, 0.3))
    pen.body(path("M-46,10 L-38,-84 L-30,-84 L-34,10 Z"), wood, rim=2)
    pen.body(path("M46,10 L38,-84 L30,-84 L34,10 Z"), wood, rim=2)
    back = half("M0,-90 C26,-92 40,-88 42,-82 L38,-38 C24,-34 10,-34 0,-34 Z")
    pen.body(back, look.main)
    printed(pen, back, look, Light.FLAT)
    seat = half("M0,-4 L46,-4 C56,0 56,14 50,20 C20,26 0,26 0,26 Z")
    pen.body(seat, look.main)
    printed(pen, seat, look, Light.FLAT)
    _legs(pen, [(-44, -6), (44, 6)], 20, 94, wood)


@shape(cm=85)
def sofa(pen: Pen, look: Look) -> None:
    _legs(pen, [(-76, -4), (76, 4)], 46, 66, (OAK, WALNUT)[look.variant % 2])
    for side in (-1, 1):
        back = [(x * side, y) for x, y in box(1, -52, 72, 22, 14)]
        pen.body(back, look.main)
        printed(pen, back, look, Light.FLAT)
    pen.body(box(-82, 24, 82, 50, 6), darker(look.main, 0.1))
    for side in (-1, 1):
        seat = [(x * side, y) for x, y in box(1, 4, 70, 32, 9)]
        pen.body(seat, lighter(look.main, 0.1), rim=5)
        arm = [(x * side, y) for x, y in box(64, -18, 96, 50, 14)]
        pen.body(arm, look.main, rim=5)
    pen.body(moved(box(-20, -20, 20, 20, 7), -42, -14, 1, 14), look.second)
    pen.body(moved(box(-18, -18, 18, 18, 7), 44, -12, 1, -12), look.accent)


@shape(cm=46)
def stool(pen: Pen, look: Look) -> None:
    wood = (OAK, WALNUT)[look.variant % 2]
    _legs(pen, [(-18, -10), (18, 10)], 0, 84, darker(wood, 0.25))
    pen.body(box(-40, 44, 40, 50, 3), darker(wood, 0.12), rim=1)
    _legs(pen, [(-34, -16), (34, 16)], 0, 92, wood)
    seat = box(-60, -28, 60, 8, 16)
    pen.body(seat, look.main)
    printed(pen, seat, look, Light.FLAT)
    pen.seam([(-58, -4), (58, -4)], look.main, 1.6)
    pen.ball(ellipse(0, -26, 4, 2.4), darker(look.main, 0.3))


@shape(cm=110)
def officechair(pen: Pen, look: Look) -> None:
    dark = hexa("3b3d44")
    pen.metal(box(-4, 34, 4, 72), hexa("9ea2a9"))
    for turn in (-64, -30, 30, 64):
        pen.rod([(0, 70), moved([(0, 20)], 0, 70, 2.2, turn)[0]], dark, 6)
    for x in (-42, -22, 22, 42):
        pen.body(ellipse(x, 92 if abs(x) < 30 else 88, 6), hexa("26272b"), rim=2)
    for side in (-1, 1):
        pen.rod(path(f"M{side * 40},28 L{side * 56},20 L{side * 56},-4"), dark, 5)
        pen.body(moved(box(-14, -4, 14, 4, 4), side * 52, -8), dark)
    back = half("M0,-62 C30,-62 40,-54 40,-40 C42,-16 34,10 0,12 Z")
    pen.body(back, look.main)
    printed(pen, back, look, Light.FLAT)
    pen.body(box(-24, -92, 24, -68, 10), lighter(look.main, 0.1))
    pen.body(box(-48, 16, 48, 38, 11), look.main, rim=6)


@shape(cm=75)
def table(pen: Pen, look: Look) -> None:
    wood = (OAK, WALNUT, look.main)[look.variant % 3]
    _legs(pen, [(-54, 0), (54, 0)], -24, 54, darker(wood, 0.3))
    _legs(pen, [(-80, -6), (80, 6)], -18, 70, wood)
    pen.body(box(-84, -22, 84, -8, 2), darker(wood, 0.15), rim=1)
    pen.body(path("M-78,-44 L78,-44 L98,-26 L-98,-26 Z"), lighter(wood, 0.18), rim=0)
    for y in (-40, -34, -30):
        pen.seam([(-84 - y * -0.1, y), (80, y)], lighter(wood, 0.1), 0.8)
    pen.body(box(-98, -27, 98, -18, 2), wood, rim=1)
    pen.tube(moved(lathe((8, -30), (10, -22), (5, -6), (8, 0), (8, 0)), 12, -36), look.second)
    leaf = half("M0,-22 C10,-14 8,6 0,10 Z")
    for turn in (-34, 0, 34):
        pen.body(moved(leaf, 12 + turn * 0.16, -72, 1, turn), hexa("6f9160"), rim=1)


@shape(cm=76)
def desk(pen: Pen, look: Look) -> None:
    wood = (OAK, WALNUT)[look.variant % 2]
    pen.body(box(-86, -14, -78, 72), darker(wood, 0.15), rim=2)
    pen.body(box(20, -16, 86, 66, 3), look.main)
    for y in (-10, 16, 42):
        pen.body(box(25, y, 81, y + 22, 2), lighter(look.main, 0.16), rim=2)
        pen.fill(box(45, y + 8, 61, y + 12, 2), BRASS)
    for x in (24, 76):
        pen.body(box(x, 66, x + 6, 72), darker(wood, 0.3), rim=1)
    pen.body(box(-96, -26, 96, -14, 3), wood, rim=2)
    pen.rod(path("M-62,-28 L-66,-66 L-46,-82"), hexa("4b4d55"), 3.4)
    pen.body(moved(half("M0,-9 L7,-9 L15,9 L0,9 Z"), -40, -80, 1, -50), look.accent, rim=2)
    pen.body(ellipse(-62, -27, 13, 3.4), hexa("4b4d55"), rim=0)
    for n, tone in enumerate((look.second, look.accent, look.main)):
        pen.body(box(34, -32 - n * 6, 70 - n * 4, -27 - n * 6, 1), tone, rim=1)


@shape(cm=42)
def coffeetable(pen: Pen, look: Look) -> None:
    wood = (OAK, WALNUT)[look.variant % 2]
    pen.body(ellipse(0, 34, 54, 9), darker(wood, 0.15), rim=2)
    for x, splay in ((-60, -8), (60, 8), (0, 0)):
        _legs(pen, [(x, splay)], -16, 62 if x else 68, wood)
    pen.body(ellipse(0, -12, 92, 20), darker(wood, 0.18), rim=0)
    pen.body(ellipse(0, -20, 92, 20), lighter(wood, 0.16), rim=2)
    pen.line(ellipse(0, -20, 76, 15), wood, 1.2, 0.6)
    pen.tube(moved(lathe((13, -14), (12, -2), (8, 4), (8, 4)), -26, -24), look.main)
    pen.fill(ellipse(-26, -38, 13, 3), darker(look.main, 0.5))
    for n, tone in enumerate((look.second, look.accent)):
        pen.body(box(4 + n * 3, -30 - n * 7, 52 - n * 2, -23 - n * 7, 1.5), tone, rim=1)


@shape(cm=100)
def bed(pen: Pen, look: Look) -> None:
    wood = (OAK, WALNUT)[look.variant % 2]
    pen.body(box(-84, -62, 84, 30, 12), wood if look.variant % 3 else look.second)
    for x in (-42, 0, 42):
        pen.seam([(x, -58), (x, 0)], wood, 2)
    for side in (-1, 1):
        pen.body(moved(box(-32, -16, 32, 16, 12), side * 38, -20), SNOW)
    quilt = path("M-88,-4 C-60,-12 60,-12 88,-4 L94,42 L-94,42 Z")
    pen.body(quilt, look.main)
    printed(pen, quilt, look, Light.FLAT)
    pen.body(
        path("M-88,-6 C-60,-14 60,-14 88,-6 L90,8 C60,0 -60,0 -90,8 Z"),
        lighter(look.main, 0.4),
        rim=2,
    )
    pen.body(box(-96, 38, 96, 58, 4), wood)
    for x in (-84, 78):
        pen.body(box(x, 58, x + 6, 70), darker(wood, 0.3), rim=1)


@shape(cm=200)
def wardrobe(pen: Pen, look: Look) -> None:
    pen.body(box(-62, -92, 62, 84, 4), darker(look.main, 0.1))
    for n in range(2 + look.variant % 2):
        width = 116 / (2 + look.variant % 2)
        left = -58 + n * width
        pen.body(box(left + 1, -86, left + width - 1, 46, 2), look.main, rim=2)
        pen.line(box(left + 7, -78, left + width - 7, 38, 1), darker(look.main, 0.22), 1.4)
        pen.fill(box(left + width - 8, -20, left + width - 5, 6, 1), BRASS)
    for side in (-1, 1):
        pen.body(moved(box(-28, 50, 28, 78, 2), side * 29.5), lighter(look.main, 0.1), rim=2)
        pen.fill(moved(box(-8, 61, 8, 65, 1), side * 29.5), BRASS)
        pen.body(moved(box(-4, 84, 4, 94), side * 52), WALNUT, rim=1)


@shape(cm=160)
def shelf(pen: Pen, look: Look) -> None:
    wood = (OAK, WALNUT)[look.variant % 2]
    dark = hexa("41434a")
    for side in (-1, 1):
        pen.rod([(side * 62, -92), (side * 62, 92)], dark, 4)
    tones = (look.main, look.second, look.accent)
    for row, y in enumerate((-58, -12, 34, 80)):
        for n in range(4):
            x, tall = -50 + n * 9 + row % 2 * 42, 22 + (n * 7 + row * 5) % 12
            pen.body(box(x, y - tall, x + 7, y, 1), tones[(n + row) % 3], rim=1)
        other = 34 - row % 2 * 64
        if row % 2:
            pen.body(box(other - 14, y - 22, other + 18, y, 3), lighter(look.main, 0.2))
        else:
            pen.tube(moved(lathe((5, -26), (12, -12), (8, 0), (8, 0)), other, y), look.second)
        pen.body(box(-68, y, 68, y + 7, 1), wood, rim=1.5)


@shape(cm=90)
def cabinet(pen: Pen, look: Look) -> None:
    wood = (OAK, WALNUT)[look.variant % 2]
    _legs(pen, [(-74, -4), (74, 4)], 52, 76, wood)
    pen.body(box(-90, -42, 90, 56, 4), wood)
    for n in range(3):
        left = -84 + n * 57
        pen.body(box(left, -34, left + 54, 50, 2), look.main, rim=2)
        if n == 1:
            for y in range(-28, 46, 8):
                pen.seam([(left + 5, y), (left + 49, y)], look.main, 1.6)
        else:
            printed(pen, box(left, -34, left + 54, 50, 2), look, Light.FLAT)
        pen.ball(ellipse(left + (48 if n == 0 else 6), 8, 4), BRASS)
    pen.body(box(-94, -50, 94, -40, 3), lighter(wood, 0.12), rim=1)
    pen.tube(moved(lathe((7, -34), (16, -14), (9, 0), (9, 0)), -52, -50), look.second)
    pen.body(box(30, -84, 66, -50, 2), SNOW, rim=2)
    pen.fill(ellipse(48, -67, 10), look.accent)


@shape(cm=45)
def lamp(pen: Pen, look: Look) -> None:
    pen.tube(lathe((5, -6), (6, 10), (26, 34), (30, 54), (18, 78), (18, 78)), look.second)
    pen.tube(box(-30, 76, 30, 86, 4), darker(look.second, 0.25))
    shade = half("M0,-84 L34,-84 L62,-6 L0,-6 Z")
    pen.tube(shade, lighter(look.main, 0.25))
    printed(pen, shade, look)
    pen.fill(half("M0,-6 L62,-6 C40,2 0,2 0,2 Z"), hexa("ffe9b8"))
    pen.shine(half("M0,-60 L20,-60 L38,-6 L0,-6 Z"), 0.22)
    pen.line(path("M26,-4 L26,18"), BRASS, 1.4)
    pen.ball(ellipse(26, 20, 3), BRASS)


@shape(cm=38, pose=Pose.HANG)
def pendant(pen: Pen, look: Look) -> None:
    pen.line([(0, -98), (0, -40)], hexa("4a4a50"), 2.4)
    pen.tube(box(-8, -52, 8, -34, 3), BRASS)
    pen.ball(ellipse(0, 44, 22, 20), hexa("fff0c4"))
    shade = half(
        (
            "M0,-38 C20,-38 30,-26 34,-10 C62,4 80,26 84,46 L0,46 Z",
            "M0,-38 C60,-36 84,0 84,46 L0,46 Z",
            "M0,-38 L22,-38 L88,46 L0,46 Z",
        )[look.variant % 3]
    )
    pen.tube(shade, look.main)
    printed(pen, shade, look)
    pen.fill(ellipse(0, 46, 84, 9), lighter(look.main, 0.3))
    pen.fill(ellipse(0, 47, 77, 6.6), hexa("ffe3a0"))


@shape(cm=155)
def floorlamp(pen: Pen, look: Look) -> None:
    pen.body(ellipse(0, 90, 32, 6), hexa("45464d"), rim=1)
    pen.metal(box(-2.6, -44, 2.6, 90), BRASS)
    shade = half("M0,-94 L26,-94 L44,-36 L0,-36 Z")
    pen.tube(shade, lighter(look.main, 0.15))
    printed(pen, shade, look)
    pen.fill(ellipse(0, -36, 44, 5), hexa("ffe9b8"))
    pen.body(ellipse(0, 30, 30, 5), look.second, rim=1)
    pen.tube(moved(lathe((8, -12), (8, 0), (6, 2), (6, 2)), -8, 28), look.accent)
    pen.line(arc(40, -28, 2, 16, 0, 180), BRASS, 1.2)
