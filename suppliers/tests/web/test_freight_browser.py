"""The freight template in a real browser: its labels follow what is counted."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.tests.factories import MembershipFactory
from suppliers.tests.factories import SupplierFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_labels_follow_the_basis_that_is_chosen(page_at):
    owner = MembershipFactory()
    SupplierFactory(company=owner.company)
    page = page_at(1440, user=owner.user)
    page.goto(reverse("suppliers:new_freight"))
    for basis, words in (("weight", "First weight (kg)"), ("volume", "First volume (m³)")):
        page.get_by_label("Counted").select_option(basis)
        expect(page.get_by_label(words).first).to_be_visible()
    expect(page.get_by_text("First weight (kg)").first).to_be_hidden()
