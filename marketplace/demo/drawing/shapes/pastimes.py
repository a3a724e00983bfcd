"""Sport, camping, jewellery and beauty."""

from marketplace.demo.drawing.colour import SNOW, darker, hexa, lighter
from marketplace.demo.drawing.geometry import arc, box, ellipse, half, lathe, moved, path
from marketplace.demo.drawing.pen import Light, Pen
from marketplace.demo.drawing.shapes.base import Look, Pose, shape
from marketplace.demo.drawing.shapes.pattern import printed

KRAFT = hexa("c9a06c")
STEEL = hexa("c4c8cf")
DARK = hexa("3d3f47")
GOLD = hexa("d9ab4e")


@shape(cm=130)
def tent(pen: Pen, look: Look) -> None:
    pen.body(half("M0,-70 C30,-20 66,30 96,70 L0,78 Z"), look.main)
    printed(pen, half("M0,-70 C30,-20 66,30 96,70 L0,78 Z"), look, Light.FLAT)
    pen.fill(
        path("M0,-70 C-14,-10 -30,40 -46,76 L46,76 C30,40 14,-10 0,-70 Z"), darker(look.main, 0.62)
    )
    pen.body(
        path("M0,-70 C-14,-10 -30,40 -46,76 L-62,74 C-40,30 -20,-20 0,-70 Z"), look.second, rim=2
    )
    pen.body(path("M0,-70 C14,-10 30,40 46,76 L62,74 C40,30 20,-20 0,-70 Z"), look.second, rim=2)
    pen.ball(ellipse(0, 40, 9), hexa("ffdf8a"))
    for side in (-1, 1):
        pen.line([(side * 50, 4), (side * 100, 76)], look.accent, 2)
        pen.rod([(side * 98, 68), (side * 102, 84)], STEEL, 3)
    pen.body(half("M0,-78 L10,-58 L0,-52 Z"), look.accent, rim=1)


@shape(cm=78)
def campchair(pen: Pen, look: Look) -> None:
    for a, b in (
        ((-52, 90), (46, 10)),
        ((52, 90), (-46, 10)),
        ((-52, 10), (-56, -78)),
        ((52, 10), (56, -78)),
    ):
        pen.rod([a, b], DARK, 5)
    back = path("M-56,-74 C-20,-66 20,-66 56,-74 L50,10 L-50,10 Z")
    pen.body(back, look.main)
    printed(pen, back, look, Light.FLAT)
    pen.body(path("M-50,4 L50,4 L58,30 C20,38 -20,38 -58,30 Z"), darker(look.main, 0.1))
    for side in (-1, 1):
        pen.body(moved(box(-9, -28, 9, -16, 5), side * 60, 8), look.second)
        pen.rod([(side * 60, -16), (side * 56, 30)], DARK, 4)
    pen.body(box(-18, -58, 18, -44, 4), look.second, rim=2)


@shape(cm=62)
def yogamat(pen: Pen, look: Look) -> None:
    pen.tube(box(-30, -86, 34, 84, 10), look.main)
    printed(pen, box(-30, -86, 34, 84, 8), look)
    pen.fill(ellipse(2, -84, 32, 11), lighter(look.main, 0.25))
    for r in (26, 19, 12):
        pen.line(ellipse(2, -84, r, r * 0.34), darker(look.main, 0.3), 2)
    pen.fill(ellipse(2, -84, 5, 2), darker(look.main, 0.6))
    pen.body(path("M34,-72 L54,-60 L60,84 L34,84 Z"), look.second, rim=4)
    for y in (-40, 44):
        pen.tube(box(-33, y, 37, y + 11, 3), look.accent)
    pen.rod(path("M-32,-34 C-80,-20 -80,36 -32,50"), look.accent, 6)


@shape(cm=16)
def dumbbell(pen: Pen, look: Look) -> None:
    pen.tube(box(-50, -9, 50, 9, 6), STEEL)
    for x in range(-30, 34, 6):
        pen.seam([(x, -8), (x + 4, 8)], STEEL, 1.4)
    for side in (-1, 1):
        for x, r in ((86, 30), (70, 44), (54, 52)):
            outer = box(
                min(side * (x - 11), side * (x + 8)), -r, max(side * (x - 11), side * (x + 8)), r, 8
            )
            pen.body(outer, (look.main if r != 44 else look.second), rim=5)
        printed(
            pen,
            box(min(side * 43, side * 62), -52, max(side * 43, side * 62), 52, 8),
            look,
            Light.FLAT,
        )


@shape(cm=22)
def football(pen: Pen, look: Look) -> None:
    hull = ellipse(0, 0, 82)
    pen.body(hull, lighter(look.second, 0.4), rim=0)
    panel = [moved([(0, -27)], turn=72 * n)[0] for n in range(5)]
    with pen.inside(hull):
        pen.fill(panel, look.main)
        for n in range(5):
            pen.line(moved([(0, -27), (0, -58)], turn=72 * n), darker(look.second, 0.4), 2.6)
            pen.fill(
                moved(
                    moved(panel, scale=1.0, turn=36), *moved([(0, -80)], turn=72 * n)[0], 1, 72 * n
                ),
                look.main,
            )
            pen.line(moved([(20, -60), (42, -38)], turn=72 * n), darker(look.second, 0.4), 2.6)
    pen.relight(hull, Light.BALL)
    pen.shine(moved(ellipse(0, 0, 20, 9), -36, -48, 1, -36), 0.5)


@shape(cm=67, pose=Pose.LIE)
def racket(pen: Pen, look: Look) -> None:
    for turn in (-18, 16):
        tone = look.main if turn < 0 else look.second
        with pen.inside(moved(ellipse(0, -48, 36, 46), turn * 1.4, 0, 1, turn)):
            for n in range(-7, 8):
                pen.line(moved([(n * 5, -98), (n * 5, 0)], turn * 1.4, 0, 1, turn), SNOW, 1.1, 0.9)
                pen.line(
                    moved([(-40, -48 + n * 6), (40, -48 + n * 6)], turn * 1.4, 0, 1, turn),
                    SNOW,
                    1.1,
                    0.9,
                )
        ring = ellipse(0, -48, 37, 47)
        pen.line(moved([*ring, ring[1]], turn * 1.4, 0, 1, turn), tone, 6)
        pen.metal(moved(box(-3, -2, 3, 54, 1), turn * 1.4, 0, 1, turn), STEEL)
        pen.body(moved(box(-6, 48, 6, 98, 4), turn * 1.4, 0, 1, turn), look.accent, rim=2)
    pen.body(half("M0,60 L18,58 L9,84 L0,84 Z"), SNOW, rim=2)
    pen.ball(arc(0, 84, 9, 10, 0, 180), look.accent)


@shape(cm=9, pose=Pose.LIE)
def hairclip(pen: Pen, look: Look) -> None:
    for dy, tone in ((-40, look.second), (36, look.main)):
        for n in range(7):
            pen.body(moved(box(-6, 0, 6, 44, 6), -66 + n * 22, dy + 2), darker(tone, 0.14), rim=2)
        back = moved(path("M-92,12 C-80,-44 80,-44 92,12 C60,-4 -60,-4 -92,12 Z"), 0, dy)
        pen.body(back, tone, rim=4)
        printed(pen, back, look, Light.FLAT)
        pen.shine(
            moved(path("M-66,-12 C-40,-28 10,-30 40,-24 L38,-20 C10,-24 -38,-22 -62,-8 Z"), 0, dy),
            0.45,
        )


@shape(cm=8, pose=Pose.LIE)
def scrunchie(pen: Pen, look: Look) -> None:
    for x, y, tone in ((-40, 34, look.second), (44, 26, look.accent), (0, -34, look.main)):
        for turn in range(0, 360, 30):
            fold = moved(ellipse(0, -34, 15, 20), x, y, 1, turn)
            pen.ball(fold, tone if turn % 60 else darker(tone, 0.1), rim=3)
        pen.fill(ellipse(x, y, 17), hexa("f2ece3"))
        if tone is look.main:
            for turn in range(0, 360, 60):
                pen.fill(moved(ellipse(0, -38, 3), x, y, 1, turn), look.second)


@shape(cm=22, pose=Pose.LIE)
def necklace(pen: Pen, look: Look) -> None:
    chain = arc(0, -34, 66, 90, -60, 240)
    pen.line(chain, darker(GOLD, 0.15), 2.4)
    for n in range(2, len(chain) - 2, 3):
        pen.ball(
            ellipse(*chain[n], 4.4 + 5 * (1 - abs(n / len(chain) - 0.5) * 2)),
            (look.main, look.second)[n % 2],
        )
    pen.metal(box(-4, 54, 4, 66, 3), GOLD)
    pen.ball(half("M0,62 C20,74 16,96 0,98 Z"), look.accent)
    pen.line(half("M0,62 C20,74 16,96 0,98 Z"), GOLD, 2.4)
    pen.shine(moved(ellipse(0, 0, 2.4, 6), -6, 80, 1, 14), 0.7)


@shape(cm=4, pose=Pose.HANG)
def earrings(pen: Pen, look: Look) -> None:
    for side in (-1, 1):
        pen.line(moved(arc(0, 0, 10, 14, 150, 380), side * 44, -70), GOLD, 3.4)
        pen.ball(moved(ellipse(0, 0, 16), side * 44, -38), look.main)
        pen.metal(moved(box(-2, -24, 2, -12), side * 44, 0), GOLD)
        drop = moved(half("M0,-14 C22,14 34,34 30,56 C24,78 0,82 0,82 Z"), side * 44)
        pen.body(drop, look.second, rim=4)
        printed(pen, drop, look, Light.FLAT)
        pen.line([*drop, drop[0]], GOLD, 2.6)
        pen.ball(moved(ellipse(0, 48, 9), side * 44), look.accent)


@shape(cm=19, pose=Pose.LIE)
def makeupbrush(pen: Pen, look: Look) -> None:
    for n, (turn, width, tall) in enumerate(
        ((-26, 12, 30), (-9, 20, 40), (9, 15, 34), (26, 9, 26))
    ):
        x = turn * 1.8
        head = half(
            f"M0,{-36 - tall} C{width},{-36 - tall} {width + 3},{-44} {width * 0.5},-34 L0,-34 Z"
        )
        pen.body(moved(head, x, 0, 1, turn), (look.second, look.accent)[n % 2], rim=4)
        pen.metal(moved(box(-width * 0.5, -36, width * 0.5, -8, 1), x, 0, 1, turn), GOLD)
        pen.tube(
            moved(half(f"M0,-8 L{width * 0.5},-8 L5,70 C4,92 0,94 0,94 Z"), x, 0, 1, turn),
            look.main,
        )


@shape(cm=25)
def mirror(pen: Pen, look: Look) -> None:
    pen.tube(lathe((5, 34), (5, 60), (14, 78), (14, 78)), look.second)
    pen.body(ellipse(0, 84, 46, 9), look.second, rim=3)
    pen.body(ellipse(0, -28, 68), look.main, rim=5)
    printed(pen, ellipse(0, -28, 68), look, Light.FLAT)
    pen.body(ellipse(0, -28, 56), hexa("cfe0e6"), rim=0)
    with pen.inside(ellipse(0, -28, 56)):
        pen.shine(moved(box(-12, -90, 10, 90), -18, -28, 1, 36), 0.5)
        pen.shine(moved(box(-4, -90, 3, 90), 12, -28, 1, 36), 0.5)
    pen.line(ellipse(0, -28, 56), look.accent, 2)


@shape(cm=24)
def pouch(pen: Pen, look: Look) -> None:
    hull = path(
        "M-58,-84 L58,-84 C56,-40 60,20 66,84 C30,92 -30,92 -66,84 C-60,20 -56,-40 -58,-84 Z"
    )
    pen.body(hull, look.main, rim=5)
    printed(pen, hull, look, Light.FLAT)
    pen.fill(path("M-58,-84 L58,-84 L57,-66 L-57,-66 Z"), darker(look.main, 0.22))
    pen.line([(-56, -56), (56, -56)], lighter(look.main, 0.4), 2)
    pen.body(ellipse(0, 14, 42, 46), lighter(look.second, 0.4), rim=0)
    for n, (x, y) in enumerate(((-14, 10), (12, 4), (0, 26), (20, 26), (-20, 32))):
        pen.ball(moved(ellipse(0, 0, 10, 7), x, y, 1, n * 37), look.accent)
    pen.fill(box(-24, -20, 24, -14, 2), darker(look.main, 0.4))
    pen.shine(path("M-50,-50 L-42,-50 L-48,78 L-56,76 Z"), 0.35)
