"""Storage, cleaning and kitchen tools."""

from marketplace.demo.drawing.colour import SNOW, darker, hexa, lighter
from marketplace.demo.drawing.geometry import arc, box, ellipse, half, lathe, moved, path
from marketplace.demo.drawing.pen import Light, Pen
from marketplace.demo.drawing.shapes.base import Look, Pose, shape
from marketplace.demo.drawing.shapes.pattern import printed

STEEL = hexa("c4c8cf")
WOOD = hexa("c99a66")


@shape(cm=32)
def storagebox(pen: Pen, look: Look) -> None:
    hull = path("M-86,-30 L86,-30 L76,72 C74,80 -74,80 -76,72 Z")
    pen.body(hull, lighter(look.main, 0.2), rim=6)
    with pen.inside(hull):
        for n, tone in enumerate((look.second, look.accent, look.main, look.second)):
            pen.fill(box(-66 + n * 34, 0 + n % 2 * 12, -36 + n * 34, 66, 6), tone, 0.35)
    printed(pen, box(-70, 30, 70, 74, 6), look, Light.FLAT)
    pen.body(box(-94, -46, 94, -26, 7), look.second)
    pen.body(box(-20, -12, 20, -2, 5), darker(look.main, 0.3), rim=-2)
    for side in (-1, 1):
        pen.body(moved(box(-7, -34, 7, 4, 4), side * 78), look.accent, rim=3)
    pen.shine(path("M-72,-16 L-64,-16 L-58,64 L-66,64 Z"), 0.4)


@shape(cm=24)
def basket(pen: Pen, look: Look) -> None:
    pen.rod(arc(0, -20, 56, 66, 180, 360), darker(look.second, 0.15), 7)
    pen.body(moved(box(-40, -24, 40, 20, 16), -4, -24, 1, -6), look.accent)
    hull = half("M0,-20 L78,-20 C76,30 70,60 60,76 C40,82 20,82 0,82 Z")
    pen.body(hull, look.main, rim=6)
    with pen.inside(hull):
        for row in range(6):
            for n in range(9):
                x = -84 + n * 20 + row % 2 * 10
                pen.body(
                    box(x, -18 + row * 17, x + 17, -5 + row * 17, 5),
                    lighter(look.main, 0.16),
                    rim=2,
                )
    pen.body(box(-82, -28, 82, -12, 7), look.second)


@shape(cm=40, pose=Pose.HANG)
def hanger(pen: Pen, look: Look) -> None:
    for n, tone in enumerate((look.accent, look.second, look.main)):
        dy = n * 26 - 26
        pen.line(
            moved(path("M0,-30 L0,-40 C22,-44 18,-72 0,-70 C-10,-69 -14,-62 -12,-56"), n * 4, dy),
            STEEL,
            4,
        )
        body = path(
            "M0,-34 C10,-34 40,-8 88,14 C100,22 96,34 84,30 L0,-12 L-84,30 C-96,34 -100,22 -88,14 C-40,-8 -10,-34 0,-34 Z"
        )
        pen.body(moved(body, n * 4, dy), tone, rim=4)


@shape(cm=10, pose=Pose.LIE)
def organiser(pen: Pen, look: Look) -> None:
    pen.body(box(-92, -66, 92, 66, 10), look.main, rim=6)
    cells = ((-86, -60, -30, 60), (-24, -60, 34, -4), (-24, 2, 34, 60), (40, -60, 86, 60))
    for n, cell in enumerate(cells):
        pen.body(box(*cell, 6), lighter(look.main, 0.4), rim=-4)
        tone = (look.second, look.accent, look.second, look.accent)[n]
        count = 4 if n in {0, 3} else 2
        step = (cell[3] - cell[1]) / count
        for row in range(count):
            pen.body(
                box(
                    cell[0] + 5,
                    cell[1] + 5 + row * step,
                    cell[2] - 5,
                    cell[1] + step - 1 + row * step,
                    7,
                ),
                lighter(tone, 0.1 * row),
                rim=3,
            )


@shape(cm=125)
def mop(pen: Pen, look: Look) -> None:
    pen.tube(moved(box(-3.4, -96, 3.4, 54, 3), 0, 0, 1, 8), STEEL)
    pen.tube(moved(box(-4.6, -98, 4.6, -70, 4), 0, 0, 1, 8), look.accent)
    pen.body(path("M-16,46 L0,42 L14,50 L60,66 L-66,66 Z"), look.second)
    hull = path("M-72,62 L66,62 C80,76 82,88 78,94 L-84,94 C-84,84 -80,72 -72,62 Z")
    pen.body(hull, look.main)
    for n in range(-8, 9):
        pen.seam([(n * 8, 66), (n * 9.4, 94)], look.main, 2)


@shape(cm=24, pose=Pose.LIE)
def brush(pen: Pen, look: Look) -> None:
    for n in range(15):
        for row in range(3):
            pen.fill(
                ellipse(-54 + n * 7.8, 26 + row * 12, 5.4, 9),
                lighter(look.second, 0.1 + row * 0.12),
            )
    pen.body(box(-66, -6, 66, 28, 14), look.main, rim=5)
    printed(pen, box(-66, -6, 66, 28, 14), look, Light.FLAT)
    pen.rod(path("M-44,-2 C-40,-64 40,-64 44,-2"), look.main, 15)
    pen.fill(ellipse(0, 11, 6), look.accent)


@shape(cm=30)
def wastebin(pen: Pen, look: Look) -> None:
    hull = half("M0,-46 L56,-46 L46,88 C44,92 0,92 0,92 Z")
    pen.tube(hull, look.main)
    printed(pen, hull, look)
    pen.tube(path("M-60,-44 C-56,-78 56,-78 60,-44 Z"), look.second)
    pen.fill(box(-60, -48, 60, -42, 3), darker(look.main, 0.4))
    pen.body(box(-20, 80, 20, 92, 4), look.accent, rim=2)
    pen.shine(path("M-44,-30 L-38,-30 L-32,74 L-37,74 Z"), 0.4)


@shape(cm=30, pose=Pose.LIE)
def knife(pen: Pen, look: Look) -> None:
    for dy, scale, turn in ((-30, 1.0, -16), (34, 0.86, -16)):
        blade = path("M-92,-16 L14,-24 L14,24 C-30,34 -76,20 -92,-16 Z")
        pen.metal(moved(blade, 0, dy, scale, turn), STEEL)
        pen.line(moved(path("M-90,-13 C-72,20 -28,32 14,21"), 0, dy, scale, turn), SNOW, 2.4, 0.9)
        pen.body(moved(box(14, -26, 24, 26, 3), 0, dy, scale, turn), darker(STEEL, 0.3), rim=2)
        grip = moved(
            path("M22,-15 C50,-20 74,-16 96,-14 C102,-4 102,8 96,16 C74,12 50,14 22,14 Z"),
            0,
            dy,
            scale,
            turn,
        )
        pen.body(grip, look.main, rim=4)
        for x in (40, 60, 80):
            pen.fill(moved(ellipse(x, 0, 3.4), 0, dy, scale, turn), look.accent)


@shape(cm=35, pose=Pose.LIE)
def board(pen: Pen, look: Look) -> None:
    hull = box(-62, -56, 62, 92, 16)
    wood = (WOOD, hexa("a9754a"), lighter(look.main, 0.2))[look.variant % 3]
    pen.body(box(-16, -92, 16, -44, 14), wood, rim=4)
    pen.body(hull, wood, rim=6)
    for n in range(-5, 6):
        pen.seam(
            path(f"M{n * 11},-52 C{n * 11 + 6},-10 {n * 11 - 6},40 {n * 11 + 2},88"),
            lighter(wood, 0.12),
            1,
        )
    pen.fill(ellipse(0, -76, 7), darker(wood, 0.6))
    pen.line(box(-52, -46, 52, 82, 12), darker(wood, 0.2), 3)
    leaf = half("M0,-20 C14,-10 12,10 0,18 Z")
    for turn in (-40, 0, 40):
        pen.body(moved(leaf, turn * 0.5 - 6, 26, 1, turn), hexa("6f9a5a"), rim=2)
    pen.ball(ellipse(22, 52, 15), look.accent)
    pen.ball(ellipse(-14, 58, 12), look.accent)


@shape(cm=33)
def utensils(pen: Pen, look: Look) -> None:
    heads = (
        box(-15, -40, 15, 0, 8),
        ellipse(0, -20, 17, 22),
        box(-12, -44, 12, 0, 3),
        ellipse(0, -18, 13, 20),
    )
    for n, (x, turn) in enumerate(((-36, -14), (-12, -5), (14, 5), (38, 14))):
        pen.tube(moved(box(-4, -62, 4, 60, 3), x * 0.6, 0, 1, turn), WOOD)
        pen.body(
            moved(heads[n], x * 0.6 + turn * 0.6, -46, 1, turn),
            (look.main, look.second, look.accent, look.main)[n],
        )
        if n == 2:
            for slot in (-5, 1):
                pen.fill(
                    moved(box(slot, -36, slot + 4, -10, 2), x * 0.6 + turn * 0.6, -46, 1, turn),
                    darker(look.accent, 0.4),
                )
    hull = lathe((44, 4), (44, 10), (42, 60), (36, 92), (36, 92))
    pen.tube(hull, lighter(look.main, 0.2))
    printed(pen, hull, look)
    pen.fill(ellipse(0, 4, 44, 6), darker(look.main, 0.45))
    pen.tube(lathe((44, 5), (44, 12), (43, 36), (43, 36)), lighter(look.main, 0.2))


@shape(cm=30, pose=Pose.LIE)
def zipbag(pen: Pen, look: Look) -> None:
    hull = box(-76, -64, 76, 84, 9)
    pen.fill(hull, hexa("dfe9ee"), 0.8)
    for n, tone in enumerate((look.main, look.second, look.accent)):
        pen.body(box(-62, 40 - n * 32, 62, 70 - n * 32, 9), tone)
    pen.fill(hull, SNOW, 0.16)
    pen.line(hull, SNOW, 2.4)
    pen.body(box(-80, -76, 80, -58, 4), look.main, rim=2)
    pen.line([(-72, -67), (72, -67)], SNOW, 2)
    pen.body(box(34, -80, 54, -54, 4), look.accent, rim=2)
    pen.ball(ellipse(48, 44, 12), lighter(look.second, 0.3))
    pen.shine(path("M-66,-46 L-40,-46 L-66,30 Z"), 0.45)


@shape(cm=15)
def candle(pen: Pen, look: Look) -> None:
    pen.fill(half("M0,-86 C12,-68 10,-56 0,-52 Z"), hexa("f4a63a"))
    pen.fill(half("M0,-74 C6,-64 5,-56 0,-53 Z"), hexa("fff0bd"))
    pen.line([(0, -54), (0, -36)], hexa("3a332e"), 2.4)
    hull = box(-52, -40, 52, 86, 10)
    pen.tube(hull, lighter(look.main, 0.1))
    pen.fill(ellipse(0, -38, 50, 7), lighter(look.second, 0.5))
    printed(pen, hull, look)
    pen.body(box(-32, 2, 32, 58, 3), SNOW, rim=0)
    pen.line(box(-27, 7, 27, 53, 2), look.accent, 1.4)
    pen.fill(box(-16, 22, 16, 26), darker(look.main, 0.4))
    pen.fill(box(-10, 33, 10, 36), look.accent)
    pen.line(arc(0, -38, 50, 7, 0, 180), darker(look.main, 0.25), 1.4)
