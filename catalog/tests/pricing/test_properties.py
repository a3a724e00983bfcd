"""What holds for any terms and any wants."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate, pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from catalog.pricing import (
    BATCH,
    BY_QUANTITY,
    BY_SKU,
    BY_SKU_QUANTITY,
    MODES,
    BadTiers,
    MixRule,
    Offer,
    PriceLimits,
    Tier,
    Variant,
    Want,
    ladder,
    resolve,
    validate_tiers,
)
from catalog.tests.pricing.make import LIMITS
from common.money import line_amount

prices = st.integers(1, 9_999_999).map(lambda n: Decimal(n).scaleb(-4))
LOOSE = PriceLimits(max_tiers=10, max_sample=3, max_consign=1, max_lines=10_000)


@st.composite
def good_tiers(draw):
    """Up to ten tiers, from drawn gaps between quantities and between prices."""
    gaps = draw(st.lists(st.tuples(st.integers(1, 200), prices), min_size=1, max_size=10))
    rising = accumulate(quantity for quantity, _drop in gaps)
    falling = reversed(list(accumulate(drop for _quantity, drop in gaps)))
    return tuple(map(Tier, rising, falling))


@st.composite
def offers(draw, product_id: int):
    kind = draw(st.sampled_from([BY_QUANTITY, BY_SKU, BY_SKU_QUANTITY]))
    return Offer(
        product_id=product_id,
        supplier_id=product_id % 2,
        currency=draw(st.sampled_from(["CNY", "JPY"])),
        quote_type=kind,
        tiers=draw(good_tiers()) if kind == BY_QUANTITY else (),
        moq=draw(st.integers(1, 300)),
        order_multiple=draw(st.integers(1, 12)),
        max_per_order=draw(st.none() | st.integers(1, 2000)),
        mixable=draw(st.booleans()),
        sample_price=draw(st.none() | prices),
        consign_price=draw(st.none() | prices),
    )


@st.composite
def baskets(draw, least=0):
    """Up to four products with up to three SKUs each, and wants of them in any mode."""
    variants = []
    for product_id in range(draw(st.integers(1, 4))):
        of = draw(offers(product_id))
        for n in range(draw(st.integers(1, 3))):
            price = draw(prices) if of.quote_type == BY_SKU else None
            own = draw(good_tiers()) if of.quote_type == BY_SKU_QUANTITY else ()
            variants.append(
                Variant(product_id * 10 + n, of, price, own, draw(st.integers(0, 3000)))
            )
    one = st.builds(Want, st.sampled_from(variants), st.integers(1, 500), st.sampled_from(MODES))
    return draw(st.lists(one, min_size=least, max_size=12))


def rate(amount, source, target):
    return amount * 20 if (source, target) == ("CNY", "JPY") else amount / 20


any_amount = st.none() | st.decimals(1, 5000, places=2)


def rules(amounts=any_amount):
    rule = st.builds(
        MixRule, amounts, st.none() | st.integers(1, 900), st.sampled_from(["CNY", "JPY"])
    )
    return st.fixed_dictionaries({}, optional={0: rule, 1: rule})


def ask(wants, mix_rules=None):
    return resolve(wants, mix_rules or {}, LIMITS, convert=rate)


def charged(answer):
    return Counter(
        (line.want.variant.sku_id, line.want.mode, line.unit_price) for line in answer.lines
    )


@given(baskets(), rules())
def test_the_parts_add_up(wants, mix_rules):
    answer = ask(wants, mix_rules)
    for line in answer.lines:
        assert line.amount == line_amount(
            line.unit_price, line.want.quantity, line.want.variant.offer.currency
        )
    for currency in ("CNY", "JPY"):
        assert answer.total(currency) == sum(
            line.amount for line in answer.lines if line.want.variant.offer.currency == currency
        )


@given(baskets(), rules())
def test_every_want_has_a_line_or_a_problem(wants, mix_rules):
    answer = ask(wants, mix_rules)
    unpriced = [
        p for p in answer.problems if p.code in ("mode_not_offered", "not_priced", "no_pieces")
    ]
    assert len(answer.lines) + len(unpriced) == len(wants)


@given(st.data(), baskets(), rules())
def test_the_order_of_lines_is_irrelevant(data, wants, mix_rules):
    shuffled = data.draw(st.permutations(wants))
    one, other = ask(wants, mix_rules), ask(shuffled, mix_rules)
    assert Counter(one.lines) == Counter(other.lines)
    assert set(one.problems) == set(other.problems)
    assert set(one.suppliers) == set(other.suppliers)


@given(baskets(least=1), rules(), st.integers(0, 11), st.integers(1, 500))
def test_more_pieces_never_raise_a_unit_price(wants, mix_rules, place, more):
    place %= len(wants)
    wants[place] = replace(wants[place], mode=BATCH)
    before = ask(wants, mix_rules).lines
    wants[place] = replace(wants[place], quantity=wants[place].quantity + more)
    after = ask(wants, mix_rules).lines
    assert len(before) == len(after)
    for one, other in zip(before, after, strict=True):
        assert other.unit_price <= one.unit_price


# By pieces: two halves of a line round apart by a minor unit, which may decide a rule of amount.
@given(baskets(least=1), rules(st.none()), st.integers(0, 11), st.integers(1, 499))
def test_splitting_a_line_in_two_changes_no_price_and_no_problem(wants, mix_rules, place, part):
    place %= len(wants)
    assume(part < wants[place].quantity)
    rest = wants[place].quantity - part
    split = [*wants, replace(wants[place], quantity=part)]
    split[place] = replace(wants[place], quantity=rest)
    whole, parts = ask(wants, mix_rules), ask(split, mix_rules)
    assert set(charged(whole)) == set(charged(parts))
    assert {p for p in whole.problems if p.rule} == {p for p in parts.problems if p.rule}


@given(baskets(), rules())
def test_mixed_batch_changes_the_moq_and_no_price(wants, mix_rules):
    without, with_rules = ask(wants), ask(wants, mix_rules)
    assert without.lines == with_rules.lines
    gone = set(without.problems) - set(with_rules.problems)
    assert {p.code for p in gone} <= {"below_moq"}
    assert set(with_rules.problems) <= set(without.problems)


@given(baskets(), rules())
def test_only_batches_count(wants, mix_rules):
    batches = [w for w in wants if w.mode == BATCH]
    alone, among = ask(batches, mix_rules), ask(wants, mix_rules)
    assert charged(alone) == Counter(
        {key: n for key, n in charged(among).items() if key[1] == BATCH}
    )
    assert {p for p in alone.problems if p.code == "below_moq"} == {
        p for p in among.problems if p.code == "below_moq"
    }


@given(baskets())
def test_a_hint_keeps_its_word(wants):
    answer = ask(wants)
    for line in answer.lines:
        hint = line.cheaper_at
        if hint is None:
            continue
        place = next(i for i, w in enumerate(wants) if w is line.want)
        more = [*wants]
        more[place] = replace(line.want, quantity=line.want.quantity + hint.missing)
        then = ask(more)
        currency = line.want.variant.offer.currency
        assert answer.total(currency) - then.total(currency) == hint.saving > 0
        assert {p.code for p in then.problems} <= {p.code for p in answer.problems}


@given(baskets())
def test_the_next_tier_is_reached_by_the_pieces_it_names(wants):
    for line in ask(wants).lines:
        hint = line.next_tier
        if hint is None:
            continue
        more = [w for w in wants if w is not line.want]
        more.append(replace(line.want, quantity=line.want.quantity + hint.missing))
        new = ask(more).lines[-1]
        assert new.unit_price <= hint.unit_price < line.unit_price
        assert new.tier_from >= hint.from_quantity


@given(good_tiers(), st.integers(1, 300), st.integers(0, 3000))
def test_the_ladder_shows_what_is_charged_from_the_moq_on(tiers, moq, more):
    validate_tiers(tiers, LIMITS)
    quantity, of = moq + more, Offer(1, 1, "CNY", BY_QUANTITY, tiers, moq)
    (line,) = ask([Want(Variant(1, of), quantity)]).lines
    (shown,) = [
        step
        for step in ladder(of)
        if step.from_quantity <= quantity <= (step.to_quantity or quantity)
    ]
    assert line.unit_price == shown.low == shown.high
    assert line.tier_from == shown.from_quantity


@given(st.lists(st.tuples(st.integers(-5, 300), st.decimals("-1", "99", places=2)), max_size=12))
def test_tiers_are_accepted_exactly_when_they_follow_the_rule(pairs):
    tiers = [Tier(quantity, price) for quantity, price in pairs]
    good = (
        1 <= len(pairs) <= 10
        and all(q >= 1 and p > 0 for q, p in pairs)
        and all(a[0] < b[0] and a[1] > b[1] for a, b in pairwise(pairs))
    )
    assert _accepted(tiers) == good


def _accepted(tiers) -> bool:
    try:
        validate_tiers(tiers, LIMITS)
    except BadTiers:
        return False
    return True


def test_two_hundred_lines_of_ten_tiers_at_once():
    ten = tuple(Tier(10 * n + 1, Decimal(100 - n)) for n in range(10))
    wants = [
        Want(Variant(n, Offer(n, n % 7, "CNY", BY_QUANTITY, ten), available=1000), n % 110 + 1)
        for n in range(200)
    ]
    answer = resolve(wants, {}, LOOSE)
    assert [line.unit_price for line in answer.lines] == [
        Decimal(100 - min(n % 110 // 10, 9)) for n in range(200)
    ]
