"""Tools, locks and fittings."""

from math import cos, radians, sin

from marketplace.demo.drawing.colour import Colour, darker, hexa, lighter, mix
from marketplace.demo.drawing.geometry import Outline, arc, box, ellipse, half, moved, path
from marketplace.demo.drawing.pen import Light, Pen
from marketplace.demo.drawing.shapes.base import Look, Pose, shape
from marketplace.demo.drawing.shapes.pattern import printed

STEEL = hexa("b9bec6")
DARK = hexa("4a4e57")
BRASS = hexa("cda45a")
ASH = hexa("d3ab77")


def _grip(pen: Pen, outline: Outline, look: Look) -> None:
    pen.tube(outline, look.main)
    printed(pen, outline, look)


def _nut(x: float, y: float, radius: float, corners: int = 6, turn: float = 0) -> Outline:
    angles = (radians(360 * n / corners + turn) for n in range(corners))
    return [(x + radius * cos(a), y + radius * sin(a)) for a in angles]


@shape(cm=32, pose=Pose.LIE)
def hammer(pen: Pen, look: Look) -> None:
    pen.tube(box(-8, -60, 8, 20, 4), ASH)
    _grip(pen, half("M0,10 L10,10 C12,40 14,60 14,88 C10,96 4,96 0,96 Z"), look)
    for y in (30, 46, 62, 78):
        pen.line([(-11, y), (11, y)], look.accent, 2.6)
    pen.body(
        path(
            "M-18,-90 L24,-90 L24,-86 L40,-86 L40,-52 L24,-52 L24,-56 L-14,-56 C-34,-60 -56,-50 -78,-30 C-70,-66 -52,-86 -18,-90 Z"
        ),
        DARK,
        rim=4,
    )
    pen.metal(box(38, -92, 54, -46, 4), STEEL)
    pen.shine(box(-10, -86, 20, -82, 1), 0.3)


@shape(cm=25, pose=Pose.LIE)
def wrench(pen: Pen, look: Look) -> None:
    pen.body(box(-11, -50, 11, 60, 8), STEEL, rim=4)
    pen.fill(box(-5, -34, 5, 46, 4), darker(STEEL, 0.25))
    pen.body(
        path("M-12,-46 C-40,-54 -42,-88 -22,-98 L-12,-76 L12,-76 L22,-98 C42,-88 40,-54 12,-46 Z"),
        STEEL,
        rim=4,
    )
    pen.body(ellipse(0, 74, 25), STEEL, rim=4)
    pen.fill(_nut(0, 74, 14), darker(STEEL, 0.65))
    _grip(pen, box(-13, -20, 13, 40, 8), look)
    for y in (-8, 6, 20):
        pen.fill(box(-9, y, 9, y + 5, 2), look.second)


@shape(cm=22, pose=Pose.LIE)
def screwdriver(pen: Pen, look: Look) -> None:
    for n, (turn, tone) in enumerate(((-20, look.second), (0, look.main), (20, look.accent))):
        grip = half("M0,10 L13,12 C17,22 11,30 13,40 C19,56 19,80 13,92 C6,98 4,98 0,98 Z")
        pen.metal(moved(box(-4, -84, 4, 14, 1), turn * 2, 0, 1, turn * 0.5), STEEL)
        pen.fill(
            moved(
                half(
                    "M0,-98 L3,-98 L5,-80 L0,-80 Z" if n != 1 else "M0,-98 L6,-84 L4,-78 L0,-78 Z"
                ),
                turn * 2,
                0,
                1,
                turn * 0.5,
            ),
            DARK,
        )
        pen.body(moved(grip, turn * 2, 0, 1, turn * 0.5), tone, rim=4)
        for x in (-6, 1):
            pen.seam(moved([(x, 46), (x, 84)], turn * 2, 0, 1, turn * 0.5), tone, 2.4)


@shape(cm=20, pose=Pose.LIE)
def pliers(pen: Pen, look: Look) -> None:
    for side in (-1, 1):
        jaw = [
            (x * side, y) for x, y in path("M2,-96 L14,-92 C24,-66 26,-48 20,-28 L-6,-18 L-2,-50 Z")
        ]
        pen.body(jaw, STEEL if side > 0 else darker(STEEL, 0.12), rim=3)
        arm = [
            (x * side, y)
            for x, y in path(
                "M-10,-20 L10,-26 C34,-4 44,30 44,88 C42,98 32,98 28,90 C28,40 18,16 -10,-6 Z"
            )
        ]
        pen.body(arm, look.main, rim=4)
        printed(pen, arm, look, Light.FLAT)
        pen.line([(x * side, y) for x, y in path("M20,6 C32,30 36,56 36,84")], look.accent, 3)
    for y in (-86, -78, -70, -62):
        pen.line([(-7, y), (7, y)], DARK, 2)
    pen.ball(ellipse(0, -22, 12), STEEL)
    pen.fill(ellipse(0, -22, 4), DARK)


@shape(cm=21)
def drill(pen: Pen, look: Look) -> None:
    pen.metal(box(58, -54, 98, -48, 1), STEEL)
    pen.tube(path("M36,-68 L62,-60 L62,-42 L36,-34 Z"), DARK)
    hull = path(
        "M-70,-70 C-84,-68 -88,-38 -72,-30 L-50,-26 C-44,0 -48,30 -56,52 L-16,52 C-10,30 -12,-4 2,-18 L40,-26 L40,-74 Z"
    )
    pen.body(hull, look.main, rim=5)
    printed(pen, box(-60, -62, 30, -40, 6), look, Light.FLAT)
    pen.body(path("M-40,-14 C-38,10 -42,34 -48,50 L-26,50 C-20,26 -22,2 -12,-18 Z"), DARK, rim=2)
    pen.body(path("M-8,-18 C-2,-10 -6,2 -14,6 L-16,-12 Z"), look.accent, rim=2)
    pen.body(box(-72, 52, -2, 86, 7), DARK)
    pen.body(box(-72, 52, -2, 62, 4), look.second, rim=2)
    for n in range(4):
        pen.seam([(-70 + n * 7, -62), (-74 + n * 7, -40)], look.main, 2.4)
    pen.shine(box(-56, -68, 26, -64, 2), 0.35)


@shape(cm=28, pose=Pose.LIE)
def grinder(pen: Pen, look: Look) -> None:
    hull = box(-96, -20, 30, 22, 16)
    pen.body(hull, look.main, rim=5)
    printed(pen, box(-60, -20, -10, 22), look, Light.FLAT)
    pen.body(box(-92, -14, -66, 16, 8), DARK)
    pen.body(box(16, -28, 58, 30, 8), DARK)
    pen.body(ellipse(62, 26, 40), hexa("8a6f57"), rim=4)
    pen.line(ellipse(62, 26, 33), look.second, 4)
    pen.fill(ellipse(62, 26, 12), DARK)
    pen.body([*arc(62, 26, 46, 46, 160, 340), (62, 26)], STEEL, rim=3)
    pen.body(moved(box(-8, -44, 8, 0, 7), 38, -26, 1, 8), look.accent)
    pen.body(box(-40, -27, -14, -18, 4), look.accent, rim=2)
    pen.rod(path("M-96,0 C-104,10 -100,40 -84,60"), DARK, 5)


@shape(cm=9)
def padlock(pen: Pen, look: Look) -> None:
    pen.rod([(-34, 0), *arc(0, -38, 34, 44, 180, 360), (34, 0)], STEEL, 15)
    hull = box(-60, -16, 60, 88, 14)
    pen.body(hull, look.main, rim=6)
    printed(pen, hull, look, Light.FLAT)
    pen.body(box(-60, -2, 60, 8), darker(look.main, 0.12), rim=0)
    pen.ball(ellipse(0, 44, 24), BRASS, rim=2)
    pen.fill(ellipse(0, 40, 6), DARK)
    pen.fill(half("M0,40 L2.5,40 L5,58 L0,58 Z"), DARK)
    pen.shine(box(-50, 14, -45, 78, 2), 0.4)


@shape(cm=16)
def doorhandle(pen: Pen, look: Look) -> None:
    pen.body(box(-66, -86, -22, 90, 10), STEEL, rim=5)
    pen.body(box(-60, -80, -28, 84, 7), look.main, rim=2)
    printed(pen, box(-60, -80, -28, 84, 7), look, Light.FLAT)
    pen.ball(ellipse(-44, -36, 20), STEEL)
    pen.tube(
        path("M-48,-48 C-20,-50 30,-46 86,-36 C96,-32 96,-22 86,-20 C30,-20 -10,-22 -46,-22 Z"),
        STEEL,
    )
    pen.shine(path("M-34,-43 C0,-44 40,-40 82,-32 L82,-29 C40,-36 0,-39 -34,-39 Z"), 0.6)
    pen.fill(ellipse(-44, 34, 10), DARK)
    pen.fill(box(-46, 34, -42, 52, 1), DARK)
    pen.ball(ellipse(-44, 70, 4), look.accent)


@shape(cm=10, pose=Pose.LIE)
def hinge(pen: Pen, look: Look) -> None:
    tone = mix(STEEL, look.main, 0.35)
    for side in (-1, 1):
        pen.body([(x * side, y) for x, y in box(6, -74, 74, 74, 7)], tone, rim=4)
        for y in (-48, 0, 48):
            pen.fill(ellipse(side * (54 if y else 36), y, 9), darker(tone, 0.35))
            pen.ball(ellipse(side * (54 if y else 36), y, 6.4), BRASS)
            pen.line(
                [(side * (54 if y else 36) - 4, y), (side * (54 if y else 36) + 4, y)], DARK, 1.6
            )
    for n in range(5):
        pen.metal(box(-9, -76 + n * 31, 9, -48 + n * 31, 3), STEEL)
    for y in (-80, 80):
        pen.ball(ellipse(0, y, 9), look.accent)


@shape(cm=6, pose=Pose.LIE)
def screws(pen: Pen, look: Look) -> None:
    for x, y, turn, tone in (
        (-46, -6, -24, STEEL),
        (0, 8, 6, BRASS),
        (44, -4, 28, mix(STEEL, look.main, 0.5)),
    ):
        pen.body(moved(half("M0,-60 L9,-60 L9,50 L0,84 Z"), x, y, 1, turn), tone, rim=3)
        for n in range(9):
            pen.line(
                moved([(-10, -34 + n * 11), (10, -40 + n * 11)], x, y, 1, turn),
                darker(tone, 0.35),
                3,
            )
        pen.body(
            moved(half("M0,-84 L20,-80 L16,-66 L9,-58 L0,-58 Z"), x, y, 1, turn),
            lighter(tone, 0.15),
            rim=3,
        )
        pen.line(moved([(-9, -76), (9, -76)], x, y, 1, turn), DARK, 3)


@shape(cm=4, pose=Pose.LIE)
def nuts(pen: Pen, look: Look) -> None:
    places = (
        (-48, -34, 40, STEEL),
        (42, -44, 32, BRASS),
        (-12, 42, 46, mix(STEEL, look.main, 0.45)),
        (66, 34, 28, look.accent),
    )
    for n, (x, y, radius, tone) in enumerate(places):
        pen.body(_nut(x, y, radius, turn=n * 17), tone, rim=5)
        pen.line(ellipse(x, y, radius * 0.72), lighter(tone, 0.3), 1.6)
        pen.fill(ellipse(x, y, radius * 0.48), darker(tone, 0.6))
        pen.line(ellipse(x, y, radius * 0.42), darker(tone, 0.2), 1.6)


@shape(cm=40)
def toolbox(pen: Pen, look: Look) -> None:
    pen.rod(path("M-36,-30 L-36,-66 L36,-66 L36,-30"), DARK, 9)
    pen.body(path("M-84,-34 L84,-34 L94,-4 L-94,-4 Z"), lighter(look.main, 0.1))
    hull = box(-94, -6, 94, 74, 8)
    pen.body(hull, look.main, rim=6)
    printed(pen, box(-94, 22, 94, 74, 6), look, Light.FLAT)
    pen.body(box(-96, -10, 96, 2, 3), look.second, rim=2)
    for side in (-1, 1):
        pen.body(moved(box(-10, -14, 10, 16, 4), side * 54), look.accent)
    pen.body(box(-22, 24, 22, 42, 4), lighter(look.second, 0.3), rim=2)


@shape(cm=12)
def tap(pen: Pen, look: Look) -> None:
    tone: Colour = mix(STEEL, look.main, 0.25)
    pen.metal(box(-58, -20, -26, 84, 5), tone)
    pen.rod(path("M-42,-24 C-42,-96 44,-96 44,-30"), tone, 18)
    pen.metal(box(32, -34, 56, -18, 4), darker(tone, 0.15))
    pen.rod([(-28, 20), (10, 2)], look.accent, 8)
    pen.ball(ellipse(12, 0, 8), look.accent)
    pen.tube(box(-70, 80, -14, 94, 4), darker(tone, 0.12))
    pen.fill(moved(half("M0,-12 C8,0 8,10 0,12 Z"), 44, 10), hexa("8fc4d8"), 0.85)
