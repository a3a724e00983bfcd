"""The market's pictures in the media folder; other processes draw while the rows are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from catalog.pictures import FOLDER
from common.pictures import SIZES
from marketplace.demo.drawing.studio import Picture, produce, webp


def stem_of(picture: Picture) -> str:
    """Where the files of a picture begin."""
    return f"{FOLDER}/demo/{picture.name}"


@contextmanager
def drawing(pictures: Iterable[Picture]) -> Iterator[None]:
    """Have the pictures that are not there drawn meanwhile, and stored at the end."""
    wanted = [picture for picture in set(pictures) if not _is_stored(picture)]
    with produce(wanted) as drawn:
        yield
        for picture, contents in drawn:
            for size, content in zip(SIZES, contents, strict=True):
                _store(f"{stem_of(picture)}-{size}.webp", content)


def store_image(image: Image.Image, name: str) -> str:
    """Keep one image as WebP; returns its name."""
    _store(name, webp(image))
    return name


def _is_stored(picture: Picture) -> bool:
    return default_storage.exists(f"{stem_of(picture)}-{SIZES[0]}.webp")


def _store(name: str, content: bytes) -> None:
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
