"""Stationery, packing, feast days, sport and beauty."""

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
        pen.fill(path(f"M-70,{12 + n * 8} L-{36 + n * 8},{22 + n * 6} L-{36 + n * 8},{25 + n * 6} L-70,{15 + n * 8} Z"), look.second if n else look.accent)
    for x in (58, 72):
        pen.fill(path(f"M{x},{46 - (x - 58) * 0.4} L{x},{24 - (x - 58) * 0.4} L{x - 5},{28 - (x - 58) * 0.4} L{x + 3},{14 - (x - 58) * 0.4} L{x + 9},{22 - (x - 58) * 0.4} L{x + 4},{23 - (x - 58) * 0.4} L{x + 4},{44 - (x - 58) * 0.4} Z"), darker(KRAFT, 0.6))


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
        pen.fill(moved(box(-36, -12 + n * 9, 20 - n * 12, -8 + n * 9, 1), -5, 0, 1, -5), look.accent if n == 0 else darker(SNOW, 0.4))


@shape(cm=33)
def paperbag(pen: Pen, look: Look) -> None:
    for back in (1, 0):
        pen.line(path(f"M-24,-40 C-26,{-98 + back * 8} 26,{-98 + back * 8} 24,-40"), darker(look.second, 0.3 - back * 0.15), 5)
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
        pen.fill(moved(path("M0,-10 C-9,-24 -10,-42 0,-44 C10,-42 9,-24 0,-10 Z"), 0, -44, 1, turn), darker(look.second, 0.35))
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
            pen.line([(side * k * x, y) for x, y in arc(0, -6, 74, 56, -90, 90)], darker(look.main, 0.25), 1.6)
    for y in (-66, 46):
        pen.tube(box(-28, y, 28, y + 9, 2), GOLD)
    for x in (-12, -6, 0, 6, 12):
        pen.line([(x * 0.5, 56), (x, 94)], look.second, 3.4)
    pen.ball(ellipse(0, 60, 7), GOLD)
    pen.body(moved(box(-17, -17, 17, 17, 2), 0, -6, 1, 45), GOLD, rim=0)
    pen.fill(moved(box(-11, -11, 11, 11, 1), 0, -6, 1, 45), look.main)


@shape(cm=30, pose=Pose.HANG)
def balloons(pen: Pen, look: Look) -> None:
    for n, (x, y, tone) in enumerate(((-44, -20, look.second), (42, -26, look.accent), (0, -44, look.main), (-12, 6, lighter(look.main, 0.3)))):
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
        pen.body(moved(leaf, *moved([(0, -62 + n % 2 * 14)], turn=turn)[0], 1.2, turn + 40 + n % 3 * 30), tone, rim=2)
    for turn in range(10, 360, 45):
        pen.ball(ellipse(*moved([(0, -56)], turn=turn)[0], 8), look.main)
    for side in (-1, 1):
        pen.body([(x * side, y) for x, y in path("M0,50 C16,30 40,34 40,50 C40,66 16,70 0,54 Z")], look.second, rim=3)
        pen.body([(x * side, y) for x, y in path("M2,56 L26,92 L14,94 L0,64 Z")], look.second, rim=3)
    pen.ball(ellipse(0, 52, 9), look.accent)


@shape(cm=130)
def tent(pen: Pen, look: Look) -> None:
    pen.body(half("M0,-70 C30,-20 66,30 96,70 L0,78 Z"), look.main)
    printed(pen, half("M0,-70 C30,-20 66,30 96,70 L0,78 Z"), look, Light.FLAT)
    pen.fill(path("M0,-70 C-14,-10 -30,40 -46,76 L46,76 C30,40 14,-10 0,-70 Z"), darker(look.main, 0.62))
    pen.body(path("M0,-70 C-14,-10 -30,40 -46,76 L-62,74 C-40,30 -20,-20 0,-70 Z"), look.second, rim=2)
    pen.body(path("M0,-70 C14,-10 30,40 46,76 L62,74 C40,30 20,-20 0,-70 Z"), look.second, rim=2)
    pen.ball(ellipse(0, 40, 9), hexa("ffdf8a"))
    for side in (-1, 1):
        pen.line([(side * 50, 4), (side * 100, 76)], look.accent, 2)
        pen.rod([(side * 98, 68), (side * 102, 84)], STEEL, 3)
    pen.body(half("M0,-78 L10,-58 L0,-52 Z"), look.accent, rim=1)


@shape(cm=78)
def campchair(pen: Pen, look: Look) -> None:
    for a, b in (((-52, 90), (46, 10)), ((52, 90), (-46, 10)), ((-52, 10), (-56, -78)), ((52, 10), (56, -78))):
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
            outer = box(min(side * (x - 11), side * (x + 8)), -r, max(side * (x - 11), side * (x + 8)), r, 8)
            pen.body(outer, (look.main if r != 44 else look.second), rim=5)
        printed(pen, box(min(side * 43, side * 62), -52, max(side * 43, side * 62), 52, 8), look, Light.FLAT)


@shape(cm=22)
def football(pen: Pen, look: Look) -> None:
    hull = ellipse(0, 0, 82)
    pen.body(hull, lighter(look.second, 0.4), rim=0)
    panel = [moved([(0, -27)], turn=72 * n)[0] for n in range(5)]
    with pen.inside(hull):
        pen.fill(panel, look.main)
        for n in range(5):
            pen.line(moved([(0, -27), (0, -58)], turn=72 * n), darker(look.second, 0.4), 2.6)
            pen.fill(moved(moved(panel, scale=1.0, turn=36), *moved([(0, -80)], turn=72 * n)[0], 1, 72 * n), look.main)
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
                pen.line(moved([(-40, -48 + n * 6), (40, -48 + n * 6)], turn * 1.4, 0, 1, turn), SNOW, 1.1, 0.9)
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
        pen.shine(moved(path("M-66,-12 C-40,-28 10,-30 40,-24 L38,-20 C10,-24 -38,-22 -62,-8 Z"), 0, dy), 0.45)


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
        pen.ball(ellipse(*chain[n], 4.4 + 5 * (1 - abs(n / len(chain) - 0.5) * 2)), (look.main, look.second)[n % 2])
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
    for n, (turn, width, tall) in enumerate(((-26, 12, 30), (-9, 20, 40), (9, 15, 34), (26, 9, 26))):
        x = turn * 1.8
        head = half(f"M0,{-36 - tall} C{width},{-36 - tall} {width + 3},{-44} {width * 0.5},-34 L0,-34 Z")
        pen.body(moved(head, x, 0, 1, turn), (look.second, look.accent)[n % 2], rim=4)
        pen.metal(moved(box(-width * 0.5, -36, width * 0.5, -8, 1), x, 0, 1, turn), GOLD)
        pen.tube(moved(half(f"M0,-8 L{width * 0.5},-8 L5,70 C4,92 0,94 0,94 Z"), x, 0, 1, turn), look.main)


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
    hull = path("M-58,-84 L58,-84 C56,-40 60,20 66,84 C30,92 -30,92 -66,84 C-60,20 -56,-40 -58,-84 Z")
    pen.body(hull, look.main, rim=5)
    printed(pen, hull, look, Light.FLAT)
    pen.fill(path("M-58,-84 L58,-84 L57,-66 L-57,-66 Z"), darker(look.main, 0.22))
    pen.line([(-56, -56), (56, -56)], lighter(look.main, 0.4), 2)
    pen.body(ellipse(0, 14, 42, 46), lighter(look.second, 0.4), rim=0)
    for n, (x, y) in enumerate(((-14, 10), (12, 4), (0, 26), (20, 26), (-20, 32))):
        pen.ball(moved(ellipse(0, 0, 10, 7), x, y, 1, n * 37), look.accent)
    pen.fill(box(-24, -20, 24, -14, 2), darker(look.main, 0.4))
    pen.shine(path("M-50,-50 L-42,-50 L-48,78 L-56,76 Z"), 0.35)
