"""Which pictures the market needs, and their production on every core.

Products share pictures: each shape has a few designs, each design a few colours. A
drawing depends on its subject alone, so that a picture's name says what is in it.
"""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from multiprocessing import get_context
from random import Random

from PIL import Image

from marketplace.demo.drawing.palette import TONES
from marketplace.demo.drawing.scenes import VIEWS, Subject
from marketplace.demo.drawing.shapes import SHAPES

SIDE = 960
THUMBNAIL, CARD = 160, 480
CHUNK = 24
QUALITY = 75
DESIGNS = 2
HEROES = 2
EXTRAS = ("detail", "measured", "detail", "packed")
PRINTED = (
    "plain",
    "stripes",
    "dots",
    "leaves",
    "blossoms",
    "waves",
    "halves",
    "speckle",
    "check",
    "bars",
)
BARE = frozenset(
    [
        "wrench",
        "screwdriver",
        "pliers",
        "hammer",
        "hinge",
        "screws",
        "nuts",
        "tap",
        "drill",
        "grinder",
        "knife",
        "cable",
        "circuit",
        "ledreel",
        "keyboard",
        "mop",
        "brush",
        "hanger",
        "organiser",
        "zipbag",
        "wreath",
        "blocks",
        "puzzle",
        "rings",
        "ball",
        "football",
        "racket",
        "scrunchie",
        "necklace",
        "kite",
        "bear",
        "rabbit",
        "officechair",
        "heater",
        "carton",
        "tape",
        "pens",
        "basket",
        "utensils",
        "board",
        "toycar",
        "truck",
        "costume",
        "heel",
        "oxford",
        "smartwatch",
        "doorhandle",
        "teacake",
        "desk",
        "coffeetable",
        "shelf",
        "wardrobe",
        "table",
        "airfryer",
        "fan",
        "glass",
        "jar",
    ]
)


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture to draw: a view of a subject."""

    view: str
    subject: Subject

    @property
    def name(self) -> str:
        subject = self.subject
        return f"{subject.shape}-{subject.variant}-{subject.tones[0]}-{self.view}"

    @property
    def order(self) -> tuple[object, ...]:
        """Pictures on one ground follow each other, so that the ground is drawn once."""
        return self.subject.ground(), self.subject.kind.pose.value, self.subject.variant, self.name


@dataclass(frozen=True, slots=True)
class Design:
    """A shape in one manner, its colours, and the pictures that show it."""

    shape: str
    variant: int
    pattern: str
    tones: tuple[str, ...]
    extras: tuple[str, ...]

    def subject(self, tone: str) -> Subject:
        """The design with one of its colours in front."""
        others = tuple(other for other in self.tones if other != tone)
        return Subject(self.shape, (tone, *others), self.variant, self.pattern)

    @property
    def heroes(self) -> tuple[Picture, ...]:
        return tuple(Picture("hero", self.subject(tone)) for tone in self.tones[:HEROES])

    def gallery(self, tone: str) -> tuple[Picture, ...]:
        """The pictures of a product that leads with this colour, its hero first."""
        heroes = sorted(self.heroes, key=lambda picture: picture.subject.tones[0] != tone)
        whole = self.subject(self.tones[0])
        return *heroes, Picture("colours", whole), *(Picture(view, whole) for view in self.extras)


def designs(shape: str, random: Random) -> tuple[Design, ...]:
    """The designs of a shape, the same from the same seed."""
    patterns = ["plain"] if shape in BARE else ["plain", *random.sample(PRINTED[1:], DESIGNS - 1)]
    tones = random.sample(sorted(TONES), 4 * DESIGNS)
    extras = (random.choice(EXTRAS),)
    return tuple(
        Design(shape, n, patterns[n % len(patterns)], tuple(tones[n::DESIGNS]), () if n else extras)
        for n in range(DESIGNS)
    )


def all_designs(seed: int) -> dict[str, tuple[Design, ...]]:
    """Every shape's designs."""
    return {shape: designs(shape, Random(f"{seed}:{shape}")) for shape in sorted(SHAPES)}


def webp(image: Image.Image) -> bytes:
    held = BytesIO()
    image.save(held, "WEBP", quality=QUALITY, method=2)
    return held.getvalue()


def drawn(picture: Picture) -> tuple[bytes, ...]:
    """The picture as WebP: in a list, on a card, on its product's page."""
    large = VIEWS[picture.view](picture.subject, SIDE)
    card = large.reduce(SIDE // CARD)
    small = card.reduce(CARD // THUMBNAIL)
    return webp(small), webp(card), webp(large)


@contextmanager
def produce(pictures: Iterable[Picture]) -> Iterator[Iterator[tuple[Picture, tuple[bytes, ...]]]]:
    """Draw pictures on every core, from now on; each comes with its files, smallest first."""
    wanted = sorted(pictures, key=lambda picture: picture.order)
    pool = ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn"))
    try:
        yield zip(wanted, pool.map(drawn, wanted, chunksize=CHUNK), strict=True)
    finally:
        pool.shutdown(cancel_futures=True)
