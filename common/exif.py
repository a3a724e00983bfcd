"""When and where a photograph was taken, read from its EXIF before that is stripped.

Nothing in a file can be trusted to be well formed: what cannot be read is not known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, BinaryIO

from PIL import ExifTags, Image

from common.pictures import FORMATS

Gps, Base = ExifTags.GPS, ExifTags.Base


@dataclass(frozen=True, slots=True)
class Traces:
    """``taken_at`` knows its zone where the file names one; else it is the camera's wall clock.

    Degrees of WGS 84, north and east positive.
    """

    taken_at: datetime | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None


def read_traces(file: BinaryIO) -> Traces:
    """What the EXIF of the picture says, if it has any. Leaves ``file`` at its start."""
    try:
        with Image.open(file, formats=FORMATS) as image:
            return traces_of(image.getexif())
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, OverflowError):
        return Traces()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return Traces()
    finally:
        file.seek(0)


def traces_of(exif: Image.Exif) -> Traces:
    camera = exif.get_ifd(ExifTags.IFD.Exif)
    satellites = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place = _place(satellites)
    return Traces(_taken_at(camera, satellites), *(place or (None, None)))


def _taken_at(camera: Mapping[int, Any], satellites: Mapping[int, Any]) -> datetime | None:
    """The camera's clock with its offset; else the satellites' time (UTC); else the clock alone."""
    clock = _moment(camera.get(Base.DateTimeOriginal))
    zone = _offset(camera.get(Base.OffsetTimeOriginal))
    if clock and zone:
        return clock.replace(tzinfo=zone)
    return _satellite_time(satellites) or clock


def _moment(text: Any) -> datetime | None:
    with suppress(ValueError, TypeError):
        return datetime.strptime(_text(text), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 — wall clock
    return None


def _offset(text: Any) -> timezone | None:
    found = _OFFSET.fullmatch(_text(text))
    if found is None:
        return None
    minutes = int(found["hours"]) * 60 + int(found["minutes"])
    return timezone(timedelta(minutes=-minutes if found["sign"] == "-" else minutes))


def _satellite_time(satellites: Mapping[int, Any]) -> datetime | None:
    with suppress(KeyError, ValueError, TypeError, ZeroDivisionError, OverflowError):
        day = datetime.strptime(_text(satellites[Gps.GPSDateStamp]), "%Y:%m:%d")  # noqa: DTZ007
        hours, minutes, seconds = (float(part) for part in satellites[Gps.GPSTimeStamp])
        since = timedelta(hours=hours, minutes=minutes, seconds=seconds)
        return day.replace(tzinfo=UTC) + since if since < _DAY else None
    return None


def _place(satellites: Mapping[int, Any]) -> tuple[Decimal, Decimal] | None:
    with suppress(KeyError, ValueError, TypeError, ArithmeticError):
        latitude = _degrees(satellites[Gps.GPSLatitude], satellites[Gps.GPSLatitudeRef], "NS", 90)
        longitude = _degrees(
            satellites[Gps.GPSLongitude], satellites[Gps.GPSLongitudeRef], "EW", 180
        )
        # A receiver without a fix writes zeroes.
        return (latitude, longitude) if latitude or longitude else None
    return None


def _degrees(parts: Any, half: Any, halves: str, most: int) -> Decimal:
    degrees, minutes, seconds = (Decimal(str(float(part))) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    side = _text(half).upper()
    if not (0 <= value <= most) or side not in tuple(halves):
        raise ValueError("no such degree")
    return (-value if side == halves[1] else value).quantize(_FINE)


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        value = value.decode("ascii", "replace")
    return str(value).strip("\0 ") if value is not None else ""


_OFFSET = re.compile(r"(?P<sign>[+-])(?P<hours>0\d|1[0-4]):?(?P<minutes>[0-5]\d)")
_FINE = Decimal("0.000001")
_DAY = timedelta(days=1)
