"""What each standing switches off is off, in page, API, service and task (rules §4).

The table at the end says for each action, by each channel, in which standings it goes through.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from copy import copy
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.enums import Role
from accounts.models import Membership
from accounts.services.tokens import make_token
from accounts.tests.factories import (
    AddressFactory,
    CompanyFactory,
    MembershipFactory,
    UserFactory,
)
from catalog.enums import BuyMode, ProductStatus
from catalog.models import ImportJob, ListingEntry, Product, Sku
from catalog.pricing import Tier
from catalog.selectors.drafts import draft_of
from catalog.services import imports, products
from catalog.services.imports import take_in
from catalog.tasks import import_products
from catalog.tests.factories import CategoryFactory, ProductFactory
from catalog.tests.imports.files import CUP, table
from catalog.tests.test_products import make_draft
from catalog.tests.web.test_desk import typed
from common.errors import DomainError
from orders.enums import OrderStatus
from orders.models import CartLine, Order, PurchaseRequest
from orders.services import cart, checkout, complete, requests
from orders.services.again import buy_again
from orders.services.cancel import close_by_buyer
from orders.tests.factories import (
    CarrierFactory,
    paid_order,
    pay_open,
    placed_order,
    ship_all,
    want,
)
from payments.enums import AccountKind
from payments.models import Payout
from payments.services.payouts import request_payout
from payments.tests.factories import bank_account_of, give_funds
from suppliers.enums import MAY_LIST, SHOWN, HoldCause, Standing
from suppliers.services import holds, settlements
from suppliers.tests.factories import SupplierFactory

pytestmark = pytest.mark.django_db

ALL = frozenset(Standing)
#: A suspended supplier's payouts are held back; a removed one's until it is settled.
MAY_PAY_OUT = SHOWN


class Scene:
    """A shop that was active until just now, and a buyer with its goods in the cart."""

    def __init__(self) -> None:
        self.now = timezone.now()
        self.owner = MembershipFactory()
        self.shop = SupplierFactory(company=self.owner.company)
        self.product = self._product()
        self.hidden = self._product(status=ProductStatus.HIDDEN)
        self.sku: Sku = self.product.skus.get()
        self.buyer = MembershipFactory()
        self.address = AddressFactory(company=self.buyer.company)
        self.unpaid = self._order(placed_order)
        self.paid = self._order(paid_order)
        cart.add(membership=self.buyer, wants={self.sku.pk: 10}, at=self.now)
        self.job = self._job()
        give_funds(self.shop.company, "500.00", kind=AccountKind.SUPPLIER_BALANCE)
        self.bank = bank_account_of(self.shop.company)
        self.asked = self._asked()

    def _product(self, **fields: Any) -> Product:
        return ProductFactory(
            supplier=self.shop, title_en="Steel flask", sample_price=3, consign_price=4, **fields
        )

    def _order(self, make: Callable[..., Order]) -> Order:
        return make(want(self.sku), membership=self.buyer, at=self.now - timedelta(hours=2))

    def _job(self) -> ImportJob:
        CategoryFactory(name="Cups", name_en="Cups")
        return take_in(
            supplier=self.shop,
            file=table(CUP),
            file_name="products.csv",
            default_stock=0,
            actor=None,
            at=self.now,
        )

    def _asked(self) -> PurchaseRequest:
        """A purchase over the limit that waits for its approver."""
        company = CompanyFactory(spending_limit=Decimal(5))
        purchaser = MembershipFactory(company=company, role=Role.PURCHASER)
        cart.add(membership=purchaser, wants={self.sku.pk: 10}, at=self.now)
        made = checkout.checkout(
            membership=purchaser,
            address=AddressFactory(company=company),
            notes={},
            key="asked",
            at=self.now,
        )
        assert isinstance(made, PurchaseRequest)
        return made

    def hold(self, standing: Standing) -> None:
        if standing != Standing.ACTIVE:
            holds.place(
                supplier=self.shop,
                cause=HoldCause.STAFF,
                key="test",
                standing=standing,
                reason="For the test",
                at=self.now,
            )

    def again(self) -> Scene:
        """The same scene, with every row read anew."""
        fresh = copy(self)
        for name, thing in vars(self).items():
            if isinstance(thing, Model):
                setattr(fresh, name, type(thing)._default_manager.get(pk=thing.pk))
        return fresh

    def page(self, who: Membership | None = None) -> Client:
        client = Client()
        if who:
            client.force_login(who.user)
        return client

    def api(self, who: Membership) -> APIClient:
        _token, secret = make_token(membership=who, name="test", at=self.now)
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
        return client


def goes(act: Callable[[], Any]) -> bool:
    """Whether the domain lets it through."""
    try:
        act()
    except DomainError:
        return False
    return True


# --- Listing --------------------------------------------------------------------------------


def create_by_service(scene: Scene) -> bool:
    return goes(
        lambda: products.create_product(
            supplier=scene.shop, draft=make_draft(), actor=None, at=scene.now
        )
    )


def create_by_page(scene: Scene) -> bool:
    scene.page(scene.owner).post(reverse("catalog:desk_new"), typed())
    return Product.objects.filter(supplier=scene.shop, title="陶瓷马克杯").exists()


def unhide_by_service(scene: Scene) -> bool:
    return goes(lambda: products.list_product(product=scene.hidden, actor=None, at=scene.now))


def unhide_by_page(scene: Scene) -> bool:
    url = reverse("catalog:desk_list", args=[scene.hidden.slug])
    scene.page(scene.owner).post(url, {"sure": "1"})
    scene.hidden.refresh_from_db()
    return scene.hidden.status == ProductStatus.LISTED


def import_by_service(scene: Scene) -> bool:
    return goes(
        lambda: imports.start_import(
            supplier=scene.shop,
            file=table(CUP),
            file_name="f.csv",
            default_stock=0,
            actor=None,
            at=scene.now,
        )
    )


def import_by_page(scene: Scene) -> bool:
    file = io.BytesIO(table(CUP).read())
    file.name = "f.csv"
    scene.page(scene.owner).post(reverse("catalog:imports"), {"file": file, "default_stock": 1})
    return ImportJob.objects.count() == 2


def import_by_task(scene: Scene) -> bool:
    """The file was taken in while the shop was active."""
    import_products(scene.job.pk)
    return Product.objects.filter(supplier=scene.shop, code="C-1").exists()


def other_goods_by_service(scene: Scene) -> bool:
    draft = replace(draft_of(scene.product), title="电饭煲", title_en="Rice cooker")
    return goes(
        lambda: products.edit_product(product=scene.product, draft=draft, actor=None, at=scene.now)
    )


def edited_by_page(scene: Scene, **changes: Any) -> Product:
    """The editor's answer to what it shows, with these fields typed over."""
    path = reverse("catalog:desk_product", args=[scene.product.slug])
    client = scene.page(scene.owner)
    editor = client.get(path).context["editor"]
    sent = {
        bound.html_name: "" if bound.value() is None else bound.value()
        for form in (editor.form, *editor.tiers, *editor.skus)
        for bound in form
        if bound.value() is not False
    }
    for part in (editor.tiers, editor.skus):
        sent |= {bound.html_name: bound.value() for bound in part.management_form}
    client.post(path, sent | changes)
    return Product.objects.get(pk=scene.product.pk)


def other_goods_by_page(scene: Scene) -> bool:
    return edited_by_page(scene, title="电饭煲").title == "电饭煲"


def new_terms_by_page(scene: Scene) -> bool:
    return edited_by_page(scene, description_en="Keeps 12 hours").description_en != ""


def new_price_by_service(scene: Scene) -> bool:
    return goes(
        lambda: products.set_prices(
            product=scene.product,
            tiers=[Tier(1, Decimal(9))],
            actor=None,
            at=scene.now,
        )
    )


# --- Shown ----------------------------------------------------------------------------------


def stands_on(scene: Scene, path: str) -> bool:
    answer = scene.page().get(path)
    return answer.status_code == 200 and "Steel flask" in answer.content.decode()


def in_category(scene: Scene) -> bool:
    return stands_on(scene, reverse("catalog:category", args=[scene.product.category.slug]))


def in_search(scene: Scene) -> bool:
    return stands_on(scene, reverse("catalog:search") + "?q=flask")


def on_front_page(scene: Scene) -> bool:
    return stands_on(scene, reverse("catalog:home"))


def product_page(scene: Scene) -> bool:
    return stands_on(scene, reverse("catalog:product", args=[scene.product.slug]))


def price_part(scene: Scene) -> bool:
    path = reverse("catalog:price", args=[scene.product.slug])
    return scene.page().post(path, {f"sku-{scene.sku.pk}": "10"}).status_code == 200


def shop_page(scene: Scene) -> bool:
    return stands_on(scene, reverse("catalog:shop", args=[scene.shop.slug]))


def api_list(scene: Scene) -> bool:
    found = APIClient().get("/api/v1/products/").json()["results"]
    return [row["slug"] for row in found] == [scene.product.slug]


def api_product(scene: Scene) -> bool:
    return APIClient().get(f"/api/v1/products/{scene.product.slug}/").status_code == 200


def api_shop(scene: Scene) -> bool:
    return APIClient().get(f"/api/v1/suppliers/{scene.shop.slug}/").status_code == 200


def ranked_like_others(scene: Scene) -> bool:
    return ListingEntry.objects.filter(product=scene.product, demoted=False).exists()


# --- Bought ---------------------------------------------------------------------------------


def added_by_service(scene: Scene, mode: str = BuyMode.BATCH) -> bool:
    other = MembershipFactory()
    return goes(
        lambda: cart.add(membership=other, wants={scene.sku.pk: 1}, mode=mode, at=scene.now)
    )


def sample_by_service(scene: Scene) -> bool:
    return added_by_service(scene, BuyMode.SAMPLE)


def dropship_by_service(scene: Scene) -> bool:
    return added_by_service(scene, BuyMode.CONSIGN)


def added_by_page(scene: Scene) -> bool:
    other = MembershipFactory()
    scene.page(other).post(reverse("orders:add"), {f"sku-{scene.sku.pk}": "10"})
    return CartLine.objects.filter(cart__membership=other).exists()


def added_by_api(scene: Scene) -> bool:
    lines = [{"sku": scene.sku.pk, "quantity": 10}]
    return scene.api(MembershipFactory()).post("/api/v1/cart/", {"lines": lines}).status_code == 201


def cart_is_ready(scene: Scene) -> bool:
    """The line has lain in the cart since before."""
    page = scene.page(scene.buyer).get(reverse("orders:cart"))
    assert page.status_code == 200
    assert "Steel flask" in page.content.decode()
    ready: bool = scene.api(scene.buyer).get("/api/v1/cart/").json()["is_ready"]
    return ready


def ordered_by_service(scene: Scene) -> bool:
    return goes(
        lambda: checkout.checkout(
            membership=scene.buyer, address=scene.address, notes={}, key="k", at=scene.now
        )
    )


def ordered_by_page(scene: Scene) -> bool:
    before = Order.objects.count()
    form = {"address": scene.address.pk, "key": "k"}
    answer = scene.page(scene.buyer).post(reverse("orders:checkout"), form, follow=True)
    if Order.objects.count() == before:
        assert "no longer on sale" in answer.content.decode()
        return False
    return True


def ordered_by_api(scene: Scene) -> bool:
    asked = {"address": scene.address.pk, "key": "k"}
    answer = scene.api(scene.buyer).post("/api/v1/checkout/", asked)
    assert answer.status_code == 201 or "on sale" in answer.json()["detail"]
    return answer.status_code == 201


def approved_by_service(scene: Scene) -> bool:
    approver = MembershipFactory(company=scene.asked.company, role=Role.APPROVER)
    return goes(lambda: requests.approve(request=scene.asked, membership=approver, at=scene.now))


def bought_again_by_service(scene: Scene) -> bool:
    return goes(lambda: buy_again(membership=scene.buyer, order=scene.paid, at=scene.now))


def bought_again_by_page(scene: Scene) -> bool:
    path = reverse("orders:buy_again", args=[scene.paid.number])
    answer = scene.page(scene.buyer).post(path, follow=True)
    return "Nothing of this order is on sale" not in answer.content.decode()


# --- Open orders ----------------------------------------------------------------------------


def unpaid_is_paid(scene: Scene) -> bool:
    return goes(lambda: pay_open(scene.unpaid, scene.now))


def shipped_and_completed(scene: Scene) -> bool:
    """And its money comes to the supplier's balance."""
    ship_all(scene.paid, at=scene.now)
    done = complete.confirm(
        order=scene.paid, actor=scene.buyer.user, at=scene.now + timedelta(days=3)
    )
    return done.status == OrderStatus.COMPLETED


def shipped_by_page(scene: Scene) -> bool:
    path = reverse("orders:desk_send", args=[scene.paid.number])
    (line,) = scene.paid.lines.all()
    form = {"carrier": CarrierFactory().pk, "waybill": "T00000777", f"line-{line.pk}": 10}
    scene.page(scene.owner).post(path, form)
    scene.paid.refresh_from_db()
    return scene.paid.status == OrderStatus.SHIPPED


def shipped_by_api(scene: Scene) -> bool:
    body = {"carrier": CarrierFactory().code, "waybill": "T00000778"}
    path = f"/api/v1/shop/orders/{scene.paid.number}/shipments/"
    return scene.api(scene.owner).post(path, body).status_code in (200, 201)


# --- Payout ---------------------------------------------------------------------------------


def paid_out(scene: Scene, at: datetime | None = None) -> bool:
    return goes(
        lambda: request_payout(
            company=scene.shop.company,
            bank_account=scene.bank,
            amount=Decimal(100),
            key="p",
            actor=UserFactory(),
            at=at or scene.now,
        )
    )


def paid_out_by_page(scene: Scene) -> bool:
    form = {"bank_account": scene.bank.pk, "amount": "100", "key": "p", "confirmed": "1"}
    scene.page(scene.owner).post(reverse("payments:payout"), form)
    return Payout.objects.exists()


TABLE: list[tuple[str, Callable[[Scene], bool], frozenset[Standing]]] = [
    ("create · service", create_by_service, MAY_LIST),
    ("create · page", create_by_page, MAY_LIST),
    ("unhide · service", unhide_by_service, MAY_LIST),
    ("unhide · page", unhide_by_page, MAY_LIST),
    ("import · service", import_by_service, MAY_LIST),
    ("import · page", import_by_page, MAY_LIST),
    ("import · task", import_by_task, MAY_LIST),
    ("make other goods of listed ones · service", other_goods_by_service, MAY_LIST),
    ("make other goods of listed ones · page", other_goods_by_page, MAY_LIST),
    ("change what is said of them · page", new_terms_by_page, ALL),
    ("change their prices · service", new_price_by_service, ALL),
    ("rank · listing", ranked_like_others, MAY_LIST),
    ("category · page", in_category, SHOWN),
    ("search · page", in_search, SHOWN),
    ("front page · page", on_front_page, SHOWN),
    ("product · page", product_page, SHOWN),
    ("price · page", price_part, SHOWN),
    ("shop · page", shop_page, SHOWN),
    ("products · API", api_list, SHOWN),
    ("product · API", api_product, SHOWN),
    ("shop · API", api_shop, SHOWN),
    ("add · service", added_by_service, SHOWN),
    ("sample · service", sample_by_service, SHOWN),
    ("dropship · service", dropship_by_service, SHOWN),
    ("add · page", added_by_page, SHOWN),
    ("add · API", added_by_api, SHOWN),
    ("cart · page and API", cart_is_ready, SHOWN),
    ("checkout · service", ordered_by_service, SHOWN),
    ("checkout · page", ordered_by_page, SHOWN),
    ("checkout · API", ordered_by_api, SHOWN),
    ("approval · service", approved_by_service, SHOWN),
    ("buy again · service", bought_again_by_service, SHOWN),
    ("buy again · page", bought_again_by_page, SHOWN),
    ("pay an open order · service", unpaid_is_paid, ALL),
    ("ship and complete · service", shipped_and_completed, ALL),
    ("ship · page", shipped_by_page, ALL),
    ("ship · API", shipped_by_api, ALL),
    ("payout · service", paid_out, MAY_PAY_OUT),
    ("payout · page", paid_out_by_page, MAY_PAY_OUT),
]


def run_all(scene: Scene) -> dict[str, bool]:
    """What came of each action, each by itself: what it wrote is rolled back."""
    found = {}
    for name, act, _allowed in TABLE:
        with transaction.atomic():
            cache.clear()
            found[name] = act(scene.again())
            transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("standing", Standing, ids=str)
def test_what_a_standing_allows(standing: Standing) -> None:
    scene = Scene()
    scene.hold(standing)
    assert run_all(scene) == {name: standing in allowed for name, _act, allowed in TABLE}


def test_all_of_it_is_on_again_after() -> None:
    scene = Scene()
    scene.hold(Standing.SUSPENDED)
    holds.lift(supplier=scene.shop, key="test", reason="Over", at=scene.now)
    assert set(run_all(scene).values()) == {True}


def test_a_removed_supplier_is_paid_out_after_its_orders_ended() -> None:
    scene = Scene()
    scene.hold(Standing.REMOVED)
    week, month = scene.now + timedelta(days=8), scene.now + timedelta(days=30)
    settlements.settle_due(at=week, limit=9)
    assert not paid_out(scene, week)
    shipped_and_completed(scene)
    close_by_buyer(order=scene.unpaid, actor=scene.buyer.user, at=scene.now)
    settlements.settle_due(at=month, limit=9)
    assert paid_out(scene, month)
