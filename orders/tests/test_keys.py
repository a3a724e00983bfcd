"""A checkout's key stands for one request: sent again it answers the same, or is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Membership
from accounts.tests.factories import AddressFactory, MembershipFactory
from catalog.tests.factories import ProductFactory
from common.errors import KeyReused
from orders.models import CartLine, Order, OrderGroup, PurchaseRequest
from orders.services.cart import add
from orders.services.checkout import checkout
from orders.services.requests import approve
from orders.tests.factories import NOW, buyer, placed_group, sku_of, want

pytestmark = pytest.mark.django_db


def basket_of(member: Membership) -> int:
    """Put ten pieces of something in the cart; returns the id of its supplier."""
    sku = sku_of(ProductFactory())
    add(membership=member, wants={sku.pk: 10}, at=NOW)
    return sku.product.supplier_id


def form_of(member: Membership, **given: Any) -> dict[str, Any]:
    address = AddressFactory(company=member.company)
    return {"membership": member, "address": address, "key": "k", "notes": {}, **given}


@pytest.fixture(params=[None, Decimal("1.00")], ids=["ordered", "asked for"])
def member(request: pytest.FixtureRequest) -> Membership:
    """Who orders at once, or asks an approver first."""
    member = buyer(role=Role.PURCHASER)
    member.company.spending_limit = request.param
    member.company.save()
    return member


@pytest.fixture
def approver() -> Membership:
    owner = buyer(role=Role.OWNER)
    owner.company.spending_limit = Decimal("1.00")
    owner.company.save()
    return owner


def refused(**form: Any) -> bool:
    with pytest.raises(KeyReused):
        checkout(at=NOW, **form)
    return OrderGroup.objects.count() + PurchaseRequest.objects.count() == 1


def test_the_same_again_is_what_it_made(member: Membership) -> None:
    form = form_of(member, notes={basket_of(member): "谢谢"})
    assert checkout(at=NOW, **form) == checkout(at=NOW, **form)


def test_another_address_or_note_is_another_request(member: Membership) -> None:
    supplier = basket_of(member)
    form = form_of(member)
    checkout(at=NOW, **form)
    elsewhere = AddressFactory(company=member.company, street="别处 1 号")
    assert refused(**{**form, "address": elsewhere})
    assert refused(**{**form, "notes": {supplier: "Other"}})


def test_an_address_that_was_corrected_since_is_the_same(member: Membership) -> None:
    """The answer of the first was lost on the way."""
    basket_of(member)
    form = form_of(member)
    made = checkout(at=NOW, **form)
    form["address"].phone = "13900000000"
    form["address"].save()
    assert checkout(at=NOW, **form) == made


def test_so_it_is_when_what_was_asked_for_is_approved(approver: Membership) -> None:
    member = MembershipFactory(company=approver.company, role=Role.PURCHASER)
    supplier = basket_of(member)
    form = form_of(member, notes={supplier: "谢谢"})
    asked = checkout(at=NOW, **form)
    assert isinstance(asked, PurchaseRequest)
    form["address"].phone = "13900000000"
    form["address"].save()
    group = approve(request=asked, membership=approver, at=NOW).group
    assert checkout(at=NOW, **form) == group
    with pytest.raises(KeyReused):
        checkout(at=NOW, **{**form, "notes": {supplier: "Other"}})


def test_of_what_was_placed_before_that_was_kept_the_orders_tell() -> None:
    member = buyer()
    supplier = basket_of(member)
    form = form_of(member, notes={supplier: "谢谢"})
    made = checkout(at=NOW, **form)
    OrderGroup.objects.update(asked="")
    assert checkout(at=NOW, **form) == made
    assert refused(**{**form, "notes": {supplier: "Other"}})
    assert refused(
        **{**form, "address": AddressFactory(company=member.company, street="别处 1 号")}
    )


def test_a_colleague_s_key_is_not_one_s_own(member: Membership) -> None:
    """What the colleague wants is not ordered, and stays in that cart."""
    colleague = MembershipFactory(company=member.company, role=Role.PURCHASER)
    basket_of(member)
    basket_of(colleague)
    form = form_of(member)
    checkout(at=NOW, **form)
    assert refused(**{**form, "membership": colleague})
    assert CartLine.objects.get().cart.membership == colleague


def test_nor_where_both_are_placed_at_once() -> None:
    """The second waits for the first and has not looked for what the key made."""
    mine, sku = buyer(), sku_of(ProductFactory())
    colleague = MembershipFactory(company=mine.company)
    placed_group(want(sku), membership=mine, key="k")
    with pytest.raises(KeyReused):
        placed_group(want(sku), membership=colleague, key="k")
    assert Order.objects.count() == 1


def test_the_page_says_so_and_leads_to_the_cart(client: Any) -> None:
    member = buyer()
    basket_of(member)
    form = form_of(member)
    checkout(at=NOW, **form)
    client.force_login(member.user)
    elsewhere = AddressFactory(company=member.company, street="别处 1 号")
    answer = client.post(reverse("orders:checkout"), {"address": elsewhere.pk, "key": "k"})
    assert answer.url == reverse("orders:cart")
    assert "other content" in client.get(answer.url).content.decode()
