"""The demo's pictures: the same each time, each shape within its frame, none of one colour."""

from io import BytesIO
from random import Random

import pytest
from PIL import Image

from marketplace.demo.content.belts import BELTS
from marketplace.demo.drawing.landscapes import SCENERIES, landscape
from marketplace.demo.drawing.marks import mark
from marketplace.demo.drawing.palette import look_of
from marketplace.demo.drawing.scenes import VIEWS, Subject
from marketplace.demo.drawing.shapes import SHAPES
from marketplace.demo.drawing.studio import CARD, SIDE, THUMBNAIL, all_designs, designs, drawn

SUBJECT = Subject("mug", ("navy", "cream", "rose"), 1, "stripes")


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_shape_stays_in_its_frame(name):
    left, top, right, bottom = SHAPES[name].drawn(look_of("brick", 1, "dots")).bounds()

    assert -120 < left < 0 < right < 120
    assert -120 < top < 0 < bottom < 120


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_view_is_the_same_each_time_and_full_of_tones(view):
    first, second = VIEWS[view](SUBJECT, 240), VIEWS[view](SUBJECT, 240)

    assert first.tobytes() == second.tobytes()
    assert len(first.getcolors(240 * 240)) > 200


def test_drawn_in_three_sizes():
    picture = designs("mug", Random(1))[0].heroes[0]

    sizes = [Image.open(BytesIO(content)).size for content in drawn(picture)]

    assert sizes == [(THUMBNAIL, THUMBNAIL), (CARD, CARD), (SIDE, SIDE)]


def test_designs_depend_on_the_seed_alone():
    assert all_designs(1) == all_designs(1)
    assert all_designs(1) != all_designs(2)


def test_gallery_begins_with_the_colour_asked_for():
    design = designs("sofa", Random(3))[0]

    for tone in design.tones[:2]:
        assert design.gallery(tone)[0].subject.tones[0] == tone


@pytest.mark.parametrize("scenery", sorted(SCENERIES))
def test_belt_with_this_scenery(scenery):
    belt = next(belt for belt in BELTS if belt.scenery == scenery)

    assert len(landscape(scenery, belt.shapes, belt.tone).getcolors(1200 * 750)) > 500


def test_marks_differ_by_seed():
    assert mark("S", "one").tobytes() == mark("S", "one").tobytes()
    assert mark("S", "one").tobytes() != mark("S", "two").tobytes()
