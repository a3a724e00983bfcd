"""Every page of a buyer and of a supplier, as they open it: it fits a phone, and all has a name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Membership
from accounts.tests.factories import AddressFactory, MembershipFactory, NoticeFactory
from catalog.models import Product
from catalog.tests.factories import ProductFactory
from marketplace.testing.accessibility import faults
from marketplace.testing.browser import PageAt
from orders.services import cart
from orders.tests.factories import delivered_order, paid_order, placed_order, want
from payments.models import Payment
from suppliers.models import Supplier
from suppliers.tests.factories import SupplierFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOW = timezone.now()


@pytest.fixture
def shop() -> Supplier:
    """A shop of somebody who signs in, with a product."""
    supplier = SupplierFactory()
    MembershipFactory(company=supplier.company)
    ProductFactory(supplier=supplier, slug="cup", skus=2)
    return supplier


@pytest.fixture
def buyer(shop: Supplier) -> Membership:
    """Somebody with an address, a notice, and goods in the cart."""
    member = MembershipFactory()
    AddressFactory(company=member.company)
    NoticeFactory(user=member.user)
    wants = {sku.pk: 20 for sku in cup().skus.all()}
    cart.add(membership=member, wants=wants, mode="batch", at=NOW)
    return member


def cup() -> Product:
    return Product.objects.get(slug="cup")


def order_pages(buyer: Membership) -> list[str]:
    """An unpaid, a paid and a delivered order of the cup; addresses of the buyer's pages."""
    wants = [want(sku) for sku in cup().skus.all()]
    unpaid = placed_order(*wants, membership=buyer, at=NOW - timedelta(hours=1))
    paid = paid_order(*wants, membership=buyer, at=NOW - timedelta(days=3))
    delivered = delivered_order(*wants, membership=buyer, at=NOW - timedelta(days=4))
    payment = Payment.objects.filter(status="open").get()
    pages = [f"/orders/{order.number}/" for order in (unpaid, paid, delivered)]
    return [*pages, f"/orders/{unpaid.number}/cancel/", f"/pay/{payment.number}/"]


def walk(page_at: PageAt, member: Membership | None, addresses: list[str]) -> None:
    """Open each page on a phone."""
    page = page_at(360, user=member and member.user, locale="zh-CN")
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        assert faults(page) == [], address


def test_what_anybody_sees(page_at: PageAt, shop: Supplier) -> None:
    pages = ["/", "/c/", "/search/", "/search/?q=zzz", "/p/cup/", f"/shop/{shop.slug}/", "/rules/"]
    account = ["/account/login/", "/account/signup/", "/account/password/reset/"]
    walk(page_at, None, [*pages, *account])


def test_what_a_buyer_sees(page_at: PageAt, buyer: Membership) -> None:
    trade = ["/cart/", "/checkout/", "/orders/", *order_pages(buyer), "/payments/", "/notices/"]
    company = ["/company/", "/company/members/", "/company/addresses/", "/company/addresses/new/"]
    account = ["/account/tokens/", "/account/profile/", "/account/2fa/", "/account/close/"]
    walk(page_at, buyer, [*trade, *company, *account])


def test_what_a_supplier_sees(page_at: PageAt, buyer: Membership, shop: Supplier) -> None:
    orders = [page for page in order_pages(buyer) if page.count("/") == 3 and "orders" in page]
    desk = ["/supplier/", "/supplier/orders/", "/supplier/shipping/"]
    goods = ["", "new/", "cup/", "cup/quick/", "import/"]
    money = ["", "payouts/", "payouts/new/", "deposit/"]
    pages = [
        *desk,
        *(f"/supplier{page}" for page in orders),
        *(f"/supplier/products/{page}" for page in goods),
        *(f"/supplier/money/{page}" for page in money),
    ]
    walk(page_at, shop.company.memberships.get(), pages)
