"""How carts and orders are written for people."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import Any

from django import template
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.enums import Right
from catalog.enums import BuyMode
from catalog.pictures import picture_url
from catalog.pricing import CheaperAt, MixProgress, NextTier, describe
from catalog.selectors.places import in_readers_language
from catalog.units import unit_name
from common import formats
from common.countries import CHINA, country_name
from orders.enums import MOVED_TO, OrderStatus
from orders.models import Order, OrderLine, PriceChange
from orders.selectors.cart import CartRow
from orders.selectors.clock import awaits_scan
from orders.selectors.drafts import DraftLine
from orders.selectors.under_way import orders_under_way_with
from suppliers.models import Supplier

register = template.Library()
LINE_PICTURE = 160
CARD_PICTURES = 4
HOURS_A_DAY = 24
#: Promises of up to so many hours are said in hours, longer ones in days.
SAID_IN_HOURS = 72

register.filter("unit_name", unit_name)
register.filter("describe", describe)
register.filter("place", in_readers_language)


@register.filter
def titled(thing: Any) -> str:
    """The title of a line or product in the reader's language, as far as it has one."""
    return str(thing.title if formats.in_chinese() else thing.title_en or thing.title)


@register.filter
def named(thing: Any) -> str:
    """The name of a shop, company or carrier in the reader's language."""
    return str(thing.name if formats.in_chinese() else thing.name_en or thing.name)


@register.filter
def line_picture(stem: str) -> str:
    """The address of a line's small picture."""
    return picture_url(stem, LINE_PICTURE)


@register.filter
def options(values: Iterable[str]) -> str:
    """What sets a SKU apart: ``Red / XL``."""
    return " / ".join(map(formats.one_language, values))


@register.filter
def only_if(value: Any, shown: bool) -> Any:
    """``value`` to those who may see it, None to others."""
    return value if shown else None


@register.filter
def mode_tag(mode: str) -> str:
    """What a line is, where it is no part of a batch: a sample, or dropship."""
    return "" if mode == BuyMode.BATCH else str(BuyMode(mode).label)


@register.filter
def row_tag(row: CartRow, mix: MixProgress | None) -> str:
    """What a line of the cart is, and whether it counts towards its shop's mixed batch."""
    counts = mix is not None and row.line.mode == BuyMode.BATCH and row.variant.offer.mixable
    return _("Mixed batch") if counts else mode_tag(row.line.mode)


@register.filter
def promise(hours: int) -> str:
    """A promise of shipping in hours or days."""
    if hours <= SAID_IN_HOURS:
        return ngettext("ships in %(count)d hour", "ships in %(count)d hours", hours) % {
            "count": hours
        }
    days = hours // HOURS_A_DAY
    return ngettext("ships in %(count)d day", "ships in %(count)d days", days) % {"count": days}


@register.filter
def shortest_promise(lines: Iterable[OrderLine | DraftLine]) -> str:
    """Which promise counts for the parcels of an order whose goods have different ones."""
    promises = {line.promise_hours for line in lines}
    if len(promises) < 2:
        return ""
    return _(
        "These goods have different promises. The shortest counts for the whole order, each of "
        "its parcels: it %(promise)s."
    ) % {"promise": promise(min(promises))}


@register.filter
def next_tier(tier: NextTier, currency: str) -> str:
    """“3 more and you pay 4 % less”."""
    return _("%(missing)s more and a piece costs %(price)s, %(percent)s %% less") % {
        "missing": formats.number(tier.missing),
        "price": formats.unit_price(tier.unit_price, currency),
        "percent": formats.number(tier.percent.normalize()),
    }


@register.filter
def cheaper_at(hint: CheaperAt, currency: str) -> str:
    """“100 pieces cost less than 97”, with the saving."""
    return _("%(quantity)s pieces cost less than %(have)s: add %(missing)s and save %(saving)s") % {
        "quantity": formats.number(hint.quantity),
        "have": formats.number(hint.instead_of),
        "missing": formats.number(hint.missing),
        "saving": formats.money(hint.saving, currency),
    }


@register.filter
def mix_missing(mix: MixProgress) -> str:
    """What is missing to the supplier's mixed batch."""
    ways = []
    if mix.amount_missing is not None:
        ways.append(formats.money(mix.amount_missing, mix.currency))
    if mix.pieces_missing is not None:
        ways.append(
            ngettext("%(count)s piece", "%(count)s pieces", mix.pieces_missing)
            % {"count": formats.number(mix.pieces_missing)}
        )
    said = _(
        "Mixed batch: %(ways)s more of the goods marked so, and they need no MOQ of their own."
    )
    return said % {"ways": _(" or ").join(ways)}


@register.filter
def address_line(address: Mapping[str, str]) -> str:
    """Where an order goes, in one line, in the order that the reader's language has."""
    end = "" if formats.in_chinese() else "_en"
    places = [address.get(f"{level}{end}", "") for level in ("province", "city", "district")]
    parts = [place for place in places if place]
    if formats.in_chinese():
        abroad = (
            [] if address.get("country", CHINA) == CHINA else [country_name(address["country"])]
        )
        return " ".join([*abroad, *parts, address.get("street", "")])
    country = country_name(address.get("country", ""))
    return ", ".join([address.get("street", ""), *reversed(parts), country])


@register.filter
def goods_pictures(order: Order) -> list[dict[str, str]]:
    """The pictures of an order's first lines, as a card takes them."""
    lines = list(order.lines.all())[:CARD_PICTURES]
    return [{"src": line_picture(line.picture), "alt": titled(line)} for line in lines]


@register.filter
def goods_more(order: Order) -> int:
    """How many lines have no picture on the card."""
    return max(len(order.lines.all()) - CARD_PICTURES, 0)


@register.filter
def goods_line(order: Order) -> str:
    """What an order holds, in one line."""
    lines = list(order.lines.all())
    first = titled(lines[0])
    if len(lines) == 1:
        return first
    others = ngettext(
        "%(first)s and %(count)d more", "%(first)s and %(count)d more", len(lines) - 1
    )
    return others % {"first": first, "count": len(lines) - 1}


@register.filter
def tick(order: Order, statuses: Container[str]) -> str:
    """The number of an order that can be ticked, else nothing."""
    return order.number if order.status in statuses else ""


@register.filter
def open_change(order: Order) -> PriceChange | None:
    """The supplier's last change of the price, while the buyer has not agreed to it by paying."""
    changes = order.price_changes.all() if order.status == OrderStatus.AWAITING_PAYMENT else ()
    return next(reversed(changes), None)


@register.filter
def pay_form(order: Order) -> str:
    """The id of the form that opens the payment of an order."""
    return f"pay-{order.number}"


@register.filter
def again_form(order: Order) -> str:
    """The id of the form that puts an order into the cart once more."""
    return f"again-{order.number}"


@register.filter
def shipped_note(line: OrderLine, order: Order) -> str:
    """How much of a line is on its way, while some of the order is not."""
    if order.status != OrderStatus.PARTLY_SHIPPED:
        return ""
    return _("%(shipped)s of %(all)s %(unit)s handed over") % {
        "shipped": formats.number(line.shipped_quantity),
        "all": formats.number(line.quantity),
        "unit": unit_name(line.unit),
    }


@register.filter
def city_of(address: Mapping[str, str]) -> str:
    """The city that an order goes to, in the reader's language."""
    return address["city" if formats.in_chinese() else "city_en"]


@register.filter
def under_way_with(request: HttpRequest, supplier: Supplier) -> QuerySet[Order]:
    """Orders of the company that is acted for with that shop, while they go on."""
    acting = getattr(request, "membership", None)
    may_see = acting and acting.may(Right.SEE_ORDERS)
    return orders_under_way_with(supplier, acting.company if acting and may_see else None)


@register.filter
def stand(order: Order) -> str:
    """The word of an order's status; ``handed_over`` while that waits for the carrier's scan."""
    return "handed_over" if awaits_scan(order) else order.status


@register.filter
def stand_label(order: Order) -> str:
    """How an order stands, in words: the supplier's own word is not that it is on its way."""
    if not awaits_scan(order):
        return order.get_status_display()
    if order.status == OrderStatus.PARTLY_SHIPPED:
        return _("Handed over in part, not scanned yet")
    return _("Handed over, not scanned yet")


@register.filter
def moved_to(status: str) -> str:
    """What a history calls an order's move to that status."""
    return str(MOVED_TO[status])
