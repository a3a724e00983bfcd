"""Consumer electronics and their parts."""

from marketplace.demo.drawing.colour import SNOW, darker, hexa, lighter, mix
from marketplace.demo.drawing.geometry import arc, box, ellipse, half, moved, path
from marketplace.demo.drawing.pen import Light, Pen
from marketplace.demo.drawing.shapes.base import Look, Pose, shape
from marketplace.demo.drawing.shapes.pattern import printed

INKY = hexa("2c2e36")
STEEL = hexa("c9ccd2")
SCREEN = hexa("24303f")
GREEN = hexa("57b894")


@shape(cm=100, pose=Pose.LIE)
def cable(pen: Pen, look: Look) -> None:
    for n in range(4):
        pen.rod(arc(0, 0, 74 - n * 10, 66 - n * 10, n * 24, n * 24 + 350), look.main, 7)
    pen.rod(path("M68,30 C80,60 60,86 30,84"), look.main, 7)
    pen.rod(path("M-70,24 C-84,56 -70,80 -40,84"), look.main, 7)
    for side, turn in ((1, 96), (-1, -96)):
        pen.body(moved(box(-9, -20, 9, 10, 4), side * 24, 84, 1, -turn), look.second)
        pen.metal(moved(box(-6, -34, 6, -20, 2), side * 24, 84, 1, -turn), STEEL)
    pen.body(box(-14, -82, 14, -30, 5), look.accent)
    pen.fill(ellipse(0, -40, 3.5), darker(look.accent, 0.4))


@shape(cm=6)
def charger(pen: Pen, look: Look) -> None:
    for side in (-1, 1):
        pen.metal(box(side * 20 - 6, -90, side * 20 + 6, -50, 3), hexa("d9c48f"))
    hull = box(-56, -58, 56, 84, 20)
    pen.body(hull, look.main, rim=7)
    printed(pen, box(-56, -10, 56, 30), look, Light.FLAT)
    pen.body(box(-40, 40, 40, 74, 8), darker(look.main, 0.12), rim=-2)
    for x, w in ((-20, 15), (20, 15)):
        pen.body(box(x - w, 50, x + w, 64, 6), INKY, rim=0)
        pen.fill(box(x - w + 5, 56, x + w - 5, 59, 1), STEEL)
    pen.fill(path("M4,-40 L-14,-12 L-2,-12 L-6,8 L14,-20 L2,-20 Z"), look.accent)
    pen.shine(box(-48, -44, -42, 20, 3), 0.4)


@shape(cm=14)
def powerbank(pen: Pen, look: Look) -> None:
    hull = box(-46, -84, 46, 84, 16)
    pen.body(hull, look.main, rim=7)
    printed(pen, hull, look, Light.FLAT)
    pen.body(box(-32, -66, 32, -36, 8), SCREEN, rim=0)
    for n in range(4):
        pen.fill(
            box(-25 + n * 13, -57, -16 + n * 13, -45, 2),
            GREEN if n < 3 else mix(GREEN, SCREEN, 0.7),
        )
    pen.fill(path("M3,-10 L-15,20 L-3,20 L-6,44 L15,12 L2,12 Z"), look.accent)
    for x in (-22, 8):
        pen.body(box(x, 70, x + 15, 77, 3), INKY, rim=0)
    pen.shine(box(-38, -68, -34, 60, 2), 0.45)


@shape(cm=6)
def earbuds(pen: Pen, look: Look) -> None:
    pen.body(box(-74, 14, 74, 92, 30), look.main, rim=6)
    printed(pen, box(-74, 34, 74, 92, 26), look, Light.FLAT)
    pen.body(
        path("M-74,22 C-74,-22 -58,-32 -40,-34 L40,-34 C58,-32 74,-22 74,22 Z"),
        lighter(look.main, 0.14),
    )
    pen.fill(box(-68, 6, 68, 24, 9), INKY)
    for side in (-1, 1):
        pen.tube(moved(box(-6, -30, 6, 20, 6), side * 30, -10), look.second)
        pen.ball(moved(ellipse(0, 0, 18, 16), side * 32, -50), look.second)
        pen.fill(moved(ellipse(0, 0, 7, 9), side * 42, -52, 1, side * 18), INKY)
        pen.fill(moved(ellipse(0, 0, 3, 3), side * 28, -46), look.accent)
    pen.fill(ellipse(0, 50, 3.4), GREEN)


@shape(cm=19)
def headphone(pen: Pen, look: Look) -> None:
    pen.rod(arc(0, 4, 72, 82, 180, 360), look.main, 15)
    pen.rod(arc(0, 10, 62, 74, 200, 340), look.second, 7)
    for side in (-1, 1):
        pen.metal(moved(box(-4, -30, 4, 16, 3), side * 71, 6), STEEL)
        pen.body(moved(box(-15, -34, 15, 34, 15), side * 55, 46), darker(look.second, 0.2))
        cup = moved(box(-15, -40, 15, 40, 15), side * 77, 46)
        pen.body(cup, look.main, rim=6)
        printed(pen, cup, look, Light.FLAT)
        pen.ball(moved(ellipse(0, 0, 7, 16), side * 80, 46), look.accent)


@shape(cm=18)
def speaker(pen: Pen, look: Look) -> None:
    hull = box(-58, -84, 58, 88, 24)
    pen.tube(hull, look.main)
    printed(pen, hull, look)
    with pen.inside(hull):
        for y in range(-50, 66, 9):
            for x in range(-48, 54, 9):
                pen.fill(ellipse(x + (y % 2) * 4, y, 1.8), darker(look.main, 0.4), 0.7)
    pen.tube(box(-58, -84, 58, -62, 12), darker(look.main, 0.3))
    for n, x in enumerate((-24, 0, 24)):
        pen.fill(ellipse(x, -74, 5, 2.6), look.second if n != 1 else look.accent)
    pen.tube(box(-58, 70, 58, 88, 10), darker(look.main, 0.3))
    pen.body(ellipse(0, 14, 25), look.second, rim=3)
    pen.fill(ellipse(0, 14, 9), look.accent)
    pen.rod(path("M54,-52 C84,-56 84,-12 56,-16"), look.accent, 6)


@shape(cm=15, pose=Pose.LIE)
def phonecase(pen: Pen, look: Look) -> None:
    pen.body(moved(box(-42, -86, 42, 86, 17), 18, 4, 1, 8), INKY)
    pen.fill(moved(box(-37, -80, 37, 80, 13), 18, 4, 1, 8), hexa("51708e"))
    hull = moved(box(-44, -88, 44, 88, 18), -14, 0, 1, -6)
    pen.body(hull, look.main, rim=5)
    printed(pen, hull, look, Light.FLAT)
    pen.body(moved(box(-34, -78, 4, -40, 12), -14, 0, 1, -6), darker(look.main, 0.25), rim=0)
    for x, y in ((-25, -69), (-25, -50), (-6, -60)):
        pen.ball(moved(ellipse(x, y, 7.4), -14, 0, 1, -6), INKY)
        pen.fill(moved(ellipse(x, y, 3), -14, 0, 1, -6), hexa("5a7ea0"))
    pen.line(moved(ellipse(0, 12, 20), -14, 0, 1, -6), lighter(look.second, 0.3), 3)


@shape(cm=14)
def phonestand(pen: Pen, look: Look) -> None:
    pen.metal(path("M-20,86 L10,8 L18,10 L-8,86 Z"), STEEL)
    pen.body(moved(box(-36, -80, 36, 70, 10), 8, -16, 1, 9), INKY)
    pen.fill(moved(box(-31, -74, 31, 64, 7), 8, -16, 1, 9), look.accent)
    pen.fill(moved(box(-22, -30, 22, 20, 5), 8, -16, 1, 9), lighter(look.accent, 0.4))
    pen.fill(moved(box(-22, 28, 6, 33, 2), 8, -16, 1, 9), SNOW)
    pen.body(path("M-44,46 L30,60 L28,70 L-46,56 Z"), look.main)
    pen.body(ellipse(-6, 86, 66, 9), look.main, rim=3)
    pen.line(ellipse(-6, 84, 48, 5.4), lighter(look.main, 0.3), 1.4)


@shape(cm=24)
def smartwatch(pen: Pen, look: Look) -> None:
    strap = half("M0,-98 L22,-98 L27,-40 L27,40 L22,98 L0,98 Z")
    pen.body(strap, look.main)
    printed(pen, strap, look, Light.FLAT)
    for y in (62, 72, 82):
        pen.fill(ellipse(0, y, 2.6), darker(look.main, 0.5))
    pen.metal(box(-44, -48, 44, 48, 24), STEEL)
    pen.body(box(42, -14, 50, 8, 4), look.accent)
    pen.fill(box(-39, -43, 39, 43, 20), INKY)
    pen.line(arc(0, 0, 27, 27, -90, 170), look.accent, 5)
    pen.line(arc(0, 0, 19, 19, -90, 90), GREEN, 5)
    pen.fill(box(-9, -5, 9, -1, 1), SNOW)
    pen.fill(box(-6, 3, 6, 6, 1), SNOW, 0.6)
    pen.shine(path("M-32,-36 L-8,-40 L-32,10 Z"), 0.13)


@shape(cm=12, pose=Pose.LIE)
def mouse(pen: Pen, look: Look) -> None:
    hull = half("M0,-86 C44,-86 54,-50 54,-10 C54,50 44,88 0,88 Z")
    pen.ball(hull, look.main, rim=6)
    printed(pen, half("M0,0 L54,0 C54,50 44,88 0,88 Z"), look, Light.BALL)
    pen.seam([(0, -86), (0, -14)], look.main, 2)
    pen.seam(path("M-54,-14 C-30,-6 30,-6 54,-14"), look.main, 2)
    pen.body(box(-8, -66, 8, -24, 8), INKY)
    for y in range(-58, -28, 7):
        pen.line([(-7, y), (7, y)], look.accent, 2)
    pen.shine(moved(ellipse(0, 0, 7, 26), -34, -30, 1, 12), 0.35)


@shape(cm=14, pose=Pose.LIE)
def keyboard(pen: Pen, look: Look) -> None:
    pen.body(box(-96, -40, 96, 46, 9), look.main, rim=5)
    pen.fill(box(-90, -34, 90, 38, 5), darker(look.main, 0.25))
    for row in range(4):
        for n in range(10 if row < 3 else 5):
            wide = 16 if row < 3 else (16 if n != 2 else 82)
            x = -88 + n * 17.8 + row * 1.5 if row < 3 else (-86, -68, -50, 34, 52)[n]
            tone = (
                look.accent
                if (row, n) in {(0, 0), (2, 9), (3, 4)}
                else (look.second if n in {0, 9} else lighter(look.main, 0.4))
            )
            pen.body(box(x, -31 + row * 17, x + wide, -17 + row * 17, 3.4), tone, rim=1.4)


@shape(cm=10, pose=Pose.LIE)
def ledreel(pen: Pen, look: Look) -> None:
    pen.body(ellipse(-6, 0, 82), lighter(look.main, 0.3), rim=4)
    for r in (74, 64, 54, 44):
        pen.line(ellipse(-6, 0, r), SNOW, 7)
        for n in range(0, 360, 24):
            pen.fill(
                moved(box(-3, -r - 2.6, 3, -r + 2.6, 1), -6, 0, 1, n + r),
                (hexa("ffd56b"), look.accent, look.second)[n // 24 % 3],
            )
    pen.body(ellipse(-6, 0, 30), look.main, rim=3)
    pen.fill(ellipse(-6, 0, 10), darker(look.main, 0.6))
    pen.line(path("M68,10 C84,50 92,60 98,92"), SNOW, 8)
    for n in range(5):
        pen.fill(moved(box(-3, -3, 3, 3, 1), 74 + n * 5, 28 + n * 14, 1, 20), hexa("ffd56b"))


@shape(cm=5, pose=Pose.LIE)
def circuit(pen: Pen, look: Look) -> None:
    board = (hexa("2f6b52"), hexa("2d4f7c"), hexa("7a2f36"))[look.variant % 3]
    pen.body(box(-90, -64, 90, 64, 6), board, rim=4)
    for n in range(9):
        y = -50 + n * 12
        pen.line(
            [(-84, y), (-40 + n * 4, y), (-28 + n * 4, y + 12), (84, y + 12)],
            lighter(board, 0.22),
            1.3,
        )
    pen.body(box(-30, -30, 26, 26, 3), INKY)
    for n in range(7):
        for edge in (-34, 26):
            pen.fill(box(edge, -27 + n * 8, edge + 4, -23 + n * 8), STEEL)
    pen.fill(ellipse(-22, -22, 2.6), STEEL)
    pen.metal(box(52, -50, 96, -18, 3), STEEL)
    pen.metal(box(52, 8, 96, 44, 3), STEEL)
    for n in range(3):
        pen.ball(ellipse(-66, -30 + n * 30, 11), (look.main, look.accent, look.second)[n])
    for x in (-82, 82):
        for y in (-56, 56):
            pen.fill(ellipse(x, y, 4), hexa("e3c36a"))
