"""Papers and premises for the demo's vetting: plainly samples, nobody's documents."""

from __future__ import annotations

from random import Random

from PIL import Image, ImageDraw, ImageFont

PAPER, PHOTO = (900, 1270), (640, 480)
_INK, _LINE, _SEAL = (52, 60, 72), (196, 202, 210), (190, 44, 48)


def paper(title: str, lines: int = 11) -> Image.Image:
    """A sheet with a title, grey lines where text would be, a seal, and SAMPLE across it."""
    image = Image.new("RGB", PAPER, (252, 250, 244))
    pen = ImageDraw.Draw(image)
    pen.rectangle((40, 40, 860, 1230), outline=_INK, width=4)
    pen.text((450, 140), title, fill=_INK, font=ImageFont.load_default(54), anchor="mm")
    random = Random(title)
    for number in range(lines):
        top = 250 + number * 66
        pen.rectangle((110, top, 260, top + 20), fill=_LINE)
        pen.rectangle((300, top, random.randint(520, 790), top + 20), fill=_LINE)
    pen.ellipse((600, 980, 800, 1180), outline=_SEAL, width=8)
    pen.text((700, 1080), "DEMO", fill=_SEAL, font=ImageFont.load_default(44), anchor="mm")
    pen.text((330, 1090), "SAMPLE", fill=_SEAL, font=ImageFont.load_default(96), anchor="mm")
    return image


def premises(seed: str) -> Image.Image:
    """A building as an inspector's phone might see it; every seed gives another."""
    random = Random(seed)
    image = Image.new("RGB", PHOTO, (random.randint(170, 215), random.randint(200, 230), 240))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 380, 640, 480), fill=(150, 148, random.randint(138, 150)))
    wall = tuple(random.randint(150, 225) for _ in range(3))
    left, top = random.randint(40, 110), random.randint(90, 170)
    pen.rectangle((left, top, 640 - left, 400), fill=wall, outline=_INK, width=3)
    pen.rectangle((left, top, 640 - left, top + 34), fill=_SEAL)
    for place in range(left + 24, 590 - left, 72):
        lit = (250, 226, 150) if random.random() < 0.5 else (96, 116, 138)
        pen.rectangle((place, top + 64, place + 44, top + 124), fill=lit, outline=_INK)
    door = random.randint(left + 30, 560 - left)
    pen.rectangle((door, 300, door + 60, 400), fill=(92, 74, 60), outline=_INK, width=2)
    return image
