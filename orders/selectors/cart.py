"""The cart as it is shown and bought: by supplier, priced by the engine as of now."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from catalog.enums import BuyMode, QuoteType
from catalog.pricing import MixProgress, Problem, Quote, QuotedLine, Variant
from catalog.selectors.places import default_place
from common.formats import number
from common.money import ZERO
from common.rows import columns, read
from orders.errors import OWN_GOODS
from orders.models import CartLine
from orders.selectors.basket import Item, Terms, WantedLine, terms_for
from orders.selectors.delivery import free_of
from policies.schemas import OrderRules
from policies.selectors import in_force
from suppliers.freight import Destination
from suppliers.models import Supplier
from suppliers.selectors import tariffs

#: An order to be: its supplier and currency.
OrderKey = tuple[int, str]
FreeFrom = Mapping[OrderKey, Decimal | None]


@dataclass(frozen=True, slots=True)
class CartRow:
    """A line of the cart. ``quoted`` is None where it cannot be bought; ``state`` says why.

    Only what is chosen has ``problems``.
    """

    line: CartLine
    item: Item
    quoted: QuotedLine | None
    variant: Variant
    state: str
    problems: tuple[Problem, ...] = ()

    @property
    def order_key(self) -> OrderKey:
        return self.item.supplier_id, self.item.currency

    @property
    def is_chosen(self) -> bool:
        return self.line.is_chosen and self.is_buyable

    @property
    def is_buyable(self) -> bool:
        return self.state == BUYABLE

    @property
    def why(self) -> str:
        """Why it cannot be bought, in words."""
        return str(WHY.get(self.state, ""))

    @property
    def available(self) -> int:
        return self.variant.available

    @property
    def pack(self) -> int:
        """How many pieces are sold at a time."""
        return self.variant.offer.order_multiple if self.line.mode == BuyMode.BATCH else 1

    @property
    def counting(self) -> str:
        """What its price step is chosen by, where it has one."""
        if self.line.mode != BuyMode.BATCH or self.quoted is None:
            return ""
        return str(COUNTING[self.variant.offer.quote_type]) % {
            "n": number(self.quoted.counted_quantity)
        }

    @property
    def field(self) -> str:
        """What its number of pieces is called in a form."""
        return f"quantity-{self.line.pk}"

    @property
    def old_price(self) -> Decimal | None:
        """The unit price that the buyer was shown, where it is another now."""
        if self.quoted is None or self.line.seen_price in (None, self.quoted.unit_price):
            return None
        return self.line.seen_price


BUYABLE, OWN, GONE, EXPIRED, UNPRICED = "buyable", "own", "gone", "expired", "unpriced"
WHY = {
    OWN: OWN_GOODS,
    GONE: _("No longer on sale."),
    EXPIRED: _("It lay in the cart for too long; look at it again."),
    UNPRICED: _("Not offered in this way any more."),
}
COUNTING: Mapping[str, Any] = {
    QuoteType.BY_QUANTITY: _("Price step by all SKUs of the product together: %(n)s pieces"),
    QuoteType.BY_SKU_QUANTITY: _("Price step by this SKU alone: %(n)s pieces"),
    QuoteType.BY_SKU: _("One price whatever the quantity"),
}


@dataclass(slots=True)
class CartSupplier:
    """A supplier's lines in one currency: one order to be.

    ``free_from`` is the goods' worth from which it is sent to the buyer's default address for
    nothing.
    """

    supplier: Supplier
    currency: str
    rows: list[CartRow] = field(default_factory=list)
    subtotal: Decimal = ZERO
    mix: MixProgress | None = None
    free_from: Decimal | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        """Whether what is chosen here can be ordered as it stands."""
        return not self.problems and not any(row.problems for row in self.rows)

    @property
    def chosen(self) -> list[CartRow]:
        return [row for row in self.rows if row.is_chosen]


@dataclass(frozen=True, slots=True)
class CartView:
    """The whole cart; ``totals`` are what the chosen lines cost without freight, by currency."""

    suppliers: tuple[CartSupplier, ...]
    totals: dict[str, Decimal]

    @property
    def rows(self) -> list[CartRow]:
        return [row for supplier in self.suppliers for row in supplier.rows]

    @property
    def chosen(self) -> list[CartRow]:
        return [row for row in self.rows if row.is_chosen]

    @property
    def is_ready(self) -> bool:
        return bool(self.chosen) and all(supplier.is_ready for supplier in self.suppliers)

    @property
    def is_not_ready(self) -> bool:
        return not self.is_ready

    @property
    def has_moved_prices(self) -> bool:
        """Whether something costs other than what the buyer was shown."""
        return any(row.old_price is not None for row in self.rows)


_LINES = f"""
    SELECT {columns(CartLine, "l")} FROM orders_cartline l
    JOIN orders_cart c ON c.id = l.cart_id WHERE c.membership_id = %s ORDER BY l.id
"""  # noqa: S608 — columns of a model


def cart_lines(membership: Membership) -> list[CartLine]:
    """What lies in the member's cart, in the order in which it was put there; one query."""
    return read(CartLine, _LINES, [membership.pk])


def count_lines(membership: Membership) -> int:
    """How many lines lie in the member's cart; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [membership.pk])
        return int(cursor.fetchone()[0])


_COUNT = """
    SELECT count(*) FROM orders_cartline l
    JOIN orders_cart c ON c.id = l.cart_id WHERE c.membership_id = %s
"""


def cart_view(*, membership: Membership, at: datetime) -> CartView:
    """The cart priced as of ``at``, in a fixed number of queries.

    Chosen lines are priced together, as they would be ordered; the others as if they came too.
    """
    lines = cart_lines(membership)
    terms = terms_for(buyer=membership.company, wants=wants_of(lines), at=at)
    alive = [line for line in lines if not is_expired(line, at)]
    everything = terms.basket(wants_of(alive))
    going = chosen_of(lines, terms, at)
    chosen = terms.basket(wants_of(going))
    prices = everything.lines | chosen.lines
    problems = problems_by_line(going, terms, chosen.quote)
    rows = [_row(line, terms, prices, problems.get(line.pk, ()), at) for line in lines]
    return CartView(
        suppliers=tuple(_by_supplier(rows, chosen.quote, _freight(membership, rows, terms))),
        totals={s.currency: chosen.quote.total(s.currency) for s in chosen.quote.suppliers},
    )


def ticked_of(lines: Iterable[CartLine], at: datetime) -> list[CartLine]:
    """Those that the buyer ticked, whether they can still be had or not."""
    return [line for line in lines if line.is_chosen and not is_expired(line, at)]


def chosen_of(lines: Iterable[CartLine], terms: Terms, at: datetime) -> list[CartLine]:
    """Those that go into the next checkout: ticked, and still to be had in that way."""
    return [line for line in ticked_of(lines, at) if terms.offers(line.sku_id, line.mode)]


def wants_of(lines: Iterable[CartLine]) -> list[WantedLine]:
    """Cart lines as wants, with the prices that the buyer was shown."""
    return [WantedLine(ln.sku_id, ln.quantity, ln.mode, ln.seen_price) for ln in lines]


def pieces_by_sku(lines: Iterable[CartLine]) -> Counter[int]:
    """Pieces by SKU, in whichever way they are bought: all come from one stock."""
    pieces: Counter[int] = Counter()
    for line in lines:
        pieces[line.sku_id] += line.quantity
    return pieces


def is_expired(line: CartLine, at: datetime) -> bool:
    """A line stays in the cart for the days of the policy."""
    return at >= line.added_at + timedelta(days=in_force(OrderRules, at).rules.cart_days)


def _row(
    line: CartLine,
    terms: Terms,
    prices: Mapping[tuple[int, str], QuotedLine],
    problems: tuple[Problem, ...],
    at: datetime,
) -> CartRow:
    item = terms.items[line.sku_id]
    quoted = prices.get((line.sku_id, line.mode))
    state = _state(line, item, quoted, at)
    return CartRow(
        line=line,
        item=item,
        quoted=quoted if state == BUYABLE else None,
        variant=terms.variants[line.sku_id],
        state=state,
        problems=problems,
    )


def problems_by_line(
    chosen: Iterable[CartLine], terms: Terms, quote: Quote
) -> dict[int, tuple[Problem, ...]]:
    """What is wrong with each line that is ordered; what several share, at the first of them."""
    said: set[Problem] = set()
    found: dict[int, tuple[Problem, ...]] = {}
    for line in chosen:
        product = terms.items[line.sku_id].product_id
        wrong = quote.problems_of(product_id=product, sku_id=line.sku_id, mode=line.mode)
        found[line.pk] = tuple(problem for problem in wrong if problem not in said)
        said.update(wrong)
    return found


def _state(line: CartLine, item: Item, quoted: QuotedLine | None, at: datetime) -> str:
    if is_expired(line, at):
        return EXPIRED
    if item.is_own:
        return OWN
    if not item.buyable:
        return GONE
    return BUYABLE if quoted else UNPRICED


def _freight(membership: Membership, rows: Iterable[CartRow], terms: Terms) -> FreeFrom:
    """From how much of goods each order to be is sent for nothing; two queries."""
    templates: dict[OrderKey, set[int | None]] = defaultdict(set)
    for row in rows:
        if row.is_chosen:
            templates[row.order_key].add(row.item.freight_template_id)
    named = {template for of_order in templates.values() for template in of_order if template}
    if not named:
        return {}
    known = tariffs(named)
    where = default_place(membership.company) or Destination()
    return {
        key: free_of(of_order, known, where, terms.convert, key[1])
        for key, of_order in templates.items()
    }


def _by_supplier(
    rows: Iterable[CartRow], chosen: Quote, free_from: FreeFrom
) -> Iterator[CartSupplier]:
    """The rows under their suppliers, in the order in which each came into the cart first."""
    by_order: dict[OrderKey, list[CartRow]] = defaultdict(list)
    for row in rows:
        by_order[row.order_key].append(row)
    suppliers = Supplier.objects.in_bulk({supplier_id for supplier_id, _currency in by_order})
    quotes = {(quote.supplier_id, quote.currency): quote for quote in chosen.suppliers}
    for key, own in by_order.items():
        quote = quotes.get(key)
        yield CartSupplier(
            supplier=suppliers[key[0]],
            currency=key[1],
            rows=own,
            subtotal=quote.subtotal if quote else ZERO,
            mix=quote.mix if quote else None,
            free_from=free_from.get(key),
            problems=[
                problem
                for problem in chosen.problems
                if problem.supplier_id == key[0] and problem.product_id is None
            ],
        )
