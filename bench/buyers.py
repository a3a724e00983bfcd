"""Signed-in buyers for the benchmarks of ordering, and what they put into their carts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone
from django.utils.module_loading import import_string

STOCK = 10_000_000


@dataclass(frozen=True)
class Buyer:
    """Who orders: the session's key, and the address to send to."""

    session: str
    address: int


def make_buyers(count: int) -> list[Any]:
    """So many new owners of companies that buy, as memberships with an address each."""
    from accounts.models import Address, Company, Membership, User

    now = timezone.now()
    people = User.objects.bulk_create(
        User(email=f"bench-{now.timestamp():.6f}-{n}@example.com") for n in range(count)
    )
    companies = Company.objects.bulk_create(Company(name=f"Bench {n}") for n in range(count))
    Address.objects.bulk_create(
        Address(
            company=company,
            contact="Bench",
            phone="+4930123456",
            country="DE",
            city="Berlin",
            street="Musterweg 1",
            is_default=True,
        )
        for company in companies
    )
    return Membership.objects.bulk_create(
        Membership(user=person, company=company, role="owner")
        for person, company in zip(people, companies, strict=True)
    )


def sign_in(member: Any) -> Buyer:
    """A session in which the member is signed in."""
    session = import_string(f"{settings.SESSION_ENGINE}.SessionStore")()
    session[SESSION_KEY] = str(member.user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = member.user.get_session_auth_hash()
    session.create()
    return Buyer(session.session_key, member.company.addresses.get().pk)


def baskets(count: int, lines: int) -> list[dict[int, int]]:
    """Pieces by SKU: ``lines`` products of one supplier each, in quantities that can be ordered."""
    from catalog.models import Sku

    rows = (
        Sku.objects.filter(
            is_active=True, product__on_sale=True, product__supplier__sells_abroad=True
        )
        .order_by("product__supplier_id", "product_id", "pk")
        .values_list(
            "pk", "product_id", "product__supplier_id", "product__moq", "product__order_multiple"
        )
    )
    first: dict[int, dict[int, int]] = defaultdict(dict)
    seen: set[int] = set()
    for sku, product, supplier, moq, pack in rows[: count * lines * 200]:
        if product not in seen:
            seen.add(product)
            first[supplier][sku] = -(-moq // pack) * pack
    made = [
        dict(list(skus.items())[start : start + lines])
        for skus in first.values()
        for start in range(0, len(skus) - lines + 1, lines)
    ][:count]
    Sku.objects.filter(pk__in={sku for basket in made for sku in basket}).update(
        on_hand=STOCK, reserved=0
    )
    return made


def as_json(buyers: list[Buyer]) -> list[dict[str, Any]]:
    return [asdict(buyer) for buyer in buyers]
