"""What a basket must meet before anything is taken for it; every broken rule is named at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.pricing import Problem, describe
from common.formats import in_language, one_language
from common.money import MINOR_UNITS, ZERO
from orders.errors import OWN_GOODS, CannotOrder, PriceMove, Refusal, StalePrice, TotalMove
from orders.selectors.basket import Basket, Item, WantedLine
from orders.selectors.delivery import Delivery, Totals, totals_of
from orders.selectors.drafts import OrderDraft
from suppliers.models import Supplier

#: A problem that replays of old trades get over by splitting the order.
TOO_MANY_LINES = "too_many_lines"


def refuse_unorderable(basket: Basket, *, ignoring: Collection[str] = ()) -> None:
    """Raise CannotOrder with all that keeps ``basket`` from being ordered."""
    refusals = [*_gone(basket), *_broken_rules(basket, ignoring)]
    if refusals:
        raise CannotOrder(refusals)


def refuse_undeliverable(drafts: Sequence[OrderDraft], delivery: Delivery) -> None:
    """Raise CannotOrder where a supplier does not sell or send to the address."""
    refusals = [
        Refusal(
            code="not_sold_there",
            message=_("%(supplier)s does not sell to this address.")
            % {"supplier": in_language(delivery.suppliers[draft.supplier_id], "name")},
            supplier_id=draft.supplier_id,
        )
        for draft, fee in zip(drafts, delivery.fees, strict=True)
        if fee is None
    ]
    if refusals:
        raise CannotOrder(refusals)


def refuse_stale(
    basket: Basket, drafts: Sequence[OrderDraft], delivery: Delivery, seen: Totals | None
) -> None:
    """Raise StalePrice where a price is not the one that the buyer was shown.

    That is the unit price of a line, or what a supplier gets with freight, of which ``seen`` has
    what was shown of every supplier; None where nobody was shown a total.
    """
    moves = [move for want in basket.wants if (move := price_move(basket, want))]
    totals = [] if seen is None else list(_total_moves(drafts, delivery, seen))
    if moves or totals:
        raise StalePrice(moves, totals)


def _total_moves(
    drafts: Sequence[OrderDraft], delivery: Delivery, seen: Totals
) -> Iterator[TotalMove]:
    """Also of suppliers that were seen and get nothing now."""
    now = totals_of(drafts, delivery)
    gone = [key for key in seen if key not in now and key[1] in MINOR_UNITS]
    others = Supplier.objects.in_bulk({supplier for supplier, _code in gone})
    shops = {**delivery.suppliers, **others}
    for key in [*now, *(key for key in gone if key[0] in shops)]:
        old, new = seen.get(key, ZERO), now.get(key, ZERO)
        if old != new:
            shop = shops[key[0]]
            yield TotalMove(shop.slug, in_language(shop, "name"), old, new, key[1])


def price_move(basket: Basket, want: WantedLine) -> PriceMove | None:
    """From what the buyer was shown to what it is now; None where that is the same."""
    line = basket.lines.get(want.key)
    if line is None or want.seen_price is None or want.seen_price == line.unit_price:
        return None
    item = basket.items[want.sku_id]
    return PriceMove(
        want.sku_id,
        want.mode,
        in_language(item, "title"),
        want.seen_price,
        line.unit_price,
        item.currency,
    )


def said(problem: Problem) -> Refusal:
    """A problem of the price engine with its sentence."""
    return Refusal(
        code=problem.code,
        message=describe(problem),
        supplier_id=problem.supplier_id,
        product_id=problem.product_id,
        sku_id=problem.sku_id,
        rule=problem.rule,
        have=problem.have,
        missing=problem.missing,
    )


def over_stock(item: Item, asked: int, held: int = 0) -> Refusal:
    """Of a SKU of which so many pieces are not left beside those ``held`` in the cart."""
    have = held + asked
    refusal = said(
        Problem(
            *("over_stock", item.supplier_id, item.product_id, item.sku_id),
            *(item.available, have, have - item.available),
        )
    )
    if held and not item.is_sold_out:
        refusal = replace(refusal, message=_held(item.available, held))
    name = " ".join([in_language(item, "title"), *map(one_language, item.options)])
    return _titled(refusal, name)


def _held(left: int, held: int) -> str:
    return ngettext(
        "Only %(left)d piece is in stock, and your cart holds %(held)d already.",
        "Only %(left)d pieces are in stock, and your cart holds %(held)d already.",
        left,
    ) % {"left": left, "held": held}


def _gone(basket: Basket) -> Iterator[Refusal]:
    for want in basket.wants:
        item = basket.items.get(want.sku_id)
        if item is None or not item.buyable:
            yield _own(item) if item and item.is_own else _not_on_sale(want, item)


def _own(item: Item) -> Refusal:
    refusal = Refusal(
        "own_goods", str(OWN_GOODS), item.supplier_id, item.product_id, sku_id=item.sku_id
    )
    return _titled(refusal, in_language(item, "title"))


def _not_on_sale(want: WantedLine, item: Item | None) -> Refusal:
    return Refusal(
        code="not_on_sale",
        message=_("“%(title)s” is no longer on sale.")
        % {"title": in_language(item, "title") if item else want.sku_id},
        supplier_id=item.supplier_id if item else None,
        product_id=item.product_id if item else None,
        sku_id=want.sku_id,
    )


def _broken_rules(basket: Basket, ignoring: Collection[str]) -> Iterator[Refusal]:
    titles = {item.product_id: in_language(item, "title") for item in basket.items.values()}
    for problem in basket.quote.problems:
        if problem.code not in ignoring:
            refusal = said(problem)
            title = titles.get(problem.product_id or 0)
            yield refusal if title is None else _titled(refusal, title)


def _titled(refusal: Refusal, title: str) -> Refusal:
    message = _("%(title)s: %(problem)s") % {"title": title, "problem": refusal.message}
    return replace(refusal, message=message)
