"""Stationery, packing and feast days."""

from marketplace.demo.drawing.colour import SNOW, darker, hexa, lighter
from marketplace.demo.drawing.geometry import arc, box, ellipse, half, lathe, moved, path
from marketplace.demo.drawing.pen import Light, Pen
from marketplace.demo.drawing.shapes.base import Look, Pose, shape
from marketplace.demo.drawing.shapes.pattern import printed

KRAFT = hexa("c9a06c")
STEEL = hexa("c4c8cf")
DARK = hexa("3d3f47")
GOLD = hexa("d9ab4e")


@shape(cm=30)
def carton(pen: Pen, look: Look) -> None:
    pen.body(path("M-88,-36 L0,-10 L0,88 L-88,54 Z"), KRAFT, rim=0)
    pen.body(path("M88,-36 L0,-10 L0,88 L88,54 Z"), darker(KRAFT, 0.16), rim=0)
    pen.body(path("M-88,-36 L0,-64 L88,-36 L0,-10 Z"), lighter(KRAFT, 0.28), rim=0)
    pen.fill(path("M-50,-48 L-38,-52 L50,-25 L38,-21 Z"), look.main, 0.9)
    pen.fill(path("M38,-21 L50,-25 L50,8 L38,12 Z"), darker(look.main, 0.2), 0.9)
    pen.body(path("M-76,4 L-30,18 L-30,52 L-76,36 Z"), SNOW, rim=0)
    for n in range(3):
        pen.fill(
            path(
                f"M-70,{12 + n * 8} L-{36 + n * 8},{22 + n * 6} L-{36 + n * 8},{25 + n * 6} L-70,{15 + n * 8} Z"
            ),
            look.second if n else look.accent,
        )
    for x in (58, 72):
        pen.fill(
            path(
                f"M{x},{46 - (x - 58) * 0.4} L{x},{24 - (x - 58) * 0.4} L{x - 5},{28 - (x - 58) * 0.4} L{x + 3},{14 - (x - 58) * 0.4} L{x + 9},{22 - (x - 58) * 0.4} L{x + 4},{23 - (x - 58) * 0.4} L{x + 4},{44 - (x - 58) * 0.4} Z"
            ),
            darker(KRAFT, 0.6),
        )


@shape(cm=11, pose=Pose.LIE)
def tape(pen: Pen, look: Look) -> None:
    for x, y, tone in ((-34, 24, look.second), (30, -20, look.main)):
        pen.body(ellipse(x, y, 62), tone, rim=5)
        pen.line(ellipse(x, y, 52), lighter(tone, 0.3), 1.4)
        pen.line(ellipse(x, y, 45), lighter(tone, 0.3), 1.4)
        pen.body(ellipse(x, y, 37), KRAFT, rim=3)
        pen.fill(ellipse(x, y, 30), darker(KRAFT, 0.6))
    pen.body(path("M-10,-68 L-56,-92 L-66,-78 L-22,-54 Z"), look.main, rim=2)


@shape(cm=28, pose=Pose.LIE)
def mailer(pen: Pen, look: Look) -> None:
    for turn, tone in ((9, look.second), (-5, look.main)):
        bag = moved(box(-66, -82, 66, 84, 6), turn, 0, 1, turn)
        pen.body(bag, tone, rim=5)
        if turn < 0:
            printed(pen, bag, look, Light.FLAT)
        pen.fill(moved(box(-66, -82, 66, -58, 4), turn, 0, 1, turn), lighter(tone, 0.3))
        pen.line(moved([(-66, -58), (66, -58)], turn, 0, 1, turn), darker(tone, 0.3), 1.6)
    label = moved(box(-46, -20, 46, 46, 3), -5, 0, 1, -5)
    pen.body(label, SNOW, rim=2)
    for n in range(12):
        pen.fill(moved(box(-36 + n * 6, 18, -34 + n * 6 + n % 3, 38), -5, 0, 1, -5), DARK)
    for n in range(3):
        pen.fill(
            moved(box(-36, -12 + n * 9, 20 - n * 12, -8 + n * 9, 1), -5, 0, 1, -5),
            look.accent if n == 0 else darker(SNOW, 0.4),
        )


@shape(cm=33)
def paperbag(pen: Pen, look: Look) -> None:
    for back in (1, 0):
        pen.line(
            path(f"M-24,-40 C-26,{-98 + back * 8} 26,{-98 + back * 8} 24,-40"),
            darker(look.second, 0.3 - back * 0.15),
            5,
        )
    pen.body(path("M58,-48 L80,-38 L80,84 L58,90 Z"), darker(look.main, 0.2), rim=0)
    pen.fill(path("M58,-48 L69,-10 L80,84 L58,90 Z"), darker(look.main, 0.32), 0.6)
    front = box(-66, -48, 58, 90)
    pen.body(front, look.main)
    printed(pen, front, look, Light.FLAT)
    pen.body(ellipse(-4, 22, 30), lighter(look.second, 0.35), rim=0)
    pen.line(ellipse(-4, 22, 25), look.accent, 2)
    pen.fill(moved(half("M0,-16 C12,-8 10,10 0,15 Z"), -4, 22, 1, 24), look.accent)


@shape(cm=21)
def giftbox(pen: Pen, look: Look) -> None:
    hull = box(-72, -20, 72, 82, 4)
    pen.body(hull, look.main)
    printed(pen, hull, look, Light.FLAT)
    lid = box(-80, -46, 80, -14, 4)
    pen.body(lid, lighter(look.main, 0.1))
    pen.fill(box(-72, -14, 72, -9), darker(look.main, 0.5), 0.5)
    pen.body(box(-12, -46, 12, 82), look.second, rim=3)
    for turn in (-50, 50):
        loop = moved(path("M0,0 C-20,-20 -26,-52 0,-54 C26,-52 20,-20 0,0 Z"), 0, -44, 1, turn)
        pen.body(loop, look.second, rim=4)
        pen.fill(
            moved(path("M0,-10 C-9,-24 -10,-42 0,-44 C10,-42 9,-24 0,-10 Z"), 0, -44, 1, turn),
            darker(look.second, 0.35),
        )
    pen.body(box(-9, -56, 9, -38, 5), lighter(look.second, 0.15))
    pen.body(moved(box(-10, 0, 10, 30, 3), 38, 10, 1, -14), look.accent, rim=2)


@shape(cm=21, pose=Pose.LIE)
def notebook(pen: Pen, look: Look) -> None:
    pen.body(moved(box(-60, -82, 66, 84, 6), 8, 4, 1, 7), look.second)
    pen.body(moved(box(-58, -80, 70, 84, 4), 0, 0, 1, -4), SNOW, rim=3)
    cover = moved(box(-64, -84, 64, 84, 6), 0, 0, 1, -4)
    pen.body(cover, look.main, rim=5)
    printed(pen, cover, look, Light.FLAT)
    pen.fill(moved(box(-64, -84, -46, 84, 6), 0, 0, 1, -4), darker(look.main, 0.25))
    pen.body(moved(box(-22, -52, 44, -14, 4), 0, 0, 1, -4), lighter(look.second, 0.5), rim=0)
    pen.fill(moved(box(-12, -42, 34, -38, 1), 0, 0, 1, -4), darker(look.main, 0.4))
    pen.fill(moved(box(-12, -30, 18, -27, 1), 0, 0, 1, -4), look.accent)
    pen.fill(moved(box(46, -84, 52, 84), 0, 0, 1, -4), look.accent)


@shape(cm=14, pose=Pose.LIE)
def pens(pen: Pen, look: Look) -> None:
    tones = (look.main, look.second, look.accent, lighter(look.main, 0.3))
    for n, tone in enumerate(tones):
        x, y = -54 + n * 36, (-8, 8, -4, 10)[n]
        pen.tube(moved(box(-10, -60, 10, 56, 4), x, y), tone)
        pen.tube(moved(box(-10, -88, 10, -44, 8), x, y), darker(tone, 0.18))
        pen.tube(moved(half("M0,56 L9,56 L3,82 L0,84 Z"), x, y), STEEL)
        pen.fill(moved(half("M0,78 L3,78 L0,90 Z"), x, y), DARK)
        pen.metal(moved(box(6, -84, 12, -34, 3), x, y), GOLD)
        pen.shine(moved(box(-5, -40, -2, 46, 1), x, y), 0.4)


@shape(cm=20, pose=Pose.LIE)
def pencilcase(pen: Pen, look: Look) -> None:
    for n, tone in enumerate((GOLD, look.second, look.accent)):
        turn = -24 + n * 18
        pen.body(moved(box(-6, -92, 6, 0), -44 + n * 30, 10, 1, turn), tone, rim=2)
        pen.fill(moved(half("M0,-106 L6,-92 L0,-92 Z"), -44 + n * 30, 10, 1, turn), hexa("e9cfa2"))
    hull = box(-94, -28, 94, 60, 26)
    pen.body(hull, look.main, rim=6)
    printed(pen, hull, look, Light.FLAT)
    pen.line([(-80, -12), (80, -12)], darker(look.main, 0.45), 5)
    pen.line([(-80, -12), (80, -12)], STEEL, 2)
    pen.body(box(44, -18, 60, 14, 4), look.accent, rim=2)


@shape(cm=35, pose=Pose.HANG)
def lantern(pen: Pen, look: Look) -> None:
    pen.line([(0, -98), (0, -66)], GOLD, 2.4)
    hull = lathe((24, -62), (62, -42), (74, -6), (62, 30), (24, 50), (24, 50))
    pen.ball(hull, look.main)
    printed(pen, hull, look, Light.BALL)
    for k in (0.25, 0.6, 0.88):
        for side in (-1, 1):
            pen.line(
                [(side * k * x, y) for x, y in arc(0, -6, 74, 56, -90, 90)],
                darker(look.main, 0.25),
                1.6,
            )
    for y in (-66, 46):
        pen.tube(box(-28, y, 28, y + 9, 2), GOLD)
    for x in (-12, -6, 0, 6, 12):
        pen.line([(x * 0.5, 56), (x, 94)], look.second, 3.4)
    pen.ball(ellipse(0, 60, 7), GOLD)
    pen.body(moved(box(-17, -17, 17, 17, 2), 0, -6, 1, 45), GOLD, rim=0)
    pen.fill(moved(box(-11, -11, 11, 11, 1), 0, -6, 1, 45), look.main)


@shape(cm=30, pose=Pose.HANG)
def balloons(pen: Pen, look: Look) -> None:
    for n, (x, y, tone) in enumerate(
        (
            (-44, -20, look.second),
            (42, -26, look.accent),
            (0, -44, look.main),
            (-12, 6, lighter(look.main, 0.3)),
        )
    ):
        pen.line(path(f"M{x},{y + 46} C{x},{y + 70} 0,60 0,98"), darker(tone, 0.2), 1.6)
        shape_ = moved(half("M0,-46 C34,-46 40,-14 34,6 C26,30 8,42 0,44 Z"), x, y)
        pen.ball(shape_, tone)
        if n == 2:
            printed(pen, shape_, look, Light.BALL)
        pen.fill(moved(half("M0,42 L6,50 L0,50 Z"), x, y), darker(tone, 0.15))
        pen.shine(moved(ellipse(0, 0, 4, 11), x - 16, y - 20, 1, 22), 0.6)


@shape(cm=24, pose=Pose.HANG)
def wreath(pen: Pen, look: Look) -> None:
    leaf = half("M0,-17 C11,-8 9,9 0,15 Z")
    for n, turn in enumerate(range(0, 360, 12)):
        tone = darker(hexa("5c8a5c"), n % 3 * 0.12)
        pen.body(
            moved(leaf, *moved([(0, -62 + n % 2 * 14)], turn=turn)[0], 1.2, turn + 40 + n % 3 * 30),
            tone,
            rim=2,
        )
    for turn in range(10, 360, 45):
        pen.ball(ellipse(*moved([(0, -56)], turn=turn)[0], 8), look.main)
    for side in (-1, 1):
        pen.body(
            [(x * side, y) for x, y in path("M0,50 C16,30 40,34 40,50 C40,66 16,70 0,54 Z")],
            look.second,
            rim=3,
        )
        pen.body(
            [(x * side, y) for x, y in path("M2,56 L26,92 L14,94 L0,64 Z")], look.second, rim=3
        )
    pen.ball(ellipse(0, 52, 9), look.accent)
