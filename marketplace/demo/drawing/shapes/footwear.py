"""Shoes, bags and what is carried."""

from marketplace.demo.drawing.colour import SNOW, darker, hexa, lighter
from marketplace.demo.drawing.geometry import arc, box, ellipse, half, moved, path
from marketplace.demo.drawing.pen import Light, Pen
from marketplace.demo.drawing.shapes.base import Look, Pose, shape
from marketplace.demo.drawing.shapes.pattern import printed

BRASS = hexa("cda45a")
GUM = hexa("f0e6d4")


@shape(cm=11)
def sneaker(pen: Pen, look: Look) -> None:
    hull = path(
        "M-88,32 C-94,-2 -88,-38 -80,-46 C-66,-34 -44,-36 -30,-50 C-4,-22 22,-8 54,-2 C84,4 96,18 94,34 Z"
    )
    pen.body(hull, look.main)
    printed(pen, path("M-60,-10 C-30,10 -4,12 20,4 L20,30 L-70,30 Z"), look, Light.FLAT)
    pen.body(
        path("M-88,32 C-94,-2 -88,-38 -80,-46 C-74,-40 -66,-38 -58,-38 C-64,-12 -60,10 -58,34 Z"),
        look.second,
    )
    pen.body(path("M46,-4 C84,0 98,18 94,36 L40,36 C44,20 50,8 46,-4 Z"), look.second)
    pen.fill(path("M-26,30 C-8,2 18,0 34,-6 C20,14 0,20 -10,32 Z"), look.accent)
    for n in range(4):
        x, y = -20 + n * 16, -38 + n * 11
        pen.rod([(x - 9, y + 12), (x + 8, y - 1)], SNOW, 4)
    pen.body(path("M-92,28 L96,28 C100,44 96,54 84,54 L-80,54 C-94,54 -96,40 -92,28 Z"), GUM)
    pen.fill(box(-88, 46, 90, 54, 4), look.accent)
    for x in range(-70, 86, 18):
        pen.seam([(x, 34), (x + 8, 42)], GUM)


@shape(cm=11)
def oxford(pen: Pen, look: Look) -> None:
    hull = path(
        "M-90,36 C-96,0 -92,-30 -84,-50 C-64,-38 -42,-42 -26,-52 C-8,-24 26,-8 58,0 C88,8 98,24 96,38 Z"
    )
    pen.body(hull, look.main)
    pen.body(path("M40,-6 C84,4 98,22 96,38 L34,38 C40,22 44,8 40,-6 Z"), lighter(look.main, 0.1))
    pen.seam(path("M-30,36 C-28,8 -10,-12 -34,-44"), look.main, 2)
    pen.seam(path("M-60,34 C-66,0 -66,-20 -62,-42"), look.main, 2)
    for n in range(4):
        pen.rod(
            [(-22 + n * 13, -30 + n * 8), (-10 + n * 13, -38 + n * 8)], darker(look.main, 0.5), 3
        )
    for n in range(5):
        pen.fill(ellipse(48 + n * 4, 2 + n * 7, 1.6), darker(look.main, 0.5))
    pen.body(path("M-92,36 L97,36 C98,46 92,48 86,48 L-36,48 L-40,58 L-90,58 Z"), hexa("3a2a22"))
    pen.shine(path("M60,6 C80,12 88,20 90,28 C80,20 70,16 58,12 Z"), 0.4)


@shape(cm=26)
def boot(pen: Pen, look: Look) -> None:
    hull = path("M-52,66 C-58,20 -46,-30 -50,-90 L14,-90 C14,-50 12,-14 22,4 C50,14 84,24 88,66 Z")
    pen.body(hull, look.main)
    printed(pen, box(-50, -90, 14, -64), look, Light.FLAT)
    pen.body(
        path("M36,12 C66,20 90,34 88,66 L30,66 C36,46 40,30 36,12 Z"), lighter(look.main, 0.12)
    )
    pen.body(box(-54, -94, 18, -74, 5), look.second)
    for n in range(6):
        pen.rod([(-14, -60 + n * 13), (18 + n, -64 + n * 13)], look.accent, 3.6)
    pen.seam(path("M-52,40 C-20,30 -10,0 -16,-70"), look.main, 2)
    pen.body(path("M-58,64 L92,64 L92,82 L-10,82 L-12,92 L-58,92 Z"), hexa("33292a"))


@shape(cm=13)
def heel(pen: Pen, look: Look) -> None:
    pen.body(
        path("M-76,-22 C-70,10 -72,50 -76,86 L-68,86 C-60,50 -56,20 -50,8 Z"),
        darker(look.main, 0.2),
    )
    hull = path(
        "M-84,-42 C-62,-34 -50,-6 -14,14 C16,28 32,22 48,36 C70,44 92,62 90,76 C60,84 30,72 6,48 C-16,28 -44,18 -72,8 C-84,-4 -88,-24 -84,-42 Z"
    )
    pen.body(hull, look.main)
    printed(pen, hull, look, Light.FLAT)
    pen.fill(
        path("M-70,-30 C-52,-14 -30,10 4,20 C-20,22 -46,10 -66,-6 Z"), lighter(look.main, 0.45)
    )
    pen.fill(
        path("M6,48 C30,72 60,84 90,76 L90,82 L34,82 C20,76 10,62 6,48 Z"), darker(look.main, 0.6)
    )
    pen.ball(ellipse(50, 44, 8), look.accent)
    for turn in (-28, 28):
        pen.body(moved(half("M0,0 L18,-9 L18,9 Z"), 50, 44, 1, turn * 0.4), look.accent, rim=1)
    pen.shine(path("M60,54 C72,60 80,66 84,72 C72,70 64,64 58,58 Z"), 0.45)


@shape(cm=8)
def flat(pen: Pen, look: Look) -> None:
    pen.fill(path("M-84,-16 C-60,6 10,8 50,0 L40,30 L-80,30 Z"), darker(look.main, 0.5))
    hull = path("M-90,34 C-98,4 -94,-18 -84,-26 C-70,4 -20,14 20,-4 C40,-12 92,2 94,36 Z")
    pen.body(hull, look.main)
    printed(pen, hull, look, Light.FLAT)
    pen.line(path("M-84,-26 C-70,4 -20,14 20,-4 C30,-8 42,-6 52,-4"), look.second, 3)
    for turn in (0, 180):
        pen.body(
            moved(path("M0,0 C8,-14 24,-14 26,0 C24,14 8,14 0,0 Z"), 44, 2, 1, turn - 8),
            look.accent,
            rim=2,
        )
    pen.body(ellipse(44, 2, 6), darker(look.accent, 0.15), rim=1)
    pen.body(path("M-92,32 L95,32 C96,42 90,44 84,44 L-60,44 L-64,50 L-90,50 Z"), hexa("c79a6b"))


@shape(cm=28, pose=Pose.LIE)
def slipper(pen: Pen, look: Look) -> None:
    sole = path(
        "M0,-92 C32,-92 42,-50 36,-10 C34,20 36,40 34,60 C30,96 -30,96 -34,60 C-36,40 -34,20 -36,-10 C-42,-50 -32,-92 0,-92 Z"
    )
    strap = path(
        "M-42,-34 C-30,-84 30,-84 42,-34 C40,-12 40,-2 38,8 C20,-8 -20,-8 -38,8 C-40,-2 -40,-12 -42,-34 Z"
    )
    for x, turn in ((-44, -7), (44, 7)):
        pen.body(moved(sole, x, 0, 1, turn), look.second, rim=6)
        pen.fill(moved(sole, x, 0, 0.86, turn), lighter(look.second, 0.3))
        top = moved(strap, x, 0, 1, turn)
        pen.body(top, look.main, rim=5)
        printed(pen, top, look, Light.FLAT)
        pen.ball(ellipse(x, -46, 8), look.accent)


@shape(cm=44)
def backpack(pen: Pen, look: Look) -> None:
    pen.rod(arc(0, -78, 15, 14, 180, 360), darker(look.main, 0.3), 6)
    for side in (-1, 1):
        pen.body(moved(box(-10, -24, 10, 68, 10), side * 60), darker(look.main, 0.18))
    hull = path(
        "M-56,90 L-56,-40 C-56,-84 -30,-88 0,-88 C30,-88 56,-84 56,-40 L56,90 C40,94 -40,94 -56,90 Z"
    )
    pen.body(hull, look.main)
    printed(pen, hull, look, Light.FLAT)
    pen.seam(path("M-44,-20 C-44,-66 -24,-72 0,-72 C24,-72 44,-66 44,-20"), look.main, 3)
    pen.body(box(-44, 12, 44, 84, 12), look.second)
    pen.line([(-38, 30), (38, 30)], darker(look.second, 0.4), 3)
    pen.body(box(22, 30, 27, 46, 2), look.accent, rim=1)
    pen.body(box(-15, -36, 15, -18, 4), look.accent, rim=2)
    for side in (-1, 1):
        pen.body(moved(box(-5, -10, 5, 18, 2), side * 30, -4), hexa("4a3a30"), rim=2)


@shape(cm=30)
def tote(pen: Pen, look: Look) -> None:
    for back in (1, 0):
        tone = darker(look.second, 0.25 * back)
        pen.rod(path(f"M-30,-20 C-34,{-104 + back * 10} 34,{-104 + back * 10} 30,-20"), tone, 7)
    hull = path("M-68,-34 L68,-34 L76,84 C50,90 -50,90 -76,84 Z")
    pen.body(hull, look.main)
    printed(pen, path("M-70,0 L70,0 L75,78 L-75,78 Z"), look, Light.FLAT)
    pen.body(path("M-68,-36 L68,-36 L69,-22 L-69,-22 Z"), look.second, rim=2)
    for side in (-1, 1):
        pen.body(moved(box(-6, -30, 6, -6, 3), side * 30), look.second, rim=2)
        pen.fill(ellipse(side * 30, -14, 2.4), BRASS)
    pen.body(moved(box(-9, 0, 9, 26, 3), 44, -18, 1, -8), look.accent, rim=2)


@shape(cm=60)
def suitcase(pen: Pen, look: Look) -> None:
    for side in (-1, 1):
        pen.metal(box(side * 20 - 3, -96, side * 20 + 3, -60), hexa("bfc3c8"))
    pen.body(box(-26, -98, 26, -90, 4), hexa("3f4248"))
    for side in (-1, 1):
        pen.body(ellipse(side * 40, 90, 8), hexa("2f3136"))
    hull = box(-58, -70, 58, 86, 15)
    pen.body(hull, look.main, rim=6)
    printed(pen, hull, look, Light.FLAT)
    for x in (-40, -20, 0, 20, 40):
        pen.line([(x, -56), (x, 72)], darker(look.main, 0.2), 3.4)
        pen.line([(x - 2.6, -56), (x - 2.6, 72)], lighter(look.main, 0.35), 1.6)
    for y in (-58, 74):
        for side in (-1, 1):
            pen.body(moved(box(-11, -11, 11, 11, 6), side * 47, y), look.second, rim=2)
    pen.body(box(-20, -77, 20, -67, 4), look.second, rim=2)
    pen.body(box(48, -2, 60, 18, 3), look.accent, rim=2)


@shape(cm=11, pose=Pose.LIE)
def wallet(pen: Pen, look: Look) -> None:
    pen.body(moved(box(-70, -56, 62, 20, 6), 4, 2, 1, -4), darker(look.main, 0.3))
    pen.body(moved(box(-50, -50, 50, 10, 5), 6, -14, 1, -2), look.accent)
    hull = box(-80, -36, 80, 62, 10)
    pen.body(hull, look.main, rim=5)
    printed(pen, hull, look, Light.FLAT)
    pen.line(box(-75, -31, 75, 57, 7), lighter(look.main, 0.35), 1.4, 0.8)
    pen.body(path("M80,-4 L36,-4 C24,-4 24,28 36,28 L80,28 Z"), look.second, rim=3)
    pen.ball(ellipse(42, 12, 7), BRASS)


@shape(cm=56)
def umbrella(pen: Pen, look: Look) -> None:
    pen.metal(box(-2.4, -30, 2.4, 78), hexa("b9bcc2"))
    pen.rod(arc(11, 78, 11, 13, 180, 30), look.second, 6)
    scallop = "C60,-2 46,-2 40,14 C30,0 14,-2 0,12"
    pen.body(half(f"M0,-80 C52,-78 88,-36 92,14 {scallop} Z"), look.main, rim=0)
    printed(pen, half(f"M0,-80 C52,-78 88,-36 92,14 {scallop} Z"), look, Light.FLAT)
    pen.fill(
        path("M0,-80 C24,-50 38,-14 40,14 C46,-2 60,-2 92,14 C88,-36 52,-78 0,-80 Z"),
        darker(look.main, 0.35),
        0.35,
    )
    pen.fill(path("M0,-80 C-24,-50 -38,-14 -40,14 C-30,0 -14,-2 0,12 Z"), SNOW, 0.16)
    for x in (-40, 0, 40):
        pen.seam(path(f"M0,-80 C{x * 0.6},-50 {x * 0.95},-14 {x},13"), look.main, 1.6)
    pen.metal(box(-2.5, -92, 2.5, -78), hexa("b9bcc2"))
