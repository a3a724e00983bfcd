"""Where a picture's files are found."""

from __future__ import annotations

from django.conf import settings

#: Folder of product pictures under the media root.
FOLDER = "products"


def picture_url(stem: str, size: int) -> str:
    """The address of the picture in ``size`` (160, 480 or 1200 px); empty where there is none.

    Made without asking the storage: a listing needs 24 of them.
    """
    return f"{settings.MEDIA_URL}{stem}-{size}.webp" if stem else ""
