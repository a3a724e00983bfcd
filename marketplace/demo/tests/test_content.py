"""The demo's words: enough of them, in both languages, none twice, the same from one seed."""

import re
from collections import Counter
from itertools import pairwise
from random import Random

import pytest
from django.utils import translation

from accounts.notices import Phrase
from marketplace.demo.content.belts import BELTS
from marketplace.demo.content.categories import LEAF_LIST, MIDDLE_BY_SLUG, TOP_BY_SLUG
from marketplace.demo.content.companies import buyers, suppliers
from marketplace.demo.content.goods import PRODUCTS, goods
from marketplace.demo.drawing.studio import all_designs
from marketplace.demo.market import audits, trust, visits

HAN = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def market():
    shops = suppliers(Random(1))
    return list(goods(shops, all_designs(1), Random(1)))


def test_three_levels():
    assert (len(TOP_BY_SLUG), len(MIDDLE_BY_SLUG), len(LEAF_LIST)) == (12, 48, 168)


def test_sixty_suppliers_of_every_kind_and_standing():
    shops = suppliers(Random(1))

    assert len({shop.slug for shop in shops}) == len({shop.company.zh for shop in shops}) == 60
    assert {shop.kind for shop in shops} == {"factory", "trader", "stall", "sole_trader"}
    assert {shop.standing for shop in shops} == {"active", "restricted", "suspended", "removed"}


def test_every_company_says_that_it_is_a_sample():
    for words in (*(shop.company for shop in suppliers(Random(1))), *(b.name for b in buyers())):
        assert "示例" in words.zh
        assert "sample" in words.en.lower()


def test_every_group_of_categories_is_made_in_a_belt():
    assert set(MIDDLE_BY_SLUG) == {middle for belt in BELTS for middle in belt.middles}


def test_goods_are_the_same_from_one_seed(market):
    again = list(goods(suppliers(Random(1)), all_designs(1), Random(1)))

    assert [good for _, good in again] == [good for _, good in market]


def test_no_title_stands_twice(market):
    assert len(market) == PRODUCTS
    for titles in ([g.title.zh for _, g in market], [g.title.en for _, g in market]):
        assert Counter(titles).most_common(1)[0][1] == 1
        assert max(map(len, titles)) < 160


def test_tiers_rise_in_quantity_and_fall_in_price(market):
    for _, good in market:
        assert good.tiers[0][0] == good.moq
        assert good.moq % good.pack == 0
        for (before, dear), (after, cheap) in pairwise(good.tiers):
            assert after > before
            assert 0 < cheap < dear


def test_every_leaf_has_goods(market):
    assert min(Counter(good.leaf.slug for _, good in market).values()) >= 8
    assert len({good.leaf.slug for _, good in market}) == len(LEAF_LIST)


STAFF_SAID = (*trust.WHY.values(), trust.SUSPENDED_FOR, trust.REMOVED_FOR, audits.ASKED, visits.WHY)


@pytest.mark.parametrize("reason", STAFF_SAID)
def test_what_staff_said_is_in_one_language_to_each_reader(reason: str) -> None:
    assert not HAN.search(str(Phrase(reason)))
    with translation.override("zh-hans"):
        assert str(Phrase(reason)).startswith("演示：")
        assert "Demo" not in str(Phrase(reason))
