"""Each rule of rules §6 by an example with its numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from catalog.pricing import MOST_PIECES, CheaperAt, MixRule, NextTier, Variant
from catalog.tests.pricing.make import codes, offer, quote, sku_priced, sku_tiered, variant, want
from common.errors import DomainError


def prices(answer):
    return [line.unit_price for line in answer.lines]


class TestTiers:
    @pytest.mark.parametrize(
        ("quantity", "price", "tier_from"),
        [(1, "2.00", 1), (99, "2.00", 1), (100, "1.50", 100), (5000, "1.50", 100)],
    )
    def test_quantity_chooses_the_tier(self, quantity, price, tier_from):
        (line,) = quote(want(quantity)).lines
        assert (line.unit_price, line.tier_from) == (Decimal(price), tier_from)
        assert line.amount == Decimal(price) * quantity
        assert line.counted_quantity == quantity

    def test_all_skus_of_a_product_count_together_by_quantity(self):
        of = offer()
        answer = quote(want(60, variant(of, 1)), want(40, variant(of, 2)))
        assert prices(answer) == [Decimal("1.50")] * 2
        assert [line.counted_quantity for line in answer.lines] == [100, 100]

    def test_two_products_do_not_count_together(self):
        answer = quote(want(60, variant(offer(), 1)), want(40, variant(offer(product_id=2), 2)))
        assert prices(answer) == [Decimal("2.00")] * 2

    def test_each_sku_has_its_price_by_sku(self):
        answer = quote(want(500, sku_priced("3.10", 1)), want(500, sku_priced("3.30", 2)))
        assert prices(answer) == [Decimal("3.10"), Decimal("3.30")]
        assert all(line.tier_from == 1 and line.next_tier is None for line in answer.lines)

    def test_each_sku_counts_alone_by_sku_quantity(self):
        answer = quote(want(60, sku_tiered("1:2 50:1", 1)), want(40, sku_tiered("1:3 50:2", 2)))
        assert prices(answer) == [Decimal(1), Decimal(3)]

    def test_below_the_first_tier_the_first_tiers_price(self):
        answer = quote(want(3, variant(offer("10:2.00 100:1.50", moq=10))))
        assert (prices(answer), answer.lines[0].tier_from) == ([Decimal("2.00")], 10)

    def test_a_first_tier_above_the_moq_holds_from_the_moq(self):
        answer = quote(want(13, variant(offer("20:14.50 200:13.00", moq=12))))
        assert (prices(answer), answer.lines[0].tier_from) == ([Decimal("14.50")], 12)

    def test_a_line_is_rounded_once_half_up(self):
        answer = quote(want(3, variant(offer("1:0.3350"))))
        assert answer.lines[0].amount == Decimal("1.01")  # 1.005

    def test_amounts_of_yen_have_no_decimals(self):
        answer = quote(want(3, variant(offer("1:0.5", currency="JPY"))))
        assert str(answer.lines[0].amount) == "2"


class TestOtherModes:
    def test_sample_and_consign_have_their_own_price_and_count_for_nothing(self):
        of = offer(sample_price=Decimal(9), consign_price=Decimal("2.5"), moq=50)
        answer = quote(
            want(99, variant(of, 1)),
            want(1, variant(of, 1), "sample"),
            want(1, variant(of, 2), "consign"),
        )
        assert prices(answer) == [Decimal("2.00"), Decimal(9), Decimal("2.5")]
        assert answer.problems == ()

    @pytest.mark.parametrize("mode", ["sample", "consign"])
    def test_a_mode_that_is_not_offered_has_a_problem_and_no_line(self, mode):
        answer = quote(want(1, mode=mode))
        assert (answer.lines, codes(answer)) == ((), ["mode_not_offered"])

    @pytest.mark.parametrize(("pieces", "found"), [(1, []), (3, []), (4, ["sample_quantity"])])
    def test_one_to_three_samples_over_all_skus(self, pieces, found):
        of = offer(sample_price=Decimal(9))
        first, rest = want(1, variant(of, 1), "sample"), want(pieces - 1, variant(of, 2), "sample")
        assert codes(quote(*[w for w in (first, rest) if w.quantity])) == found

    def test_no_second_sample(self):
        sample = want(1, variant(offer(sample_price=Decimal(9))), "sample")
        assert codes(quote(sample, sampled={1})) == ["sample_taken"]

    def test_a_batch_is_free_for_one_who_had_a_sample(self):
        assert codes(quote(want(1), sampled={1})) == []

    def test_dropship_takes_one_piece(self):
        of = variant(offer(consign_price=Decimal(3)))
        answer = quote(want(2, of, "consign"))
        assert [(p.code, p.rule, p.have, p.missing) for p in answer.problems] == [
            ("consign_quantity", 1, 2, 1)
        ]


class TestQuantities:
    def test_moq_counts_all_skus_of_the_product(self):
        of = offer(moq=50)
        assert codes(quote(want(20, variant(of, 1)), want(30, variant(of, 2)))) == []

    def test_below_moq_names_the_missing_pieces(self):
        (problem,) = quote(want(38, variant(offer(moq=50)))).problems
        assert (problem.code, problem.rule, problem.have, problem.missing) == (
            "below_moq",
            50,
            38,
            12,
        )

    def test_packs_are_counted_by_sku(self):
        of = offer(order_multiple=6)
        answer = quote(want(6, variant(of, 1)), want(10, variant(of, 2)))
        assert [(p.code, p.sku_id, p.missing) for p in answer.problems] == [("not_multiple", 2, 2)]

    def test_the_maximum_counts_all_skus(self):
        of = offer(max_per_order=10)
        answer = quote(want(6, variant(of, 1)), want(6, variant(of, 2)))
        assert [(p.code, p.rule, p.have, p.missing) for p in answer.problems] == [
            ("over_maximum", 10, 12, 2)
        ]

    def test_stock_is_shared_by_all_modes_of_a_sku(self):
        of = variant(offer(sample_price=Decimal(9)), available=5)
        answer = quote(want(5, of), want(1, of, "sample"))
        assert [(p.code, p.rule, p.missing) for p in answer.problems] == [("over_stock", 5, 1)]

    def test_each_broken_rule_has_its_own_problem(self):
        of = variant(offer(moq=50, order_multiple=6, max_per_order=20), available=3)
        assert codes(quote(want(25, of))) == [
            "below_moq",
            "not_multiple",
            "over_maximum",
            "over_stock",
        ]

    @pytest.mark.parametrize("quantity", [0, -1])
    def test_no_pieces_is_a_problem_and_changes_no_price(self, quantity):
        answer = quote(want(100), want(quantity, variant(offer(), 2)))
        assert prices(answer) == [Decimal("1.50")]
        assert codes(answer) == ["no_pieces"]

    def test_more_than_a_column_holds_has_no_price(self):
        answer = quote(want(100), want(MOST_PIECES + 1, variant(offer(), 2, available=7)))
        assert prices(answer) == [Decimal("1.50")]
        assert [(p.code, p.sku_id, p.rule) for p in answer.problems] == [("over_stock", 2, 7)]

    @pytest.mark.parametrize("quote_type", ["by_quantity", "by_sku", "by_sku_quantity"])
    def test_a_sku_without_price_has_no_line(self, quote_type):
        answer = quote(want(1, variant(offer("", quote_type=quote_type))))
        assert (answer.lines, codes(answer)) == ((), ["not_priced"])

    def test_fifty_skus_an_order(self):
        of = offer()
        assert codes(quote(*[want(1, variant(of, sku)) for sku in range(50)])) == []
        (problem,) = quote(*[want(1, variant(of, sku)) for sku in range(51)]).problems
        assert (problem.code, problem.rule, problem.have, problem.missing) == (
            "too_many_lines",
            50,
            51,
            1,
        )

    def test_fifty_skus_are_counted_by_order(self):
        one, other = offer(), offer(product_id=2, supplier_id=2)
        wants = [want(1, variant(one, sku)) for sku in range(50)]
        assert codes(quote(*wants, want(1, variant(other, 99)))) == []


class TestMixedBatch:
    def of(self, product_id: int, **terms) -> Variant:
        terms = {"moq": 50, "mixable": True} | terms
        return variant(offer(product_id=product_id, **terms), product_id)

    def test_the_amount_lifts_the_moq(self):
        rules = {1: MixRule(Decimal(100), None, "CNY")}
        answer = quote(want(30, self.of(1)), want(20, self.of(2)), mix_rules=rules)
        assert codes(answer) == []
        assert prices(answer) == [Decimal("2.00")] * 2
        assert answer.suppliers[0].mix.lifted

    def test_the_pieces_lift_the_moq(self):
        rules = {1: MixRule(Decimal(9999), 50, "CNY")}
        answer = quote(want(30, self.of(1)), want(20, self.of(2)), mix_rules=rules)
        assert codes(answer) == []

    def test_short_of_it_the_progress_is_told(self):
        rules = {1: MixRule(Decimal(120), 60, "CNY")}
        answer = quote(want(30, self.of(1)), want(20, self.of(2)), mix_rules=rules)
        mix = answer.suppliers[0].mix
        assert (mix.amount, mix.amount_missing) == (Decimal(100), Decimal(20))
        assert (mix.pieces, mix.pieces_missing, mix.lifted) == (50, 10, False)
        assert codes(answer) == ["below_moq", "below_moq"]

    def test_what_is_not_mixable_neither_counts_nor_is_lifted(self):
        rules = {1: MixRule(None, 50, "CNY")}
        answer = quote(want(40, self.of(1)), want(20, self.of(2, mixable=False)), mix_rules=rules)
        assert answer.suppliers[0].mix.pieces_missing == 10
        answer = quote(want(50, self.of(1)), want(20, self.of(2, mixable=False)), mix_rules=rules)
        assert [(p.code, p.product_id) for p in answer.problems] == [("below_moq", 2)]

    def test_it_lifts_the_moq_alone(self):
        rules = {1: MixRule(None, 10, "CNY")}
        answer = quote(want(13, self.of(1, order_multiple=6, max_per_order=12)), mix_rules=rules)
        assert codes(answer) == ["not_multiple", "over_maximum"]

    def test_samples_and_dropship_do_not_count(self):
        rules = {1: MixRule(None, 10, "CNY")}
        of = self.of(1, sample_price=Decimal(9), consign_price=Decimal(9))
        answer = quote(want(9, of), want(1, of, "sample"), want(1, of, "consign"), mix_rules=rules)
        assert answer.suppliers[0].mix.pieces == 9
        assert codes(answer) == ["below_moq"]

    def test_another_suppliers_products_do_not_count(self):
        rules = {1: MixRule(None, 10, "CNY")}
        answer = quote(want(9, self.of(1)), want(9, self.of(2, supplier_id=2)), mix_rules=rules)
        assert [s.mix.pieces if s.mix else None for s in answer.suppliers] == [9, None]

    def test_the_amount_is_compared_in_the_rules_currency(self):
        rules = {1: MixRule(Decimal(700), None, "CNY")}
        answer = quote(
            want(50, self.of(1, currency="USD")),
            mix_rules=rules,
            convert=lambda amount, source, target: amount * {("USD", "CNY"): 7}[source, target],
        )
        assert (answer.suppliers[0].mix.amount, answer.suppliers[0].mix.lifted) == (
            Decimal(700),
            True,
        )

    def test_without_a_rate_the_amount_counts_for_nothing(self):
        def convert(amount, source, target):
            raise DomainError("No rate is stored.")

        rules = {1: MixRule(Decimal(7), 60, "CNY")}
        answer = quote(want(50, self.of(1, currency="USD")), mix_rules=rules, convert=convert)
        mix = answer.suppliers[0].mix
        assert (mix.amount, mix.amount_missing, mix.pieces_missing) == (0, Decimal(7), 10)
        assert answer.suppliers[0].subtotal == Decimal(100)

    def test_pieces_need_no_rate(self):
        rules = {1: MixRule(None, 50, "CNY")}
        answer = quote(want(50, self.of(1, currency="USD", moq=99)), mix_rules=rules)
        assert (answer.suppliers[0].mix.lifted, codes(answer)) == (True, [])

    def test_two_currencies_without_a_conversion_are_an_error(self):
        rules = {1: MixRule(Decimal(700), None, "CNY")}
        with pytest.raises(ValueError, match="from USD to CNY"):
            quote(want(50, self.of(1, currency="USD")), mix_rules=rules)


class TestTotals:
    def test_one_order_a_supplier_and_currency(self):
        answer = quote(
            want(10, variant(offer(), 1)),
            want(10, variant(offer(product_id=2, supplier_id=2), 2)),
            want(10, variant(offer(product_id=3, currency="USD"), 3)),
        )
        assert [(s.supplier_id, s.currency, s.subtotal) for s in answer.suppliers] == [
            (1, "CNY", Decimal(20)),
            (2, "CNY", Decimal(20)),
            (1, "USD", Decimal(20)),
        ]
        assert (answer.total("CNY"), answer.total("USD"), answer.total("EUR")) == (40, 20, 0)

    def test_nothing_wanted(self):
        answer = quote()
        assert (answer.lines, answer.suppliers, answer.problems) == ((), (), ())

    def test_problems_of_a_product_and_of_a_sku(self):
        of = variant(offer(moq=50, order_multiple=6))
        answer = quote(want(25, of))
        of_batch = answer.problems_of(product_id=1, sku_id=1, mode="batch")
        assert [p.code for p in of_batch] == ["not_multiple", "below_moq"]
        assert answer.problems_of(product_id=1, sku_id=1, mode="sample") == ()


class TestHints:
    def test_the_next_tier(self):
        (line,) = quote(want(97)).lines
        assert line.next_tier == NextTier(100, 3, Decimal("1.50"), Decimal("25.0"))

    def test_a_hundred_pieces_cost_less_than_ninety_seven(self):
        (line,) = quote(want(97)).lines
        assert line.cheaper_at == CheaperAt(100, 97, 3, Decimal("1.50"), Decimal("44.00"))

    def test_no_hint_where_more_costs_more(self):
        (line,) = quote(want(70)).lines
        assert line.next_tier.missing == 30
        assert line.cheaper_at is None

    def test_the_greatest_saving_is_told(self):
        (line,) = quote(want(95, variant(offer("1:2 100:1.9 110:1")))).lines
        assert (line.cheaper_at.quantity, line.cheaper_at.saving) == (110, Decimal(80))

    def test_the_top_tier_has_no_hint(self):
        (line,) = quote(want(100)).lines
        assert (line.next_tier, line.cheaper_at) == (None, None)

    def test_whole_packs_are_added(self):
        (line,) = quote(want(95, variant(offer(order_multiple=19)))).lines
        assert (line.next_tier.missing, line.cheaper_at.quantity) == (19, 114)

    def test_the_saving_counts_the_other_lines_of_the_product(self):
        of = offer()
        one, _other = quote(want(50, variant(of, 1)), want(47, variant(of, 2))).lines
        assert (one.cheaper_at.missing, one.cheaper_at.saving) == (3, Decimal("44.00"))

    @pytest.mark.parametrize("short", [{"available": 99}, {"of": offer(max_per_order=99)}])
    def test_no_hint_to_what_cannot_be_ordered(self, short):
        (line,) = quote(want(97, variant(**short))).lines
        assert (line.next_tier, line.cheaper_at) == (None, None)
