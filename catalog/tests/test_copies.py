"""Pictures of another supplier are found though they were scaled and encoded anew (rules §4)."""

from __future__ import annotations

import io
import random
from datetime import UTC, datetime
from typing import BinaryIO

import pytest
from PIL import Image, ImageDraw

from catalog.enums import ProductStatus
from catalog.models import Product, ProductPicture
from catalog.selectors.copies import copied_listings
from catalog.services.pictures import add_picture
from catalog.tests.factories import ProductFactory
from common.pictures import look_of
from suppliers.tests.factories import SupplierFactory

AT = datetime(2026, 3, 1, tzinfo=UTC)


def drawn(seed: int) -> Image.Image:
    """Blocks of light and dark."""
    dice, image = random.Random(seed), Image.new("RGB", (900, 800), "white")
    pen = ImageDraw.Draw(image)
    for left in range(0, 900, 100):
        for top in range(0, 800, 100):
            shade = dice.randrange(256)
            pen.rectangle((left, top, left + 99, top + 99), fill=(shade, shade, shade))
    return image


def file_of(image: Image.Image, kind: str = "PNG") -> BinaryIO:
    found = io.BytesIO()
    image.save(found, kind, quality=70)
    found.seek(0)
    return found


def test_a_look_survives_scaling_and_encoding() -> None:
    image = drawn(1)
    small = Image.open(file_of(image.resize((450, 400)), "JPEG"))
    assert look_of(small) == look_of(image) != look_of(drawn(2))


def test_nothing_looks_like_nothing() -> None:
    assert look_of(Image.new("RGB", (300, 300), "teal")) == 0


def show(product: Product, seed: int) -> None:
    add_picture(product=product, file=file_of(drawn(seed)), at=AT)


@pytest.mark.django_db
def test_the_first_to_show_a_picture_owns_it() -> None:
    owner, copier, honest = (SupplierFactory() for _ in range(3))
    for seed in range(3):
        show(ProductFactory(supplier=owner), seed)
    for seed in (0, 1, 7):
        show(ProductFactory(supplier=copier), seed)
    show(ProductFactory(supplier=honest), 9)
    show(ProductFactory(supplier=owner), 0)
    assert copied_listings(sample=40) == {copier.pk: (2, 3)}
    also = [honest.pk, SupplierFactory().pk]
    assert copied_listings(sample=40, also=also) == {copier.pk: (2, 3), honest.pk: (0, 1)}


@pytest.mark.django_db
def test_hidden_listings_and_those_beyond_the_sample_are_left_out() -> None:
    owner, copier = SupplierFactory(), SupplierFactory()
    show(ProductFactory(supplier=owner), 0)
    for _ in range(4):
        show(ProductFactory(supplier=copier), 0)
    show(ProductFactory(supplier=copier, status=ProductStatus.HIDDEN), 0)
    assert copied_listings(sample=40) == {copier.pk: (4, 4)}
    assert copied_listings(sample=3) == {copier.pk: (3, 3)}


@pytest.mark.django_db
def test_a_blank_picture_is_nobodys() -> None:
    for _ in range(2):
        add_picture(
            product=ProductFactory(), file=file_of(Image.new("RGB", (300, 300), "teal")), at=AT
        )
    assert ProductPicture.objects.filter(look=None).count() == 2
    assert copied_listings(sample=40) == {}
