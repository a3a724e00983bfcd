"""Products: made, edited, listed, hidden, blocked."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from catalog.drafts import ProductDraft
from catalog.enums import PRODUCT_TRANSITIONS, SUPPLIERS_TRANSITIONS, ProductStatus
from catalog.models import Product, ProductEvent
from catalog.pricing import Tier
from catalog.selectors.drafts import draft_of
from catalog.services import index
from catalog.services.checks import (
    check_codes_free,
    check_draft,
    check_drafts,
    check_may_list,
    check_qualified,
    check_same_goods,
)
from catalog.services.rows import BATCH, create_rows, update_rows
from common.errors import StaleInput
from common.locking import lock_one
from common.status import Transitions, move
from suppliers.models import Supplier

_SLUG_WORDS = 60


def create_product(
    *, supplier: Supplier, draft: ProductDraft, actor: User | None, at: datetime
) -> Product:
    """Make an unlisted product with its SKUs and tiers; raises as ``create_products`` does."""
    return create_products(supplier=supplier, drafts=[draft], actor=actor, at=at)[0]


@transaction.atomic
def create_products(
    *,
    supplier: Supplier,
    drafts: Sequence[ProductDraft],
    actor: User | None,
    at: datetime,
    listed: bool = False,
) -> list[Product]:
    """Make many at once, all or none; ``listed`` puts them on sale in the same step.

    Raises BadDraft, and NotAllowed where the supplier's standing allows no new listing, or it has
    no qualification for such goods.
    """
    check_may_list(supplier)
    if listed:
        check_qualified(supplier, categories=[draft.category for draft in drafts], at=at)
    check_drafts(drafts, supplier=supplier, at=at)
    check_codes_free(supplier, [draft.code for draft in drafts])
    status = ProductStatus.LISTED if listed else ProductStatus.DRAFT
    products = Product.objects.bulk_create(
        [_product(supplier, draft, status, at) for draft in drafts], batch_size=BATCH
    )
    create_rows(list(zip(products, drafts, strict=True)))
    ProductEvent.objects.bulk_create(
        ProductEvent(subject=product, at=at, actor=actor, target=status) for product in products
    )
    index.refresh(product.pk for product in products)
    return products


@transaction.atomic
def edit_product(
    *,
    product: Product,
    draft: ProductDraft,
    actor: User | None,
    at: datetime,
    seen_revision: int | None = None,
) -> Product:
    """Make ``product`` what ``draft`` says and raise its revision; orders keep what they agreed.

    Raises BadDraft, also where a listed one would become other goods while nothing may be listed,
    BelowReserved, StaleInput where somebody edited it since ``seen_revision`` was shown, and
    NotAllowed where a listed one moves among goods that its supplier is not qualified for.
    """
    locked = lock_one(Product.objects.filter(pk=product.pk))
    _check_revision(locked, seen_revision)
    check_draft(draft, supplier=locked.supplier, at=at)
    check_same_goods(locked, draft)
    if locked.status == ProductStatus.LISTED and draft.category.pk != locked.category_id:
        check_qualified(locked.supplier, categories=[draft.category], at=at)
    if draft.code != locked.code:
        check_codes_free(locked.supplier, [draft.code])
    changes = draft.columns() | {"revision": locked.revision + 1}
    for name, value in changes.items():
        setattr(locked, name, value)
    locked.save(update_fields=changes)
    update_rows(locked, draft)
    ProductEvent.objects.create(
        subject=locked,
        at=at,
        actor=actor,
        source=locked.status,
        target=locked.status,
        data={"revision": locked.revision},
    )
    index.refresh([locked.pk])
    locked.refresh_from_db()
    return locked


def set_prices(
    *,
    product: Product,
    actor: User | None,
    at: datetime,
    tiers: Sequence[Tier] | None = None,
    sku_prices: Mapping[str, Decimal] | None = None,
    seen_revision: int | None = None,
) -> Product:
    """Change the product's tiers, or prices of SKUs by their code, in its currency. An edit."""
    draft = draft_of(product)
    new = sku_prices or {}
    skus = tuple(replace(sku, price=new.get(sku.code, sku.price)) for sku in draft.skus)
    priced = replace(draft, skus=skus, tiers=draft.tiers if tiers is None else tuple(tiers))
    return edit_product(
        product=product, draft=priced, actor=actor, at=at, seen_revision=seen_revision
    )


@transaction.atomic
def list_product(*, product: Product, actor: User | None, at: datetime) -> Product:
    """Put a product on sale.

    Raises NotAllowed where the supplier's standing allows no new listing (rules §4) or it has no
    qualification for such goods (rules §3), and WrongStatus.
    """
    check_may_list(product.supplier)
    check_qualified(product.supplier, categories=[product.category], at=at)
    listed_at = product.listed_at or at
    return _move(
        product,
        ProductStatus.LISTED,
        SUPPLIERS_TRANSITIONS,
        actor=actor,
        at=at,
        listed_at=listed_at,
    )


def hide_product(*, product: Product, actor: User | None, at: datetime) -> Product:
    """Take a product off sale; raises WrongStatus."""
    return _move(product, ProductStatus.HIDDEN, SUPPLIERS_TRANSITIONS, actor=actor, at=at)


def block_product(*, product: Product, reason: str, actor: User, at: datetime) -> Product:
    """The platform takes a product off sale; the supplier cannot undo it. Raises WrongStatus."""
    return _move(
        product, ProductStatus.BLOCKED, PRODUCT_TRANSITIONS, actor=actor, at=at, reason=reason
    )


def unblock_product(*, product: Product, reason: str, actor: User, at: datetime) -> Product:
    """Hand a blocked product back to its supplier, hidden. Raises WrongStatus."""
    return _move(product, ProductStatus.HIDDEN, _UNBLOCKING, actor=actor, at=at, reason=reason)


_UNBLOCKING: Transitions = {ProductStatus.HIDDEN: frozenset({ProductStatus.BLOCKED})}


@transaction.atomic
def _move(
    product: Product,
    to: ProductStatus,
    table: Transitions,
    *,
    actor: User | None,
    at: datetime,
    reason: str = "",
    **changes: Any,
) -> Product:
    # In the database ``on_sale`` implies ``listed``: it falls with the status, ``refresh`` sets it.
    move(
        product,
        to,
        table=table,
        events=ProductEvent,
        at=at,
        actor=actor,
        reason=reason,
        on_sale=False,
        **changes,
    )
    index.refresh([product.pk])
    product.refresh_from_db()
    return product


def _product(
    supplier: Supplier, draft: ProductDraft, status: ProductStatus, at: datetime
) -> Product:
    return Product(
        supplier=supplier,
        slug=_slug(supplier, draft),
        status=status,
        created_at=at,
        listed_at=at if status == ProductStatus.LISTED else None,
        **draft.columns(),
    )


def _slug(supplier: Supplier, draft: ProductDraft) -> str:
    """Readable words, and a mark of what is unique: the supplier and its code."""
    mark = hashlib.blake2s(f"{supplier.pk}:{draft.code}".encode(), digest_size=5).hexdigest()
    words = slugify(draft.title_en or draft.title)[:_SLUG_WORDS].strip("-")
    return f"{words}-{mark}" if words else mark


def _check_revision(product: Product, seen: int | None) -> None:
    if seen is not None and seen != product.revision:
        raise StaleInput(
            _("The product was changed while you edited it (revision %(seen)d, now %(now)d).")
            % {"seen": seen, "now": product.revision},
            seen=seen,
            now=product.revision,
        )
