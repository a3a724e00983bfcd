"""Making, editing, listing, hiding and blocking products."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from accounts.tests.factories import StaffFactory
from catalog.drafts import ProductDraft, SkuDraft
from catalog.enums import ProductStatus, QuoteType
from catalog.models import ListingEntry, PriceTier, Product
from catalog.pricing import Tier
from catalog.selectors.drafts import draft_of
from catalog.services import products, stock
from catalog.services.checks import BadDraft
from catalog.tests.factories import CategoryFactory, ProductFactory
from common.errors import NotAllowed, StaleInput
from common.status import WrongStatus
from suppliers.enums import Standing
from suppliers.models import Supplier
from suppliers.tests.factories import FreightTemplateFactory, SupplierFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, tzinfo=UTC)
TIERS = (Tier(2, Decimal("8.80")), Tier(200, Decimal("7.5")))


def make_draft(**changes: Any) -> ProductDraft:
    draft = ProductDraft(
        category=changes.pop("category", None) or CategoryFactory(),
        code="A-1",
        title="纯棉T恤",
        title_en="Cotton T-shirt",
        option_names=("颜色",),
        tiers=TIERS,
        moq=2,
        skus=(SkuDraft("A-1-W", ("白色",), on_hand=30), SkuDraft("A-1-B", ("黑色",), on_hand=20)),
    )
    return replace(draft, **changes)


def create(**changes: Any) -> Product:
    return products.create_product(
        supplier=SupplierFactory(), draft=make_draft(**changes), actor=None, at=AT
    )


def test_a_new_product_waits_to_be_listed() -> None:
    product = create()
    product.refresh_from_db()
    assert (product.status, product.on_sale, product.stock) == (ProductStatus.DRAFT, False, 50)
    assert product.slug.startswith("cotton-t-shirt-")
    assert [(t.from_quantity, t.unit_price) for t in product.tiers.all()] == [
        (2, Decimal("8.8000")),
        (200, Decimal("7.5000")),
    ]
    assert not ListingEntry.objects.exists()


def test_listing_puts_it_on_sale_with_its_ladder() -> None:
    product = products.list_product(product=create(), actor=None, at=AT)
    assert product.on_sale
    assert product.listed_at == AT
    assert product.ladder == [["2", "8.8"], ["200", "7.5"]]
    assert product.price_from_cny == Decimal("8.8")
    assert ListingEntry.objects.get().product == product
    assert product.events.count() == 2


def test_a_draft_is_stored_whole() -> None:
    draft = make_draft(description="厚实", weight_g=220, sample_price=Decimal("9.9"))
    product = products.create_product(supplier=SupplierFactory(), draft=draft, actor=None, at=AT)
    product.refresh_from_db()
    assert draft_of(product) == draft


@pytest.mark.parametrize(
    ("changes", "field", "number"),
    [
        ({"title": ""}, "title", ""),
        ({"title": "长" * 161}, "title", "161"),
        ({"tiers": ()}, "tiers", "10"),
        ({"moq": 0}, "moq", "0"),
        ({"promise_hours": 36}, "promise_hours", "36"),
        ({"lead_days": 91}, "lead_days", "90"),
        ({"promise_hours": 24, "lead_days": 5}, "lead_days", ""),
        ({"skus": ()}, "skus", "500"),
        ({"option_names": ("a", "b", "c", "d")}, "option_names", "4"),
        ({"option_names": ()}, "skus.0.options", "1"),
        ({"quote_type": QuoteType.BY_SKU}, "skus.0.price", "A-1-W"),
        ({"quote_type": QuoteType.BY_SKU_QUANTITY}, "skus.0.tiers", "10"),
        ({"skus": (SkuDraft("X", ("白色",)), SkuDraft("X", ("黑色",)))}, "skus", "X"),
        ({"skus": (SkuDraft("X", ("白色",)), SkuDraft("Y", ("白色",)))}, "skus", "白色"),
    ],
)
def test_a_fault_names_field_and_number(changes: dict[str, Any], field: str, number: str) -> None:
    with pytest.raises(BadDraft) as refused:
        create(**changes)
    assert field in [fault.field for fault in refused.value.faults]
    assert number in str(refused.value)
    assert not Product.objects.exists()


def test_every_fault_is_named() -> None:
    with pytest.raises(BadDraft) as refused:
        create(title="", moq=0, promise_hours=1)
    assert [fault.field for fault in refused.value.faults] == ["title", "moq", "promise_hours"]


def test_a_category_of_the_second_level_takes_no_products() -> None:
    with pytest.raises(BadDraft) as refused:
        create(category=CategoryFactory(level=2))
    assert refused.value.field == "category"


def test_required_attributes_and_their_choices() -> None:
    category = CategoryFactory()
    category.parent.attributes.create(
        slug="material", name="材质", name_en="Material", choices=["棉", "麻"], required=True
    )
    for attributes in ({}, {"material": "铁"}):
        with pytest.raises(BadDraft) as refused:
            create(category=category, attributes=attributes)
        assert refused.value.field == "attributes.material"
    assert create(category=category, attributes={"material": "棉"}).pk


def test_choices_are_named_in_the_readers_language() -> None:
    category = CategoryFactory()
    category.parent.attributes.create(slug="glaze", name="釉", choices=["青::Celadon"])
    with pytest.raises(BadDraft, match="is none of Celadon"):
        create(category=category, attributes={"glaze": "紫"})
    assert create(category=category, attributes={"glaze": "青::Celadon"}).pk


def test_a_code_is_used_once() -> None:
    product = create()
    with pytest.raises(BadDraft, match="A-1"):
        products.create_product(supplier=product.supplier, draft=make_draft(), actor=None, at=AT)
    assert Product.objects.count() == 1


def test_anothers_freight_template_is_refused() -> None:
    with pytest.raises(BadDraft) as refused:
        create(freight_template=FreightTemplateFactory())
    assert refused.value.field == "freight_template"


def test_editing_raises_the_revision_and_keeps_skus_by_code() -> None:
    product = products.list_product(product=create(), actor=None, at=AT)
    white, black = product.skus.all()
    stock.reserve(quantities={white.pk: 10})
    draft = draft_of(product)
    red = SkuDraft("A-1-R", ("黑色",), on_hand=7)
    edited = products.edit_product(
        product=product,
        draft=replace(draft, title="厚T恤", skus=(replace(draft.skus[0], on_hand=11), red)),
        actor=None,
        at=AT,
        seen_revision=1,
    )
    white.refresh_from_db()
    black.refresh_from_db()
    assert (edited.revision, edited.title) == (2, "厚T恤")
    assert (white.on_hand, white.reserved, black.is_active) == (11, 10, False)
    assert edited.stock == 1 + 7


def test_two_editors_at_once_are_told() -> None:
    product = create()
    draft = draft_of(product)
    products.edit_product(product=product, draft=draft, actor=None, at=AT, seen_revision=1)
    with pytest.raises(StaleInput, match="revision 1, now 2"):
        products.edit_product(
            product=product, draft=replace(draft, title="x"), actor=None, at=AT, seen_revision=1
        )
    product.refresh_from_db()
    assert product.title == "纯棉T恤"


def test_a_refused_edit_changes_nothing() -> None:
    product = create()
    sku = product.skus.first()
    stock.reserve(quantities={sku.pk: 10})
    draft = draft_of(product)
    with pytest.raises(stock.BelowReserved):
        products.edit_product(
            product=product,
            draft=replace(draft, title="x", skus=(replace(draft.skus[0], on_hand=9),)),
            actor=None,
            at=AT,
        )
    assert draft_of(Product.objects.get()) == draft


def test_set_prices() -> None:
    product = products.list_product(product=create(), actor=None, at=AT)
    edited = products.set_prices(
        product=product, tiers=[Tier(2, Decimal("6.66"))], actor=None, at=AT
    )
    assert (edited.price_from, edited.revision) == (Decimal("6.66"), 2)
    assert PriceTier.objects.get().unit_price == Decimal("6.66")


def test_hidden_and_listed_again() -> None:
    product = ProductFactory()
    assert not products.hide_product(product=product, actor=None, at=AT).on_sale
    assert not ListingEntry.objects.exists()
    assert products.list_product(product=product, actor=None, at=AT).on_sale
    assert ListingEntry.objects.exists()


def test_the_supplier_cannot_show_what_the_platform_blocked() -> None:
    product, staff = ProductFactory(), StaffFactory()
    products.block_product(product=product, reason="counterfeit", actor=staff, at=AT)
    for verb in (products.hide_product, products.list_product):
        with pytest.raises(WrongStatus):
            verb(product=product, actor=None, at=AT)
    product.refresh_from_db()
    assert (product.status, product.on_sale) == (ProductStatus.BLOCKED, False)
    products.unblock_product(product=product, reason="appeal", actor=staff, at=AT)
    assert product.status == ProductStatus.HIDDEN


@pytest.mark.parametrize("standing", [Standing.RESTRICTED, Standing.SUSPENDED, Standing.REMOVED])
def test_only_an_active_shop_lists(standing: Standing) -> None:
    shop = SupplierFactory(status=standing)
    product = ProductFactory(supplier=shop, status=ProductStatus.HIDDEN)
    with pytest.raises(NotAllowed):
        products.list_product(product=product, actor=None, at=AT)
    with pytest.raises(NotAllowed):
        products.create_product(supplier=shop, draft=make_draft(), actor=None, at=AT)
    product.refresh_from_db()
    assert product.status == ProductStatus.HIDDEN
    assert Product.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"title": "电饭煲"}, "title", "“纯棉T恤” stays: a shop that is Restricted"),
        ({"title_en": "Rice cooker"}, "title_en", "“Cotton T-shirt” stays"),
        ({"code": "B-9"}, "code", "“A-1” stays"),
        ({"option_names": ("尺码",)}, "option_names", "“颜色” stays"),
        ({"skus": (SkuDraft("A-9", ("绿色",)),)}, "skus.0.code", "SKU A-9 is new"),
        ({"skus": (SkuDraft("A-1-B", ("绿色",), on_hand=20),)}, "skus.0.options", "“黑色”"),
    ],
)
def test_no_other_goods_of_listed_ones_while_nothing_may_be_listed(
    changes: dict[str, Any], field: str, said: str
) -> None:
    product = create()
    products.list_product(product=product, actor=None, at=AT)
    Supplier.objects.update(status=Standing.RESTRICTED)
    with pytest.raises(BadDraft) as refused:
        edit(product, **changes)
    assert (refused.value.field, refused.value.code) == (field, "standing")
    assert said in str(refused.value)
    assert edit(product, skus=make_draft(category=product.category).skus[1:], moq=3).moq == 3
    assert edit(product).skus.filter(is_active=True).count() == 2


def test_what_is_not_on_sale_may_become_anything_meanwhile() -> None:
    product = create()
    Supplier.objects.update(status=Standing.RESTRICTED)
    assert edit(product, title="电饭煲").title == "电饭煲"


def edit(product: Product, **changes: Any) -> Product:
    draft = make_draft(category=product.category, **changes)
    return products.edit_product(product=product, draft=draft, actor=None, at=AT)
