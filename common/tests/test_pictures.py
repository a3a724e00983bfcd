from __future__ import annotations

import io
import os
import tarfile
from pathlib import Path

import pytest
from django.core.files.storage import InMemoryStorage
from PIL import Image, ImageDraw

from common.pictures import SIZES, BadPicture, PictureLimits, read_picture, store_picture

LIMITS = PictureLimits(max_bytes=10_000_000, max_pixels=40_000_000, min_side=200)
PHOTOS = (
    Path(os.environ.get("SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))
    / "photos"
    / "photos_dev.tar"
)
ORIENTATION, GPS = 0x0112, 0x8825


def drawn(size=(640, 400), mode="RGB", ground="white") -> Image.Image:
    """A picture whose left half is red, so that a turn is seen."""
    image = Image.new("RGB", size, ground)
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, size[1]), fill="red")
    return image.convert(mode)


def saved(image: Image.Image, kind="JPEG", **how) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()


def read(content: bytes, limits: PictureLimits = LIMITS):
    return read_picture(io.BytesIO(content), limits)


def refused(content: bytes, limits: PictureLimits = LIMITS) -> BadPicture:
    with pytest.raises(BadPicture) as caught:
        read(content, limits)
    return caught.value


def shown(picture, place=-1) -> Image.Image:
    return Image.open(io.BytesIO(picture.renditions[place].content))


def is_red(pixel) -> bool:
    red, green, blue = pixel[:3]
    return red > 200 and green < 80 and blue < 80


class TestRenditions:
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
    def test_three_sizes_of_webp(self, kind):
        picture = read(saved(drawn((2400, 1600)), kind))
        assert [(r.size, r.width, r.height) for r in picture.renditions] == [
            (160, 160, 107),
            (480, 480, 320),
            (1200, 1200, 800),
        ]
        assert (picture.width, picture.height) == (1200, 800)
        for place, rendition in enumerate(picture.renditions):
            image = shown(picture, place)
            assert (image.format, image.size) == ("WEBP", (rendition.width, rendition.height))

    def test_a_small_picture_is_not_blown_up(self):
        picture = read(saved(drawn((300, 250))))
        assert [(r.width, r.height) for r in picture.renditions] == [
            (160, 133),
            (300, 250),
            (300, 250),
        ]

    def test_it_is_turned_upright_and_loses_its_exif(self):
        exif = Image.Exif()
        exif[ORIENTATION] = 6  # the camera was held on its side
        exif.get_ifd(GPS)[1] = "N"
        picture = read(saved(drawn((640, 400)), exif=exif))
        image = shown(picture)
        assert image.size == (400, 640)
        assert is_red(image.getpixel((200, 20)))
        assert not is_red(image.getpixel((200, 620)))
        assert dict(image.getexif()) == {}
        assert image.info.get("exif") is None

    def test_cmyk_becomes_rgb(self):
        image = shown(read(saved(drawn(mode="CMYK"))))
        assert image.mode == "RGB"
        assert is_red(image.getpixel((10, 10)))

    @pytest.mark.parametrize("mode", ["L", "P", "1", "I;16"])
    def test_other_modes(self, mode):
        source = Image.new("I;16", (300, 300), 40_000) if mode == "I;16" else drawn(mode=mode)
        assert shown(read(saved(source, "PNG"))).mode == "RGB"

    def test_what_is_transparent_stands_on_white(self):
        image = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
        assert shown(read(saved(image, "PNG"))).getpixel((5, 5)) == (255, 255, 255)

    def test_a_broken_colour_profile_does_no_harm(self):
        image = shown(read(saved(drawn(), icc_profile=b"no profile at all")))
        assert is_red(image.getpixel((10, 10)))
        assert "icc_profile" not in image.info

    def test_same_picture_same_name(self):
        one, other = read(saved(drawn())), read(saved(drawn()))
        assert one.digest == other.digest
        assert one.digest != read(saved(drawn(ground="blue"))).digest


class TestStoring:
    def test_three_files_by_content(self):
        storage, picture = InMemoryStorage(), read(saved(drawn()))
        stem = store_picture(picture, storage, "products")
        assert stem == f"products/{picture.digest[:2]}/{picture.digest}"
        for rendition in picture.renditions:
            with storage.open(f"{stem}-{rendition.size}.webp") as file:
                assert file.read() == rendition.content

    def test_twice_is_harmless(self):
        storage, picture = InMemoryStorage(), read(saved(drawn()))
        assert store_picture(picture, storage, "p") == store_picture(picture, storage, "p")
        folder = f"p/{picture.digest[:2]}"
        assert len(storage.listdir(folder)[1]) == len(SIZES)


class TestRefusals:
    def test_too_many_bytes(self):
        content = saved(drawn())
        error = refused(content, PictureLimits(1000, 40_000_000, 200))
        assert (error.code, error.params) == ("too_large", {"max": 1000, "have": len(content)})

    @pytest.mark.parametrize(
        "content",
        [b"", b"MZ\x90\x00 a program", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7"],
    )
    def test_what_is_no_picture_whatever_its_name(self, content):
        error = refused(content)
        assert (error.code, str(error)) == (
            "not_a_picture",
            "The file is no picture in JPEG, PNG or WebP.",
        )

    @pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF"])
    def test_other_formats(self, kind):
        assert refused(saved(drawn(), kind)).code == "not_a_picture"

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
    @pytest.mark.parametrize("part", [0.3, 0.9])
    def test_cut_off(self, kind, part):
        noise = Image.effect_noise((600, 600), 80).convert("RGB")
        content = saved(noise, kind)
        assert refused(content[: int(len(content) * part)]).code in ("damaged", "not_a_picture")

    @pytest.mark.parametrize("side", [6500, 10_000, 15_000])
    def test_too_many_pixels_are_refused_before_they_are_decoded(self, side):
        content = saved(Image.new("1", (side, side)), "PNG")
        error = refused(content)
        assert (error.code, error.params["max"]) == ("too_many_pixels", 40_000_000)
        assert str(error) == "The picture has too many pixels; at most 40 million are taken."

    def test_too_small(self):
        error = refused(saved(drawn((900, 199))))
        assert str(error) == "The picture is 900 × 199 pixels; each side needs at least 200."

    @pytest.mark.parametrize("kind", ["PNG", "WEBP"])
    def test_moving_pictures(self, kind):
        frames = [drawn(ground=ground) for ground in ("blue", "green")]
        content = saved(frames[0], kind, save_all=True, append_images=frames[1:])
        assert refused(content).code == "animated"


@pytest.mark.skipif(not PHOTOS.exists(), reason=f"the photographs are not at {PHOTOS}")
def test_real_photographs():
    with tarfile.open(PHOTOS) as archive:
        files = [m for m in archive if m.name.endswith(".jpg") and m.isfile()][::20]
        contents = [archive.extractfile(member).read() for member in files]
    limits = PictureLimits(10_000_000, 40_000_000, 100)
    for content in contents:
        picture = read(content, limits)
        assert max(picture.width, picture.height) <= SIZES[-1]
        assert shown(picture).mode == "RGB"
    assert len(contents) > 20
