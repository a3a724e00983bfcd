"""Products as tests want them: listed and on sale, one SKU, a ladder of three steps."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory

from catalog.enums import ProductStatus
from catalog.models import Category, PriceTier, Product, ProductPicture, Sku
from catalog.selectors import categories
from catalog.services import index
from suppliers.tests.factories import JOINED, SupplierFactory

LADDER = ((1, "2.00"), (100, "1.80"), (1000, "1.50"))


class CategoryFactory(DjangoModelFactory[Category]):
    """A category of the third level, under two of its own."""

    class Meta:
        model = Category
        skip_postgeneration_save = True

    level = 3
    slug = factory.Sequence(lambda n: f"category-{n}")
    name = factory.Sequence(lambda n: f"类目{n}")
    name_en = factory.Sequence(lambda n: f"Category {n}")

    @factory.lazy_attribute
    def parent(self) -> Category | None:
        return CategoryFactory(level=self.level - 1) if self.level > 1 else None

    @factory.post_generation
    def known(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        categories.forget()


class ProductFactory(DjangoModelFactory[Product]):
    """On sale. ``tiers=((1, "2.00"), …)``; ``skus=0`` for none, to add by SkuFactory.

    Whoever changes rows behind the services calls ``index.refresh([product.pk])`` after.
    """

    class Meta:
        model = Product
        skip_postgeneration_save = True

    supplier = factory.SubFactory(SupplierFactory)
    category = factory.SubFactory(CategoryFactory)
    slug = factory.Sequence(lambda n: f"product-{n}")
    code = factory.Sequence(lambda n: f"P{n:05d}")
    status = ProductStatus.LISTED
    title = factory.Sequence(lambda n: f"不锈钢保温杯{n}")
    title_en = factory.Sequence(lambda n: f"Stainless vacuum flask {n}")
    promise_hours = 48
    created_at = JOINED
    listed_at = JOINED

    @factory.post_generation
    def tiers(
        self, create: bool, extracted: Iterable[tuple[int, str]] | None, **kwargs: Any
    ) -> None:
        for start, price in LADDER if extracted is None else extracted:
            PriceTier.objects.create(product=self, from_quantity=start, unit_price=Decimal(price))

    @factory.post_generation
    def skus(self, create: bool, extracted: int | None, **kwargs: Any) -> None:
        for number in range(1 if extracted is None else extracted):
            options = [f"颜色{number}"] if extracted and extracted > 1 else []
            SkuFactory(product=self, position=number, options=options, **kwargs)
        index.refresh([self.pk])
        self.refresh_from_db()


class SkuFactory(DjangoModelFactory[Sku]):
    class Meta:
        model = Sku
        skip_postgeneration_save = True

    product = factory.SubFactory(ProductFactory, skus=0)
    code = factory.Sequence(lambda n: f"S{n:05d}")
    on_hand = 10_000

    @factory.post_generation
    def indexed(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        index.refresh([self.product_id])


class PictureFactory(DjangoModelFactory[ProductPicture]):
    class Meta:
        model = ProductPicture

    product = factory.SubFactory(ProductFactory)
    stem = factory.Sequence(lambda n: f"products/picture-{n}")
    width = 800
    height = 800
