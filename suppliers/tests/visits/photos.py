"""Photographs as a phone's camera writes them, with time and place in their EXIF."""

from __future__ import annotations

import io
from datetime import datetime

from PIL import ExifTags, Image

YIWU = (29.334, 120.106)


def photo(
    *,
    at: datetime | None = None,
    offset: str = "",
    place: tuple[float, float] | None = None,
    gps_at: datetime | None = None,
    colour: int = 0,
    name: str = "photo.jpg",
) -> io.BytesIO:
    """A JPEG. ``at`` is the camera's wall clock, ``gps_at`` in UTC; ``colour`` tells two apart."""
    exif = Image.Exif()
    camera, satellites = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
    if at:
        camera[ExifTags.Base.DateTimeOriginal] = at.strftime("%Y:%m:%d %H:%M:%S")
    if offset:
        camera[ExifTags.Base.OffsetTimeOriginal] = offset
    if place:
        satellites.update(_gps(*place))
    if gps_at:
        satellites[ExifTags.GPS.GPSDateStamp] = gps_at.strftime("%Y:%m:%d")
        satellites[ExifTags.GPS.GPSTimeStamp] = (gps_at.hour, gps_at.minute, gps_at.second)
    file = io.BytesIO()
    Image.new("RGB", (400, 400), (colour, 255 - colour, colour // 2)).save(file, "JPEG", exif=exif)
    file.seek(0)
    file.name = name
    return file


def _gps(latitude: float, longitude: float) -> dict[int, object]:
    return {
        ExifTags.GPS.GPSLatitudeRef: "N" if latitude >= 0 else "S",
        ExifTags.GPS.GPSLatitude: _parts(abs(latitude)),
        ExifTags.GPS.GPSLongitudeRef: "E" if longitude >= 0 else "W",
        ExifTags.GPS.GPSLongitude: _parts(abs(longitude)),
    }


def _parts(degrees: float) -> tuple[float, float, float]:
    whole = int(degrees)
    minutes = int((degrees - whole) * 60)
    return float(whole), float(minutes), round(((degrees - whole) * 60 - minutes) * 60, 4)
