"""Garments, costumes and what is worn with them, laid flat."""

from marketplace.demo.drawing.colour import SNOW, Colour, darker, hexa, lighter
from marketplace.demo.drawing.geometry import Outline, arc, box, ellipse, half, moved, path
from marketplace.demo.drawing.pen import Light, Pen
from marketplace.demo.drawing.shapes.base import Look, Pose, shape
from marketplace.demo.drawing.shapes.pattern import printed

BODICE = "M0,-70 L20,-76 L46,-66 C48,-40 44,-20 46,84 L0,84 Z"
SLEEVE_SHORT = path("M42,-67 C60,-60 76,-30 88,-8 L60,10 L44,-22 Z")
SLEEVE_LONG = path("M42,-67 C62,-58 74,0 92,66 L68,74 L44,-10 Z")


def _sleeves(pen: Pen, outline: Outline, colour: Colour, look: Look | None = None) -> None:
    """Both sleeves, printed too when the look is given."""
    for points in (outline, [(-x, y) for x, y in outline]):
        pen.body(points, colour)
        if look is not None:
            printed(pen, points, look, Light.FLAT)


def _collar(pen: Pen, colour: Colour) -> None:
    pen.fill(half("M0,-60 Q14,-62 21,-77 L0,-74 Z"), darker(colour, 0.45))
    pen.body(path("M-22,-78 L0,-58 L-16,-44 L-32,-70 Z"), lighter(colour, 0.12), rim=2)
    pen.body(path("M22,-78 L0,-58 L16,-44 L32,-70 Z"), lighter(colour, 0.12), rim=2)


def _buttons(pen: Pen, top: int, bottom: int, colour: Colour) -> None:
    for y in range(top, bottom, 22):
        pen.fill(ellipse(0, y, 2.4), colour)


@shape(cm=70, pose=Pose.LIE)
def tee(pen: Pen, look: Look) -> None:
    _sleeves(pen, SLEEVE_SHORT, look.second if look.variant % 3 == 1 else look.main)
    hull = half(BODICE)
    pen.body(hull, look.main)
    printed(pen, hull, look, Light.FLAT)
    pen.fill(half("M0,-54 C12,-54 20,-64 21,-77 L0,-73 Z"), darker(look.main, 0.4))
    pen.line(half("M0,-52 C13,-52 22,-63 23,-76"), lighter(look.main, 0.2), 4)
    for side in (-1, 1):
        pen.seam([(side * 43, -64), (side * 44, -22)], look.main)
    if look.pattern == "plain":
        pen.fill(ellipse(0, -10, 20), look.second, 0.95)
        pen.fill(half("M0,-24 L8,-4 L0,2 Z"), look.accent)
    pen.seam([(-45, 77), (45, 77)], look.main)


@shape(cm=72, pose=Pose.LIE)
def polo(pen: Pen, look: Look) -> None:
    _sleeves(pen, SLEEVE_SHORT, look.main, look)
    hull = half(BODICE)
    pen.body(hull, look.main)
    printed(pen, hull, look, Light.FLAT)
    _collar(pen, look.second)
    pen.body(box(-5, -58, 5, -14, 2), lighter(look.main, 0.15), rim=1)
    _buttons(pen, -48, -18, look.accent)
    pen.fill(ellipse(24, -30, 4), look.accent)


@shape(cm=74, pose=Pose.LIE)
def shirt(pen: Pen, look: Look) -> None:
    _sleeves(pen, SLEEVE_LONG, look.main, look)
    hull = half("M0,-70 L20,-76 L46,-66 C48,-40 44,-20 46,74 C30,90 16,88 0,82 Z")
    pen.body(hull, look.main)
    printed(pen, hull, look, Light.FLAT)
    pen.body(box(-4, -58, 4, 82, 1), lighter(look.main, 0.2), rim=1)
    _buttons(pen, -44, 80, look.accent)
    _collar(pen, look.main)
    pen.seam(box(14, -34, 34, -10, 3), look.main)


@shape(cm=66, pose=Pose.LIE)
def sweater(pen: Pen, look: Look) -> None:
    _sleeves(pen, SLEEVE_LONG, look.main)
    hull = half("M0,-70 L20,-76 L48,-66 C50,-40 48,-20 48,76 L0,76 Z")
    pen.body(hull, look.main)
    printed(pen, box(-48, -40, 48, 30), look, Light.FLAT)
    pen.body(box(-47, 68, 47, 84, 4), darker(look.main, 0.1))
    for x in range(-42, 46, 7):
        pen.seam([(x, 70), (x, 82)], look.main)
    for turn in (-1, 1):
        pen.body(
            moved(box(-13, -6, 13, 6, 3), turn * 80, 70, 1, turn * -18), darker(look.main, 0.1)
        )
    pen.fill(half("M0,-54 C12,-54 20,-64 21,-77 L0,-73 Z"), darker(look.main, 0.45))
    pen.line(half("M0,-50 C15,-50 24,-63 25,-77"), darker(look.main, 0.12), 7)


@shape(cm=70, pose=Pose.LIE)
def jacket(pen: Pen, look: Look) -> None:
    _sleeves(pen, SLEEVE_LONG, look.second)
    hull = half("M0,-72 L20,-76 L48,-66 C50,-40 47,-20 48,80 L0,80 Z")
    pen.body(hull, look.main)
    printed(pen, hull, look, Light.FLAT)
    pen.body(half("M0,-60 C10,-60 22,-70 24,-84 L0,-90 Z"), darker(look.main, 0.3))
    pen.line([(0, -60), (0, 80)], hexa("d8d3c8"), 3)
    pen.fill(box(-2, -46, 2, -36, 1), look.accent)
    pen.seam([(-48, -24), (48, -24)], look.main, 2)
    for side in (-1, 1):
        pen.body(
            moved(box(-9, -3, 9, 24, 3), side * 28, 22, 1, side * 12),
            darker(look.main, 0.12),
            rim=2,
        )
    pen.body(box(-49, 74, 49, 86, 4), darker(look.main, 0.2))


@shape(cm=104, pose=Pose.LIE)
def trousers(pen: Pen, look: Look) -> None:
    hull = half("M0,-92 L38,-92 C46,-40 48,20 44,94 L12,94 L4,-30 L0,-36 Z")
    pen.body(hull, look.main)
    printed(pen, hull, look, Light.FLAT)
    pen.body(box(-39, -94, 39, -80, 2), darker(look.main, 0.12), rim=1)
    pen.seam([(0, -80), (0, -36)], look.main)
    for side in (-1, 1):
        pen.seam([(side * 20, -80), (side * 40, -58)], look.main)
        pen.seam([(side * 25, -50), (side * 28, 92)], look.main, 1)
        pen.body(
            box(min(side * 11, side * 45), 84, max(side * 11, side * 45), 94, 1),
            lighter(look.main, 0.18),
            rim=1,
        )
    pen.fill(ellipse(0, -87, 3), look.accent)


@shape(cm=62, pose=Pose.LIE)
def skirt(pen: Pen, look: Look) -> None:
    hull = half("M0,-70 L30,-70 C44,-30 66,20 80,64 C56,80 30,74 0,82 Z")
    pen.body(hull, look.main)
    printed(pen, hull, look, Light.FLAT)
    for n in range(-3, 4):
        pen.seam([(n * 9, -58), (n * 22, 74 - abs(n) * 3)], look.main, 1.8)
    pen.body(box(-32, -80, 32, -64, 3), look.second)


@shape(cm=112, pose=Pose.LIE)
def dress(pen: Pen, look: Look) -> None:
    if look.variant % 2:
        _sleeves(pen, path("M28,-82 C48,-82 58,-62 62,-44 L40,-36 L28,-60 Z"), look.main, look)
    hull = half(
        "M12,-92 L30,-86 C28,-62 22,-44 22,-28 C36,10 58,50 72,84 C46,96 22,92 0,98 L0,-58 C8,-64 12,-76 12,-92 Z"
    )
    pen.body(hull, look.main)
    printed(pen, hull, look, Light.FLAT)
    for n in (-2, -1, 0, 1, 2):
        pen.seam([(n * 8, -18), (n * 25, 84)], look.main, 1.8)
    pen.body(box(-24, -34, 24, -24, 3), look.second, rim=2)
    pen.fill(moved(half("M0,0 L14,-8 L14,8 Z"), 0, -29), look.accent)


@shape(cm=16, pose=Pose.LIE)
def sock(pen: Pen, look: Look) -> None:
    outline = path(
        "M-20,-88 L20,-88 L20,20 C22,44 64,44 76,60 C86,78 66,90 46,86 C18,84 -8,72 -20,44 Z"
    )
    for n, (x, y, tone) in enumerate(((-26, -4, look.second), (4, 6, look.main))):
        foot = moved(outline, x, y, 0.92)
        pen.body(foot, tone)
        if n:
            printed(pen, foot, look, Light.FLAT)
        pen.body(moved(box(-22, -92, 22, -70, 4), x, y, 0.92), lighter(tone, 0.2))
        for step in range(-15, 20, 8):
            pen.seam(moved([(step, -90), (step, -72)], x, y, 0.92), tone)
        with pen.inside(foot):
            pen.fill(moved(ellipse(78, 72, 26, 24), x, y, 0.92), look.accent)


@shape(cm=72, pose=Pose.LIE)
def pyjamas(pen: Pen, look: Look) -> None:
    legs = half("M0,0 L40,0 C46,40 46,60 44,94 L10,94 L2,34 L0,30 Z")
    pen.body(moved(legs, 30, 2, 0.95), look.main)
    printed(pen, moved(legs, 30, 2, 0.95), look, Light.FLAT)
    top = Pen()
    shirt(top, look)
    pen.again(top, dx=-22, dy=-20, scale=0.8)


@shape(cm=60, pose=Pose.LIE)
def romper(pen: Pen, look: Look) -> None:
    _sleeves(pen, path("M30,-66 C50,-62 60,-40 68,-24 L46,-10 L32,-30 Z"), look.second)
    hull = half(
        "M0,-60 C10,-62 16,-70 18,-78 L34,-70 C42,-30 48,10 48,40 L46,84 L14,84 L6,54 L0,52 Z"
    )
    pen.body(hull, look.main)
    printed(pen, hull, look, Light.FLAT)
    pen.line(half("M0,-58 C12,-60 18,-70 20,-78"), look.second, 6)
    pen.ball(ellipse(0, -14, 19), lighter(look.second, 0.2))
    for side in (-1, 1):
        pen.ball(ellipse(side * 14, -30, 7), lighter(look.second, 0.2))
        pen.fill(ellipse(side * 7, -17, 2.4), darker(look.main, 0.7))
        pen.body(
            box(min(side * 13, side * 47), 76, max(side * 13, side * 47), 86, 3), look.second, rim=1
        )
    pen.fill(ellipse(0, -9, 3.4, 2.4), look.accent)


@shape(cm=140, pose=Pose.LIE)
def hanfu(pen: Pen, look: Look) -> None:
    for side in (1, -1):
        sleeve = path("M24,-70 C56,-62 84,-50 98,-44 L92,26 C70,30 48,2 30,-22 Z")
        sleeve = [(x * side, y) for x, y in sleeve]
        pen.body(sleeve, look.main)
        printed(pen, sleeve, look, Light.FLAT)
        pen.fill(
            [(side * 98, -44), (side * 92, 26), (side * 86, 26), (side * 92, -46)], look.second
        )
    gown = half("M0,-20 L26,-22 C40,20 56,60 66,92 C40,100 20,98 0,98 Z")
    pen.body(gown, look.second)
    for n in range(-4, 5):
        pen.seam([(n * 6, -10), (n * 14, 94)], look.second, 1.6)
    pen.body(half("M0,-60 L12,-80 L30,-70 C32,-44 30,-30 28,-8 L0,-8 Z"), look.main)
    pen.body(path("M-14,-82 L-6,-84 L22,-16 L8,-16 Z"), lighter(look.second, 0.3), rim=2)
    pen.body(path("M14,-82 L6,-84 L-20,-16 L-8,-16 Z"), lighter(look.second, 0.3), rim=2)
    pen.body(box(-29, -24, 29, -6, 2), look.accent)
    pen.body(path("M2,-10 L12,-10 L20,62 L8,66 Z"), look.accent, rim=2)
    pen.body(path("M-8,-10 L2,-10 L0,44 L-10,42 Z"), darker(look.accent, 0.12), rim=2)


@shape(cm=90, pose=Pose.LIE)
def costume(pen: Pen, look: Look) -> None:
    for n, (width, top) in enumerate(((88, 30), (76, 12), (60, -6))):
        tone = (look.second, lighter(look.main, 0.2), look.main)[n]
        edge = [(-width + width * 2 * k / 8, top + 44 + (10 if k % 2 else 0)) for k in range(9)]
        pen.body([(-24, -20), (24, -20), *reversed(edge)], tone)
        for x, y in edge[1:-1:2]:
            pen.fill(ellipse(x, y - 8, 3), look.accent)
    hull = half("M0,-56 C8,-60 12,-70 14,-84 L24,-84 C26,-60 28,-40 26,-14 L0,-14 Z")
    pen.body(hull, look.main)
    for side in (-1, 1):
        pen.ball(ellipse(side * 30, -68, 16, 13), lighter(look.second, 0.3))
    pen.body(box(-28, -24, 28, -12, 4), look.accent)
    star = [
        p
        for k in range(5)
        for p in (moved([(0, -11)], turn=72 * k)[0], moved([(0, -4.6)], turn=72 * k + 36)[0])
    ]
    pen.fill(moved(star, 0, -42), look.accent)


@shape(cm=19, pose=Pose.HANG)
def mask(pen: Pen, look: Look) -> None:
    hull = half("M0,-84 C44,-88 72,-56 68,-6 C66,44 34,88 0,92 Z")
    pen.ball(hull, look.main, rim=4)
    pen.fill(half("M0,-84 C26,-82 42,-66 40,-50 C24,-44 10,-58 0,-40 Z"), look.second)
    for side in (-1, 1):
        brow = [
            (x * side, y) for x, y in path("M10,-38 C26,-62 50,-52 60,-34 C48,-42 28,-40 12,-28 Z")
        ]
        eye = [
            (x * side, y) for x, y in path("M12,-14 C22,-28 44,-26 52,-10 C40,-2 22,-2 12,-14 Z")
        ]
        cheek = [(x * side, y) for x, y in path("M62,4 C48,4 32,14 28,32 C44,40 56,30 62,4 Z")]
        pen.fill(brow, darker(look.main, 0.85))
        pen.fill(eye, darker(look.main, 0.9))
        pen.fill(cheek, look.accent)
    pen.body(half("M0,-24 L6,-16 L12,22 C8,28 4,28 0,26 Z"), lighter(look.main, 0.2), rim=2)
    pen.fill(half("M0,48 C10,42 20,44 26,50 C16,60 6,62 0,62 Z"), hexa("a8322c"))
    pen.fill(half("M0,74 C6,72 8,80 0,92 Z"), look.second)
    pen.line(arc(0, -60, 12, 12, 30, 150), SNOW, 2.5, 0.8)


@shape(cm=110, pose=Pose.LIE)
def robe(pen: Pen, look: Look) -> None:
    _sleeves(pen, path("M36,-72 C58,-64 80,-20 92,24 L62,36 L40,-16 Z"), look.main, look)
    hull = half("M0,-70 L18,-82 L40,-72 C46,-40 44,20 50,96 L0,96 Z")
    pen.body(hull, look.main)
    printed(pen, hull, look, Light.FLAT)
    pen.seam([(-2, 0), (6, 96)], look.main, 2)
    pen.body(path("M-18,-84 L-4,-84 L18,8 L4,10 Z"), look.second, rim=2)
    pen.body(path("M18,-84 L4,-84 L-16,4 L-2,10 Z"), lighter(look.second, 0.2), rim=2)
    pen.body(box(-46, 2, 46, 16, 2), look.accent, rim=2)
    pen.body(path("M4,12 L14,12 L20,56 L10,58 Z"), look.accent, rim=2)
    pen.seam(box(18, 34, 38, 60, 3), look.main, 2)
