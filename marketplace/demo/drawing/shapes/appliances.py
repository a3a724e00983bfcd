"""Small appliances and cookware."""

from marketplace.demo.drawing.colour import SNOW, darker, hexa, lighter
from marketplace.demo.drawing.geometry import arc, box, ellipse, half, lathe, moved, path
from marketplace.demo.drawing.pen import Light, Pen
from marketplace.demo.drawing.shapes.base import Look, Pose, shape
from marketplace.demo.drawing.shapes.pattern import printed

STEEL = hexa("c4c8cf")
DARK = hexa("3a3c44")
SCREEN = hexa("26313e")
MINT = hexa("7fd6c2")


@shape(cm=24)
def kettle(pen: Pen, look: Look) -> None:
    pen.body(
        path("M-34,-38 C-62,-34 -62,-58 -80,-60 L-76,-68 C-56,-70 -44,-58 -30,-54 Z"), look.main
    )
    pen.rod(path("M24,-62 C92,-74 92,54 44,52"), look.second, 12)
    hull = lathe((32, -62), (32, -62), (44, -6), (52, 50), (52, 66), (50, 70), (50, 70))
    pen.tube(hull, look.main)
    printed(pen, hull, look)
    pen.tube(lathe((10, -80), (24, -74), (32, -62), (32, -62)), lighter(look.main, 0.1))
    pen.ball(ellipse(0, -84, 8), look.accent)
    pen.tube(box(-58, 70, 58, 88, 6), DARK)
    pen.fill(box(-6, 76, 6, 80, 2), look.accent)
    pen.shine(moved(box(-3, -44, 3, 48, 3), -30, 6, 1, 5), 0.45)


@shape(cm=26)
def ricecooker(pen: Pen, look: Look) -> None:
    hull = box(-80, -46, 80, 76, 34)
    pen.tube(hull, look.main)
    printed(pen, box(-80, -30, 80, 20), look)
    pen.tube(
        path("M-80,-22 C-80,-66 -50,-74 0,-74 C50,-74 80,-66 80,-22 Z"), lighter(look.main, 0.15)
    )
    pen.fill(box(-80, -25, 80, -20), darker(look.main, 0.3))
    pen.body(box(-22, -84, 22, -72, 5), look.second, rim=2)
    pen.body(box(-40, 4, 40, 62, 12), darker(look.second, 0.1), rim=2)
    pen.fill(box(-28, 12, 28, 34, 4), SCREEN)
    for n in range(3):
        pen.fill(box(-20 + n * 15, 18, -10 + n * 15, 28, 1), MINT)
        pen.fill(ellipse(-22 + n * 22, 48, 6), look.accent if n == 1 else SNOW)
    for side in (-1, 1):
        pen.body(moved(box(-8, 74, 8, 84, 3), side * 46), DARK, rim=1)
    pen.shine(moved(box(-3, -60, 3, -32, 3), -56, 6, 1, 30), 0.5)


@shape(cm=38)
def blender(pen: Pen, look: Look) -> None:
    pen.rod(path("M40,-60 C76,-60 74,10 34,10"), look.main, 9)
    jug = half("M0,-78 L46,-78 L34,30 L0,30 Z")
    pen.fill(jug, hexa("dfeaec"), 0.75)
    with pen.inside(jug):
        pen.tube(half("M0,-30 L44,-30 L34,30 L0,30 Z"), look.accent)
        for n in range(7):
            pen.fill(
                ellipse(-26 + n * 13 % 56, -10 + n * 23 % 36, 5), lighter(look.accent, 0.4), 0.8
            )
        pen.fill(ellipse(0, -30, 42, 5), lighter(look.accent, 0.4))
    pen.line(jug, SNOW, 2, 0.8)
    pen.shine(path("M-34,-66 L-28,-66 L-22,22 L-26,22 Z"), 0.6)
    pen.tube(box(-48, -92, 48, -76, 6), look.main)
    hull = half("M0,30 L36,30 L54,88 C54,94 48,94 0,94 Z")
    pen.tube(hull, look.main)
    printed(pen, hull, look)
    pen.ball(ellipse(0, 64, 17), STEEL)
    pen.line([(0, 64), (8, 54)], DARK, 3.4)


@shape(cm=32)
def airfryer(pen: Pen, look: Look) -> None:
    hull = path("M-60,90 C-76,60 -74,-20 -58,-66 C-46,-94 46,-94 58,-66 C74,-20 76,60 60,90 Z")
    pen.tube(hull, look.main)
    printed(pen, hull, look)
    pen.fill(half("M0,-80 C30,-80 46,-70 50,-54 L54,-28 L0,-28 Z"), SCREEN)
    pen.line(arc(0, -48, 13, 13, 140, 400), MINT, 3)
    for x in (-34, 34):
        pen.fill(ellipse(x, -46, 5), look.accent)
    pen.body(box(-60, 4, 60, 76, 16), darker(look.main, 0.1), rim=-3)
    pen.body(box(-15, 20, 15, 88, 9), look.second, rim=5)
    pen.shine(moved(box(-2.6, -70, 2.6, 60, 3), -54, 6, 1, 2), 0.4)


@shape(cm=20)
def toaster(pen: Pen, look: Look) -> None:
    for x in (-30, 20):
        pen.body(box(x - 18, -66, x + 30, -16, 10), hexa("c68a4c"), rim=4)
        pen.fill(box(x - 12, -60, x + 24, -20, 7), hexa("e6b877"))
    hull = box(-84, -38, 84, 62, 26)
    pen.body(hull, look.main, rim=6)
    printed(pen, hull, look, Light.FLAT)
    pen.fill(box(-56, -39, 62, -32, 3), DARK)
    pen.body(box(72, -14, 94, 2, 4), look.second)
    pen.ball(ellipse(54, 36, 10), look.accent)
    pen.line([(54, 36), (54, 28)], DARK, 2.4)
    pen.tube(box(-80, 56, 80, 68, 5), DARK)
    pen.shine(box(-68, -20, -62, 44, 3), 0.4)


@shape(cm=36)
def fan(pen: Pen, look: Look) -> None:
    pen.tube(box(-6, 20, 6, 82, 3), look.second)
    pen.tube(half("M0,76 L20,76 C40,78 46,88 46,94 L0,94 Z"), look.main)
    pen.line(ellipse(0, -24, 68), look.main, 6)
    blade = path("M0,0 C26,-14 58,-26 50,-44 C34,-62 6,-44 0,0 Z")
    for turn in range(0, 360, 90):
        pen.body(moved(blade, 0, -24, 1.05, turn), lighter(look.second, 0.1), rim=4)
    for r in (54, 40, 27):
        pen.line(ellipse(0, -24, r), lighter(look.main, 0.35), 1.5, 0.9)
    for turn in range(0, 360, 15):
        pen.line(moved([(18, 0), (66, 0)], 0, -24, 1, turn), lighter(look.main, 0.35), 1.2, 0.8)
    pen.ball(ellipse(0, -24, 19), look.main, rim=2)
    pen.fill(ellipse(0, -24, 8), look.accent)
    for n in range(3):
        pen.fill(ellipse(-14 + n * 14, 86, 3), SNOW if n else look.accent)


@shape(cm=13)
def iron(pen: Pen, look: Look) -> None:
    pen.metal(path("M-94,54 L96,54 C88,42 84,38 78,34 L-90,34 Z"), STEEL)
    hull = path("M-90,36 C-92,0 -80,-14 -56,-16 L-30,-18 C10,-18 56,-4 80,36 Z")
    pen.body(hull, look.main, rim=5)
    printed(pen, hull, look, Light.FLAT)
    pen.rod(path("M-70,-10 C-76,-56 -40,-58 0,-52 C26,-48 34,-34 32,-14"), look.second, 13)
    pen.ball(ellipse(-30, 10, 15), lighter(look.main, 0.3))
    pen.line([(-30, 10), (-24, 1)], DARK, 3)
    pen.fill(path("M30,0 C44,4 54,14 60,24 L36,24 Z"), hexa("bfe0ea"), 0.85)
    pen.ball(ellipse(-2, -58, 6), look.accent)
    pen.rod(path("M-78,-20 C-96,-30 -98,-60 -92,-84"), DARK, 4)


@shape(cm=24)
def humidifier(pen: Pen, look: Look) -> None:
    for dx, top in ((-8, -96), (10, -88)):
        pen.line(path(f"M{dx},-46 C{dx - 16},-62 {dx + 18},-74 {dx},{top}"), SNOW, 9, 0.75)
    hull = lathe((14, -46), (34, -34), (52, 0), (56, 40), (46, 78), (40, 86), (40, 86))
    pen.tube(hull, look.main)
    printed(pen, hull, look)
    with pen.inside(hull):
        pen.fill(box(-70, 44, 70, 90), lighter(look.second, 0.1))
        pen.fill(box(-70, 42, 70, 45), look.accent)
        pen.relight(box(-56, 44, 56, 90), Light.TUBE)
    pen.fill(ellipse(0, -45, 14, 3.6), darker(look.main, 0.4))
    pen.fill(ellipse(0, 66, 6), MINT)
    pen.shine(moved(box(-3, -20, 3, 36, 3), -36, 4, 1, 4), 0.5)


@shape(cm=45)
def heater(pen: Pen, look: Look) -> None:
    hull = box(-50, -92, 50, 76, 18)
    pen.body(hull, look.main, rim=6)
    pen.fill(box(-36, -72, 36, 34, 10), hexa("5a2d22"))
    for n in range(6):
        pen.fill(box(-30, -64 + n * 16, 30, -55 + n * 16, 4), hexa("ff9a4a"))
        pen.shine(box(-26, -62 + n * 16, 26, -60 + n * 16, 1), 0.5)
    for n in range(9):
        pen.line([(-36 + n * 9, -72), (-36 + n * 9, 34)], lighter(look.main, 0.3), 1.5, 0.8)
    for n, tone in enumerate((look.second, look.accent, look.second)):
        pen.ball(ellipse(-24 + n * 24, 54, 7), tone)
    pen.body(half("M0,76 L40,76 L52,90 L0,90 Z"), darker(look.main, 0.3))
    pen.rod(arc(0, -92, 15, 10, 180, 360), look.second, 5)


@shape(cm=22, pose=Pose.LIE)
def hairdryer(pen: Pen, look: Look) -> None:
    pen.rod(path("M-2,84 C0,100 30,92 60,98"), DARK, 4)
    pen.body(
        path("M-26,-10 L10,-10 C8,24 12,52 16,84 L-16,88 C-22,50 -24,24 -26,-10 Z"),
        look.second,
        rim=5,
    )
    pen.body(box(-12, 20, 2, 42, 5), look.accent, rim=2)
    hull = path(
        "M-60,-78 C-20,-84 40,-70 62,-62 L62,-22 C40,-14 -20,0 -60,-8 C-92,-14 -92,-72 -60,-78 Z"
    )
    pen.ball(hull, look.main, rim=5)
    printed(pen, hull, look, Light.BALL)
    pen.tube(box(58, -66, 74, -18, 3), DARK)
    pen.body(path("M72,-60 L98,-72 L98,-12 L72,-24 Z"), DARK, rim=3)
    pen.fill(ellipse(-58, -43, 16, 24), darker(look.main, 0.4))
    for y in (-56, -48, -40, -32):
        pen.line([(-70, y), (-46, y)], lighter(look.main, 0.3), 1.8)
    pen.shine(path("M-40,-70 C0,-72 30,-64 50,-58 L50,-54 C30,-60 0,-66 -40,-64 Z"), 0.5)


@shape(cm=8)
def pan(pen: Pen, look: Look) -> None:
    pen.body(path("M56,-8 L98,-30 C104,-32 104,-20 98,-16 L60,8 Z"), look.second, rim=3)
    hull = half("M0,-10 L66,-10 C64,30 50,46 36,48 L0,48 Z")
    pen.tube(moved(hull, -20), look.main)
    printed(pen, moved(hull, -20), look)
    pen.fill(moved(ellipse(0, -10, 66, 15), -20), lighter(look.main, 0.3))
    pen.fill(moved(ellipse(0, -8, 59, 11), -20), DARK)
    pen.fill(moved(ellipse(-8, -8, 22, 5), -20), SNOW)
    pen.ball(moved(ellipse(-6, -9, 9, 3.4), -20), hexa("f0b23c"))
    pen.line(moved(ellipse(0, -10, 65, 14.4), -20), STEEL, 2)


@shape(cm=18)
def pot(pen: Pen, look: Look) -> None:
    for side in (-1, 1):
        pen.rod(
            arc(side * 72, 4, 20, 12, 180 - 180 * (side > 0) - 90, 180 - 180 * (side > 0) + 90),
            look.second,
            8,
        )
    hull = half("M0,-20 L74,-20 L70,58 C68,70 60,74 50,74 L0,74 Z")
    pen.tube(hull, look.main)
    printed(pen, hull, look)
    lid = path("M-78,-18 C-70,-48 70,-48 78,-18 Z")
    pen.tube(lid, lighter(look.main, 0.15))
    pen.tube(box(-80, -22, 80, -12, 4), STEEL)
    pen.tube(box(-9, -58, 9, -38, 3), look.second)
    pen.ball(ellipse(0, -62, 15, 9), look.accent)
    pen.shine(moved(box(-4, -4, 4, 58, 4), -50), 0.4)
