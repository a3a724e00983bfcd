"""The seeding command and the storing of pictures."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from accounts.tests.factories import UserFactory
from catalog.models import Product
from marketplace.demo.drawing.studio import all_designs, drawn
from marketplace.demo.market import pictures


@pytest.mark.django_db
def test_pictures_are_drawn_once(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    wanted = all_designs(1)["bowl"][0].heroes[:1]
    for _ in range(2):
        with pictures.drawing(wanted):
            pass

    stem = pictures.stem_of(wanted[0])
    stored = [default_storage.size(f"{stem}-{size}.webp") for size in pictures.SIZES]
    assert stored == [len(content) for content in drawn(wanted[0])]


@pytest.mark.django_db
def test_a_market_with_people_is_left_alone():
    UserFactory()

    call_command("seed_demo", if_empty=True)
    with pytest.raises(CommandError, match="not empty"):
        call_command("seed_demo")

    assert not Product.objects.exists()
