"""Home textiles."""

from marketplace.demo.drawing.colour import darker, hexa, lighter
from marketplace.demo.drawing.geometry import box, ellipse, half, moved, path
from marketplace.demo.drawing.pen import Light, Pen
from marketplace.demo.drawing.shapes.base import Look, Pose, shape
from marketplace.demo.drawing.shapes.pattern import printed


@shape(cm=40)
def bedset(pen: Pen, look: Look) -> None:
    for n, (top, tone) in enumerate(
        ((46, look.main), (14, look.second), (-18, lighter(look.main, 0.2)))
    ):
        fold = box(-84 + n * 4, top, 84 - n * 4, top + 34, 13)
        pen.body(fold, tone)
        if n != 1:
            printed(pen, fold, look, Light.FLAT)
        pen.seam([(-70, top + 17), (84 - n * 4, top + 17)], tone, 1.6)
    pillow = path(
        "M-76,-62 C-40,-72 40,-72 76,-62 C82,-46 82,-30 76,-16 C40,-10 -40,-10 -76,-16 C-82,-30 -82,-46 -76,-62 Z"
    )
    pen.body(pillow, look.main)
    printed(pen, pillow, look, Light.FLAT)
    pen.body(box(-10, -70, 10, 84, 2), look.accent, rim=2)
    for turn in (-38, 38, 142, 218):
        pen.body(
            moved(path("M0,0 C8,-18 22,-18 22,-2 C20,6 8,4 0,0 Z"), 0, -66, 1, turn),
            look.accent,
            rim=2,
        )


@shape(cm=36)
def duvet(pen: Pen, look: Look) -> None:
    for n in range(3):
        top = 48 - n * 40
        roll = box(-86 + n * 5, top - 6, 86 - n * 5, top + 40, 22)
        pen.body(roll, look.main if n % 2 == 0 else lighter(look.main, 0.25))
        printed(pen, roll, look, Light.FLAT)
        for x in range(-64, 70, 32):
            pen.seam([(x, top - 2), (x + 4, top + 16), (x, top + 36)], look.main, 1.6)
    pen.body(box(-30, -40, 30, -12, 3), look.second, rim=2)
    pen.fill(box(-20, -30, 20, -26, 1), look.accent)
    pen.fill(box(-14, -22, 14, -20, 1), darker(look.second, 0.4))


@shape(cm=45)
def pillow(pen: Pen, look: Look) -> None:
    outline = path(
        "M-86,-52 C-50,-62 50,-62 86,-52 C94,-20 94,20 86,54 C50,64 -50,64 -86,54 C-94,20 -94,-20 -86,-52 Z"
    )
    back = moved(outline, 8, -18, 0.94, -6)
    pen.body(back, look.second)
    pen.body(outline, look.main, rim=6)
    printed(pen, outline, look, Light.FLAT)
    pen.line(
        path(
            "M-80,-44 C-50,-54 50,-54 80,-44 C86,-20 86,20 80,46 C50,55 -50,55 -80,46 C-86,20 -86,-20 -80,-44 Z"
        ),
        lighter(look.main, 0.35),
        1.6,
    )
    for side in (-1, 1):
        pen.seam(
            path(f"M{side * 84},-48 C{side * 70},-36 {side * 62},-30 {side * 56},-28"), look.main
        )


@shape(cm=45)
def cushion(pen: Pen, look: Look) -> None:
    outline = path(
        "M-78,-78 C-40,-66 40,-66 78,-78 C66,-40 66,40 78,78 C40,66 -40,66 -78,78 C-66,40 -66,-40 -78,-78 Z"
    )
    pen.body(outline, look.main, rim=6)
    printed(pen, outline, look, Light.FLAT)
    pen.line([*outline, outline[0]], look.accent, 3)
    for x, y in ((-80, -80), (80, -80), (-80, 80), (80, 80)):
        pen.ball(ellipse(x, y, 8), look.accent)


@shape(cm=34)
def towel(pen: Pen, look: Look) -> None:
    for n in range(4):
        top = 56 - n * 32
        tone = (look.main, look.second, lighter(look.main, 0.3), look.accent)[n]
        fold = box(-80 + n * 3, top, 80 - n * 3, top + 34, 15)
        pen.body(fold, tone)
        pen.fill(box(-60, top + 24, 78 - n * 3, top + 28), lighter(tone, 0.4), 0.8)
        pen.fill(box(-60, top + 19, 78 - n * 3, top + 21), lighter(tone, 0.4), 0.8)
        pen.seam(path(f"M{-64 + n * 3},{top + 17} L{74 - n * 3},{top + 17}"), tone, 1.2)
    pen.tube(box(-52, -76, 52, -38, 18), look.main)
    pen.line(path("M52,-57 C46,-66 38,-60 40,-54 C42,-50 48,-50 48,-56"), darker(look.main, 0.3), 2)


@shape(cm=250, pose=Pose.HANG)
def curtain(pen: Pen, look: Look) -> None:
    pen.fill(box(-60, -76, 60, 76), lighter(look.second, 0.6))
    pen.shine(box(-4, -76, 4, 76), 0.6)
    for side in (-1, 1):
        drop = [
            (x * side, y)
            for x, y in path("M96,-82 L22,-82 C22,-30 26,10 44,30 C36,50 34,70 34,90 L96,90 Z")
        ]
        pen.body(drop, look.main)
        printed(pen, drop, look, Light.FLAT)
        for x in (36, 52, 68, 84):
            pen.line(
                [(side * x, -80), (side * (x * 0.7 + 30), 28), (side * (x * 0.9 + 8), 88)],
                darker(look.main, 0.3),
                3,
                0.35,
            )
        pen.body(moved(box(-30, -5, 26, 5, 3), side * 68, 30), look.accent, rim=2)
    pen.metal(box(-100, -94, 100, -86, 4), hexa("c9a25e"))
    for x in range(-90, 100, 20):
        pen.line(ellipse(x, -86, 5, 7), hexa("a9803f"), 2.4)


@shape(cm=140, pose=Pose.LIE)
def rug(pen: Pen, look: Look) -> None:
    for side in (-1, 1):
        for y in range(-56, 60, 8):
            pen.line([(side * 92, y), (side * 100, y + 2)], lighter(look.second, 0.2), 2)
    pen.body(box(-94, -62, 94, 62, 3), look.main)
    inner = box(-82, -50, 82, 50, 2)
    pen.line(inner, look.second, 4)
    printed(pen, box(-78, -46, 78, 46), look, Light.FLAT)
    diamond = [(0, -36), (52, 0), (0, 36), (-52, 0)]
    pen.body(diamond, look.accent, rim=2)
    pen.body(moved(diamond, scale=0.62), look.second, rim=2)
    pen.fill(moved(diamond, scale=0.3), look.main)


@shape(cm=30, pose=Pose.LIE)
def cloths(pen: Pen, look: Look) -> None:
    for n, tone in enumerate((look.accent, look.second, look.main)):
        square = moved(box(-60, -60, 60, 60, 6), -14 + n * 14, 12 - n * 12, 1, -14 + n * 12)
        pen.body(square, tone)
        if n == 2:
            printed(pen, square, look, Light.FLAT)
        pen.line(
            moved(box(-54, -54, 54, 54, 4), -14 + n * 14, 12 - n * 12, 1, -14 + n * 12),
            lighter(tone, 0.4),
            1.6,
        )


@shape(cm=26, pose=Pose.LIE)
def hat(pen: Pen, look: Look) -> None:
    pen.body(ellipse(0, 34, 92, 30), darker(look.main, 0.12), rim=3)
    crown = half("M0,-60 C44,-62 52,-20 54,28 C40,42 20,44 0,44 Z")
    pen.body(crown, look.main)
    printed(pen, crown, look, Light.FLAT)
    pen.body(half("M0,22 C24,22 44,18 53,10 L54,28 C40,42 20,44 0,44 Z"), look.accent, rim=2)


@shape(cm=70, pose=Pose.LIE)
def scarf(pen: Pen, look: Look) -> None:
    for turn, tone in ((12, look.second), (-14, look.main)):
        tail = moved(box(-20, -20, 20, 84, 2), turn * 1.2, 0, 1, -turn)
        pen.body(tail, tone)
        printed(pen, tail, look, Light.FLAT)
        for x in range(-18, 20, 6):
            pen.line(moved([(x, 82), (x, 96)], turn * 1.2, 0, 1, -turn), tone, 2.4)
    loop = path("M-62,-30 C-70,-86 70,-86 62,-30 C56,14 -56,14 -62,-30 Z")
    pen.body(loop, look.main)
    printed(pen, loop, look, Light.FLAT)
    pen.fill(ellipse(0, -46, 36, 14), darker(look.main, 0.5))
    for y in (-18, -6):
        pen.seam(path(f"M-56,{y - 10} C-20,{y + 10} 20,{y + 10} 56,{y - 10}"), look.main, 2)
