"""Cups, flasks, tea and table ware."""

from marketplace.demo.drawing.colour import SNOW, darker, hexa, lighter, mix
from marketplace.demo.drawing.geometry import arc, box, ellipse, half, lathe, moved, path
from marketplace.demo.drawing.pen import Pen
from marketplace.demo.drawing.shapes.base import Look, Pose, shape
from marketplace.demo.drawing.shapes.pattern import printed

STEEL = hexa("c9ccd2")
TEA = hexa("b5702b")


@shape(cm=24)
def flask(pen: Pen, look: Look) -> None:
    hull = box(-27, -52, 27, 92, 9)
    pen.tube(hull, look.main)
    printed(pen, box(-27, -8, 27, 58), look)
    pen.tube(box(-26, -60, 26, -50), STEEL)
    pen.tube(box(-25, -92, 25, -59, 7), look.second)
    pen.tube(box(-27, 82, 27, 92, 4), darker(look.main, 0.3))
    if look.variant % 2:
        pen.rod(arc(0, -92, 17, 15, 180, 360), darker(look.second, 0.2), 5)
    pen.shine(box(-19, -42, -14, 70, 2.5), 0.45)


@shape(cm=26)
def bottle(pen: Pen, look: Look) -> None:
    hull = lathe(
        (12, -62), (14, -56), (29, -40), (31, -30), (27, 10), (31, 40), (31, 84), (26, 92), (26, 92)
    )
    pen.tube(hull, lighter(look.main, 0.15))
    printed(pen, hull, look)
    pen.tube(box(-19, -82, 19, -58, 5), look.second)
    pen.tube(box(-8, -94, 8, -80, 4), look.accent)
    pen.rod(path("M17,-76 C34,-78 36,-60 29,-44"), look.second, 4)
    for level in (20, 40, 60):
        pen.line([(8, level), (20, level)], SNOW, 1.5, 0.8)
    pen.shine(box(-24, -30, -19, 78, 2.5), 0.5)


@shape(cm=9.5)
def mug(pen: Pen, look: Look) -> None:
    pen.rod(path("M42,-34 C86,-44 88,40 40,34"), look.main, 13)
    hull = lathe((50, -60), (50, -60), (49, 20), (45, 52), (34, 62), (34, 62))
    pen.tube(hull, look.main)
    printed(pen, hull, look)
    pen.fill(ellipse(0, -60, 50, 10), lighter(look.main, 0.45))
    pen.fill(ellipse(0, -58, 45, 7.5), darker(look.main, 0.35))
    pen.fill(ellipse(0, -56, 42, 5.5), hexa("6d4630"))
    pen.shine(box(-38, -42, -31, 34, 3.5), 0.4)


@shape(cm=12)
def glass(pen: Pen, look: Look) -> None:
    tint = mix(look.main, SNOW, 0.68)
    hull = lathe((42, -72), (42, -72), (38, 10), (34, 72), (30, 76), (30, 76))
    pen.fill(hull, tint, 0.55)
    with pen.inside(hull):
        pen.tube(box(-45, -22, 45, 68), mix(look.accent, look.main, 0.4))
        pen.fill(ellipse(0, -22, 42, 7), lighter(look.accent, 0.4))
        for bar in range(-30, 36, 12):
            pen.fill(box(bar, -72, bar + 3, 76), SNOW, 0.22)
    pen.fill(box(-31, 66, 31, 76, 4), tint, 0.8)
    pen.line(ellipse(0, -72, 42, 7), SNOW, 2.4, 0.95)
    pen.shine(box(-31, -60, -25, 58, 3), 0.7)


@shape(cm=18)
def lunchbox(pen: Pen, look: Look) -> None:
    pen.body(box(-78, -2, 78, 50, 16), look.main)
    pen.body(box(-82, -16, 82, 6, 9), look.second)
    pen.body(box(-78, -50, 78, -14, 12), lighter(look.main, 0.25))
    printed(pen, box(-70, -48, 70, -16, 8), look)
    pen.body(box(-84, -62, 84, -46, 8), look.accent)
    for side in (-1, 1):
        pen.body(moved(box(-7, -26, 7, 22, 5), side * 78), lighter(look.accent, 0.25))
    pen.shine(box(-66, 12, -58, 40, 4), 0.4)


@shape(cm=15)
def teapot(pen: Pen, look: Look) -> None:
    pen.body(path("M-44,4 C-72,0 -74,-30 -96,-38 L-86,-46 C-62,-44 -66,-22 -40,-26 Z"), look.main)
    pen.rod(path("M44,-28 C96,-46 96,36 42,34"), look.main, 9)
    hull = lathe((22, -46), (44, -36), (58, -4), (54, 28), (36, 48), (30, 52), (30, 52))
    pen.ball(hull, look.main)
    printed(pen, hull, look)
    pen.tube(box(-31, 46, 31, 54, 3), darker(look.main, 0.2))
    pen.body(lathe((6, -66), (20, -60), (30, -46), (30, -46)), lighter(look.main, 0.08))
    pen.fill(ellipse(0, -46, 31, 4), darker(look.main, 0.3))
    pen.ball(ellipse(0, -69, 8), look.second)
    pen.shine(moved(ellipse(0, 0, 6, 15), -34, -12, 1, 24), 0.42)


@shape(cm=7)
def bowl(pen: Pen, look: Look) -> None:
    hull = lathe((84, -34), (82, -24), (66, 20), (34, 44), (28, 50), (28, 50))
    pen.tube(hull, look.main)
    printed(pen, hull, look)
    pen.tube(box(-30, 46, 30, 56, 3), darker(look.main, 0.12))
    pen.fill(ellipse(0, -34, 84, 19), lighter(look.main, 0.5))
    pen.fill(ellipse(0, -31, 77, 15), darker(look.main, 0.14))
    pen.fill(ellipse(0, -27, 66, 11), lighter(look.main, 0.12))
    pen.line(ellipse(0, -34, 83, 18.4), look.accent, 1.8)
    pen.shine(path("M-66,-12 C-62,8 -52,22 -40,32 L-36,28 C-46,20 -56,6 -58,-10 Z"), 0.4)


@shape(cm=26, pose=Pose.LIE)
def plate(pen: Pen, look: Look) -> None:
    pen.body(ellipse(0, 0, 92), look.main, rim=3)
    rim = ellipse(0, 0, 90)
    printed(pen, rim, look)
    pen.line(ellipse(0, 0, 88), look.accent, 2)
    pen.body(ellipse(0, 0, 66), lighter(look.main, 0.2), rim=-3)
    pen.line(ellipse(0, 0, 62), look.second, 1.4, 0.8)
    pen.shine(arc(0, 0, 78, 78, 195, 250) + list(reversed(arc(0, 0, 73, 73, 195, 250))), 0.6)


@shape(cm=12)
def tableware(pen: Pen, look: Look) -> None:
    for n, width in enumerate((92, 84)):
        top = 62 - n * 9
        pen.tube(
            lathe((width, top), (width - 6, top + 6), (width / 2, top + 14), (width / 2, top + 14)),
            look.main,
        )
        pen.fill(ellipse(0, top, width, 7), lighter(look.main, 0.4))
        pen.line(ellipse(0, top, width - 1, 6.4), look.accent, 1.6)
    for n in range(3):
        top = 12 - n * 26
        hull = lathe((58, top), (56, top + 8), (40, top + 34), (22, top + 42), (22, top + 42))
        pen.tube(hull, look.main)
        printed(pen, hull, look)
        pen.fill(ellipse(0, top, 58, 10), lighter(look.main, 0.5))
        pen.fill(ellipse(0, top + 2, 52, 7.5), darker(look.main, 0.1))
        pen.line(ellipse(0, top, 57.5, 9.7), look.accent, 1.6)


@shape(cm=11)
def gaiwan(pen: Pen, look: Look) -> None:
    pen.tube(lathe((62, 46), (56, 54), (26, 60), (26, 64), (26, 64)), look.main)
    pen.fill(ellipse(0, 46, 62, 9), lighter(look.main, 0.5))
    hull = lathe((56, -22), (48, -14), (38, 20), (22, 46), (22, 46))
    pen.tube(hull, look.main)
    printed(pen, hull, look)
    pen.fill(ellipse(0, -22, 56, 9), lighter(look.main, 0.55))
    lid = lathe((14, -58), (30, -50), (46, -26), (46, -22), (46, -22))
    pen.tube(lid, lighter(look.main, 0.1))
    pen.tube(lathe((12, -72), (13, -70), (9, -58), (9, -58)), look.main)
    pen.line(ellipse(0, -22, 55, 8.4), look.accent, 1.8)
    pen.shine(moved(ellipse(0, 0, 4, 18), -28, 6, 1, 12), 0.5)


@shape(cm=6)
def teacups(pen: Pen, look: Look) -> None:
    tray = box(-98, 44, 98, 58, 7)
    pen.body(tray, hexa("8a5a36"))
    for n, x in enumerate((-62, 0, 62)):
        tone = (look.main, look.second, look.main)[n]
        hull = moved(lathe((28, -8), (27, 0), (22, 30), (14, 44), (14, 46), (14, 46)), x)
        pen.tube(hull, tone)
        if n != 1:
            printed(pen, hull, look)
        pen.fill(ellipse(x, -8, 28, 6), lighter(tone, 0.5))
        pen.fill(ellipse(x, -6, 24, 4.4), TEA)
        pen.shine(moved(box(-2, 2, 2, 26, 2), x - 14), 0.45)


@shape(cm=32)
def vase(pen: Pen, look: Look) -> None:
    profiles = (
        ((16, -88), (13, -70), (15, -52), (46, -18), (50, 14), (34, 64), (28, 90), (28, 90)),
        ((26, -88), (17, -72), (18, -40), (30, -10), (44, 40), (40, 76), (28, 90), (28, 90)),
        ((30, -88), (22, -76), (46, -36), (50, 20), (38, 76), (30, 90), (30, 90)),
    )
    hull = lathe(*profiles[look.variant % 3])
    pen.tube(hull, look.main)
    printed(pen, hull, look)
    mouth = profiles[look.variant % 3][0][0]
    pen.fill(ellipse(0, -88, mouth, mouth * 0.2), lighter(look.main, 0.3))
    pen.fill(ellipse(0, -87, mouth * 0.8, mouth * 0.13), darker(look.main, 0.5))
    pen.shine(moved(ellipse(0, 0, 5, 24), -24, 4, 1, 6), 0.4)


@shape(cm=14)
def planter(pen: Pen, look: Look) -> None:
    leaf = half("M0,-64 C22,-44 20,-8 0,10 Z")
    green = hexa("5d8c58")
    for n, turn in enumerate((-62, 58, -34, 32, 0)):
        tone = darker(green, 0.16 * (n % 2))
        pen.body(moved(leaf, turn * 0.25, -10, 1.15, turn), tone, rim=2)
        pen.seam(moved([(0, -50), (0, 6)], turn * 0.25, -10, 1.15, turn), tone)
    hull = lathe((48, -8), (47, -2), (42, 40), (34, 70), (34, 70))
    pen.tube(hull, look.main)
    printed(pen, hull, look)
    pen.tube(box(-52, -16, 52, 2, 5), lighter(look.main, 0.12))


@shape(cm=12)
def figurine(pen: Pen, look: Look) -> None:
    pen.body(path("M36,60 C84,60 78,-6 58,0 C70,16 60,44 34,44 Z"), look.main)
    hull = half("M0,-34 C26,-30 46,20 46,60 C46,74 34,78 0,78 Z")
    pen.ball(hull, look.main)
    printed(pen, half("M0,0 C20,6 28,30 26,56 C20,64 8,66 0,66 Z"), look)
    head = half("M0,-66 C12,-66 20,-68 26,-80 C36,-86 42,-66 42,-46 C42,-24 22,-14 0,-14 Z")
    pen.ball(head, lighter(look.main, 0.06))
    for side in (-1, 1):
        pen.line(moved(arc(0, 0, 7, 5, 200, 340), side * 18, -42), darker(look.main, 0.75), 2.4)
        pen.fill(ellipse(side * 28, -30, 6, 3.6), look.accent, 0.7)
    pen.fill(half("M0,-36 L4,-36 L0,-32 Z"), look.accent)
    pen.body(box(-30, -18, 30, -9, 4), look.second)
    pen.ball(ellipse(0, -6, 7), hexa("e0b04c"))


@shape(cm=11)
def teatin(pen: Pen, look: Look) -> None:
    pen.tube(box(-42, -58, 42, 78, 6), look.main)
    printed(pen, box(-42, -40, 42, 78, 4), look)
    pen.tube(box(-44, -82, 44, -46, 7), darker(look.main, 0.12))
    pen.fill(box(-44, -50, 44, -46), look.second)
    pen.body(box(-25, -18, 25, 48, 3), lighter(look.second, 0.4), rim=0)
    pen.line(box(-21, -14, 21, 44, 2), look.accent, 1.4)
    leaf = half("M0,-18 C14,-8 12,10 0,18 Z")
    pen.fill(moved(leaf, -6, 14, 1, -28), hexa("547a45"))
    pen.fill(moved(leaf, 8, 12, 0.8, 24), hexa("6c9656"))
    pen.shine(box(-34, -74, -28, 70, 3), 0.3)


@shape(cm=20, pose=Pose.LIE)
def teacake(pen: Pen, look: Look) -> None:
    pen.body(ellipse(0, 0, 88), mix(look.main, hexa("f3ead7"), 0.78), rim=5)
    for turn in range(0, 360, 30):
        pen.seam(moved([(0, -87), (3, -70)], turn=turn), hexa("d8c9a8"))
    pen.line(ellipse(0, 0, 72), look.accent, 2.2)
    pen.fill(ellipse(0, 0, 52), look.main)
    pen.fill(ellipse(0, 0, 44), lighter(look.second, 0.55))
    leaf = half("M0,-26 C18,-12 16,12 0,26 Z")
    for n, turn in enumerate((-40, 0, 40)):
        pen.fill(moved(leaf, (n - 1) * 15, 4, 0.9, turn), darker(hexa("5f8a4c"), n * 0.1))


@shape(cm=13)
def jar(pen: Pen, look: Look) -> None:
    hull = box(-44, -46, 44, 78, 14)
    pen.fill(hull, hexa("e8efee"), 0.75)
    with pen.inside(hull):
        pen.tube(box(-40, -22, 40, 74, 10), look.main)
        for n in range(26):
            x, y = (n * 37) % 76 - 38, (n * 53) % 90 - 18
            pen.fill(
                moved(ellipse(0, 0, 8, 5), x, y, 1, n * 41),
                (look.second, look.accent, lighter(look.main))[n % 3],
                0.9,
            )
    pen.line(hull, SNOW, 2, 0.8)
    pen.tube(box(-40, -66, 40, -44, 6), hexa("caa16b"))
    pen.body(box(-26, 4, 26, 48, 3), SNOW, rim=0)
    pen.fill(box(-18, 14, 18, 18), look.main)
    pen.fill(box(-18, 24, 10, 27), darker(SNOW, 0.3))
    pen.shine(box(-36, -34, -30, 64, 3), 0.6)
