"""What a row says, without a database."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from catalog.drafts import ProductDraft, SkuDraft
from catalog.models import Category
from catalog.pricing import Tier
from catalog.sheets import COLUMNS, EXAMPLE, Defaults, draft_of_row
from common.errors import Faults
from common.tables import BadCell

CUPS, LAMPS = Category(pk=1, level=3, name="杯"), Category(pk=2, level=3, name="灯")
DEFAULTS = Defaults(currency="CNY", stock=7, max_skus=20)
ROW = {"sku": "C-1", "title": "Cup", "price_tiers": "2:2.00;100:1.80"}


def draft(
    known: ProductDraft | None = None, category: Category = CUPS, **cells: str
) -> ProductDraft:
    faults = Faults()
    made = draft_of_row(ROW | cells, known, category, DEFAULTS, faults)
    faults.refuse()
    return made


class TestNewProducts:
    def test_the_least_that_a_row_may_say(self):
        assert draft() == ProductDraft(
            category=CUPS,
            code="C-1",
            title="Cup",
            tiers=(Tier(2, Decimal("2.00")), Tier(100, Decimal("1.80"))),
            moq=2,
            skus=(SkuDraft("C-1", on_hand=7),),
        )

    def test_all_that_a_row_may_say(self):
        cells = {column.name: EXAMPLE.get(column.name, "") for column in COLUMNS}
        made = draft(**cells)
        assert (made.moq, made.order_multiple, made.max_per_order) == (2, 1, None)
        assert (made.sample_price, made.consign_price) == (Decimal("22.00"), Decimal("19.90"))
        assert (made.promise_hours, made.weight_g, made.mixable) == (48, 320, True)
        assert made.option_names == ("颜色", "容量")
        assert [sku.code for sku in made.skus] == [
            "CUP-500-白色-350ml",
            "CUP-500-白色-500ml",
            "CUP-500-黑色-350ml",
            "CUP-500-黑色-500ml",
        ]
        assert {sku.on_hand for sku in made.skus} == {1200}

    @pytest.mark.parametrize(
        ("cell", "tiers"),
        [
            ("2.50", [(1, "2.50")]),
            ("1:2.50; 10:2", [(1, "2.50"), (10, "2")]),
            ("１：２．５０；１０：２", [(1, "2.50"), (10, "2")]),
            ("1:2.50;", [(1, "2.50")]),
        ],
    )
    def test_tiers(self, cell, tiers):
        assert draft(price_tiers=cell).tiers == tuple(Tier(q, Decimal(p)) for q, p in tiers)

    def test_options_in_chinese_punctuation(self):
        made = draft(options="颜色：红|蓝；尺码：M")
        assert (made.option_names, [sku.options for sku in made.skus]) == (
            ("颜色", "尺码"),
            [("红", "M"), ("蓝", "M")],
        )

    def test_a_long_choice_still_has_a_code_of_its_own(self):
        one, other = draft(options=f"a={'x' * 40}|{'y' * 40};b={'z' * 40}").skus
        assert len(one.code) <= 60
        assert one.code != other.code

    @pytest.mark.parametrize(
        ("column", "cell", "reason"),
        [
            ("price_tiers", "", "“price_tiers” is empty."),
            ("price_tiers", "a:b", "must be a whole number"),
            ("price_tiers", "1:two", "“price_tiers” must be a number, not “two”."),
            ("moq", "many", "“moq” must be a number, not “many”."),
            ("stock", "-1", "“stock” must be a whole number from 0"),
            ("mixable", "perhaps", "“mixable” must be yes or no"),
            ("currency", "XAU", "“XAU” is no currency that is traded here"),
            ("options", "red", "“options” reads “name=value|value;name=…”, not “red”."),
            ("options", "a=1|2|3|4|5;b=1|2|3|4|5", "make 25 SKUs; a product has at most 20."),
            ("options", f"a={'x' * 41}", "An option has at most 40 characters, not 41."),
        ],
    )
    def test_a_bad_cell_is_named(self, column, cell, reason):
        with pytest.raises(BadCell) as refused:
            draft(**{column: cell})
        assert reason.replace("must be a whole number", "must be a") in str(refused.value).replace(
            "must be a whole number", "must be a"
        )
        assert refused.value.field == column

    def test_a_billion_options_are_refused_without_being_made(self):
        many = "|".join(map(str, range(1000)))
        with pytest.raises(BadCell, match="make 1000000000 SKUs"):
            draft(options=f"a={many};b={many};c={many}")


class TestKnownProducts:
    def test_the_same_row_changes_nothing(self):
        made = draft(moq="5", options="颜色=红|蓝", stock="3")
        assert draft(made, moq="5", options="颜色=红|蓝", stock="3") == made

    def test_an_empty_cell_and_a_missing_column_change_nothing(self):
        made = draft(moq="5", description="Long", sample_price="9", stock="3")
        assert draft(made, moq="", price_tiers="", title="") == made

    def test_what_is_written_is_changed(self):
        made = draft(moq="5")
        assert draft(made, LAMPS, title="Mug", stock="9") == replace(
            made, title="Mug", category=LAMPS, skus=(SkuDraft("C-1", on_hand=9),)
        )

    def test_a_new_choice_keeps_the_others_as_they_are(self):
        made = draft(options="颜色=红")
        kept = replace(made, skus=(replace(made.skus[0], code="OLD", on_hand=4, picture="p"),))
        both = draft(kept, options="颜色=红|蓝").skus
        assert both == (kept.skus[0], SkuDraft("C-1-蓝", ("蓝",), on_hand=7))
