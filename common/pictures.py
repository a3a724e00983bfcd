"""Uploaded pictures: checked by content, turned upright, stripped, re-encoded in three sizes."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from common.errors import DomainError

#: Long sides in pixels: in a list, on a card, on the page of the thing itself.
SIZES = (160, 480, 1200)
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 80
#: Of a paper whose small print is to be read.
READABLE = 88
#: WebP's effort, 0 to 6: 2 takes half the time of the default for 3 % larger files.
EFFORT = 2
#: Where the picture is to be reduced a lot, a rough step first leaves a fine one of this factor.
REDUCING_GAP = 2.0


class BadPicture(DomainError):
    """The file is no picture that may be shown; nothing was stored."""

    code = "bad_picture"
    status = 422


@dataclass(frozen=True, slots=True)
class PictureLimits:
    """Bytes of the file, pixels in all, and the least length of the shorter side."""

    max_bytes: int
    max_pixels: int
    min_side: int


@dataclass(frozen=True, slots=True)
class Rendition:
    """One WebP file; ``size`` is the long side that it was made for."""

    size: int
    width: int
    height: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in each of SIZES. ``digest`` is of the largest: same picture, same name.

    ``look`` is what is seen of it, in 64 bits: the same where it was scaled or encoded anew.
    """

    digest: str
    renditions: tuple[Rendition, ...]
    look: int

    @property
    def width(self) -> int:
        return self.renditions[-1].width

    @property
    def height(self) -> int:
        return self.renditions[-1].height


def read_picture(file: BinaryIO, limits: PictureLimits) -> Picture:
    """Check and re-encode an uploaded ``file``; its name and declared type are not looked at.

    Nothing of the file survives but what is seen: no EXIF (with its place and time), no profile.
    Raises BadPicture, naming the rule and the number.
    """
    _check_bytes(file, limits)
    image = _opened(file, limits)
    try:
        image.draft("RGB", (SIZES[-1] * 2, SIZES[-1] * 2))
        image.thumbnail((SIZES[-1], SIZES[-1]), Image.Resampling.LANCZOS, REDUCING_GAP)
        image = _plain(ImageOps.exif_transpose(image))
    except (OSError, SyntaxError, ValueError) as error:
        raise _unreadable() from error
    look, renditions = look_of(image), _renditions(image)
    return Picture(hashlib.sha256(renditions[-1].content).hexdigest()[:32], renditions, look)


def look_of(image: Image.Image) -> int:
    """Whether each of 8 × 8 places is darker than the one to its right, as a signed 64-bit number.

    0 is a picture without any such difference: it looks like nothing.
    """
    grey = image.convert("L").resize((9, 8), Image.Resampling.BOX)
    cells = list(grey.tobytes())
    rows = [cells[start : start + 9] for start in range(0, 72, 9)]
    bits = [left < right for row in rows for left, right in pairwise(row)]
    number = sum(bit << place for place, bit in enumerate(bits))
    return number - (1 << 64) if number >= 1 << 63 else number


def read_scan(file: BinaryIO, limits: PictureLimits, long_side: int) -> Rendition:
    """The same for a picture of a paper: one file, large enough to be read. Raises BadPicture."""
    _check_bytes(file, limits)
    image = _opened(file, limits)
    try:
        image.draft("RGB", (long_side * 2, long_side * 2))
        image.thumbnail((long_side, long_side), Image.Resampling.LANCZOS, REDUCING_GAP)
        image = _plain(ImageOps.exif_transpose(image))
    except (OSError, SyntaxError, ValueError) as error:
        raise _unreadable() from error
    return Rendition(long_side, image.width, image.height, _encoded(image, READABLE))


def store_picture(picture: Picture, storage: Storage, folder: str) -> str:
    """Write the renditions to ``<stem>-<size>.webp`` and return the stem. Twice is harmless."""
    stem = f"{folder}/{picture.digest[:2]}/{picture.digest}"
    for rendition in picture.renditions:
        name = f"{stem}-{rendition.size}.webp"
        if not storage.exists(name):
            storage.save(name, ContentFile(rendition.content))
    return stem


def _check_bytes(file: BinaryIO, limits: PictureLimits) -> None:
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    if size > limits.max_bytes:
        raise BadPicture(
            _("The picture has %(have).1f MB; at most %(max).1f MB are taken.")
            % {"have": size / 1e6, "max": limits.max_bytes / 1e6},
            code="too_large",
            max=limits.max_bytes,
            have=size,
        )


def _opened(file: BinaryIO, limits: PictureLimits) -> Image.Image:
    """The picture with its header read and its pixels not yet; dimensions are checked before."""
    try:
        with Image.open(file, formats=FORMATS) as header:
            _check_size(header, limits)
            header.verify()
        file.seek(0)
        return Image.open(file, formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels(limits) from error
    except UnidentifiedImageError as error:
        raise BadPicture(
            _("The file is no picture in JPEG, PNG or WebP."), code="not_a_picture"
        ) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise _unreadable() from error


def _check_size(image: Image.Image, limits: PictureLimits) -> None:
    width, height = image.size
    if width * height > limits.max_pixels:
        raise _too_many_pixels(limits, width * height)
    if min(width, height) < limits.min_side:
        raise BadPicture(
            _("The picture is %(width)d × %(height)d pixels; each side needs at least %(min)d.")
            % {"width": width, "height": height, "min": limits.min_side},
            code="too_small",
            min=limits.min_side,
        )
    # A phone's MPO holds a second view of the same scene; only the others move.
    if image.format != "MPO" and getattr(image, "is_animated", False):
        raise BadPicture(_("Moving pictures are not taken; upload a still one."), code="animated")


def _plain(image: Image.Image) -> Image.Image:
    """The picture in sRGB on white."""
    profile = image.info.get("icc_profile")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        return ground
    if profile and image.mode in ("RGB", "CMYK"):
        return _in_srgb(image, profile)
    return image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        converted = ImageCms.profileToProfile(
            image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), _SRGB, outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError):
        # The profile is broken or for another mode; the picture itself need not be.
        return image.convert("RGB")
    return converted or image.convert("RGB")


_SRGB = ImageCms.createProfile("sRGB")


def _renditions(image: Image.Image) -> tuple[Rendition, ...]:
    """From the largest to the smallest, each from the one before; returned smallest first."""
    found: list[Rendition] = []
    for size in reversed(SIZES):
        image.thumbnail((size, size), Image.Resampling.LANCZOS, REDUCING_GAP)
        found.append(Rendition(size, image.width, image.height, _encoded(image, QUALITY)))
    return tuple(reversed(found))


def _encoded(image: Image.Image, quality: int) -> bytes:
    content = io.BytesIO()
    image.save(content, "WEBP", quality=quality, method=EFFORT, exif=b"", icc_profile=b"")
    return content.getvalue()


def _too_many_pixels(limits: PictureLimits, have: int | None = None) -> BadPicture:
    return BadPicture(
        _("The picture has too many pixels; at most %(max).0f million are taken.")
        % {"max": limits.max_pixels / 1e6},
        code="too_many_pixels",
        max=limits.max_pixels,
        have=have,
    )


def _unreadable() -> BadPicture:
    return BadPicture(_("The picture is damaged or cut off."), code="damaged")
